"""Nothing is kept without an entry in the register of processing."""

from __future__ import annotations

import pytest
from django.db import connection

from recourse.config.command.register import PAGE
from recourse.records.keeping import printing, register
from recourse.records.people.fields import FIELDS

HOW = (
    "Each column wants a line in the register.yaml of its room, recourse/records/ROOM/register.yaml"
    " (tables of others: recourse/records/keeping/register.yaml). Then write the page anew:"
    " .venv/bin/python -m recourse.config.command register --write"
)


def in_the_database() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.table_name, c.column_name from information_schema.columns c"
            " join information_schema.tables t using (table_schema, table_name)"
            " where c.table_schema = 'public' and t.table_type = 'BASE TABLE'"
        )
        for table, column in cursor.fetchall():
            found.setdefault(table, set()).add(column)
    return found


@pytest.mark.django_db
def test_every_column_of_the_database_has_an_entry() -> None:
    found = in_the_database()
    assert len(found) >= 25
    assert register.missing(found) == [], HOW


def test_every_column_of_every_model_has_an_entry() -> None:
    known = register.registered()
    wrong = [
        f"{table}.{column}"
        for table, columns in register.in_models().items()
        for column in columns
        if column not in known.get(table, set())
    ]
    assert wrong == [], HOW


def test_a_new_column_cannot_arrive_unregistered() -> None:
    tables = {table: set(columns) for table, columns in register.registered().items()}
    tables["people_person"].add("shoe_size")
    tables["people_shoe"] = {"id"}
    tables["people_note"].remove("text")
    said = "\n".join(register.missing(tables))
    assert "people_person: shoe_size" in said
    assert "people_shoe: id" in said
    assert "people_note: text stand in a register.yaml but are no columns" in said


def test_every_field_a_person_can_share_has_a_class() -> None:
    assert list(register.fields()) == list(FIELDS)
    assert set(register.fields().values()) <= set(register.classes())


def test_every_term_says_on_whose_word() -> None:
    assert [term.key for term in register.terms().values() if not term.source.strip()] == []


def test_the_register_s_page_is_what_the_tables_say_today() -> None:
    assert PAGE.read_text() == printing.markdown() + "\n", HOW
