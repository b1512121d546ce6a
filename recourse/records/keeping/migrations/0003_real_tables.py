"""Lets what triggers ask be answered by the real tables alone, whatever stands before them for who asks."""

from django.db import migrations

# A session's own tables are looked at first, unless a function says that they come last.
REAL = """
do $$
declare one regprocedure;
begin
    for one in select p.oid::regprocedure from pg_proc p join pg_language l on l.oid = p.prolang
        where p.pronamespace = 'public'::regnamespace and l.lanname = 'plpgsql' and p.proconfig is null
        and p.proname !~ '^procrastinate_'
    loop
        execute format('alter function %s set search_path = pg_catalog, public, pg_temp', one);
    end loop;
end $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('keeping', '0002_erasing'),
        ('ledger', '0003_signed_heads'),
        ('disclosures', '0002_papers'),
        ('papers', '0001_papers'),
        ('people', '0008_erased'),
        ('placements', '0003_sealed'),
        ('referrals', '0004_leaves'),
    ]

    operations = [migrations.RunSQL(REAL, migrations.RunSQL.noop)]
