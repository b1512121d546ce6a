"""Lets the database go by its own clock wherever it is used in earnest, and the worker alone add signed heads.

Who acts is said by the site. On which day is not: with `recourse_goes_by_its_clock` true, which the owner alone can
make it, the site's role acts now whatever it says, and the worker's never later than now.
"""

from django.db import migrations

CLOCK = """
create function recourse_goes_by_its_clock() returns boolean language sql immutable parallel safe
    as $$ select false $$;
create or replace function recourse_moment() returns timestamptz language sql stable parallel safe as $$
    select case
        when public.recourse_goes_by_its_clock() and current_setting('recourse.moment', true) <> '' then case
            when session_user = 'recourse_app' then now()
            else least(now(), current_setting('recourse.moment', true)::timestamptz) end
        else nullif(current_setting('recourse.moment', true), '')::timestamptz end $$;
create or replace function recourse_day() returns date language sql stable parallel safe as $$
    select case
        when public.recourse_goes_by_its_clock() and current_setting('recourse.day', true) <> '' then case
            when session_user = 'recourse_app' then (now() at time zone 'Europe/London')::date
            else least((now() at time zone 'Europe/London')::date, current_setting('recourse.day', true)::date) end
        else nullif(current_setting('recourse.day', true), '')::date end $$;
"""
AS_SAID = """
create or replace function recourse_moment() returns timestamptz language sql stable parallel safe
    as $$ select nullif(current_setting('recourse.moment', true), '')::timestamptz $$;
create or replace function recourse_day() returns date language sql stable parallel safe
    as $$ select nullif(current_setting('recourse.day', true), '')::date $$;
drop function recourse_goes_by_its_clock();
"""
SIGNED = "alter policy ledger_signedhead_insert on ledger_signedhead to recourse_worker;"
BY_ANYBODY = "alter policy ledger_signedhead_insert on ledger_signedhead to public;"


class Migration(migrations.Migration):

    dependencies = [("ledger", "0003_signed_heads")]

    operations = [migrations.RunSQL(CLOCK, AS_SAID), migrations.RunSQL(SIGNED, BY_ANYBODY)]
