"""Nothing about a person stands in the database in plain words, and no index knows a status."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from recourse.records.people import fields, searching
from recourse.records.sealing.fields import is_sealed

# Plain words that are about no person and no host, or that the database itself decides by.
PLAIN = {
    "access": "how workers sign in",
    "directory": "organisations, services and workers, who speak for themselves",
    "ledger.Entry.by_name": "a worker's name",
    "ledger.Entry.reason": "a code",
    "people.Person.reference": "two letters and a number",
    "homes.Home.name": "what a home is called, which is not its address",
    "homes.Home.area": "a part of the city",
    "homes.Lending.home_name": "what a home is called",
    "homes.Lending.area": "a part of the city",
    "homes.Room.name": "a room",
    "homes.Bedspace.name": "a bed",
    "placements.Offer.home_name": "what a home is called",
    "criteria.Version.text": "points, weights and a scheme's own name for them",
    "panels.Decision.fingerprint": "a hash of what is published",
    "panels.Decision.order_says": "which order stood and why, and nobody in it",
    "criteria.Version.fingerprint": "a hash of what is published",
    "prices.Night.says": "how many people and weeks were learned from",
    "prices.Night.fingerprint": "a hash of what is published",
}
# Columns that say something about a person and may still be searched by an index.
INDEXED = {
    "people_searchtoken.token",  # keyed: names, nicknames, numbers, email
    "people_person.reference",
}
TELLS_NOTHING = (
    models.UUIDField,
    models.ForeignKey,
    models.DateField,
    models.DateTimeField,
    models.IntegerField,
)
# Columns of state and kind that the work lists go by: about the row, not about the person.
OF_THE_ROW = {
    "state",
    "kind",
    "field",
    "name",
    "is_closed",
    "act",
    "number",
    "generation",
    "token",
    "reference",
}


def rooms() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("recourse.records.")]


def test_free_text_about_people_and_hosts_is_sealed() -> None:
    wrong = []
    for model in rooms():
        for field in model._meta.concrete_fields:
            named = f"{model._meta.label}.{field.name}"
            is_text = isinstance(field, models.TextField) or (
                isinstance(field, models.CharField) and not field.choices and (field.max_length or 999) > 120
            )
            if is_text and not is_sealed(field) and not {named, model._meta.app_label} & PLAIN.keys():
                wrong.append(f"{named}: SealedText, or a word in PLAIN on why it is plain")
    assert wrong == []


@pytest.mark.django_db
def test_no_index_knows_a_status_a_yes_or_no_or_a_sealed_value() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select t.relname, a.attname, y.typname from pg_index i"
            " join pg_class t on t.oid = i.indrelid"
            " join pg_attribute a on a.attrelid = t.oid and a.attnum = any (i.indkey)"
            " join pg_type y on y.oid = a.atttypid"
            " where t.relname ~ '^(people|advice|referrals|placements|papers|disclosures)_'"
        )
        indexed = {(table, column, kind) for table, column, kind in cursor.fetchall()}
    assert len(indexed) > 20
    telling = {
        f"{table}.{column}"
        for table, column, kind in indexed
        if kind in ("bool", "bytea", "text", "varchar", "jsonb") and column not in OF_THE_ROW - {"token"}
    }
    assert telling <= INDEXED | {"people_consent.covers_status", "people_share.covers_status"}, telling


def test_only_names_and_numbers_are_searched() -> None:
    assert set(searching.SEARCHED) == {"name", "nickname", "phone", "email", "reference_number"}
    assert {fields.KINDS[kind] for kind in searching.SEARCHED} == {"name", "contact", "status"}
