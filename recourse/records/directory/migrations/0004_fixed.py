"""A means to keep what a row is about: whoever may change a row may not turn it into somebody else's."""

from django.db import migrations

STAYS = """
create function recourse_stays_put() returns trigger language plpgsql as $$
declare
    kept text;
begin
    foreach kept in array tg_argv loop
        if to_jsonb(new) -> kept is distinct from to_jsonb(old) -> kept then
            raise exception 'What a row of % is about stays: % may not change.', tg_table_name, kept
                using errcode = 'insufficient_privilege';
        end if;
    end loop;
    return new;
end $$;
"""


class Migration(migrations.Migration):
    """Says it once, for every table that wants it."""

    dependencies = [("directory", "0003_authorities")]

    operations = [migrations.RunSQL(STAYS, "drop function recourse_stays_put();")]
