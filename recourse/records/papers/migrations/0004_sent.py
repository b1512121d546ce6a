"""Lets a paper be a letter we sent, which tells status and which nobody removes but the clock."""

from django.db import migrations, models

from recourse.records.papers.words import TELL_STATUS, Kind

KEPT = """
create function papers_sent_kept() returns trigger language plpgsql
    set search_path = pg_catalog, public, pg_temp as $$
begin
    if recourse_worker() is not null and exists (
        select 1 from papers_paper p where p.id = old.id and p.kind = 'sent')
    then
        raise exception 'what was sent stays as it was sent' using errcode = 'insufficient_privilege';
    end if;
    return old;
end $$;
create trigger papers_sent_kept before delete on papers_paper for each row execute function papers_sent_kept();
create trigger papers_sent_file_kept before delete on papers_file for each row execute function papers_sent_kept();
"""
NOT_KEPT = """
drop trigger papers_sent_file_kept on papers_file;
drop trigger papers_sent_kept on papers_paper;
drop function papers_sent_kept();
"""


class Migration(migrations.Migration):

    dependencies = [("papers", "0003_kinds")]

    operations = [
        migrations.AlterField("paper", "kind", models.CharField(choices=Kind.choices, max_length=20)),
        migrations.RemoveConstraint("paper", "papers_paper_status"),
        migrations.AddConstraint(
            "paper",
            models.CheckConstraint(
                condition=models.Q(field="status") | models.Q(field="papers") & ~models.Q(kind__in=TELL_STATUS),
                name="papers_paper_status",
            ),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
