"""The keys of persons, and of homes: one random key for each agency that keeps something about them.

A key that was read is kept in memory for as long as the store does not change, in whatever process; so
what is destroyed anywhere opens nowhere from the next request on.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recourse.records.sealing import agencies, store
from recourse.records.sealing.envelope import NONCE
from recourse.records.sealing.refusals import Erased, NoKey, WrongKey

Of = tuple[UUID, UUID]
_SIZE = 32
_NO_KEY = bytes(NONCE + _SIZE + 16)
# In place of a generation: destroyed for ever; and gone, though another may be made should they come back.
_DESTROYED, _GONE = 0, -1
_PUT = (
    "insert into wrapped values (?, ?, ?, ?)"
    " on conflict (agency, subject) do update set generation = excluded.generation, key = excluded.key"
)
_MOST = 20_000
_AT_ONCE = 400


class _Kept(threading.local):
    """What one thread knows of the store: keys by agency and subject, None for a destroyed one."""

    def __init__(self) -> None:
        self.keys: dict[Of, AESGCM | None] = {}
        self.trusting = 0
        self.is_fresh = False


_kept = _Kept()


@contextmanager
def as_they_stand() -> Iterator[None]:
    """Look once whether the store has changed, and trust that until the end: for one request."""
    if not _kept.trusting:
        _kept.is_fresh = False
    _kept.trusting += 1
    try:
        yield
    finally:
        _kept.trusting -= 1
        _kept.is_fresh = False


def key(agency: UUID, subject: UUID) -> AESGCM:
    """Give the key of somebody's records, or raise `Erased` or `NoKey`."""
    if not _finds(agency, subject):
        raise missing(agency, subject)
    known = _kept.keys[agency, subject]
    if known is None:
        raise Erased
    return known


def missing(agency: UUID, subject: UUID) -> NoKey:
    """What to raise where there should be a key."""
    return NoKey(
        f"The key of person {subject} at agency {agency} is missing: put back the file {store.path()}."
    )


def keys(wanted: Iterable[Of]) -> dict[Of, AESGCM | None]:
    """Give many keys in one read: None for a destroyed one; one that was never made is left out."""
    wanted = set(wanted)
    _refresh()
    missing = {of for of in wanted if of not in _kept.keys}  # `wanted - keys()` would walk through every key
    if missing:
        if len(_kept.keys) + len(missing) > _MOST:
            _kept.keys.clear()
            missing = wanted
        _kept.keys.update(_read(store.connection(), missing))
    return {of: _kept.keys[of] for of in wanted if of in _kept.keys}


def key_to_write(agency: UUID, subject: UUID) -> AESGCM:
    """Give the key of somebody's records, made and on disk before anything is sealed with it."""
    if not _finds(agency, subject) or _kept.keys[agency, subject] is None:
        make(agency, [subject])
    return key(agency, subject)


def make(agency: UUID, subjects: Collection[UUID]) -> None:
    """Make the keys of many at once; those that stand already, or were destroyed for ever, are left alone."""
    agencies.of(agency)
    with store.writing() as connection:
        keys = agencies.of(agency)  # read again: while we write, no other generation can become the newest
        connection.execute(
            "insert or ignore into proof values (?, ?, ?)",
            (agency.bytes, keys.current, keys.proof(keys.current)),
        )
        connection.executemany(
            f"{_PUT} where generation = {_GONE}",
            (
                (agency.bytes, subject.bytes, keys.current, wrap(os.urandom(_SIZE), keys, subject))
                for subject in subjects
            ),
        )
    for subject in subjects:
        _kept.keys.pop((agency, subject), None)


def destroy(*, subject: UUID, agency: UUID) -> None:
    """Destroy the key of somebody's records at one agency, for ever, and remember that it was destroyed."""
    _put(_DESTROYED, agency, subject)


def remove(*, subject: UUID, agency: UUID) -> None:
    """Destroy the key of somebody's records, and remember it; should they come back, a new one is made."""
    _put(_GONE, agency, subject)


