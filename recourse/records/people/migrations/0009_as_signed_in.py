"""Lets what is agreed, shared and written down be so by who is signed in, at this moment, and by nobody else."""

from django.db import migrations

AS_SIGNED_IN = """
create function recourse_as_signed_in() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
declare
    row constant jsonb := to_jsonb(new);
begin
    if (row ->> tg_argv[0])::uuid is distinct from recourse_worker()
        or coalesce(abs(extract(epoch from (row ->> tg_argv[1])::timestamptz - recourse_moment())), 3600) > 60
    then
        raise exception '%: written down by who is signed in, at that moment', tg_table_name
            using errcode = 'check_violation', constraint = tg_table_name || '_as_signed_in';
    end if;
    return new;
end $$;
create trigger people_consent_as_signed_in after insert on people_consent
    for each row execute function recourse_as_signed_in('recorded_by_id', 'recorded_at');
create trigger people_consent_withdrawn_as_signed_in after update of withdrawn_at, withdrawn_by_id on people_consent
    for each row execute function recourse_as_signed_in('withdrawn_by_id', 'withdrawn_at');
create trigger people_share_as_signed_in after insert on people_share
    for each row when (new.emergency_id is null) execute function recourse_as_signed_in('made_by_id', 'made_at');

create function people_share_by_who_confirmed() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select 1 from people_emergency e where e.id = new.emergency_id
        and e.decided_by_id = new.made_by_id and e.decided_at = new.made_at)
    then
        raise exception 'a record is opened by who confirmed the emergency, then' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger people_share_by_who_confirmed after insert on people_share
    for each row when (new.emergency_id is not null) execute function people_share_by_who_confirmed();
"""
AS_BEFORE = """
drop trigger people_share_by_who_confirmed on people_share;
drop function people_share_by_who_confirmed();
drop trigger people_share_as_signed_in on people_share;
drop trigger people_consent_withdrawn_as_signed_in on people_consent;
drop trigger people_consent_as_signed_in on people_consent;
drop function recourse_as_signed_in();
"""


class Migration(migrations.Migration):

    dependencies = [("people", "0008_erased"), ("ledger", "0004_its_own_clock")]

    operations = [migrations.RunSQL(AS_SIGNED_IN, AS_BEFORE)]
