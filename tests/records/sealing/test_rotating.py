"""Every agency can have a new key while people work; killed half-way, it goes on where it stopped."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections

from recourse.config.database import address
from recourse.records.directory import keyholding
from recourse.records.people import actions as people
from recourse.records.people import identity, queries, rekeying
from recourse.records.people.models import Person, SearchToken
from recourse.records.sealing import agencies, rotating, store, subjects
from tests import personas
from tests.personas import MONDAY, Agencies, as_

LATER = MONDAY + timedelta(hours=3)


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies()


def generations(town: Agencies) -> set[int]:
    return set(agencies.of(town.outreach.agency.pk).generations)


def found(town: Agencies, asked: str) -> list[str]:
    with as_(town.noor, at=LATER):
        there = identity.search(asked, town.noor)
        return sorted(who.name for who in identity.read_many(there).values())


def test_after_a_rotation_everybody_is_read_and_found_and_the_old_key_is_gone(town: Agencies) -> None:
    amina, yusuf = personas.amina(town.noor), personas.yusuf(town.noor)
    before = agencies.of(town.outreach.agency.pk).generations[1]
    assert rekeying.rotate(town.outreach.agency, at=LATER) == 2
    assert generations(town) == {2}
    assert before not in agencies.of(town.outreach.agency.pk).generations.values()
    with as_(town.noor, at=LATER):
        assert identity.read(amina).name == "Amina Example"
        assert [note.text for note in queries.notes(amina)] == ["Met by the library at 23:40."]
        assert set(SearchToken.objects.values_list("generation", flat=True)) == {2}
        assert identity.read(yusuf).place == "Station Road"
    assert found(town, "ami") == ["Amina Example"]
    assert keyholding.of(town.outreach.agency, at=LATER) == []


def test_a_rotation_brings_nobody_back_who_was_erased(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    subjects.destroy(subject=amina.pk, agency=town.outreach.agency.pk)
    rekeying.rotate(town.outreach.agency, at=LATER)
    assert subjects.is_destroyed(subject=amina.pk, agency=town.outreach.agency.pk)
    assert found(town, "ami") == []


def test_while_two_keys_live_everybody_is_found_and_written_about(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    rotating.begin(town.outreach.agency.pk)
    personas.yusuf(town.noor)
    assert generations(town) == {1, 2}
    assert found(town, "ami") == ["Amina Example"] and found(town, "yus") == ["Yusuf Sample"]
    with as_(town.noor, at=LATER):
        people.write_note(amina, text="Seen again.", by=town.noor, at=LATER)
        assert queries.notes(amina)[0].text == "Seen again."


def test_half_rotated_keys_are_named_with_what_to_do(town: Agencies) -> None:
    personas.amina(town.noor)
    rotating.begin(town.outreach.agency.pk)
    with pytest.raises(keyholding.KeysNotRight, match="recourse keys rotate"):
        keyholding.require_keys(at=LATER)
    with rotating.alone():
        keyholding.require_keys(at=LATER)


def test_two_do_not_rotate_at_once() -> None:
    with rotating.alone(), pytest.raises(rotating.AlreadyRotating), rotating.alone():
        pass


@pytest.fixture
def key_file(town: Agencies, keys: Path) -> Path:
    return keys / "agencies" / f"{town.outreach.agency.pk}.key"


def test_a_missing_key_file_stops_the_start_and_is_named(town: Agencies, key_file: Path) -> None:
    personas.amina(town.noor)
    key_file.unlink()
    with pytest.raises(keyholding.KeysNotRight, match=f"(?s)Wrenfield Night Outreach.*{key_file.name}"):
        keyholding.require_keys(at=LATER)


def test_another_key_in_the_file_stops_the_start_and_is_named(town: Agencies, key_file: Path) -> None:
    personas.amina(town.noor)
    agencies.keep(town.outreach.agency.pk, {1: bytes(32)})
    with pytest.raises(keyholding.KeysNotRight, match="holds another key than the one in use"):
        keyholding.require_keys(at=LATER)


def test_a_generation_that_is_missing_stops_the_start_and_is_named(town: Agencies) -> None:
    personas.amina(town.noor)
    key = agencies.of(town.outreach.agency.pk).generations[1]
    agencies.keep(town.outreach.agency.pk, {2: key})
    with pytest.raises(keyholding.KeysNotRight, match="Generation 1 of the key"):
        keyholding.require_keys(at=LATER)


def test_a_key_store_that_is_not_of_this_database_stops_the_start(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with sqlite3.connect(store.path()) as another_s:
        another_s.execute("delete from wrapped where subject = ?", [amina.pk.bytes])
    another_s.close()
    with pytest.raises(keyholding.KeysNotRight, match="persons.sqlite"):
        keyholding.require_keys(at=LATER)


def forked(work: Callable[[], object]) -> None:
    """Run something in a child with a database connection of its own, that dies when it says so."""
    child = os.fork()
    if child == 0:
        try:
            connection.connection = None
            connection.inc_thread_sharing()
            work()
        finally:
            os._exit(9)
    os.waitpid(child, 0)


@pytest.mark.parametrize("step", ["begun", "wrapped", "some tokens", "all tokens", "before the end"])
def test_killed_anywhere_it_goes_on_where_it_stopped(
    really_commits: address.Address, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "_BATCH", 2)
    town = personas.agencies()
    met = [personas.person(town.noor, name=f"Amina Example{number}") for number in range(5)]
    agency = town.outreach.agency

    def die_there() -> None:
        rotating.begin(agency.pk)
        if step != "begun":
            rotating.rewrap(agency.pk)
        if step in ("some tokens", "all tokens", "before the end"):
            rekeying.reseal_some(agency, at=LATER)
        if step in ("all tokens", "before the end"):
            while rekeying.reseal_some(agency, at=LATER):
                pass
        if step == "before the end":
            rotating.agencies.keep = lambda *args: os._exit(9)
            rekeying.rotate(agency, at=LATER)
        os._exit(9)

    forked(die_there)
    assert generations(town) == {1, 2}
    assert len(found(town, "amina")) == 5
    rekeying.rotate(agency, at=LATER)
    assert generations(town) == {2}
    assert len(found(town, "amina")) == 5
    with as_(town.noor, at=LATER):
        assert set(SearchToken.objects.values_list("generation", flat=True)) == {2}
        assert len({identity.read(person).name for person in met}) == 5
    used = store.connection().execute(
        "select distinct generation from wrapped where agency = ?", (agency.pk.bytes,)
    )
    assert used.fetchall() == [(2,)]


def test_what_is_written_meanwhile_is_read_and_found_afterwards(
    really_commits: address.Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "_BATCH", 2)
    town = personas.agencies()
    done = threading.Event()
    written: list[tuple[Person, str]] = []
    wrong: list[BaseException] = []

    def write(letter: str) -> None:
        number = 0
        try:
            while not done.is_set() or number < 3:
                name = f"Amina{letter} Example{number}"
                person = personas.person(town.noor, name="Somebody New")
                with as_(town.noor, at=LATER):
                    people.describe(person, kind="name", value=name, by=town.noor, at=LATER)
                    assert identity.read(person).name == name
                written.append((person, name))
                number += 1
        except BaseException as failure:  # noqa: BLE001
            wrong.append(failure)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(letter,)) for letter in "bc"]
    for writer in writers:
        writer.start()
    for _ in range(3):
        rekeying.rotate(town.outreach.agency, at=LATER)
    done.set()
    for writer in writers:
        writer.join()
    assert wrong == []
    assert generations(town) == {4}
    assert len(written) >= 6
    with as_(town.noor, at=LATER):
        assert set(SearchToken.objects.values_list("generation", flat=True)) == {4}
        for person, name in written:
            assert identity.read(person).name == name
            assert person in identity.search(name, town.noor)
            assert person not in identity.search("somebody", town.noor)
