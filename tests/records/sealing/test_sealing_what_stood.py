"""A database that held plain words is sealed by its migration, and loses nothing but the plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from recourse.config.database import address, roles
from recourse.records.directory.models import Worker
from recourse.records.people import identity, queries
from recourse.records.people.models import Person, SearchToken
from tests.conftest import Blocker, speak_to
from tests.personas import MONDAY, as_

BEFORE = [
    ("homes", "0001_homes"),
    ("advice", "0002_own_grounds"),
    ("placements", "0002_fixed"),
    ("referrals", "0002_fixed"),
    ("people", "0004_closed"),
]
PLAIN = ("Amina Example", "By the library", "Met by the library at 23:40.", "refugee_told")
TABLES = ("people_particular", "people_note", "people_fact", "people_searchtoken")


@pytest.fixture
def older(
    django_db_setup: None, database_address: address.Address, django_db_blocker: Blocker
) -> Iterator[address.Address]:
    """A database as it was before anything was sealed."""
    where = replace(database_address, database=f"{database_address.database}_older")
    with django_db_blocker.unblock():
        roles.prepare(where)
        speak_to(where, role="owner")
        try:
            MigrationExecutor(connection).migrate(BEFORE)
            yield where
        finally:
            speak_to(database_address)
            roles.drop_database(where)


def fill() -> tuple[Any, Any]:
    """Tell of Amina as the site did then: in plain words."""
    then = MigrationExecutor(connection).loader.project_state(BEFORE).apps
    agency = then.get_model("directory", "Organisation").objects.create(
        name="Night Outreach", kind="outreach"
    )
    noor = then.get_model("directory", "Worker").objects.create(
        organisation=agency,
        name="Noor Example",
        role="outreach",
        email="noor@night.example",
        joined_at=MONDAY,
    )
    with connection.cursor() as cursor:
        cursor.execute("select set_config('recourse.agency', %s, false)", [str(agency.pk)])
    amina = then.get_model("people", "Person").objects.create(
        agency=agency,
        reference="NI-0001",
        lead_worker=noor,
        added_by=noor,
        added_at=MONDAY,
        touched_at=MONDAY,
    )
    _tell(then, amina, noor)
    return noor.pk, amina.pk


def _tell(then: Any, amina: Any, noor: Any) -> None:
    whose = {"person": amina, "agency": amina.agency}
    told = {**whose, "recorded_by": noor, "recorded_at": MONDAY}
    particulars = then.get_model("people", "Particular").objects
    particulars.create(**told, field="name", kind="name", value="Amina Example")
    particulars.create(**told, field="place", kind="place", value="By the library")
    then.get_model("people", "SearchToken").objects.create(**whose, field="name", kind="name", token="amina")
    facts = then.get_model("people", "Fact").objects
    values = {
        "status_code": "refugee_told",
        "destitute": True,
        "children": [{"born": "2020-01-02"}],
        "none": None,
    }
    for name, value in values.items():
        facts.create(**told, field="needs", name=name, value=value)
    then.get_model("people", "Note").objects.create(
        **whose, text="Met by the library at 23:40.", written_by=noor, written_at=MONDAY
    )
    for _ in range(3):  # older versions of a row stay in a table's file until it is written anew
        then.get_model("people", "Note").objects.update(written_at=MONDAY + timedelta(minutes=1))


def on_disk(where: address.Address) -> set[tuple[str, str]]:
    """Which of the plain words stand in which table's file."""
    found = set()
    with where.connect() as admin:
        admin.execute("checkpoint")
        for table in TABLES:
            held = admin.execute("select pg_read_binary_file(pg_relation_filepath(%s))", [table]).fetchone()
            found |= {(table, word) for word in (*PLAIN, "amina") if word.encode() in bytes(held[0])}
    return found


@pytest.mark.own_server
def test_what_stood_is_sealed_and_nothing_of_it_is_lost(older: address.Address) -> None:
    noor_id, amina_id = fill()
    assert {table for table, _ in on_disk(older)} == set(TABLES)
    call_command("migrate", verbosity=0, interactive=False)
    assert on_disk(older) == set()
    speak_to(older)
    noor = Worker.objects.get(pk=noor_id)
    with as_(noor):
        amina = Person.objects.get(pk=amina_id)
        assert (identity.read(amina).name, identity.read(amina).place) == ("Amina Example", "By the library")
        assert [note.text for note in queries.notes(amina)] == ["Met by the library at 23:40."]
        known = {name: fact.value for name, fact in queries.facts(amina).items()}
        assert known == {
            "status_code": "refugee_told",
            "destitute": True,
            "children": [{"born": "2020-01-02"}],
            "none": None,
        }
        assert [who.pk for who in identity.search("exam", noor)] == [amina_id]
        assert SearchToken.objects.filter(token=b"amina").count() == 0
    with as_(noor), connection.cursor() as cursor:
        cursor.execute("select count(*) from people_note where text = ''::bytea")
        assert cursor.fetchone() == (0,)


def test_the_walls_stand_again_afterwards(older: address.Address) -> None:
    fill()
    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relname = any (%s) and not relforcerowsecurity",
            [list(TABLES)],
        )
        assert cursor.fetchall() == []
        cursor.execute("select set_config('recourse.agency', %s, false)", [str(uuid4())])
        for table in TABLES:
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,)
