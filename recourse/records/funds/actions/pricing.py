"""Saying what a night in a kind of room brings, from a day on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.funds import may
from recourse.records.funds.actions import checking
from recourse.records.funds.happenings import BadEntry
from recourse.records.funds.models import Rate
from recourse.records.homes.models import Kind
from recourse.records.ledger import actions as ledger


@transaction.atomic
def set_rate(
    *,
    kind: str,
    pence_a_night: int,
    first_day: date,
    last_day: date | None = None,
    by: Worker,
    at: datetime,
) -> Rate:
    """Set a rate from a day on. One without an end, begun before, ends then; any other overlap is refused."""
    require(may.keep_books(by), may.NOT_MANAGER)
    checking.amount(pence_a_night, field="pounds")
    after = checking.stretch(first_day, last_day)
    mine = Rate.objects.select_for_update().filter(agency=by.organisation_id, kind=Kind(kind))
    mine.filter(after_last_day=None, first_day__lt=first_day).update(after_last_day=first_day)
    ends = Q() if after is None else Q(first_day__lt=after)
    if clash := mine.filter(ends & (Q(after_last_day=None) | Q(after_last_day__gt=first_day))).first():
        raise _taken(clash)
    try:
        with transaction.atomic():
            rate = Rate.objects.create(
                agency_id=by.organisation_id,
                kind=Kind(kind),
                pence_a_night=pence_a_night,
                first_day=first_day,
                after_last_day=after,
                set_by=by,
                set_at=at,
            )
    except IntegrityError as quicker:
        raise _taken(None) from quicker
    told = {"kind": kind, "first_day": first_day.isoformat(), "pence": pence_a_night}
    ledger.record(by=by, act="funds.set_rate", at=at, about=rate, detail=told)
    return rate


def _taken(clash: Rate | None) -> BadEntry:
    if clash is None:
        return BadEntry("first_day", "Somebody set a rate for these days just now. Look at it first.")
    since = f"{clash.first_day.day} {clash.first_day:%B %Y}"
    return BadEntry(
        "first_day",
        f"Days without a rate were expected: one stands from {since}. Give other days, or take that one out.",
    )