def destroyed(agency: UUID) -> list[UUID]:
    """Everybody whose key at an agency was destroyed for ever."""
    found = store.connection().execute(
        "select subject from wrapped where agency = ? and generation = ?", (agency.bytes, _DESTROYED)
    )
    return [UUID(bytes=raw) for (raw,) in found]


def raw(agency: UUID, subject: UUID) -> bytes:
    """Give a key itself, to know it again by; nothing where there is none."""
    found = store.connection().execute(
        "select generation, key from wrapped where agency = ? and subject = ? and generation > 0",
        (agency.bytes, subject.bytes),
    )
    row = found.fetchone()
    return unwrap(row[1], agencies.of(agency), subject, row[0]) if row else b""


def is_destroyed(*, subject: UUID, agency: UUID) -> bool:
    """Whether somebody's key was destroyed."""
    return keys([(agency, subject)]).get((agency, subject), "there") is None


def _put(state: int, agency: UUID, subject: UUID) -> None:
    with store.writing(forgets=True) as connection:
        connection.execute(_PUT, (agency.bytes, subject.bytes, state, _NO_KEY))
    _kept.keys.clear()


def wrap(key: bytes, keys: agencies.Keys, subject: UUID) -> bytes:
    """Wrap a person's key with the agency's newest, bound to the two."""
    nonce = os.urandom(NONCE)
    return nonce + keys.wrapping[keys.current].encrypt(nonce, key, _bound(keys, subject, keys.current))


def unwrap(wrapped: bytes, keys: agencies.Keys, subject: UUID, generation: int) -> bytes:
    """Give a person's key, or raise `NoKey` or `WrongKey`."""
    if generation not in keys.wrapping:
        keys.derived(generation, "wrap")
    try:
        bound = _bound(keys, subject, generation)
        return keys.wrapping[generation].decrypt(wrapped[:NONCE], wrapped[NONCE:], bound)
    except (InvalidTag, ValueError):
        raise WrongKey(
            f"The key of person {subject} was not wrapped with the key of agency {keys.agency} that stands in"
            " the key folder: put back the right key files."
        ) from None


def _bound(keys: agencies.Keys, subject: UUID, generation: int) -> bytes:
    return b"recourse person %b%b%d" % (keys.agency.bytes, subject.bytes, generation)


def _finds(agency: UUID, subject: UUID) -> bool:
    _refresh()
    return (agency, subject) in _kept.keys or bool(keys([(agency, subject)]))


def _refresh() -> None:
    if _kept.trusting and _kept.is_fresh:
        return
    if store.is_changed():
        _kept.keys.clear()
    _kept.is_fresh = True


def _read(connection: sqlite3.Connection, wanted: Collection[Of]) -> Iterator[tuple[Of, AESGCM | None]]:
    by_agency: dict[UUID, list[UUID]] = {}
    for agency, subject in wanted:
        by_agency.setdefault(agency, []).append(subject)
    for agency, subjects in by_agency.items():
        for first in range(0, len(subjects), _AT_ONCE):
            some = subjects[first : first + _AT_ONCE]
            try:
                yield from _read_some(connection, agency, some)
            except NoKey:  # a new key came, or an old one went, between the two reads
                yield from _read_some(connection, agency, some)


def _read_some(
    connection: sqlite3.Connection, agency: UUID, some: Sequence[UUID]
) -> list[tuple[Of, AESGCM | None]]:
    found = connection.execute(
        "select subject, generation, key from wrapped where agency = ? and subject in"  # noqa: S608
        f" ({','.join('?' * len(some))})",
        (agency.bytes, *(subject.bytes for subject in some)),
    )
    rows = [(UUID(bytes=raw), generation, wrapped) for raw, generation, wrapped in found.fetchall()]
    keys = agencies.of(agency)
    return [
        (
            (agency, subject),
            AESGCM(unwrap(wrapped, keys, subject, generation)) if generation > 0 else None,
        )
        for subject, generation, wrapped in rows
    ]
