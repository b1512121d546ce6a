"""Makes the tables about people, each with its wall."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

PERSON_SHARED = walls.SHARED.replace("{table}.person_id", "{table}.id")
AGENCY = "(select recourse_agency())"
DAY = "(select recourse_day())"
SHARE_OWN = f"agency_id = {AGENCY} or holder_id = {AGENCY}"
SHARE_LIVE = (
    "to_service_id = any ((select recourse_services())::uuid[]) and withdrawn_at is null"
    f" and first_day <= {DAY} and {DAY} < after_last_day"
)
CONSENT_SHARED = "exists (select 1 from people_share s where s.consent_id = {table}.id)"
TRUE_SHARES = """
alter table people_share add constraint people_share_as_agreed
    foreign key (consent_id, person_id, agency_id, covers_status)
    references people_consent (id, person_id, agency_id, covers_status);
alter table people_share add constraint people_share_held
    foreign key (person_id, holder_id) references people_person (id, agency_id)
    on update cascade on delete cascade;
alter table people_share add constraint people_share_to
    foreign key (to_service_id, to_agency_id) references directory_service (id, organisation_id)
    on update cascade;
create function people_share_only_ends() returns trigger language plpgsql as $$
begin
    if old.withdrawn_at is not null
        or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by_id' - 'holder_id' - 'to_agency_id')
        is distinct from (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by_id' - 'holder_id' - 'to_agency_id')
    then
        raise exception 'a share can only be withdrawn, once' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger people_share_kept before update on people_share
    for each row execute function people_share_only_ends();
"""
FALSE_SHARES = """
drop trigger people_share_kept on people_share;
drop function people_share_only_ends();
alter table people_share drop constraint people_share_to;
alter table people_share drop constraint people_share_held;
alter table people_share drop constraint people_share_as_agreed;
"""
# Every other policy reads people_share, so its own policies may read no table: they would go in circles. That
# a share is of a person in sight is kept by its consent, of the same person and agency (people_share_as_agreed).
WALLS = [
    migrations.RunSQL(TRUE_SHARES, FALSE_SHARES),
    walls.raise_walls("people_share"),
    walls.policy("people_share", "select", using=f"{SHARE_OWN} or ({SHARE_LIVE})"),
    walls.policy("people_share", "insert", check=walls.OWN),
    walls.policy("people_share", "update", using=SHARE_OWN, check=SHARE_OWN),
    walls.raise_walls("people_person"),
    walls.policy("people_person", "select", using=f"{walls.OWN} or {PERSON_SHARED}"),
    walls.policy("people_person", "insert", check=walls.OWN),
    walls.policy("people_person", "update", using=walls.OWN, check=walls.OWN),
    walls.policy("people_person", "delete", using=walls.OWN),
    walls.raise_walls("people_consent"),
    walls.policy("people_consent", "select", using=f"{walls.OWN} or {CONSENT_SHARED}"),
    walls.policy("people_consent", "insert", check=f"{walls.OWN} and {walls.IN_SIGHT}"),
    *walls.by_field("people_particular"),
    *walls.by_field("people_searchtoken"),
    *walls.by_field("people_fact"),
    *walls.by_field("people_note"),
    walls.policy(
        "ledger_entry",
        "select",
        name="ledger_entry_held_select",
        using=walls.HELD.replace("person_id", "person"),
        to="recourse_app, recourse_worker",
    ),
]


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('directory', '0001_organisations'),
        ('ledger', '0001_entries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=12)),
                ('added_at', models.DateTimeField()),
                ('touched_at', models.DateTimeField()),
                ('is_closed', models.BooleanField(default=False)),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('lead_worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Particular',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(choices=[('name', 'Name'), ('birth_date', 'Date of birth'), ('contact', 'Phone number and email'), ('language', 'Language'), ('place', 'Where they can be found'), ('status', 'Immigration status'), ('family', 'Family and children'), ('health', 'Health'), ('needs', 'Housing and support needs'), ('work', 'Work and money'), ('answers', 'Answers about what they may have'), ('notes', 'Notes')], max_length=20)),
                ('kind', models.CharField(choices=[('name', 'name'), ('nickname', 'nickname'), ('birth_date', 'birth_date'), ('phone', 'phone'), ('email', 'email'), ('language', 'language'), ('place', 'place'), ('reference_number', 'reference_number')], max_length=20)),
                ('value', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(choices=[('name', 'Name'), ('birth_date', 'Date of birth'), ('contact', 'Phone number and email'), ('language', 'Language'), ('place', 'Where they can be found'), ('status', 'Immigration status'), ('family', 'Family and children'), ('health', 'Health'), ('needs', 'Housing and support needs'), ('work', 'Work and money'), ('answers', 'Answers about what they may have'), ('notes', 'Notes')], default='notes', max_length=20)),
                ('text', models.TextField()),
                ('written_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Fact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(choices=[('name', 'Name'), ('birth_date', 'Date of birth'), ('contact', 'Phone number and email'), ('language', 'Language'), ('place', 'Where they can be found'), ('status', 'Immigration status'), ('family', 'Family and children'), ('health', 'Health'), ('needs', 'Housing and support needs'), ('work', 'Work and money'), ('answers', 'Answers about what they may have'), ('notes', 'Notes')], max_length=20)),
                ('name', models.CharField(max_length=100)),
                ('value', models.JSONField(null=True)),
                ('why_not_known', models.CharField(blank=True, choices=[('not_asked', 'Not asked yet'), ('does_not_know', 'Does not know'), ('declined', 'Would rather not say'), ('not_yet_decided', 'Not decided yet'), ('contested', 'The law is disputed')], max_length=20)),
                ('from_day', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField()),
                ('replaced_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('how', models.CharField(choices=[('spoken', 'They said so'), ('written', 'They signed'), ('interpreter_by_phone', 'Through an interpreter by phone'), ('interpreter_present', 'Through an interpreter who was there')], max_length=30)),
                ('language', models.CharField(max_length=100)),
                ('words', models.TextField()),
                ('covers_status', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField()),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='SearchToken',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('field', models.CharField(choices=[('name', 'Name'), ('birth_date', 'Date of birth'), ('contact', 'Phone number and email'), ('language', 'Language'), ('place', 'Where they can be found'), ('status', 'Immigration status'), ('family', 'Family and children'), ('health', 'Health'), ('needs', 'Housing and support needs'), ('work', 'Work and money'), ('answers', 'Answers about what they may have'), ('notes', 'Notes')], max_length=20)),
                ('kind', models.CharField(choices=[('name', 'name'), ('nickname', 'nickname'), ('birth_date', 'birth_date'), ('phone', 'phone'), ('email', 'email'), ('language', 'language'), ('place', 'place'), ('reference_number', 'reference_number')], max_length=20)),
                ('token', models.CharField(max_length=80)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('purpose', models.TextField()),
                ('first_day', models.DateField()),
                ('after_last_day', models.DateField()),
                ('covers_status', models.BooleanField(default=False)),
                ('comes_back', models.BooleanField(default=True)),
                ('made_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('consent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consent')),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('to_agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('to_service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(models.OrderBy(models.F('touched_at'), descending=True), models.OrderBy(models.F('id')), name='people_person_touched'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(models.F('agency'), models.OrderBy(models.F('touched_at'), descending=True), models.OrderBy(models.F('id')), condition=models.Q(('is_closed', False)), name='people_person_agency_open'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(models.F('lead_worker'), models.OrderBy(models.F('touched_at'), descending=True), name='people_person_lead'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('reference', 'agency'), name='people_person_referenced'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.UniqueConstraint(fields=('id', 'agency'), name='people_person_held'),
        ),
        migrations.AddConstraint(
            model_name='particular',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('person', 'agency', 'kind'), name='people_particular_current'),
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(models.F('person'), models.OrderBy(models.F('written_at'), descending=True), name='people_note_newest'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.UniqueConstraint(condition=models.Q(('replaced_at', None)), fields=('person', 'agency', 'name'), name='people_fact_current'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('why_not_known', ''), ('value', None), _connector='OR'), name='people_fact_known_or_not'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(fields=('id', 'person', 'agency', 'covers_status'), name='people_consent_as_given'),
        ),
        migrations.AddIndex(
            model_name='searchtoken',
            index=models.Index(fields=['token', 'person', 'agency'], name='people_searchtoken_token'),
        ),
        migrations.AddIndex(
            model_name='share',
            index=models.Index(condition=models.Q(('withdrawn_at', None)), fields=['to_service', 'person'], name='people_share_standing'),
        ),
        migrations.AddIndex(
            model_name='share',
            index=models.Index(fields=['person'], name='people_share_person'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'notes']), ('fields__len__gt', 0)), name='people_share_fields'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fields__contains', ['status']), _negated=True), ('covers_status', True), _connector='OR'), name='people_share_status_agreed'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(condition=models.Q(('after_last_day__gt', models.F('first_day'))), name='people_share_some_days'),
        ),
        *WALLS,
    ]
