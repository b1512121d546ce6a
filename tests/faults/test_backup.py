"""A backup comes back as it was, to the second, or not at all, and only with the key kept elsewhere."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from recourse.config.backup import choosing, keeping, keypair, log, restoring, sealed, taking
from recourse.config.backup.keypair import Private
from recourse.config.database import address, places, roles, supervisor
from recourse.records.ledger import actions as ledger
from recourse.records.people import identity
from recourse.records.people.models import Person
from tests import personas
from tests.conftest import Blocker, speak_to
from tests.faults import laying
from tests.personas import Agencies, as_


@dataclass(frozen=True)
class Kept:
    """What Noor's agency holds, its backups, and how the database looked at two moments."""

    where: address.Address
    town: Agencies
    key: Private
    folder: Path
    moment: datetime
    then: dict[str, str]
    after: dict[str, str]
    policies: list[tuple[str, ...]]


@pytest.fixture(scope="module")
def kept(
    own_server: address.Address, django_db_blocker: Blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Kept]:
    """A base backup, an act after it, a moment, and one more act; the log of both is sealed."""
    monkey = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("backups") / "backups"
    monkey.setenv("RECOURSE_BACKUPS", str(folder))
    monkey.setenv("RECOURSE_KEYS", str(settings.KEYS))
    with django_db_blocker.unblock():
        speak_to(own_server)
        where = roles.copy_database(own_server, name=f"{own_server.database}_kept")
        speak_to(where)
        try:
            made = _backed_up(where, folder=folder)
            monkey.delenv("RECOURSE_KEYS")
            yield made
        finally:
            speak_to(own_server)
            roles.drop_database(where)
            shutil.rmtree(where.place.wal)
            monkey.undo()


def _backed_up(where: address.Address, *, folder: Path) -> Kept:
    file = folder.parent / "private.key"
    file.write_text(keypair.make(where.place, at=datetime.now(UTC)))
    town = personas.agencies()
    personas.amina(town.noor)
    keeping.once(where, at=datetime.now(UTC))
    with where.connect() as admin:
        personas.yusuf(town.noor)
        then = laying.sums(admin)
        time.sleep(0.6)
        moment = datetime.now(UTC)
        time.sleep(0.6)
        personas.tomasz(town.noor)
        after = laying.sums(admin)
        policies = laying.policies(admin)
    log.finish(where)
    keeping.once(where, at=datetime.now(UTC))
    taking.tidy(where.place, at=datetime.now(UTC))
    return Kept(where, town, keypair.read(file), folder, moment, then, after, policies)


def back(kept: Kept, *, place: places.Place, moment: datetime | None) -> None:
    chosen = choosing.choose(kept.folder, key=kept.key, moment=moment, kind="base")
    restoring.base(chosen, key=kept.key, place=place, moment=moment, is_throwaway=True)


@pytest.mark.parametrize("is_to_the_moment", [True, False])
def test_everything_comes_back_as_it_was_at_the_second_or_at_the_end(
    kept: Kept, open_folder: Path, is_to_the_moment: bool, settings: Any
) -> None:
    place = places.Place(open_folder / "data")
    back(kept, place=place, moment=kept.moment if is_to_the_moment else None)
    with supervisor.running(place, is_throwaway=True):
        where = address.of_place(place, database=kept.where.database)
        roles.prepare(where)
        with where.connect() as admin:
            assert laying.sums(admin) == (kept.then if is_to_the_moment else kept.after)
            assert laying.policies(admin) == kept.policies
        with where.connect(role="app") as humble:
            roles.check_humble(humble)
            assert humble.execute("select count(*) from people_person").fetchone() == (0,)
        speak_to(where)
        settings.KEYS = place.keys
        with as_(kept.town.noor):
            known = identity.read_many(Person.objects.all()).values()
            assert "Amina Example" in {one.name for one in known}
            assert Person.objects.count() == (2 if is_to_the_moment else 3)
            assert ledger.verify(kept.town.outreach.agency.pk) is None
        speak_to(kept.where)


def test_one_flipped_bit_anywhere_and_nothing_is_touched(kept: Kept, open_folder: Path) -> None:
    dice = random.Random(3)
    place = places.Place(open_folder / "data")
    for path in sorted([*kept.folder.glob("*.json"), *kept.folder.glob("*.age")]):
        whole = path.read_bytes()
        for _ in range(4):
            at = dice.randrange(len(whole))
            flipped = bytearray(whole)
            flipped[at] ^= 1 << dice.randrange(8)
            path.write_bytes(flipped)
            with pytest.raises((sealed.Damaged, choosing.NothingThere)):
                back(kept, place=place, moment=None)
            assert not place.root.exists()
        path.write_bytes(whole)


def test_a_missing_piece_of_the_log_is_missed(kept: Kept, open_folder: Path) -> None:
    base = keeping.wholes(kept.where.place, key=keypair.needed(kept.where.place))[-1]
    first = kept.folder / f"wal-{base.more['begins']}.json"
    away = first.rename(first.with_suffix(".away"))
    try:
        with pytest.raises(sealed.Damaged, match="is missing"):
            back(kept, place=places.Place(open_folder / "data"), moment=None)
    finally:
        away.rename(first)


def test_another_s_key_a_moment_too_late_and_a_place_in_use_are_refused(
    kept: Kept, open_folder: Path
) -> None:
    elsewhere = places.Place(open_folder / "elsewhere")
    file = open_folder / "other.key"
    file.write_text(keypair.make(elsewhere, at=datetime.now(UTC)))
    place = places.Place(open_folder / "data")
    with pytest.raises(keypair.WrongKey, match="another key"):
        back(replace(kept, key=keypair.read(file)), place=place, moment=None)
    with pytest.raises(log.TooLate, match="ends at"):
        back(kept, place=place, moment=datetime.now(UTC) + timedelta(days=1))
    assert not place.root.exists()
    before = sorted(path.name for path in kept.where.place.database.iterdir())
    with pytest.raises(restoring.NotEmpty, match="holds data already"):
        back(kept, place=kept.where.place, moment=None)
    assert sorted(path.name for path in kept.where.place.database.iterdir()) == before
    assert Person.objects.count() == 0


def test_what_is_backed_up_cannot_be_read_here(kept: Kept) -> None:
    secrets = [path.read_text() for path in kept.where.place.secrets.iterdir()]
    assert not any("AGE-SECRET" in secret for secret in secrets)
    for path in kept.folder.iterdir():
        assert b"library" not in path.read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600


def test_old_backups_and_their_log_go_and_the_newest_stays(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(kept.folder, tmp_path / "backups")
    monkeypatch.setenv("RECOURSE_BACKUPS", str(tmp_path / "backups"))
    place, key = kept.where.place, keypair.needed(kept.where.place)
    taking.take(kept.where, at=datetime.now(UTC))
    assert len(keeping.wholes(place, key=key)) == 2
    assert taking.tidy(place, at=datetime.now(UTC) + timedelta(days=29)) == 0
    assert taking.tidy(place, at=datetime.now(UTC) + timedelta(days=31)) > 1
    (left,) = keeping.wholes(place, key=key)
    assert all(
        note.more["piece"] >= left.more["begins"]
        for note in sealed.notes(place.backups, key=key)
        if note.kind == "wal"
    )
