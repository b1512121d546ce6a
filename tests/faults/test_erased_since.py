"""A backup from before somebody was erased comes back whole, and nothing of them can be read or found."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection
from django.test import Client
from django.urls import reverse

from recourse.config.backup import after, choosing, keeping, keypair, log, restoring
from recourse.config.database import address, places, roles, supervisor
from recourse.jobs import destroying
from recourse.records.directory import keyholding
from recourse.records.keeping import actions as kept_things
from recourse.records.ledger import actions as ledger
from recourse.records.papers import actions as papers
from recourse.records.people import actions as people
from recourse.records.people import identity, queries
from recourse.records.people.models import Fact, Particular, Person, SearchToken
from recourse.records.sealing.fields import ERASED
from tests import personas
from tests.conftest import Blocker, speak_to
from tests.faults import laying
from tests.personas import Agencies, as_
from tests.records.papers import hostile

WORDS = ("Amina", "library", "900123", "her sister", "Hanna", "station", "refugee_told")


@dataclass(frozen=True)
class Old:
    """A backup that still holds Amina and Hanna, the keys as they stand now, and the keys of that day."""

    town: Agencies
    chosen: choosing.Chosen
    key: keypair.Private
    before: dict[str, str]
    at: datetime
    keys_then: Path
    amina: Person
    hanna: Person
    yusuf: Person
    database: str


@pytest.fixture(scope="module")
def old(
    own_server: address.Address, django_db_blocker: Blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Old]:
    """Amina is erased at her wish, and the clock ends Hanna's file, after the backup was taken."""
    folder = tmp_path_factory.mktemp("erased") / "backups"
    with pytest.MonkeyPatch.context() as monkey, django_db_blocker.unblock():
        monkey.setenv("RECOURSE_BACKUPS", str(folder))
        monkey.setenv("RECOURSE_KEYS", str(site.KEYS))
        speak_to(own_server)
        where = roles.copy_database(own_server, name=f"{own_server.database}_erased")
        speak_to(where)
        try:
            made = _erased_since(where, folder=folder)
            monkey.delenv("RECOURSE_KEYS")
            yield made
        finally:
            speak_to(own_server)
            roles.drop_database(where)
            shutil.rmtree(where.place.wal)


def _erased_since(where: address.Address, *, folder: Path) -> Old:
    file = folder.parent / "private.key"
    file.write_text(keypair.make(where.place, at=datetime.now(UTC)))
    town = personas.agencies()
    amina, hanna = told_of(town), personas.person(town.noor, name="Hanna Invented", place="The station")
    yusuf = personas.yusuf(town.noor)
    with where.connect() as admin:
        before = laying.sums(admin)
    keeping.once(where, at=datetime.now(UTC))
    keys_then = folder.parent / "keys-of-that-day.age"
    shutil.copy2(folder / "keys.age", keys_then)
    shutil.copy2(folder / "keys.json", keys_then.with_suffix(".json"))
    time.sleep(0.6)
    at = datetime.now(UTC)
    time.sleep(0.6)
    ours = town.outreach
    boss = personas.colleague(ours.agency, [ours.service], name="Mo Manager", role="manager")
    now = datetime.now(UTC)
    with as_(boss, at=now):
        kept_things.erase(amina, why="asked", by=boss, at=now)
    speak_to(where, role="worker")
    with destroying.acting_for(town.outreach.agency, at=datetime.now(UTC)):
        kept_things.end_file(hanna, agency=town.outreach.agency, at=datetime.now(UTC))
    speak_to(where)
    log.finish(where)
    keeping.once(where, at=datetime.now(UTC))
    key = keypair.read(file)
    chosen = choosing.choose(folder, key=key, moment=at, kind="base")
    return Old(town, chosen, key, before, at, keys_then, amina, hanna, yusuf, where.database)


def told_of(town: Agencies) -> Person:
    """Amina, with something in every room that keeps words: facts, a note, a paper, and a share."""
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.law.service, by=town.noor, fields=["name", "notes", "papers"])
    with as_(town.noor):
        now = personas.MONDAY
        people.learn(amina, name="status_code", value="refugee_told", field="status", by=town.noor, at=now)
        people.write_note(amina, text="Stays with her sister on Fridays.", by=town.noor, at=now)
        papers.keep(amina, raw=hostile.photograph(), kind="tenancy", by=town.noor, at=now)
    return amina


