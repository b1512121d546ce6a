"""Makes room for sight in an emergency: who asked and confirmed, and shares that end at a moment."""

import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import recourse.records.sealing.fields
import uuid
from django.conf import settings
from django.db import migrations, models

from recourse.records.people import walls

AGENCY = "(select recourse_agency())"
DAY = "(select recourse_day())"
MOVES = """
create function people_emergency_moves() returns trigger language plpgsql as $$
begin
    if row(new.id, new.agency_id, new.service_id, new.holder_id, new.reference, new.why, new.fields, new.hours,
           new.asked_by_id, new.asked_at, new.asked_in)
        is distinct from
        row(old.id, old.agency_id, old.service_id, old.holder_id, old.reference, old.why, old.fields, old.hours,
            old.asked_by_id, old.asked_at, old.asked_in)
    then
        raise exception 'an emergency stays as it was asked' using errcode = 'check_violation';
    end if;
    if new.state <> old.state and (old.state, new.state) not in (
        ('asked', 'taken_back'), ('asked', 'refused'), ('asked', 'confirmed'), ('confirmed', 'nobody'),
        ('confirmed', 'ended'))
    then
        raise exception 'an emergency does not go from % to %', old.state, new.state
            using errcode = 'check_violation';
    end if;
    if old.state = 'asked' and new.state in ('confirmed', 'refused') and (
        new.decided_by_id is distinct from recourse_worker() or new.decided_by_id = old.asked_by_id
        or new.decided_at is null or abs(extract(epoch from new.decided_at - recourse_moment())) > 60
        or old.agency_id is distinct from recourse_agency())
    then
        raise exception 'a second worker confirms an emergency, as themselves' using errcode = 'check_violation';
    end if;
    if old.state <> 'asked' and row(new.decided_by_id, new.decided_at, new.decided_in, new.ends_at)
        is distinct from row(old.decided_by_id, old.decided_at, old.decided_in, old.ends_at)
    then
        raise exception 'an emergency is decided once' using errcode = 'check_violation';
    end if;
    if new.person_id is distinct from old.person_id and (
        old.person_id is not null or old.state <> 'confirmed' or new.state <> 'confirmed'
        or not exists (select 1 from people_person p where p.id = new.person_id
            and p.agency_id = new.holder_id and p.reference = new.reference))
    then
        raise exception 'an emergency is about the person it named' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger people_emergency_moved before update on people_emergency
    for each row execute function people_emergency_moves();

create function people_share_in_emergency() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from people_emergency e where e.id = new.emergency_id and e.state = 'confirmed'
        and e.decided_by_id <> e.asked_by_id and e.person_id = new.person_id and e.holder_id = new.holder_id
        and e.holder_id = new.agency_id and e.service_id = new.to_service_id and e.ends_at = new.ends_at
        and e.fields @> new.fields)
    then
        raise exception 'only a confirmed emergency opens a record' using errcode = 'check_violation';
    end if;
    return new;
end $$;
drop trigger people_share_as_consented on people_share;
create trigger people_share_as_consented after insert on people_share
    for each row when (new.emergency_id is null) execute function people_share_as_consented();
create trigger people_share_confirmed before insert on people_share
    for each row when (new.emergency_id is not null) execute function people_share_in_emergency();
"""
STILL = """
drop trigger people_share_as_consented on people_share;
create trigger people_share_as_consented after insert on people_share
    for each row execute function people_share_as_consented();
drop trigger people_share_confirmed on people_share;
drop function people_share_in_emergency();
drop trigger people_emergency_moved on people_emergency;
drop function people_emergency_moves();
"""
# Its policies may read no table: the walls of shares and people stand on those of shares, and would go in circles.
TOLD = (
    f"{{table}}.agency_id = {AGENCY} or {{table}}.holder_id = {AGENCY}"
    " and {table}.state in ('confirmed', 'ended')"
)
ASKED = (
    f"{{table}}.agency_id = {AGENCY} and {{table}}.asked_by_id = (select recourse_worker())"
    " and {table}.state = 'asked' and {table}.person_id is null and {table}.decided_by_id is null"
)
SHARE_SEEN = (
    f"agency_id = {AGENCY} or holder_id = {AGENCY}"
    " or (to_service_id = any ((select recourse_services())::uuid[]) and withdrawn_at is null"
    f" and first_day <= {DAY} and {DAY} < after_last_day"
)
# Every other policy reads people_share through this one: what it hides after its last moment opens nothing.
UNTIL = " and (ends_at is null or (select recourse_moment()) < ends_at)"
WALLS = [
    migrations.RunSQL(MOVES, STILL),
    walls.raise_walls("people_emergency"),
    walls.policy("people_emergency", "select", using=TOLD),
    walls.policy("people_emergency", "insert", check=ASKED),
    walls.policy("people_emergency", "update", using=TOLD, check=TOLD),
    migrations.RunSQL(
        f"alter policy people_share_select on people_share using ({SHARE_SEEN}{UNTIL}))",
        f"alter policy people_share_select on people_share using ({SHARE_SEEN}))",
    ),
]


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_authorities'),
        ('ledger', '0002_moment'),
        ('people', '0002_consents'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='share',
            name='ends_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='share',
            name='consent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consent'),
        ),
        migrations.CreateModel(
            name='Emergency',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reference', models.CharField(max_length=12)),
                ('why', models.CharField(choices=[('life', 'Their life or health is in danger'), ('violence', 'They are in danger from somebody'), ('child', 'A child is in danger'), ('missing', 'They are missing and at risk'), ('hospital', 'A hospital or ambulance is with them now')], max_length=20)),
                ('words', recourse.records.sealing.fields.SealedText(of='whose_words')),
                ('status_words', recourse.records.sealing.fields.SealedText(of='whose_words')),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ('hours', models.PositiveSmallIntegerField(default=4)),
                ('asked_at', models.DateTimeField()),
                ('asked_in', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('asked', 'Waits for a second person'), ('taken_back', 'Taken back'), ('refused', 'Refused by the second person'), ('nobody', 'Nobody has that reference'), ('confirmed', 'Open'), ('ended', 'Ended early'), ('lapsed', 'Not confirmed in time'), ('expired', 'Over')], default='asked', max_length=20)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_in', models.CharField(blank=True, max_length=64)),
                ('ends_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('disputed_at', models.DateTimeField(null=True)),
                ('dispute', recourse.records.sealing.fields.SealedText(of='whose_words')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('disputed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service')),
            ],
        ),
        migrations.AddField(
            model_name='share',
            name='emergency',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.emergency'),
        ),
        migrations.RemoveConstraint(model_name='share', name='people_share_status_agreed'),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(
                condition=models.Q(covers_status=True, fields__contains=["status"])
                & (models.Q(status_consent__isnull=False) | models.Q(emergency__isnull=False))
                | models.Q(covers_status=False, status_consent=None) & ~models.Q(fields__contains=["status"]),
                name="people_share_status_agreed",
            ),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(
                condition=models.Q(consent__isnull=False, emergency=None, ends_at=None)
                | models.Q(emergency__isnull=False, ends_at__isnull=False, comes_back=False)
                & models.Q(consent=None, status_consent=None),
                name="people_share_one_ground",
            ),
        ),
        migrations.AddIndex(
            model_name='emergency',
            index=models.Index(fields=['agency', '-asked_at'], name='people_emergency_asked'),
        ),
        migrations.AddIndex(
            model_name='emergency',
            index=models.Index(fields=['holder', '-decided_at'], name='people_emergency_held'),
        ),
        migrations.AddConstraint(
            model_name='emergency',
            constraint=models.CheckConstraint(condition=models.Q(('agency', models.F('holder')), _negated=True), name='people_emergency_of_another'),
        ),
        migrations.AddConstraint(
            model_name='emergency',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), ('state', 'taken_back'), models.Q(models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('decided_in', models.F('asked_in')), _negated=True)), _connector='OR'), name='people_emergency_two_people'),
        ),
        migrations.AddConstraint(
            model_name='emergency',
            constraint=models.CheckConstraint(condition=models.Q(('fields__contained_by', ['name', 'birth_date', 'contact', 'language', 'place', 'status', 'family', 'health', 'needs', 'work', 'answers', 'notes']), ('fields__len__gt', 0)), name='people_emergency_fields'),
        ),
        migrations.AddConstraint(
            model_name='emergency',
            constraint=models.CheckConstraint(condition=models.Q(('hours__gte', 1), ('hours__lte', 24)), name='people_emergency_hours'),
        ),
        migrations.AddConstraint(
            model_name='emergency',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__lte', django.db.models.expressions.CombinedExpression(models.F('decided_at'), '+', models.Value(datetime.timedelta(days=1)))), _connector='OR'), name='people_emergency_ends'),
        ),
        migrations.AddConstraint(
            model_name='emergency',
            constraint=models.CheckConstraint(condition=models.Q(('decided_at', None), models.Q(('state', 'confirmed'), _negated=True), ('decided_at__lt', django.db.models.expressions.CombinedExpression(models.F('asked_at'), '+', models.Value(datetime.timedelta(seconds=1800)))), _connector='OR'), name='people_emergency_in_time'),
        ),
        *WALLS,
    ]
