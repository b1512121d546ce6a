"""Lets the clock's own role alone delete what left, and what leaves be written down as it leaves."""

from django.db import migrations

TABLES = ("disclosure", "letter", "advice")
TO = "alter policy disclosures_{0}_delete on disclosures_{0} to {1};"
WRITTEN = {"disclosure": ("by_id", "at"), "letter": ("begun_by_id", "begun_at"), "advice": ("recorded_by_id", "recorded_at")}
UNLESS = {"disclosure": "when (new.how <> 'emergency') "}


def triggers():
    for table, (by, at) in WRITTEN.items():
        name = f"disclosures_{table}_as_signed_in"
        yield migrations.RunSQL(
            f"create trigger {name} after insert on disclosures_{table} for each row"
            f" {UNLESS.get(table, '')}execute function recourse_as_signed_in('{by}', '{at}');",
            f"drop trigger {name} on disclosures_{table};",
        )


class Migration(migrations.Migration):

    dependencies = [("disclosures", "0003_once"), ("people", "0009_as_signed_in")]

    operations = [
        *(migrations.RunSQL(TO.format(table, "recourse_worker"), TO.format(table, "public")) for table in TABLES),
        *triggers(),
    ]
