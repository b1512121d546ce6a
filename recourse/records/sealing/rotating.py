"""Gives an agency a new key while work goes on: persons' keys are wrapped anew, and the old key goes last.

Whoever makes a person's key reads the key file while they alone may write the store, so once nothing is
wrapped with an older generation nothing ever will be again. Killed anywhere, it goes on where it stopped.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings

from recourse.outside import files
from recourse.records.sealing import agencies, store, subjects

_BATCH = 500


class AlreadyRotating(Exception):
    """Somebody is making new keys this minute."""


@contextmanager
def alone() -> Iterator[None]:
    """Make new keys, one at a time on this machine."""
    with _lock() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRotating("New keys are being made already: wait until that is done.") from None
        yield


def is_going_on() -> bool:
    """Whether somebody is making new keys this minute."""
    with _lock() as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def begin(agency: UUID) -> bool:
    """Make the next generation of an agency's key; False when one was made and not finished."""
    keys = agencies.of(agency)
    if len(keys.generations) > 1:
        return False
    agencies.keep(agency, {**keys.generations, keys.current + 1: secrets.token_bytes(32)})
    return True


def rewrap(agency: UUID) -> int:
    """Wrap every person's key with the newest generation, some at a time; says how many there were."""
    count = 0
    while wrapped := _rewrap_some(agency):
        count += wrapped
    return count


def finish(agency: UUID) -> None:
    """Let the older generations go, now that nothing needs them."""
    while True:
        rewrap(agency)
        with store.writing(forgets=True) as connection:
            keys = agencies.of(agency)
            if connection.execute(
                "select 1 from wrapped where agency = ? and generation > 0 and generation <> ?",
                (agency.bytes, keys.current),
            ).fetchone():
                continue
            connection.execute(
                "delete from proof where agency = ? and generation <> ?", (agency.bytes, keys.current)
            )
            agencies.keep(agency, {keys.current: keys.generations[keys.current]})
            return


def _rewrap_some(agency: UUID) -> int:
    with store.writing() as connection:
        keys = agencies.of(agency)
        connection.execute(
            "insert or ignore into proof values (?, ?, ?)",
            (agency.bytes, keys.current, keys.proof(keys.current)),
        )
        rows = connection.execute(
            "select subject, generation, key from wrapped"
            " where agency = ? and generation > 0 and generation <> ? limit ?",
            (agency.bytes, keys.current, _BATCH),
        ).fetchall()
        for raw, generation, wrapped in rows:
            subject = UUID(bytes=raw)
            key = subjects.unwrap(wrapped, keys, subject, generation)
            connection.execute(
                "update wrapped set generation = ?, key = ? where agency = ? and subject = ?",
                (keys.current, subjects.wrap(key, keys, subject), agency.bytes, raw),
            )
    return len(rows)


@contextmanager
def _lock() -> Iterator[int]:
    agencies.settle()
    handle = files.opened(Path(settings.KEYS) / "rotating", os.O_RDWR)
    try:
        yield handle
    finally:
        os.close(handle)
