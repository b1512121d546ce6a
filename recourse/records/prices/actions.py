"""The verbs of prices: keeping what a night taught, choosing the floor, saying a quarter's table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from recourse.reasoning.pricing.fairness import Row
from recourse.reasoning.pricing.floors import LEVELS, NoSuchFloor
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.prices import may
from recourse.records.prices.models import Choice, Night, Quarter


@dataclass(frozen=True)
class Taught:
    """What a night taught, as plain values, and what it went by."""

    first_day: date
    fingerprint: str
    seed: int
    is_learned: bool
    says: str
    prices: dict[str, Any] = field(default_factory=dict)
    floors: list[dict[str, float]] = field(default_factory=list)
    looked_back: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def keep(agency: Organisation, *, taught: Taught, day: date, by: None, at: datetime) -> Night:
    """Keep what an agency's past taught on a day; what was kept of that day already stands."""
    kept, is_new = Night.objects.get_or_create(
        agency=agency, day=day, defaults=vars(taught) | {"learned_at": at}
    )
    if is_new:
        told = {"day": day.isoformat(), "fingerprint": taught.fingerprint, "learned": taught.is_learned}
        ledger.record(by=by, act="prices.keep", at=at, about=kept, detail=told)
    return kept


@transaction.atomic
def choose_floor(parity: float | None, *, by: Worker, at: datetime) -> Choice:
    """Write down which floor the panel chose, or that it wants none; it holds until another is chosen."""
    require(may.choose(by), may.NOT_MANAGER)
    if parity is not None and parity not in LEVELS:
        raise NoSuchFloor(f"Choose one of {', '.join(f'{level:g}' for level in LEVELS)}, or no floor.")
    chosen = Choice.objects.create(agency_id=by.organisation_id, parity=parity, chosen_by=by, chosen_at=at)
    said = "none" if parity is None else f"{parity:g}"
    ledger.record(by=by, act="prices.choose_floor", at=at, about=chosen, detail={"floor": said})
    return chosen


@transaction.atomic
def say_quarter(
    agency: Organisation, *, first_day: date, rows: Sequence[Row], by: None, at: datetime
) -> Quarter:
    """Say an agency's fairness table of a quarter that is over; said once, it is never said again."""
    said, is_new = Quarter.objects.get_or_create(
        agency=agency,
        first_day=first_day,
        defaults={"rows": [asdict(row) for row in rows], "said_at": at},
    )
    if is_new:
        told = {"quarter": first_day.isoformat()}
        ledger.record(by=by, act="prices.say_quarter", at=at, about=said, detail=told)
    return said
