"""Proves that nobody has edited, deleted, added, reordered or cut an agency's entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

_COLUMNS = (
    "agency::text, number::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'), "
    '"by"::text, by_name, act, about_kind, about::text, person::text, reason, detail::text'
)
_BATCH = 5_000


class NotReadable(Exception):
    """The chain of another agency cannot be read, so nothing can be said about it."""


@dataclass(frozen=True)
class Broken:
    """Where a chain stops being true: the number of the entry, and what is wrong there."""

    number: int
    what: str


def canonical(columns: Sequence[str | None]) -> bytes:
    """Give the text that is hashed: each column as `bytes:text,` in order, an absent one as `~,`."""
    parts = []
    for column in columns:
        if column is None:
            parts.append(b"~,")
        else:
            text = column.encode()
            parts.append(b"%d:%b," % (len(text), text))
    return b"".join(parts)


@transaction.atomic
def verify(agency: UUID) -> Broken | None:
    """Read the whole chain of an agency and say where it is broken, or None when it holds."""
    _require_readable(agency)
    expected, previous = 0, b""
    for number, kept_previous, kept_hash, columns in _entries(agency):
        expected += 1
        if number != expected:
            return Broken(expected, f"Entry {expected} is missing: entry {number} stands in its place.")
        if kept_previous != previous:
            return Broken(number, f"Entry {number} does not follow the entry before it.")
        if hashlib.sha256(previous + canonical(columns)).digest() != kept_hash:
            return Broken(number, f"Entry {number} was changed after it was written.")
        previous = kept_hash
    return _against_the_head(agency, expected, previous)


def _against_the_head(agency: UUID, last: int, last_hash: bytes) -> Broken | None:
    with connection.cursor() as cursor:
        cursor.execute("select number, hash from ledger_head where agency = %s", [agency])
        head = cursor.fetchone()
    if head is None:
        return Broken(last, "The head of the chain is missing.") if last else None
    number, kept_hash = head
    if number != last:
        return Broken(last + 1, f"The chain should reach entry {number} but ends at entry {last}.")
    if bytes(kept_hash) != last_hash:
        return Broken(last, f"Entry {last} is not the one the head of the chain names.")
    return None


def _entries(agency: UUID) -> Iterator[tuple[int, bytes, bytes, Sequence[str | None]]]:
    after = -(2**63)
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                f"select number, previous, hash, {_COLUMNS} from ledger_entry"  # noqa: S608
                " where agency = %s and number > %s order by ledger_entry.number limit %s",
                [agency, after, _BATCH],
            )
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            for number, previous, kept_hash, *columns in rows:
                yield number, bytes(previous), bytes(kept_hash), columns
            if len(rows) < _BATCH:
                return
            after = rows[-1][0]


def _require_readable(agency: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select recourse_agency() = %s or exists (select 1 from pg_roles where rolname = current_user"
            " and (rolname = 'recourse_auditor' or rolsuper or rolbypassrls))",
            [agency],
        )
        (readable,) = cursor.fetchone()
    if not readable:
        raise NotReadable("Only the agency itself, or the auditor, can verify this chain.")
