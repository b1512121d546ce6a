"""The ledger's one verb, recording an act, and its proof, verifying a chain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, models, transaction

from recourse.records.ledger import reads
from recourse.records.ledger.models import Entry
from recourse.records.ledger.verifying import Broken, NotReadable, verify

__all__ = [
    "Broken",
    "Doer",
    "NoAgency",
    "NotACode",
    "NotReadable",
    "gathered",
    "record",
    "record_all",
    "record_at_the_end",
    "record_gathered",
    "verify",
]

_CODE = re.compile(r"[A-Za-z0-9_.:+@/-]{0,80}")


class Doer(Protocol):
    """Whoever acts: an id, an organisation and a name."""

    @property
    def id(self) -> UUID: ...

    @property
    def organisation_id(self) -> UUID: ...

    @property
    def name(self) -> str: ...


class NoAgency(Exception):
    """An act was recorded while acting for no agency."""


class NotACode(ValueError):
    """The detail of an entry held words: it holds codes, numbers and ids only."""


@transaction.atomic(savepoint=False)
def record(
    *,
    by: Doer | None,
    act: str,
    at: datetime,
    about: models.Model | None = None,
    person: UUID | None = None,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
    agency: UUID | None = None,
) -> None:
    """Write one act into the agency's chain, inside the transaction of the act itself.

    `by` None means the clock; the agency is then the one acted for. `detail` holds codes and ids
    only: what it says can never be erased.
    """
    _entry(
        by=by, act=act, at=at, about=about, person=person, reason=reason, detail=detail, agency=agency
    ).save(force_insert=True)


@transaction.atomic(savepoint=False)
def record_at_the_end(
    *,
    by: Doer,
    act: str,
    at: datetime,
    about: models.Model | None = None,
    person: UUID | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write that something was read, at the end of the request where one is gathering, else at once.

    Writing an entry locks its agency's chain until the transaction ends, and what is only read need
    not be in the chain before the page is made.
    """
    entry = _entry(by=by, act=act, at=at, about=about, person=person, detail=detail)
    reading = reads.now_gathering()
    if reading is None:
        entry.save(force_insert=True)
    else:
        reading.entries.append(entry)


def gathered(reading: reads.Reading, *, by: Doer, at: datetime, page: str) -> list[Entry]:
    """Give what a request read as entries, not yet written: each look, and one for all names listed."""
    entries = list(reading.entries)
    if listed := reading.listed:
        detail = {"page": page, "count": len(listed), "people": listed}
        entries.append(_entry(by=by, act="people.list", at=at, detail=detail))
    return entries


@transaction.atomic(savepoint=False)
def record_gathered(entries: Iterable[Entry]) -> None:
    """Write entries that were gathered, in their order, in one statement."""
    Entry.objects.bulk_create(entries)


@transaction.atomic(savepoint=False)
def record_all(
    abouts: Iterable[models.Model], *, by: Doer, act: str, at: datetime, person: UUID | None = None
) -> None:
    """Write one act done to several things: an entry each, chained in their order, in one statement."""
    Entry.objects.bulk_create(
        Entry(
            agency=by.organisation_id,
            at=at,
            by=by.id,
            by_name=by.name,
            act=act,
            about_kind=about._meta.label_lower,
            about=about.pk,
            person=person,
        )
        for about in abouts
    )


def _entry(
    *,
    by: Doer | None,
    act: str,
    at: datetime,
    about: models.Model | None = None,
    person: UUID | None = None,
    reason: str = "",
    detail: Mapping[str, Any] | None = None,
    agency: UUID | None = None,
) -> Entry:
    return Entry(
        agency=agency or (by.organisation_id if by else _agency_acted_for()),
        at=at,
        by=by.id if by else None,
        by_name=by.name if by else "Recourse",
        act=act,
        about_kind=about._meta.label_lower if about is not None else "",
        about=about.pk if about is not None else None,
        person=person,
        reason=_code("reason", reason),
        detail=_codes(detail or {}),
    )


def _agency_acted_for() -> UUID:
    with connection.cursor() as cursor:
        cursor.execute("select recourse_agency()")
        (agency,) = cursor.fetchone()
    if agency is None:
        raise NoAgency("The clock can only act for an agency.")
    return UUID(str(agency))


def _codes(detail: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _code(key, value) for key, value in detail.items()}


def _code(key: str, value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, (list, tuple, set)):
        return [_code(key, one) for one in value]
    words = str(value)
    if not _CODE.fullmatch(words):
        raise NotACode(f"The ledger's detail “{key}” must be a code, a number or an id, not words.")
    return words
