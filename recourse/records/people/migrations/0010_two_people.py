"""Lets an emergency be confirmed only by somebody whom the one who asked has not let in lately, nor the reverse."""

from django.db import migrations

TWO = """
create function people_emergency_two_people() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if access_may_be_one(old.asked_by_id, new.decided_by_id, new.decided_at) or not exists (
        select 1 from directory_worker w where w.id = old.asked_by_id and w.is_active)
    then
        raise exception 'an emergency is confirmed by a second person, and asked by one who works here'
            using errcode = 'check_violation', constraint = 'people_emergency_two_people';
    end if;
    return new;
end $$;
create trigger people_emergency_two_people before update on people_emergency
    for each row when (old.state = 'asked' and new.state = 'confirmed')
    execute function people_emergency_two_people();
"""
ONE = """
drop trigger people_emergency_two_people on people_emergency;
drop function people_emergency_two_people();
"""


class Migration(migrations.Migration):

    dependencies = [("people", "0009_as_signed_in"), ("access", "0003_who_let_in")]

    operations = [migrations.RunSQL(TWO, ONE)]
