"""Backups by the clock: the log as it comes, the keys as they change, the whole once a day."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from recourse.config.backup import keypair, log, sealed, taking
from recourse.config.database import places
from recourse.config.database.address import Address

EVERY = timedelta(hours=24)
_POLL = 1.0
_AFTER_A_FAULT = 30.0


def keep(where: Address, *, days: int = taking.DAYS_KEPT) -> None:
    """Go on for ever; what fails is said once, and tried again."""
    said = ""
    while True:
        wrong = [fault for work in (_log, _keys, _whole) if (fault := _tried(work, where, days))]
        if wrong and wrong[0] != said:
            with suppress(OSError):
                print(f"recourse keep: {wrong[0]}", file=sys.stderr, flush=True)
        said = wrong[0] if wrong else ""
        time.sleep(_AFTER_A_FAULT if wrong else _POLL)


def once(where: Address, *, at: datetime, days: int = taking.DAYS_KEPT) -> None:
    """Do whatever is due; nothing as long as there is no key."""
    for work in (_log, _keys, _whole):
        once_alone(work, where, days=days, at=at)


def wholes(place: places.Place, *, key: keypair.Public) -> list[sealed.Note]:
    """The backups of the whole database, the oldest first."""
    found = [sealed.notes(place.backups, key=key, named=f"{kind}-*") for kind in ("base", "dump")]
    return sorted((note for notes in found for note in notes), key=lambda note: note.made_at)


def once_alone(
    work: Callable[[Address, int, datetime], None], where: Address, *, days: int, at: datetime
) -> None:
    """Do one kind of work when there is a key, with nobody else at it."""
    if keypair.public(where.place):
        with taking.alone(where.place):
            work(where, days, at)


def _tried(work: Callable[[Address, int, datetime], None], where: Address, days: int) -> str:
    try:
        once_alone(work, where, days=days, at=datetime.now(UTC))
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"
    return ""


def _log(where: Address, days: int, at: datetime) -> None:
    key = keypair.public(where.place)
    if key and where.is_ours:
        log.seal_waiting(where.place, key=key)


def _keys(where: Address, days: int, at: datetime) -> None:
    files, copy = taking.key_files(where.place), where.place.backups / taking.KEYS
    if not keypair.public(where.place) or not files:
        return
    changed = max((path.stat().st_mtime_ns for path in files.values()), default=0)
    if copy.exists() and copy.stat().st_mtime_ns >= changed:
        return
    taking.keys(where.place, at=at)
    os.utime(copy, ns=(changed, changed))


def _whole(where: Address, days: int, at: datetime) -> None:
    key = keypair.public(where.place)
    if not key:
        return
    if any(note.made_at > at - EVERY for note in wholes(where.place, key=key)):
        return
    taking.take(where, at=at)
    taking.tidy(where.place, at=at, days=days)
