"""Proves that nobody has edited, deleted, added, reordered, cut or rewritten an agency's entries.

The hashes are made anew by PostgreSQL's own functions, never by ours: whoever owns the database could have
replaced those. `canonical` says the same in Python, for whoever wants to check without the database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from recourse.records.ledger.heads import Head

COLUMNS = (
    "e.agency::text",
    "e.number::text",
    "pg_catalog.to_char(e.at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')",
    'e."by"::text',
    "e.by_name::text",
    "e.act::text",
    "e.about_kind::text",
    "e.about::text",
    "e.person::text",
    "e.reason",
    "e.detail::text",
)
_PART = "coalesce(pg_catalog.octet_length({0}) || ':' || {0}, '~') || ','"
_WRITTEN = " || ".join(_PART.format(column) for column in COLUMNS)
_MADE_ANEW = f"pg_catalog.sha256(e.previous || pg_catalog.convert_to({_WRITTEN}, 'UTF8'))"
# "offset 0" keeps the hashing apart from the window, so that several processes can share it.
_WRONG = f"""
select number, was_number, previous is distinct from was_hash
from (
    select a.number, a.previous, a.hash, a.made_anew,
        pg_catalog.lag(a.number, 1, 0::bigint) over chain as was_number,
        pg_catalog.lag(a.hash, 1, ''::bytea) over chain as was_hash
    from (
        select e.number, e.previous, e.hash, {_MADE_ANEW} as made_anew
        from public.ledger_entry e where e.agency = %s offset 0
    ) as a window chain as (order by a.number)
) as linked
where number <> was_number + 1 or previous is distinct from was_hash or hash is distinct from made_anew
order by number limit 1
"""  # noqa: S608
# What PostgreSQL goes by while it verifies: its own operators, every processor, and room to sort.
_GOING_BY = {
    "search_path": "pg_catalog",
    "parallel_setup_cost": "0",
    "parallel_tuple_cost": "0",
    "work_mem": "'128MB'",
    "jit": "off",
}
_LAST = "select number, hash from public.ledger_entry where agency = %s order by number desc limit 1"


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
def verify(agency: UUID, *, heads: Iterable[Head] = ()) -> Broken | None:
    """Read the whole chain of an agency and say where it is broken, or None when it holds.

    `heads` are signed heads of this agency that were kept elsewhere: without one, somebody who owns the
    database could have made the whole chain anew, or cut its end together with its head.
    """
    with _postgresql_alone():
        _require_readable(agency)
        wrong = _asked(_WRONG, agency)
        if wrong is not None:
            return _broken(*wrong)
        last = _asked(_LAST, agency)
        number, last_hash = (last[0], bytes(last[1])) if last else (0, b"")
        return _against_the_head(agency, number, last_hash) or _against_signed(agency, number, heads)


@contextmanager
def _postgresql_alone() -> Iterator[None]:
    """Let "the same" mean what PostgreSQL means by it, whatever operators somebody put before its own."""
    read = ", ".join(f"pg_catalog.current_setting('{name}')" for name in _GOING_BY)
    with connection.cursor() as cursor:
        cursor.execute(f"select {read}")
        before = dict(zip(_GOING_BY, cursor.fetchone(), strict=True))
        for name, value in _GOING_BY.items():
            cursor.execute(f"set local {name} = {value}")
        yield
        path = before.pop("search_path") or repr("")
        cursor.execute(f"set local search_path = {path}")
        for name, value in before.items():
            cursor.execute(f"set local {name} = '{value}'")


def count(agency: UUID) -> int:
    """Say how many entries a chain has."""
    found = _asked("select count(*) from public.ledger_entry where agency = %s", agency)
    return int(found[0]) if found else 0


def _broken(number: int, was_number: int, does_not_follow: bool) -> Broken:
    if number != was_number + 1:
        expected = was_number + 1
        return Broken(expected, f"Entry {expected} is missing: entry {number} stands in its place.")
    if does_not_follow:
        return Broken(number, f"Entry {number} does not follow the entry before it.")
    return Broken(number, f"Entry {number} was changed after it was written.")


def _against_the_head(agency: UUID, last: int, last_hash: bytes) -> Broken | None:
    head = _asked("select number, hash from public.ledger_head where agency = %s", agency)
    if head is None:
        return Broken(last, "The head of the chain is missing.") if last else None
    number, kept_hash = head
    if number != last:
        return Broken(last + 1, f"The chain should reach entry {number} but ends at entry {last}.")
    if bytes(kept_hash) != last_hash:
        return Broken(last, f"Entry {last} is not the one the head of the chain names.")
    return None


def _against_signed(agency: UUID, last: int, heads: Iterable[Head]) -> Broken | None:
    for head in sorted(heads, key=lambda one: one.number):
        if head.agency != agency:
            raise ValueError("A head of another agency says nothing about this one.")
        if head.number > last:
            return Broken(
                last + 1,
                f"On {head.day} the chain reached entry {head.number}; now it ends at entry {last}.",
            )
        if head.number == 0:
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                "select hash from public.ledger_entry where agency = %s and number = %s",
                [agency, head.number],
            )
            (kept,) = cursor.fetchone()
        if bytes(kept) != head.hash:
            return Broken(
                head.number,
                f"Entry {head.number} is not the one signed on {head.day}: it, or one before it, was written"
                " anew since.",
            )
    return None


def _asked(words: str, agency: UUID) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(words, [agency])
        found: tuple[Any, ...] | None = cursor.fetchone()
    return found


def _require_readable(agency: UUID) -> None:
    found = _asked(
        "select public.recourse_agency() = %s or exists (select 1 from pg_catalog.pg_roles"
        " where rolname = current_user and (rolname = 'recourse_auditor' or rolsuper or rolbypassrls))",
        agency,
    )
    if not found or not found[0]:
        raise NotReadable("Only the agency itself, or the auditor, can verify this chain.")
