"""Makes the tables of plans as they stood, of their parts, and of what people said to them, each with its wall."""
import django.contrib.postgres.fields
import django.db.models.deletion
import recourse.records.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

CLOCK = f"{walls.OWN} and (select recourse_worker()) is null"
ALL_FIELDS_SHARED = walls.SHARED_FIELD.replace("{table}.field = any (s.fields)", "{table}.fields <@ s.fields").replace(
    "{table}.field <> 'notes'", "true"
)
SHARED_WITH_US = (
    "exists (select 1 from people_share s where s.person_id = {table}.person_id"
    f" and one_field = any (s.fields) and {walls.TO_US} and {walls.LIVE})"
)
TOLD_TO_US = (
    "exists (select 1 from people_fact k where k.person_id = {table}.person_id"
    " and k.agency_id = (select recourse_agency()) and k.field = one_field)"
)
IN_SIGHT = (
    "not exists (select 1 from unnest({table}.fields) as one_field"
    f" where one_field <> 'answers' and not ({SHARED_WITH_US} or {TOLD_TO_US}))"
)
OF_A_PLAN = (
    "exists (select 1 from advice_plan a where a.id = {table}.plan_id"
    " and a.person_id = {table}.person_id and a.agency_id = {table}.agency_id)"
)
SIGNED_IN = """
create trigger advice_plan_as_signed_in after insert on advice_plan
    for each row execute function recourse_as_signed_in('made_by_id', 'made_at');
create trigger advice_word_as_signed_in after insert on advice_word
    for each row execute function recourse_as_signed_in('recorded_by_id', 'recorded_at');
revoke truncate on advice_plan, advice_planpart, advice_word from recourse_app, recourse_worker;
"""
NOT_SIGNED_IN = """
drop trigger advice_word_as_signed_in on advice_word;
drop trigger advice_plan_as_signed_in on advice_plan;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('advice', '0003_sealed'),
        ('directory', '0007_answers'),
        ('people', '0013_turns'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(default='answers', editable=False, max_length=20)),
                ('as_at', models.DateField()),
                ('edition', models.CharField(max_length=80)),
                ('tally', models.JSONField(default=dict)),
                ('sign', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='PlanPart',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('says', recourse.records.sealing.fields.SealedJSON(of='person_id')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='advice.plan')),
            ],
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(default='notes', editable=False, max_length=20)),
                ('language', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('how', models.CharField(choices=[('spoken', 'They said so'), ('written', 'They signed'), ('interpreter_by_phone', 'Through an interpreter by phone'), ('interpreter_present', 'Through an interpreter who was there')], max_length=30)),
                ('through', recourse.records.sealing.fields.SealedText(default='', of='person_id')),
                ('says', models.CharField(choices=[('all', 'They want these steps'), ('some', 'They want some of them'), ('not_now', 'They want none of them now')], max_length=10)),
                ('words', recourse.records.sealing.fields.SealedText(of='person_id')),
                ('about_return', recourse.records.sealing.fields.SealedText(default='', of='person_id')),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words', to='advice.plan')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-recorded_at', '-id'],
            },
        ),
        migrations.AddIndex(
            model_name='plan',
            index=models.Index(fields=['person', '-made_at'], name='advice_plan_person_made'),
        ),
        migrations.RunSQL(SIGNED_IN, NOT_SIGNED_IN),
        *walls.by_field("advice_plan", change=()),
        walls.policy("advice_plan", "delete", using=CLOCK, to="recourse_worker"),
        walls.raise_walls("advice_planpart"),
        walls.policy(
            "advice_planpart",
            "select",
            using=f"({walls.OWN} and ({walls.HELD} or {IN_SIGHT})) or {ALL_FIELDS_SHARED}",
        ),
        walls.policy("advice_planpart", "insert", check=f"{walls.OWN} and {OF_A_PLAN}"),
        walls.policy("advice_planpart", "delete", using=CLOCK, to="recourse_worker"),
        walls.raise_walls("advice_word"),
        walls.policy("advice_word", "select", using=f"{walls.OWN} or {walls.SHARED_FIELD}"),
        walls.policy("advice_word", "insert", check=f"{walls.OWN} and {OF_A_PLAN}"),
        walls.policy("advice_word", "delete", using=CLOCK, to="recourse_worker"),
    ]
