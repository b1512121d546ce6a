"""Makes a consent name its recipient, fields, purpose and days, status one of its own, and lets it be withdrawn."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

from recourse.records.people import walls
from recourse.records.people.fields import FIELDS
from recourse.records.people.words import Checked, ForWhat, Freely

# What stood: a consent had its recipient, fields and days in the share that rests on it, and one that covered
# status covered other fields too. It was asked by itself then as well, so it becomes a consent of its own.
MOVE = """
alter table people_consent no force row level security;
alter table people_share no force row level security;
alter table people_share disable trigger people_share_kept;
alter table people_share drop constraint people_share_as_agreed;
update people_consent c set to_service_id = s.to_service_id, fields = array_remove(s.fields, 'status'),
    first_day = s.first_day, after_last_day = s.after_last_day, covers_status = s.fields = array['status']::varchar[],
    withdrawn_at = s.withdrawn_at, withdrawn_by_id = s.withdrawn_by_id
from people_share s where s.consent_id = c.id;
update people_consent set fields = array['status']::varchar[] where covers_status;
insert into people_consent (id, person_id, agency_id, to_service_id, for_what, fields, covers_status, first_day,
    after_last_day, how, language, words, checked, freely, recorded_by_id, recorded_at, withdrawn_at, withdrawn_by_id)
select md5(s.id::text || 'status')::uuid, c.person_id, c.agency_id, c.to_service_id, c.for_what,
    array['status']::varchar[], true, c.first_day, c.after_last_day, c.how, c.language, c.words, c.checked, c.freely,
    c.recorded_by_id, c.recorded_at, c.withdrawn_at, c.withdrawn_by_id
from people_share s join people_consent c on c.id = s.consent_id
where s.fields @> array['status']::varchar[] and not c.covers_status;
update people_share s set covers_status = s.fields @> array['status']::varchar[], status_consent_id = case
    when not s.fields @> array['status']::varchar[] then null
    when s.fields = array['status']::varchar[] then s.consent_id else md5(s.id::text || 'status')::uuid end;
delete from people_consent where to_service_id is null;
set constraints all immediate;
alter table people_share enable trigger people_share_kept;
alter table people_share force row level security;
alter table people_consent force row level security;
"""
KEEP = """
create function people_consent_given() returns trigger language plpgsql as $$
begin
    if not new.checked @> array['understood', 'no_condition', 'can_decide']::varchar[] or new.withdrawn_at is not null
    then
        raise exception 'people_consent_checked: a consent counts when it was understood, no condition, and theirs'
            using errcode = 'check_violation';
    end if;
    if new.to_authority_id is not null and (
        new.recorded_by_id is distinct from recourse_worker()
        or new.after_last_day > new.first_day + 31
        or not exists (
            select 1 from directory_organisation o where o.id = new.to_authority_id and o.kind = 'authority'))
    then
        raise exception 'people_consent_to_authority: recorded by who is signed in, for a month, to such a body'
            using errcode = 'check_violation';
    end if;
    if exists (select 1 from directory_organisation o where o.id = new.agency_id
               and o.kind in ('hosting', 'housing_association'))
    then
        new.freely := 'doubtful';
    end if;
    return new;
end $$;
create trigger people_consent_given before insert on people_consent
    for each row execute function people_consent_given();

create function people_consent_only_ends() returns trigger language plpgsql as $$
begin
    if old.withdrawn_at is not null or new.withdrawn_at is null then
        raise exception 'a consent can only be withdrawn, once' using errcode = 'check_violation';
    end if;
    update people_share set withdrawn_at = new.withdrawn_at, withdrawn_by_id = new.withdrawn_by_id
        where (consent_id = new.id or status_consent_id = new.id) and withdrawn_at is null;
    return new;
end $$;
create trigger people_consent_kept before update of withdrawn_at, withdrawn_by_id on people_consent
    for each row execute function people_consent_only_ends();
revoke update on people_consent from recourse_app, recourse_worker;
grant update (withdrawn_at, withdrawn_by_id) on people_consent to recourse_app, recourse_worker;

