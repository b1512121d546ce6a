"""Brings a backup back: into an empty place of our own, or into an empty database on another server."""

from __future__ import annotations

import os
import pwd
import shlex
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from psycopg import sql

from recourse.config.backup import sealed, taking
from recourse.config.backup.choosing import Chosen
from recourse.config.backup.keypair import Private
from recourse.config.database import account, keys, places, programs, roles, supervisor
from recourse.config.database.address import Address
from recourse.outside import files

_SHORT_OF_THE_MOMENT = "recovery ended before configured recovery target was reached"


class NotEmpty(Exception):
    """Something stands where the backup should go."""


def require_empty(place: places.Place) -> None:
    """Refuse a place that holds data; nothing in it is touched."""
    if place.database.exists() or any(place.keys.rglob("*.*")):
        raise NotEmpty(f"{place.root} holds data already: name an empty folder in RECOURSE_DATA.")


def base(
    chosen: Chosen,
    *,
    key: Private,
    place: places.Place,
    moment: datetime | None,
    is_throwaway: bool = False,
) -> None:
    """Bring a base backup and its log into a place: the server recovers there, then takes our passwords."""
    require_empty(place)
    whose = account.choose(place.database)
    places.settle(place, server=whose)
    with place.lock.open("a+") as lock:
        if not supervisor.locked(lock.fileno(), patience=0):
            raise supervisor.AlreadySupervised(f"Recourse already runs on the data in {place.root}.")
        place.lock.chmod(0o600)
        try:
            _bring(chosen, key=key, place=place, whose=whose)
            _recover(place, whose=whose, moment=moment, is_throwaway=is_throwaway)
        except BaseException:
            shutil.rmtree(place.database, ignore_errors=True)
            raise
        finally:
            for folder in (place.root / "wal.new", place.root / "database.new"):
                shutil.rmtree(folder, ignore_errors=True)
    if chosen.keys is not None:
        bring_keys(chosen.keys, key=key, place=place)


def _bring(chosen: Chosen, *, key: Private, place: places.Place, whose: account.Account) -> None:
    draft, waiting = place.root / "database.new", place.root / "wal.new"
    for folder in (draft, waiting):
        if folder.exists():
            shutil.rmtree(folder)
        places.owned(folder, uid=whose.uid, gid=whose.gid)
    with _program(["tar", "-C", str(draft), "-xf", "-"], whose=whose) as tar:
        sealed.unseal(chosen.whole, key=key, to=tar)
    for note in chosen.pieces:
        # Squeezed still: a day's log, spread out, can be larger than the disk.
        piece = waiting / f"{note.more['piece']}.gz"
        with os.fdopen(files.opened(piece, os.O_WRONLY | os.O_TRUNC), "wb") as file:
            sealed.unseal(note, key=key, to=file, is_loosened=False)
        os.chown(piece, whose.uid, whose.gid)
    taking.verify(draft, found=programs.find(place, account=whose), whose=whose)
    (draft / "recovery.signal").touch()
    os.chown(draft / "recovery.signal", whose.uid, whose.gid)
    draft.rename(place.database)


def _recover(
    place: places.Place, *, whose: account.Account, moment: datetime | None, is_throwaway: bool
) -> None:
    waiting = shlex.quote(str(place.root / "wal.new")).replace("%", "%%")
    # Until the passwords are ours, the kernel says who we are.
    ident = place.socket / "ident.conf"
    ident.write_text(f"us {pwd.getpwuid(os.geteuid()).pw_name} {supervisor.ADMIN}\n")
    os.chown(ident, whose.uid, whose.gid)
    settings = {
        "restore_command": f"gzip -dc {waiting}/%f.gz > %p",
        "recovery_target_action": "promote",
        "hot_standby": "off",
        "archive_mode": "off",
        "ident_file": str(ident),
    }
    target = {"recovery_target_time": moment.astimezone(UTC).isoformat(sep=" ")} if moment else {}
    found = programs.find(place, account=whose)

    def server(more: dict[str, str]) -> supervisor.Server:
        hba = f"local all {supervisor.ADMIN} peer map=us\n"
        return supervisor.Server(place, whose, found, is_throwaway, hba, settings | more)

    try:
        recovering = server(target)
        try:
            recovering.start()
        except supervisor.DatabaseFailed as refusal:
            # Nothing was written after the last thing we have: all of it is before the moment.
            if _SHORT_OF_THE_MOMENT not in str(refusal):
                raise
            recovering = server({})
            recovering.start()
        try:
            _take_over(recovering)
        finally:
            recovering.stop()
    finally:
        ident.unlink()


def _take_over(server: supervisor.Server) -> None:
    password = keys.read(server.place, "database-admin")
    with server.connect() as admin:
        words = sql.SQL("alter role {} password {}")
        admin.execute(words.format(sql.Identifier(supervisor.ADMIN), sql.Literal(password)))


def dump(chosen: Chosen, *, key: Private, where: Address) -> None:
    """Bring a dump into a database of another server, which must hold no tables."""
    roles.prepare(where)
    with where.connect() as admin:
        found = admin.execute(
            "select exists (select 1 from pg_tables where schemaname = 'public')"
        ).fetchone()
    if found == (True,):
        raise NotEmpty(f"The database {where.database} holds tables already: name an empty one.")
    program = taking.client("pg_restore", at_least=int(chosen.whole.more["written_by"]))
    words = [str(program), "--exit-on-error", "--single-transaction", "--no-password"]
    env = taking.surroundings(where)
    with _program([*words, f"--dbname={where.database}"], env=env) as restoring:
        sealed.unseal(chosen.whole, key=key, to=restoring)


def bring_keys(note: sealed.Note, *, key: Private, place: places.Place) -> None:
    """Bring back the keys of persons and agencies, the one copy there is."""
    folders = {"keys": place.keys, "secrets": place.secrets}
    for folder in folders.values():
        places.owned(folder, uid=os.geteuid(), gid=os.getegid())
    with tempfile.TemporaryFile() as file:
        sealed.unseal(note, key=key, to=file)
        file.seek(0)
        with tarfile.open(fileobj=file, mode="r") as tar:
            for member in tar.getmembers():
                what = tar.extractfile(member)
                where, _, name = member.name.partition("/")
                if what is None or where not in folders or ".." in name or name.startswith("/"):
                    raise sealed.Damaged("The keys' backup holds something that is no key.")
                target = folders[where] / name
                files.make_folder(target.parent)
                files.write(target, what.read())


@contextmanager
def _program(
    words: list[str], *, whose: account.Account | None = None, env: dict[str, str] | None = None
) -> Iterator[IO[bytes]]:
    surrounding = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"} | (env or {})
    more = whose.words() if whose else {}
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            words, cwd="/", env=surrounding, stdin=subprocess.PIPE, stderr=said, **more
        ) as program:
            assert program.stdin is not None
            try:
                yield program.stdin
                program.stdin.close()
            except BrokenPipeError:
                pass
        said.seek(0)
        if program.returncode:
            words_said = said.read().decode(errors="replace").strip()[-500:]
            raise taking.Failed(f"{Path(words[0]).name} failed: {words_said}")
