"""Seals who people are, what is known of them, notes and consents, and makes the search tokens anew, keyed."""

from django.db import migrations, models

from recourse.records.people import tokens
from recourse.records.sealing import agencies, blind
from recourse.records.sealing.columns import Column
from recourse.records.sealing.fields import SealedJSON, SealedText
from recourse.records.sealing.migrating import Seal

SEARCHED = ["name", "nickname", "phone", "email", "reference_number"]
BATCH = 2_000
KNOWN_OR_NOT = models.CheckConstraint(
    condition=models.Q(("why_not_known", ""), ("value", None), _connector="OR"), name="people_fact_known_or_not"
)
WALLS = "alter table people_particular {0}; alter table people_searchtoken {0};"
PLAIN_TOKENS_GO = """
truncate people_searchtoken;
alter table people_searchtoken alter token type bytea using ''::bytea;
"""


def find_again(apps, schema_editor):
    """Make the tokens of every current value, each with its agency's key."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("select id from directory_organisation")
        for (agency,) in cursor.fetchall():
            agencies.make(agency)
        cursor.execute(WALLS.format("no force row level security"))
        for rows in _current(schema_editor.connection):
            _keep(apps.get_model("people", "SearchToken"), rows)
        cursor.execute("set constraints all immediate")
        cursor.execute(WALLS.format("force row level security"))


def _current(connection):
    with connection.connection.cursor(name="find_again") as cursor:
        cursor.execute(
            "select id, agency_id, person_id, value, kind, field from people_particular"
            " where replaced_at is null and kind = any (%s)",
            [SEARCHED],
        )
        while rows := cursor.fetchmany(BATCH):
            yield rows


def _keep(SearchToken, rows):
    values = Column("people_particular", "value").open_all([row[:4] for row in rows])
    made = []
    for (_, agency, person, _, kind, field), value in zip(rows, values, strict=True):
        generation, found_by = blind.tokens(agency, kind, sorted(tokens.of(value or "")))
        of = {"agency_id": agency, "person_id": person, "kind": kind, "field": field}
        made += [SearchToken(**of, token=token, generation=generation) for token in found_by]
    SearchToken.objects.bulk_create(made, batch_size=BATCH)


class Migration(migrations.Migration):

    dependencies = [('people', '0004_closed')]

    operations = [
        Seal("Particular", value=SealedText()),
        Seal("Note", text=SealedText()),
        migrations.RemoveConstraint("fact", "people_fact_known_or_not"),
        Seal("Fact", value=SealedJSON(null=True)),
        migrations.AddConstraint("fact", KNOWN_OR_NOT),
        Seal("Consent", language=SealedText(), words=SealedText()),
        Seal("Share", purpose=SealedText()),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(PLAIN_TOKENS_GO)],
            state_operations=[migrations.AlterField("searchtoken", "token", models.BinaryField())],
        ),
        migrations.AddField(
            "searchtoken", "generation", models.PositiveSmallIntegerField(default=1), preserve_default=False
        ),
        migrations.RunPython(find_again),
    ]