@pytest.fixture(scope="module")
def back(old: Old, django_db_blocker: Blocker) -> Iterator[address.Address]:
    """That backup, brought back whole with the keys as they stand now."""
    with pytest.MonkeyPatch.context() as monkey, tempfile.TemporaryDirectory(prefix="recourse-test-") as name:
        Path(name).chmod(0o711)
        place = places.Place(Path(name) / "data")
        restoring.base(old.chosen, key=old.key, place=place, moment=old.at, is_throwaway=True)
        with supervisor.running(place, is_throwaway=True), django_db_blocker.unblock():
            where = address.of_place(place, database=old.database)
            roles.prepare(where)
            monkey.setattr(site, "KEYS", place.keys)
            speak_to(where)
            yield where


def everything_opened(old: Old) -> str:
    """Every word that opens for whoever works where they were held, of every room."""
    found = []
    with as_(old.town.noor):
        for person in Person.objects.all():
            found.append(str(identity.read(person)))
            found += [note.text for note in identity.read_notes(person)]
            found += [str(fact.value) for fact in queries.facts(person).values()]
            found += [str(one.value) for one in Particular.objects.filter(person=person)]
    return " ".join(found)


def page_of(person: Person, *, by: Any) -> str:
    client = Client()
    client.force_login(by)
    return client.get(reverse("people:one", args=[person.pk]), follow=True).content.decode()


def test_the_old_rows_are_back_and_nothing_of_the_erased_opens(old: Old, back: address.Address) -> None:
    with back.connect() as admin:
        assert laying.sums(admin) == old.before, "the backup came back to the row"
        assert after.keys(back).wrong == []
    keyholding.require_keys(at=datetime.now(UTC))
    words = everything_opened(old)
    assert [word for word in WORDS if word in words] == []
    assert ERASED in words and "Yusuf Sample" in words


def test_the_first_round_erases_her_again_and_no_name_finds_her(old: Old, back: address.Address) -> None:
    with as_(old.town.noor, at=datetime.now(UTC)):
        assert [one.pk for one in identity.search("amina", old.town.noor)] == [old.amina.pk], "the old tokens"
    speak_to(back, role="worker")
    assert destroying.destroy_all(at=datetime.now(UTC)) == 1
    assert destroying.destroy_all(at=datetime.now(UTC)) == 0
    speak_to(back)
    with as_(old.town.noor, at=datetime.now(UTC)):
        amina = Person.objects.get(pk=old.amina.pk)
        assert identity.read(amina).display_name == "Erased"
        assert identity.search("amina", old.town.noor) == []
        assert not SearchToken.objects.filter(person=amina).exists()
        assert not Fact.objects.filter(person=amina).exists()
        assert [one.pk for one in identity.search("yusuf", old.town.noor)] == [old.yusuf.pk]
        assert identity.read(Person.objects.get(pk=old.yusuf.pk)).place == "Station Road"
        assert ledger.verify(old.town.outreach.agency.pk) is None
        told = [one.act for one in queries.timeline(amina)]
        assert "people.erase_again" in told
    with as_(old.town.sam, at=datetime.now(UTC)):
        assert not Person.objects.filter(pk=old.amina.pk).exists()


def test_pages_of_both_say_so_and_break_nowhere(old: Old, back: address.Address) -> None:
    for person in (old.amina, old.hanna, old.yusuf):
        assert "<h1" in page_of(person, by=old.town.noor)
    client = Client()
    client.force_login(old.town.noor)
    assert client.get("/people/").status_code == 200


def test_only_the_keys_of_that_day_would_have_opened_it(
    old: Old, back: address.Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So the copy of the keys is written over and never kept in versions; and this test can fail."""
    note = old.chosen.keys
    assert note is not None
    shutil.copy2(old.keys_then, note.sealed)
    shutil.copy2(old.keys_then.with_suffix(".json"), note.path)
    elsewhere = places.Place(tmp_path / "data")
    elsewhere.root.mkdir()
    restoring.bring_keys(note, key=old.key, place=elsewhere)
    monkeypatch.setattr(site, "KEYS", elsewhere.keys)
    with as_(old.town.noor), connection.cursor() as cursor:
        cursor.execute("select count(*) from people_note where person_id = %s", [old.hanna.pk])
        assert identity.read(Person.objects.get(pk=old.hanna.pk)).name == "Hanna Invented"
