"""Reading prices: those that stand, the floor that was chosen, and tables of quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np

from recourse.reasoning.pricing.fairness import Row
from recourse.reasoning.pricing.floors import DEFAULT
from recourse.reasoning.pricing.prices import Prices
from recourse.reasoning.pricing.standing import Standing
from recourse.records.prices.models import Choice, Night, Quarter

_WEEK = 7
#: Prices that are older teach nothing about this week's people any more.
STALE_AFTER_DAYS = 14


@dataclass(frozen=True)
class Floored:
    """A level of the floor: the balance it reached and what it was before, and its cost as a share."""

    parity: float
    reached: float
    before: float
    cost: float
    long: float
    short: float


@dataclass(frozen=True)
class Kept:
    """What stands: the newest night, the floor in force, and who chose it when (None: the default)."""

    day: date
    first_day: date
    fingerprint: str
    is_learned: bool
    says: str
    floors: tuple[Floored, ...]
    parity: float | None
    looked_back: dict[str, Any]
    prices: dict[str, Any]

    @property
    def floor(self) -> Floored | None:
        """The floor in force; None where there is none, or nothing was learned."""
        return next((one for one in self.floors if one.parity == self.parity), None)

    @property
    def floor_costs(self) -> str:
        """What the floor in force costs, as a share in words."""
        return f"{self.floor.cost:.1%}" if self.floor else "0.0%"

    @property
    def people(self) -> int:
        """From how many people's arrivals it was learned."""
        return int(self.looked_back.get("people", 0))

    def expected(self, *, on: date) -> Standing | None:
        """The prices of the week of a day, the floor in force counted in; None where nothing was learned."""
        week = (on - self.first_day).days // _WEEK
        if not self.is_learned or not 0 <= week < self.prices.get("weeks", 0):
            return None
        told = Prices(
            beds=np.array(self.prices["beds"], np.float64),
            risky=np.array(self.prices["risky"], np.float64),
            home=np.array(self.prices["home"], np.int64),
            spread=self.prices["spread"],
        )
        if self.floor is not None:
            told = told.leaning(self.floor.long, self.floor.short)
        return Standing(told, self.prices["places"], week)


def prices_of(organisation_id: UUID, *, on: date) -> Kept | None:
    """Give what was learned last, with the floor in force; nothing if there is nothing, or it is old."""
    found = Night.objects.filter(agency=organisation_id, day__lte=on).order_by("-day").first()
    if found is None or (on - found.day).days > STALE_AFTER_DAYS:
        return None
    return Kept(
        day=found.day,
        first_day=found.first_day,
        fingerprint=found.fingerprint,
        is_learned=found.is_learned,
        says=found.says,
        floors=tuple(Floored(**one) for one in found.floors),
        parity=floor_of(organisation_id),
        looked_back=found.looked_back,
        prices=found.prices,
    )


def has_learned(organisation_id: UUID, *, day: date) -> bool:
    """Whether the night of a day is kept."""
    return Night.objects.filter(agency=organisation_id, day=day).exists()


def chosen(organisation_id: UUID) -> Choice | None:
    """Give the last choice of a floor, with who made it; nothing if the default holds."""
    return Choice.objects.select_related("chosen_by").filter(agency=organisation_id).first()


def floor_of(organisation_id: UUID) -> float | None:
    """Give the level in force: as chosen last, and parity unless somebody chose."""
    choice = chosen(organisation_id)
    return DEFAULT if choice is None else choice.parity


@dataclass(frozen=True)
class Said:
    """An agency's table of a quarter."""

    agency_name: str
    first_day: date
    rows: tuple[Row, ...]
    said_at: datetime


def quarters(organisation_id: UUID | None = None) -> list[Said]:
    """Give the tables of quarters, newest first: every agency's, or one's."""
    found = Quarter.objects.select_related("agency").order_by("-first_day", "agency__name")
    if organisation_id is not None:
        found = found.filter(agency=organisation_id)
    return [
        Said(one.agency.name, one.first_day, tuple(Row(**row) for row in one.rows), one.said_at)
        for one in found
    ]


def has_said(organisation_id: UUID, *, first_day: date) -> bool:
    """Whether a quarter was said."""
    return Quarter.objects.filter(agency=organisation_id, first_day=first_day).exists()