create function people_share_as_consented() returns trigger language plpgsql as $$
begin
    perform 1 from people_consent c where c.id = new.consent_id and c.person_id = new.person_id
        and c.agency_id = new.agency_id and c.to_service_id = new.to_service_id and c.withdrawn_at is null
        and (array_remove(new.fields, 'status') <@ c.fields)
        and c.first_day <= new.first_day and new.after_last_day <= c.after_last_day for share;
    if not found then
        raise exception 'people_share_as_agreed: no standing consent to this service covers these fields and days'
            using errcode = 'check_violation';
    end if;
    if new.covers_status then
        perform 1 from people_consent c where c.id = new.status_consent_id and c.person_id = new.person_id
            and c.agency_id = new.agency_id and c.to_service_id = new.to_service_id and c.withdrawn_at is null
            and c.covers_status and c.first_day <= new.first_day and new.after_last_day <= c.after_last_day for share;
        if not found then
            raise exception 'people_share_as_agreed: status needs a standing consent of its own'
                using errcode = 'check_violation';
        end if;
    end if;
    return new;
end $$;
create trigger people_share_as_consented after insert on people_share
    for each row execute function people_share_as_consented();
alter table people_share add constraint people_share_as_agreed
    foreign key (consent_id, person_id, agency_id) references people_consent (id, person_id, agency_id);
alter table people_share add constraint people_share_status_as_agreed
    foreign key (status_consent_id, person_id, agency_id, covers_status)
    references people_consent (id, person_id, agency_id, covers_status);
"""
CONSENT_SHARED = (
    "exists (select 1 from people_share s where s.consent_id = {table}.id or s.status_consent_id = {table}.id)"
)
SELECT = "people_consent_select"


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_authorities'),
        ('people', '0001_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='to_service',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.service'),
        ),
        migrations.AddField(
            model_name='consent',
            name='to_authority',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.organisation'),
        ),
        migrations.AddField(
            model_name='consent',
            name='for_what',
            field=models.CharField(choices=ForWhat.choices, default='sharing', max_length=20),
        ),
        migrations.AddField(
            model_name='consent',
            name='fields',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='consent', name='first_day', field=models.DateField(default='2000-01-01'), preserve_default=False
        ),
        migrations.AddField(
            model_name='consent', name='after_last_day', field=models.DateField(default='2000-01-02'), preserve_default=False
        ),
        migrations.AddField(
            model_name='consent',
            name='checked',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=['not_asked'], size=None),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='consent',
            name='freely',
            field=models.CharField(choices=Freely.choices, default='yes', max_length=10),
        ),
        migrations.AddField(model_name='consent', name='withdrawn_at', field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name='consent',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='share',
            name='status_consent',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.consent'),
        ),
        migrations.RemoveConstraint(model_name='share', name='people_share_status_agreed'),
        migrations.RunSQL("set constraints all immediate;"),
        migrations.RunSQL(MOVE),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['person'], name='people_consent_person'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(fields=('id', 'person', 'agency'), name='people_consent_of'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(
                condition=Q(fields__contained_by=list(FIELDS)) & Q(fields__len__gt=0), name='people_consent_fields'
            ),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(
                condition=Q(covers_status=True, fields=["status"])
                | Q(covers_status=False) & ~Q(fields__contains=["status"]),
                name='people_consent_status_by_itself',
            ),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(
                condition=Q(to_service=None, to_authority__isnull=False) & ~Q(for_what=ForWhat.SHARING)
                | Q(to_service__isnull=False, to_authority=None, for_what=ForWhat.SHARING),
                name='people_consent_one_recipient',
            ),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(
                condition=Q(checked__contains=Checked.values) | Q(checked=["not_asked"]), name='people_consent_checked'
            ),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=Q(after_last_day__gt=F('first_day')), name='people_consent_some_days'),
        ),
        migrations.AddConstraint(
            model_name='share',
            constraint=models.CheckConstraint(
                condition=Q(covers_status=True, status_consent__isnull=False, fields__contains=["status"])
                | Q(covers_status=False, status_consent=None) & ~Q(fields__contains=["status"]),
                name='people_share_status_agreed',
            ),
        ),
        migrations.RunSQL(KEEP),
        migrations.RunSQL(f"drop policy {SELECT} on people_consent;"),
        walls.policy("people_consent", "select", using=f"{walls.OWN} or {CONSENT_SHARED} or {walls.HELD}"),
        walls.policy(
            "people_consent",
            "update",
            using=f"{walls.OWN} or {walls.HELD}",
            check=f"{walls.OWN} or {walls.HELD}",
        ),
    ]
