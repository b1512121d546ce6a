"""Lets a paper be one that we made for a stay; like a letter we sent, nobody removes it but the clock."""

from django.db import migrations

FUNCTION = """
create or replace function papers_sent_kept() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if recourse_worker() is not null and exists (
        select 1 from papers_paper p where p.id = old.id and p.kind in ({kinds}))
    then
        raise exception 'what was made here stays as it was made' using errcode = 'insufficient_privilege';
    end if;
    return old;
end $$;
"""


class Migration(migrations.Migration):

    dependencies = [("papers", "0004_sent")]

    operations = [
        migrations.RunSQL(FUNCTION.format(kinds="'sent', 'of_a_stay'"), FUNCTION.format(kinds="'sent'")),
    ]
