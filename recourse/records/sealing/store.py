"""The wrapped keys of persons: an SQLite file of its own, which forgets what is destroyed.

It stands outside PostgreSQL and is backed up apart and without history, or an old backup would bring a
destroyed key back. Writers wait for each other; a connection belongs to one thread of one process. The
rollback journal stays where it is and is written over with zeros when a key is destroyed.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from recourse.outside import files
from recourse.records.sealing import agencies

_NAME = "persons.sqlite"
_WAIT = 30
_TABLES = """
create table if not exists wrapped (
    agency blob not null, subject blob not null, generation integer not null, key blob not null,
    primary key (agency, subject)
) without rowid, strict;
create index if not exists wrapped_generation on wrapped (agency, generation);
create table if not exists proof (
    agency blob not null, generation integer not null, proof blob not null, primary key (agency, generation)
) without rowid, strict;
"""


@dataclass
class _Open:
    """A connection, the file it reads, and which state of that file was read last."""

    connection: sqlite3.Connection
    mark: tuple[int, int, int]
    version: int = -1


_here = threading.local()
_inherited: list[sqlite3.Connection] = []  # a child never closes what its parent opened


def folder() -> Path:
    """Where the store stands."""
    return path().parent


def path() -> Path:
    """The store's file."""
    return _path(str(settings.KEYS))


@cache
def _path(keys: str) -> Path:
    return Path(keys) / "persons" / _NAME


def connection() -> sqlite3.Connection:
    """Give this thread's connection, without asking whether the store changed."""
    return _opened().connection


def is_changed() -> bool:
    """Whether the store changed since this thread last asked."""
    opened = _opened()
    (version,) = opened.connection.execute("pragma data_version").fetchone()
    before, opened.version = opened.version, version
    return bool(version != before)


@contextmanager
def writing(*, forgets: bool = False) -> Iterator[sqlite3.Connection]:
    """Change the store, alone among all processes; on disk when it ends. `forgets` leaves no older page."""
    agencies.settle()
    connection = _opened().connection
    with _alone():
        connection.execute("begin immediate")
        try:
            yield connection
        except BaseException:
            connection.execute("rollback")
            raise
        connection.execute("commit")
        if forgets:
            _wipe_the_journal()


@contextmanager
def _alone() -> Iterator[None]:
    handle = files.opened(folder() / "lock", os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _wipe_the_journal() -> None:
    with path().with_name(f"{_NAME}-journal").open("r+b", buffering=0) as journal:
        journal.write(bytes(os.fstat(journal.fileno()).st_size))
        os.fsync(journal.fileno())


def _opened() -> _Open:
    opened: _Open | None = getattr(_here, "opened", None)
    if opened is not None and opened.mark == _mark():
        return opened
    if opened is not None:
        if opened.mark[0] == os.getpid():
            opened.connection.close()
        else:
            _inherited.append(opened.connection)
    _here.opened = _open()
    return _here.opened  # type: ignore[no-any-return]


def _mark() -> tuple[int, int, int]:
    try:
        stat = path().stat()
    except FileNotFoundError:
        return (os.getpid(), 0, 0)
    return (os.getpid(), stat.st_dev, stat.st_ino)


def _open() -> _Open:
    agencies.settle()
    files.make_folder(folder())
    if not path().exists():  # opening and closing a file that is in use would let go of its locks
        os.close(files.opened(path(), os.O_RDWR))
    connection = sqlite3.connect(path(), timeout=_WAIT, isolation_level=None)
    for said in ("secure_delete=on", "journal_mode=persist", "synchronous=full"):
        connection.execute(f"pragma {said}").fetchall()
    if not connection.execute("select 1 from sqlite_master where name = 'proof'").fetchone():
        connection.executescript(f"begin immediate; {_TABLES} commit;")
    return _Open(connection, _mark())
