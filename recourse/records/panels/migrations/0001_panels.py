"""Makes sittings, words, decisions and choices, behind the wall of the scheme; what was decided is not changed."""

import django.db.models.deletion
import recourse.records.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.directory.walls import fixed
from recourse.records.people import walls

CLOCK = f"{walls.OWN} and (select recourse_worker()) is null"
OURS = f"{walls.OWN} and {walls.IN_SIGHT}"
OF_THE_DECISION = (
    "exists (select 1 from panels_decision d where d.id = {table}.decision_id and d.agency_id = {table}.agency_id)"
)
SIGNED = {"sitting": ("begun_by_id", "begun_at"), "word": ("said_by_id", "said_at"), "decision": ("decided_by_id", "decided_at")}
KEPT = "".join(
    f"create trigger panels_{table}_as_signed_in after insert on panels_{table}"
    f" for each row execute function recourse_as_signed_in('{by}', '{at}');"
    for table, (by, at) in SIGNED.items()
) + "revoke truncate on panels_sitting, panels_word, panels_decision, panels_choice from recourse_app, recourse_worker;"
NOT_KEPT = "".join(f"drop trigger panels_{table}_as_signed_in on panels_{table};" for table in SIGNED)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('criteria', '0001_criteria'),
        ('directory', '0007_answers'),
        ('homes', '0003_papers'),
        ('people', '0013_turns'),
        ('placements', '0004_marks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('hides_names', models.BooleanField(default=False)),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('bed_prices', models.JSONField(default=dict)),
                ('watch_prices', models.JSONField(default=dict)),
                ('priced_on', models.DateField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('by_order', models.CharField(choices=[('criteria', 'The published criteria'), ('wait', 'The wait alone')], max_length=10)),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('priced_on', models.DateField(null=True)),
                ('from_last_prices', models.BooleanField(default=False)),
                ('could_live_there', models.PositiveIntegerField()),
                ('waited', models.PositiveIntegerField()),
                ('hid_names', models.BooleanField(default=False)),
                ('reason', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('decided_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('bedspace', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='homes.bedspace')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='homes.home')),
                ('offer', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='placements.offer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('version', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='criteria.version')),
                ('sitting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='panels.sitting')),
            ],
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('no', 'Not this house'), ('pin', 'Pinned to a bed')], max_length=5)),
                ('why', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('said_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('bedspace', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='homes.bedspace')),
                ('home', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='homes.home')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('rank', models.PositiveSmallIntegerField()),
                ('is_chosen', models.BooleanField()),
                ('shown', recourse.records.sealing.fields.SealedJSON(of='person_id')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('bedspace', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='homes.bedspace')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('decision', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choices', to='panels.decision')),
            ],
            options={
                'ordering': ['rank'],
                'constraints': [models.UniqueConstraint(fields=('decision', 'rank'), name='panels_choice_ranked'), models.UniqueConstraint(fields=('decision', 'person', 'bedspace'), name='panels_choice_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('agency',), name='panels_sitting_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['agency', '-decided_at'], name='panels_decision_newest'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by_order', 'wait'), ('fingerprint', ''), ('version', None)), models.Q(('by_order', 'criteria'), models.Q(('version', None), _negated=True), models.Q(('fingerprint', ''), _negated=True)), _connector='OR'), name='panels_decision_by_what'),
        ),
        migrations.AddConstraint(
            model_name='word',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bedspace', None), ('kind', 'no')), models.Q(('kind', 'pin'), models.Q(('bedspace', None), _negated=True)), _connector='OR'), name='panels_word_pins_a_bed'),
        ),
        migrations.AddConstraint(
            model_name='word',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'no'), ('taken_back_at', None)), fields=('agency', 'person', 'home'), name='panels_word_no_once'),
        ),
        migrations.AddConstraint(
            model_name='word',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'pin'), ('taken_back_at', None)), fields=('agency', 'person'), name='panels_word_one_pin_a_person'),
        ),
        migrations.AddConstraint(
            model_name='word',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'pin'), ('taken_back_at', None)), fields=('agency', 'bedspace'), name='panels_word_one_pin_a_bed'),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        *walls.own_agency("panels_sitting", commands=("select", "insert", "update")),
        fixed("panels_sitting", "id", "agency_id", "begun_by_id", "begun_at"),
        walls.raise_walls("panels_word"),
        walls.policy("panels_word", "select", using=walls.OWN),
        walls.policy("panels_word", "insert", check=OURS),
        walls.policy("panels_word", "update", using=walls.OWN, check=walls.OWN),
        walls.policy("panels_word", "delete", using=CLOCK, to="recourse_worker"),
        fixed("panels_word", "id", "agency_id", "person_id", "kind", "home_id", "bedspace_id", "said_by_id", "said_at"),
        walls.raise_walls("panels_decision"),
        walls.policy("panels_decision", "select", using=walls.OWN),
        walls.policy("panels_decision", "insert", check=OURS),
        walls.policy("panels_decision", "delete", using=CLOCK, to="recourse_worker"),
        walls.raise_walls("panels_choice"),
        walls.policy("panels_choice", "select", using=walls.OWN),
        walls.policy("panels_choice", "insert", check=f"{OURS} and {OF_THE_DECISION}"),
        walls.policy("panels_choice", "delete", using=CLOCK, to="recourse_worker"),
    ]
