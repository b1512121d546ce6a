"""Who carries the machine away finds nobody: planted secrets are in no file, log, dump, backup or mail."""

from __future__ import annotations

import io
import logging
import os
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.config.database import account, address, places, programs, roles, supervisor
from recourse.records.advice import actions as advice
from recourse.records.homes import actions as homes
from recourse.records.people import actions as people
from recourse.records.people import identity
from recourse.records.people.models import Person
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.conftest import Blocker, speak_to
from tests.personas import Agencies, as_

_LETTERS = "bcdfghjklmnpqrstvwxz"
CONTROL = "A control in plain sight: " + "".join(secrets.choice(_LETTERS) for _ in range(20))


class Planted:
    """Secrets that no text holds by chance, each remembered when it is told."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.said = io.StringIO()
        self.town: Any = None

    def word(self, length: int = 14) -> str:
        """A word nobody ever wrote."""
        word = "".join(secrets.choice(_LETTERS) for _ in range(length)).capitalize()
        self.words.append(word)
        return word

    def day(self) -> str:
        """A date of birth."""
        month = secrets.choice(("January", "March", "September", "November"))
        day = f"{2 + secrets.randbelow(26)} {month} {1931 + secrets.randbelow(60)}"
        self.words.append(day)
        return day

    def number(self) -> str:
        """A telephone number nobody has."""
        number = "07" + "".join(secrets.choice("0123456789") for _ in range(12))
        self.words.append(number)
        return number


pytestmark = pytest.mark.own_server


@pytest.fixture(scope="module")
def machine(django_db_setup: None, django_db_blocker: Blocker) -> Iterator[tuple[places.Place, Path]]:
    """A server of its own, migrated, which keeps its log like any; and a folder for what is taken from it."""
    with tempfile.TemporaryDirectory(prefix="recourse-stolen-") as name, django_db_blocker.unblock():
        folder = Path(name)
        folder.chmod(0o711)
        place = places.Place(folder / "data")
        before = dict(connections["default"].settings_dict)
        with supervisor.running(place):
            where = address.of_place(place, database="recourse")
            roles.prepare(where)
            speak_to(where, role="owner")
            from django.core.management import call_command

            call_command("migrate", verbosity=0, interactive=False)
            speak_to(where)
            yield place, folder
            connections["default"].close()
        connections["default"].settings_dict.update(before)


@pytest.fixture(scope="module")
def told(machine: tuple[places.Place, Path]) -> Planted:
    """Forty people told through the acts and pages as on any day, with five secrets or more each."""
    planted, at = Planted(), now() - timedelta(days=2)
    town = planted.town = personas.agencies(at=at)
    logging.getLogger().addHandler(logging.StreamHandler(planted.said))
    home = _enter_home(planted, town, at)
    for number in range(30):
        person = personas.person(
            town.noor,
            at=at,
            name=f"{planted.word()} {planted.word()}",
            nickname=planted.word(),
            place=f"By the {planted.word()}",
            phone=planted.number(),
            note=f"Met her near {planted.word()} again. " * 40,
        )
        if number < 6:
            _more(planted, town, person, at, number)
    _by_pages(planted, town)
    assert home
    with connection.cursor() as cursor:
        cursor.execute("update directory_service set what = %s", [CONTROL])
    return planted


def _enter_home(planted: Planted, town: Agencies, at: Any) -> object:
    with as_(town.pat, at=at):
        return homes.enter(
            name="Larch House",
            area="Wrenfield",
            address=f"1 {planted.word()} Street",
            landlord=f"{planted.word()} Estates",
            rooms=[("Room 1", 1, "free")],
            first_day=localdate(at),
            by=town.pat,
            at=at,
        )


def _more(planted: Planted, town: Agencies, person: Person, at: Any, number: int) -> None:
    personas.agree(
        person,
        to=town.hosting.service,
        by=town.noor,
        at=at,
        fields=["name", "needs"],
        purpose=f"A bed near {planted.word()}",
    )
    with as_(town.noor, at=at):
        kinds = {"reference_number": planted.number(), "email": f"{planted.word().lower()}@mail.example"}
        for kind, value in (*kinds.items(), ("language", planted.word()), ("birth_date", planted.day())):
            people.describe(person, kind=kind, value=value, by=town.noor, at=at)
        people.learn(person, name="told", value=planted.word(), field="health", by=town.noor, at=at)
        people.learn(person, name="children", value=[planted.word()], field="family", by=town.noor, at=at)
        if number < 2:
            advice.answer(person, about="everything", as_at=localdate(at), by=town.noor, at=at)
        referral = referrals.send(
            person,
            to=town.hosting.service,
            why=f"Sleeps at {planted.word()}",
            asks=f"A room by {planted.word()}",
            by=town.noor,
            at=at,
        )
    with as_(town.pat, at=at):
        referrals.ask(referral, words=f"Does {planted.word()} know?", by=town.pat, at=at)
    with as_(town.noor, at=at):
        referrals.reply(referral, words=f"Yes, {planted.word()} does.", by=town.noor, at=at)


def _by_pages(planted: Planted, town: Agencies) -> None:
    client = Client()
    client.force_login(town.noor)
    for _ in range(3):
        name = planted.word()
        form = {"name": name, "place": planted.word(), "note": planted.word(), "once": secrets.token_hex(16)}
        client.post(reverse("people:add"), form)
        assert client.post(reverse("people:find"), {"asked": name}).status_code == 200


def found_in(paths: list[Path], words: list[str]) -> set[str]:
    """Which words stand in these files, in any case."""
    found = set()
    for path in paths:
        try:
            held = path.read_bytes().lower()
        except FileNotFoundError:  # a server at work lets files go
            continue
        found |= {word for word in words if word.lower().encode() in held}
    return found


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def assert_only_the_control(name: str, kept: list[Path], told: Planted) -> None:
    """What stands there in plain words is found, so that finding nothing else says something."""
    assert found_in(kept, [CONTROL]) == {CONTROL}, name
    assert found_in(kept, told.words) == set(), name


def taken(place: places.Place, folder: Path) -> dict[str, list[Path]]:
    """A plain dump and a base backup, as whoever runs the machine could take them."""
    whose = account.choose(place.database)
    tools = programs.find(place, account=whose).folder
    where = address.of_place(place, database="recourse")
    into = folder / "base"
    places.owned(into, uid=whose.uid, gid=whose.gid)
    env = {"PGPASSWORD": where.admin_password}
    asks = ["-h", str(place.socket), f"--username={supervisor.ADMIN}", "--no-password"]
    base = [str(tools / "pg_basebackup"), "-D", str(into), *asks, "--checkpoint=fast", "--no-sync"]
    subprocess.run(base, **whose.words(), env=os.environ | env, check=True, capture_output=True)
    dump = [str(tools / "pg_dump"), *asks, "--format=plain", "recourse"]
    said = subprocess.run(dump, **whose.words(), env=os.environ | env, check=True, capture_output=True)
    (folder / "dump.sql").write_bytes(said.stdout)
    return {"base backup": files(into), "dump": [folder / "dump.sql"]}


def test_two_hundred_secrets_are_in_no_file_of_the_machine(
    machine: tuple[places.Place, Path], told: Planted
) -> None:
    place, folder = machine
    assert len(told.words) >= 200
    with address.of_place(place, database="recourse").connect() as admin:
        admin.execute("checkpoint")
    for what in (place.database, place.database / "base", place.database / "pg_wal"):
        assert_only_the_control(what.name, files(what), told)
    for name, kept in taken(place, folder).items():
        assert_only_the_control(name, kept, told)
    assert found_in(files(place.root), told.words) == set()
    assert found_in([place.log], told.words) == set()
    assert [word for word in told.words if word.lower() in told.said.getvalue().lower()] == []
    written = [str(message.message()).lower() for message in mail.outbox]
    assert [word for word in told.words for one in written if word.lower() in one] == []


def test_with_the_keys_each_of_them_can_be_read(told: Planted) -> None:
    with as_(told.town.noor, at=now()):
        known = identity.read_many(Person.objects.all())
        everything = " ".join(str(one) for one in known.values())
        assert len([word for word in told.words if word in everything]) >= 100
