"""Makes the tables of what left, and the wall that lets nothing leave without consent and advice."""

import django.contrib.postgres.fields
import django.db.models.deletion
import recourse.records.sealing.fields
import uuid
from pathlib import Path

from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

WALL = (Path(__file__).parent / "0001_wall.sql").read_text()
CLOCK = f"{walls.OWN} and (select recourse_worker()) is null"
OLD = f"{CLOCK} and {{table}}.at < (select recourse_day()) + 1 - interval '6 years'"


def own(table, *, change):
    """Its own agency alone, about people it may see."""
    return [
        walls.raise_walls(table),
        walls.policy(table, "select", using=walls.OWN),
        walls.policy(table, "insert", check=f"{walls.OWN} and {walls.IN_SIGHT}"),
        *(walls.policy(table, command, using=walls.OWN, check=walls.OWN) for command in change),
    ]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0004_fixed'),
        ('people', '0005_sealed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Advice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('had', models.CharField(choices=[('had', 'They had advice'), ('declined', 'They were offered advice and do not want it')], max_length=10)),
                ('adviser', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('regulated_as', models.CharField(blank=True, choices=[('iaa_1', 'Registered adviser, level 1'), ('iaa_2', 'Registered adviser, level 2'), ('iaa_3', 'Registered adviser, level 3'), ('solicitor', 'Solicitor'), ('barrister', 'Barrister'), ('cilex', 'Chartered legal executive')], max_length=20)),
                ('risk_explained', models.BooleanField(default=False)),
                ('words', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('on_day', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('for_what', models.CharField(choices=[('sharing', 'Sharing with a service'), ('escalation', 'Ask why a case is stuck'), ('status_check', 'Ask what status they hold'), ('support', 'Ask about asylum support'), ('return', 'Ask for help to go home, by their own choice'), ('correction', 'Put a mistake right'), ('report', 'Report a crime against them')], max_length=20)),
                ('outcomes_read_at', models.DateTimeField(null=True)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None)),
                ('words', recourse.records.sealing.fields.SealedText(default='', of='person_id')),
                ('status_words', recourse.records.sealing.fields.SealedText(default='', of='person_id')),
                ('begun_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('advice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='disclosures.advice')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consent')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('status_consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consent')),
                ('to_authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recipient', models.CharField(choices=[('authority', 'The Home Office or another enforcement body'), ('service', 'A service'), ('person', 'The person themselves')], max_length=10)),
                ('how', models.CharField(choices=[('sheet', 'On a printed sheet'), ('share', 'Shown to the service here'), ('referral', 'In a referral'), ('emergency', 'Opened in an emergency, without asking'), ('paper', 'Their statement, on paper'), ('data', 'Their statement, as data')], max_length=10)),
                ('for_what', models.CharField(blank=True, choices=[('sharing', 'Sharing with a service'), ('escalation', 'Ask why a case is stuck'), ('status_check', 'Ask what status they hold'), ('support', 'Ask about asylum support'), ('return', 'Ask for help to go home, by their own choice'), ('correction', 'Put a mistake right'), ('report', 'Report a crime against them')], max_length=20)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('at', models.DateTimeField()),
                ('hash', models.BinaryField(default=b'')),
                ('advice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='disclosures.advice')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consent')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('share', models.UUIDField(null=True)),
                ('status_consent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consent')),
                ('to_authority', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('to_service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('letter', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='disclosures.letter')),
            ],
        ),
        migrations.AddIndex(
            model_name='advice',
            index=models.Index(fields=['person', 'on_day'], name='disclosures_advice_person'),
        ),
        migrations.AddConstraint(
            model_name='advice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('had', 'declined'), ('regulated_as', ''), ('risk_explained', False)), models.Q(('had', 'had'), ('regulated_as__in', ['iaa_1', 'iaa_2', 'iaa_3', 'solicitor', 'barrister', 'cilex']), ('risk_explained', True)), _connector='OR'), name='disclosures_advice_counts'),
        ),
        migrations.AddIndex(
            model_name='letter',
            index=models.Index(fields=['person'], name='disclosures_letter_person'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'notes'])), name='disclosures_letter_fields'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('sent_at', None), ('withdrawn_at', None), _connector='OR'), name='disclosures_letter_one_end'),
        ),
        migrations.AddIndex(
            model_name='disclosure',
            index=models.Index(models.F('person'), models.OrderBy(models.F('at'), descending=True), name='disclosures_person_newest'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'notes'])), name='disclosures_disclosure_fields'),
        ),
        migrations.AddConstraint(
            model_name='disclosure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('advice__isnull', False), ('how', 'sheet'), ('letter__isnull', False), ('recipient', 'authority'), ('share', None), ('to_authority__isnull', False), ('to_service', None)), models.Q(('how__in', ('share', 'referral', 'emergency')), ('letter', None), ('recipient', 'service'), ('share__isnull', False), ('to_authority', None), ('to_service__isnull', False)), models.Q(('how__in', ('paper', 'data')), ('letter', None), ('recipient', 'person'), ('share', None), ('to_authority', None), ('to_service', None)), _connector='OR'), name='disclosures_one_recipient'),
        ),
        migrations.RunSQL(WALL),
        *own("disclosures_advice", change=()),
        *own("disclosures_letter", change=("update",)),
        *walls.own_and_held("disclosures_disclosure", change=()),
        walls.policy("disclosures_disclosure", "delete", using=OLD),
        walls.policy("disclosures_letter", "delete", using=CLOCK),
        walls.policy("disclosures_advice", "delete", using=CLOCK),
    ]
