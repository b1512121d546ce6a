"""The database itself keeps agencies apart: every table about a person has forced policies."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

ROOMS = (
    "ledger",
    "directory",
    "people",
    "homes",
    "papers",
    "disclosures",
    "advice",
    "refusals",
    "matters",
    "referrals",
    "placements",
    "criteria",
    "prices",
    "panels",
    "funds",
    "hosting",
)


def about_persons() -> set[str]:
    """Tables of models that are a person, point at one, or point at something that does."""
    models = [model for room in ROOMS for model in apps.get_app_config(room).get_models()]
    found = {apps.get_model("people", "Person")}
    while True:
        more = {
            model
            for model in models
            if model not in found
            and any(field.related_model in found for field in model._meta.concrete_fields)
        }
        if not more:
            return {model._meta.db_table for model in found}
        found |= more


def asked(words: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return cursor.fetchall()


def with_a_column_about_a_person() -> set[str]:
    found = asked(
        "select distinct table_name from information_schema.columns"
        " where table_schema = 'public' and column_name in ('person_id', 'person')"
    )
    return {str(row[0]) for row in found}


@pytest.mark.django_db
def test_every_table_about_a_person_has_forced_policies() -> None:
    tables = about_persons() | with_a_column_about_a_person() | {"people_person"}
    assert len(tables) >= 10
    walled = asked(
        "select relname, relrowsecurity, relforcerowsecurity from pg_class"
        " where relkind in ('r', 'p') and relname = any(%s)",
        sorted(tables),
    )
    assert {row[0] for row in walled} == tables
    assert [row[0] for row in walled if row[1:] != (True, True)] == []


@pytest.mark.django_db
def test_every_walled_table_says_who_may_read_and_who_may_write() -> None:
    found = asked("select tablename, array_agg(distinct cmd) from pg_policies group by tablename")
    commands = {str(table): set(each) for table, each in found}
    wrong = [
        table
        for table in sorted(about_persons())
        if not {"SELECT", "INSERT"} <= commands.get(table, set()) and "ALL" not in commands.get(table, set())
    ]
    assert wrong == []


@pytest.mark.django_db
def test_without_a_context_there_are_no_rows() -> None:
    for table in sorted(about_persons() | with_a_column_about_a_person()):
        assert asked(f'select count(*) from "{table}"') == [(0,)]


@pytest.mark.django_db
def test_the_site_s_role_is_above_nothing() -> None:
    me = asked(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user"
    )
    assert me == [("recourse_app", False, False, False)]
    assert asked("select count(*) from pg_class where pg_get_userbyid(relowner) = current_user") == [(0,)]
