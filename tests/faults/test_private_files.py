"""Whatever mask a process was started with, nobody but its owner opens a file with a key in it."""

from __future__ import annotations

import os
import shutil
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import now

from recourse.config.backup import choosing, keeping, keypair, restoring
from recourse.config.database import address, keys, places, roles, supervisor
from recourse.jobs import city
from recourse.jobs import signing as job
from recourse.outside import files
from recourse.records.directory import queries as directory
from recourse.records.directory.models import Worker
from recourse.records.ledger import heads
from recourse.records.people import rekeying
from recourse.records.sealing import rotating
from tests.conftest import Blocker, as_the_clock, speak_to
from tests.signing_in import enrolled


@contextmanager
def masked(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def opened_by_others(*folders: Path) -> list[str]:
    """Every file that is not 0600 and every folder that is not 0700."""
    found = [path for folder in folders for path in (folder, *folder.rglob("*"))]
    assert len(found) > len(folders)
    modes = [(path, stat.S_IMODE(path.stat().st_mode)) for path in found]
    return [f"{path} {mode:o}" for path, mode in modes if mode != (0o700 if path.is_dir() else 0o600)]


@pytest.fixture
def journey(
    own_server: address.Address,
    django_db_blocker: Blocker,
    open_folder: Path,
    monkeypatch: Any,
    settings: Any,
) -> Iterator[address.Address]:
    """A database of its own, with keys and backups in folders of its own."""
    settings.KEYS = open_folder / "keys"
    monkeypatch.setenv("RECOURSE_KEYS", str(settings.KEYS))
    monkeypatch.setenv("RECOURSE_BACKUPS", str(open_folder / "backups"))
    with django_db_blocker.unblock():
        speak_to(own_server)
        where = roles.copy_database(own_server, name=f"{own_server.database}_journey")
        speak_to(where)
        try:
            yield where
        finally:
            speak_to(own_server)
            roles.drop_database(where)
            shutil.rmtree(where.place.wal, ignore_errors=True)


@pytest.mark.parametrize("mask", [0o022, 0o000], ids=["022", "000"])
def test_after_a_city_a_sign_in_heads_a_rotation_a_backup_and_a_restore_only_the_owner_opens_keys(
    journey: address.Address, open_folder: Path, mask: int, settings: Any, monkeypatch: Any
) -> None:
    with masked(mask):
        city.load(people=6, say=lambda sentence: None)
        enrolled(Worker.objects.filter(role="outreach")[0])
        keys.read(journey.place, "sign-in")
        with as_the_clock(journey):
            job.sign_all(at=now())
        with rotating.alone():
            for agency in directory.agencies():
                rekeying.rotate(agency, at=now())
        private = open_folder / "private.key"
        keys.write(private, keypair.make(journey.place, at=datetime.now(UTC)))
        keeping.once(journey, at=datetime.now(UTC))
        restored = places.Place(open_folder / "restored")
        monkeypatch.delenv("RECOURSE_KEYS")
        chosen = choosing.choose(journey.place.backups, key=keypair.read(private), moment=None, kind="base")
        restoring.base(chosen, key=keypair.read(private), place=restored, moment=None, is_throwaway=True)
        with supervisor.running(restored, is_throwaway=True):
            roles.prepare(address.of_place(restored, database=journey.database))
    folders = [settings.KEYS, journey.place.secrets, journey.place.backups, restored.keys, restored.secrets]
    assert opened_by_others(*folders) == []
    assert {path.name for path in restored.keys.iterdir()} >= {"agencies", "persons", heads.KEY_FILE}
    assert stat.S_IMODE(private.stat().st_mode) == 0o600


@pytest.mark.parametrize("mask", [0o022, 0o000, 0o377], ids=["022", "000", "377"])
def test_a_file_is_private_from_its_first_moment_and_one_that_stood_open_is_closed(
    tmp_path: Path, mask: int
) -> None:
    folder, loose = tmp_path / "keys", tmp_path / "loose"
    loose.touch(0o666)
    with masked(mask):
        files.make_folder(folder)
        files.write(folder / "key", b"one")
        assert files.write_once(folder / "once", b"one") and not files.write_once(folder / "once", b"two")
        files.write(loose, b"two")
        os.close(files.opened(folder / "lock", os.O_RDWR))
    assert opened_by_others(folder) == []
    assert stat.S_IMODE(loose.stat().st_mode) == 0o600
    assert (folder / "once").read_bytes() == b"one" and len(list(folder.iterdir())) == 3


def test_threads_that_want_the_installation_s_key_at_once_get_the_same(tmp_path: Path) -> None:
    made: list[bytes] = []
    together = threading.Barrier(8)

    def make() -> None:
        together.wait()
        made.append(heads.signing_key(tmp_path / "keys").private_bytes_raw())

    threads = [threading.Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8 and set(made) == {heads.signing_key(tmp_path / "keys").private_bytes_raw()}
    assert [one.name for one in (tmp_path / "keys").iterdir()] == [heads.KEY_FILE]


def test_no_other_room_makes_a_private_file_by_itself() -> None:
    rooms = (places.CHECKOUT / "recourse").rglob("*.py")
    assert [path.name for path in rooms if "O_CREAT" in path.read_text()] == ["files.py"]
