"""Sixteen workers at once leave one unbroken chain; whoever tampers with it is found out."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from recourse.config.database.address import Address
from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Organisation, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from tests import personas
from tests.personas import MONDAY, Agencies, as_


def records_ten(worker: Worker) -> None:
    try:
        for minute in range(10):
            at = MONDAY + timedelta(minutes=minute)
            with as_(worker, at=at):
                ledger.record(by=worker, act="people.look", at=at, detail={"minute": minute})
    finally:
        connection.close()


def test_sixteen_at_once_leave_one_unbroken_chain(really_commits: Address) -> None:
    town = personas.agencies()
    with ThreadPoolExecutor(16) as at_once:
        list(at_once.map(records_ten, [town.noor] * 16))
    with as_(town.noor):
        numbers = list(Entry.objects.order_by("number").values_list("number", flat=True))
        looks = Entry.objects.filter(act="people.look").count()
        assert looks == 160
        assert numbers == list(range(1, len(numbers) + 1))
        assert ledger.verify(town.outreach.agency.pk) is None


def records_one(agency: Organisation) -> None:
    try:
        with acting_for(agency, at=MONDAY):
            ledger.record(by=None, act="placements.lapse", at=MONDAY)
    finally:
        connection.close()


def test_sixteen_at_once_begin_one_chain(really_commits: Address) -> None:
    agency = Organisation.objects.create(name="Begun At Once", kind="other")
    with ThreadPoolExecutor(16) as at_once:
        list(at_once.map(records_one, [agency] * 16))
    with acting_for(agency, at=MONDAY):
        assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 17))
        assert ledger.verify(agency.pk) is None


@pytest.fixture(scope="module")
def town_and_database(fresh_database: object) -> Iterator[tuple[Agencies, Address]]:
    with fresh_database() as where:
        town = personas.agencies()
        with as_(town.noor):
            for name in ("Amina Example", "Yusuf Sample", "Tomasz Testcase", "Mercy Madeup"):
                people.add(by=town.noor, at=MONDAY, name=name)
            assert Entry.objects.order_by("-number").first().number == 7
        yield town, where


TAMPERINGS = {
    "edited": ("update ledger_entry set by_name = 'Somebody Else' where number = 4", 4),
    "edited by a microsecond": (
        "update ledger_entry set at = at + interval '1 microsecond' where number = 5",
        5,
    ),
    "edited and moved between columns": (
        "update ledger_entry set reason = about_kind, about_kind = reason where number = 4",
        4,
    ),
    "edited and stamped again": (
        "update ledger_entry set act = 'people.look' where number = 4;"
        "update ledger_entry e set hash = sha256(e.previous || ledger_canonical(e)) where number = 4",
        5,
    ),
    "edited last and stamped again": (
        "update ledger_entry set act = 'people.look' where number = 7;"
        "update ledger_entry e set hash = sha256(e.previous || ledger_canonical(e)) where number = 7",
        7,
    ),
    "deleted": ("delete from ledger_entry where number = 3", 3),
    "deleted first": ("delete from ledger_entry where number = 1", 1),
    "tail cut": ("delete from ledger_entry where number >= 6", 6),
    "all deleted": ("delete from ledger_entry", 1),
    "head lost": ("delete from ledger_head", 7),
    "head set back with the tail": (
        "delete from ledger_entry where number = 7; update ledger_head set number = 6",
        6,
    ),
    "swapped": (
        "update ledger_entry set number = 100 where number = 4; update ledger_entry set number = 4"
        " where number = 5; update ledger_entry set number = 5 where number = 100",
        4,
    ),
    "one slipped in at the end": (
        "insert into ledger_entry select gen_random_uuid(), agency, 8, at, by, by_name, act, about_kind,"
        " about, person, reason, detail, hash, sha256(hash || 'x'::bytea) from ledger_entry where number = 7",
        8,
    ),
    "one slipped in with a number below": (
        "insert into ledger_entry select gen_random_uuid(), agency, 0, at, by, by_name, act, about_kind,"
        " about, person, reason, detail, ''::bytea, ''::bytea from ledger_entry where number = 7",
        1,
    ),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_the_owner_of_the_database_is_found_out_when_an_entry_is(
    how: str, town_and_database: tuple[Agencies, Address]
) -> None:
    town, where = town_and_database
    deed, number = TAMPERINGS[how]
    with as_(town.noor):
        assert ledger.verify(town.outreach.agency.pk) is None
    with where.connect(role="owner") as owner:
        open_up(owner)
        owner.execute("create table kept_entry as select * from ledger_entry")
        owner.execute("create table kept_head as select * from ledger_head")
        try:
            for statement in only_of(deed, town).split(";"):
                owner.execute(statement)
            with as_(town.noor):
                broken = ledger.verify(town.outreach.agency.pk)
        finally:
            owner.execute(
                "delete from ledger_entry; insert into ledger_entry select * from kept_entry;"
                "delete from ledger_head; insert into ledger_head select * from kept_head;"
                "drop table kept_entry; drop table kept_head"
            )
            close_again(owner)
    assert broken is not None
    assert broken.number == number, broken.what


def test_even_the_owner_is_refused_while_the_triggers_stand(
    town_and_database: tuple[Agencies, Address],
) -> None:
    _, where = town_and_database
    with where.connect(role="owner") as owner:
        open_up(owner)
        owner.execute("alter table ledger_entry enable trigger user")
        try:
            for deed in (
                "update ledger_entry set act = 'x'",
                "delete from ledger_entry",
                "truncate ledger_entry",
            ):
                with pytest.raises(psycopg.errors.InsufficientPrivilege, match="written once"):
                    owner.execute(deed)
        finally:
            close_again(owner)


def test_the_auditor_reads_and_verifies_every_chain_and_changes_none(
    town_and_database: tuple[Agencies, Address],
) -> None:
    town, where = town_and_database
    with where.connect(role="auditor") as auditor:
        (agencies,) = auditor.execute("select count(distinct agency) from ledger_entry").fetchone()
        assert agencies == 5
        for deed in (
            "update ledger_entry set act = 'x'",
            "delete from ledger_entry",
            "select * from people_person",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                auditor.execute(deed)
    try:
        speak_as(where, "auditor")
        assert [ledger.verify(desk.agency.pk) for desk in (town.outreach, town.law, town.hosting)] == [
            None
        ] * 3
    finally:
        speak_as(where, "app")


def speak_as(where: Address, role: str) -> None:
    connection.close()
    connection.settings_dict.update(where.for_django(role) | {"CONN_MAX_AGE": 0})


def open_up(owner: psycopg.Connection) -> None:
    for table in ("ledger_entry", "ledger_head"):
        owner.execute(f"alter table {table} disable trigger user")
        owner.execute(f"alter table {table} no force row level security")


def close_again(owner: psycopg.Connection) -> None:
    for table in ("ledger_entry", "ledger_head"):
        owner.execute(f"alter table {table} enable trigger user")
        owner.execute(f"alter table {table} force row level security")


def only_of(deed: str, town: Agencies) -> str:
    """Tamper with one agency's chain and leave the others alone."""
    ours = f"agency = '{town.outreach.agency.pk}'"
    return ";".join(
        f"{statement} and {ours}" if " where " in statement else f"{statement} where {ours}"
        for statement in deed.split(";")
    )


SAME = """
create schema sly;
create function sly.same(bytea, bytea) returns boolean language sql immutable as 'select true';
create operator sly.= (leftarg = bytea, rightarg = bytea, function = sly.same);
grant usage on schema sly to recourse_app;
alter table ledger_entry disable trigger user;
"""


def test_an_owner_who_says_what_the_same_means_is_found_out(really_commits: Address) -> None:
    town = personas.agencies()
    with as_(town.noor):
        people.add(by=town.noor, at=MONDAY, name="Amina Example")
    with really_commits.connect(role="owner") as owner:
        for statement in SAME.split(";\n"):
            owner.execute(statement)
        owner.execute("select set_config('recourse.agency', %s, false)", [str(town.outreach.agency.pk)])
        owner.execute("alter table ledger_entry no force row level security")
        assert owner.execute("update ledger_entry set by_name = 'Somebody Else' where number = 1").rowcount
    with as_(town.noor), connection.cursor() as cursor:
        cursor.execute("set local search_path = sly, public, pg_catalog")
        found = ledger.verify(town.outreach.agency.pk)
        assert found is not None
        assert found.number == 1
        cursor.execute("show search_path")
        assert cursor.fetchone() == ("sly, public, pg_catalog",)
