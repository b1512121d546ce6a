"""From what a scheme has recorded, day by day, to a past that can be played again and learned from."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from recourse.reasoning.allocation import lots as lotting
from recourse.reasoning.allocation.criteria import Criteria
from recourse.reasoning.allocation.lots import Lot
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.places import Home, Place
from recourse.reasoning.pricing import history
from recourse.reasoning.pricing.history import Came
from recourse.reasoning.pricing.years import Arrivals, Floats, Supply, Truth

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody asked for a bed on a day; `gone_on` they were known to wait no longer, without one of ours.

    `placed_on` is the day they moved in with us; `stayed` the days they stayed, None while they still do.
    """

    need: Need
    on: date
    gone_on: date | None = None
    placed_on: date | None = None
    stayed: int | None = None


@dataclass(frozen=True, slots=True)
class Bed:
    """A place, the days on which it was there, and the stretches over which somebody had it.

    Stretches are open at their far end, and `gone_on` is the day the bed was handed back.
    """

    place: Place
    ready_on: date
    gone_on: date | None = None
    taken: tuple[tuple[date, date | None], ...] = ()

    def is_free(self, first: date, after: date) -> bool:
        """Whether it was free on a day from `first`, before `after`."""
        day = max(first, self.ready_on)
        end = min(after, self.gone_on or after)
        for begins, ends in sorted(self.taken, key=lambda one: one[0]):
            if begins > day:
                break
            if ends is None:
                return False
            day = max(day, ends)
        return day < end


@dataclass(frozen=True, slots=True)
class Recorded:
    """The weeks looked back on, from a Monday, and what happened in them.

    `out_of_sight` is how many asked of whom nothing may be read any more: they are in no count below.
    """

    first_day: date
    weeks: int
    asked: tuple[Asked, ...]
    beds: tuple[Bed, ...]
    out_of_sight: int = 0

    @property
    def after_last_day(self) -> date:
        """The first day that is not looked back on."""
        return self.first_day + timedelta(days=_WEEK * self.weeks)


@dataclass(frozen=True, slots=True)
class Past:
    """The recorded weeks as arrays; people stand in the same order in all of them."""

    arrivals: Arrivals
    truth: Truth
    supply: Supply
    lots: tuple[Lot, ...]
    needs: tuple[Need, ...]
    prospects: Floats


def past(recorded: Recorded, *, criteria: Criteria) -> Past:
    """The recorded weeks, in the homes as they were: ready from, handed back on, lived in until.

    How long somebody would have stayed who was never housed is what their case was likely to take; how long
    somebody would have waited who was housed is not known, so they wait to the end.
    """
    places = [replace(bed.place, home=_without_anybody(bed)) for bed in recorded.beds]
    lots = lotting.gathered(places)
    taken = {bed.place.reference: _taken_until(bed, recorded.first_day) for bed in recorded.beds}
    supply = history.supply(
        lots,
        first_day=recorded.first_day,
        weeks=recorded.weeks,
        leaving={place: until for place, until in taken.items() if until > recorded.first_day},
    )
    asked = sorted(recorded.asked, key=lambda one: (one.on, one.need.reference))
    arrivals = history.arrivals(
        [Came(one.need, one.on) for one in asked],
        lots,
        criteria=criteria,
        since=recorded.first_day,
        first_day=recorded.first_day,
    )
    return Past(
        arrivals=arrivals,
        truth=_truth(asked, arrivals, recorded),
        supply=supply,
        lots=lots,
        needs=tuple(one.need for one in asked),
        prospects=np.array([one.need.prospects for one in asked], np.float64),
    )


def as_if_now(recorded: Recorded, lots: Sequence[Lot], *, criteria: Criteria, first_day: date) -> Arrivals:
    """The same people, as though they came to the beds of today from `first_day` on."""
    came = [Came(one.need, one.on) for one in recorded.asked]
    return history.arrivals(came, lots, criteria=criteria, since=recorded.first_day, first_day=first_day)


def likely(stays: Mapping[str, int], needs: Sequence[Need], *, otherwise: int) -> tuple[Need, ...]:
    """Each need with the days its case was said to take, and, where nobody said, the mean of those said."""
    usual = round(sum(stays.values()) / len(stays)) if stays else otherwise
    return tuple(replace(need, likely_days=max(1, stays.get(need.reference, usual))) for need in needs)


def _without_anybody(bed: Bed) -> Home:
    known = [day for day in (bed.place.home.closes_on, bed.gone_on) if day]
    return replace(bed.place.home, high_risk_living_there=0, closes_on=min(known, default=None))


def _taken_until(bed: Bed, first_day: date) -> date:
    """From which day a bed could be given: ready, and nobody there any more from before the first day."""
    free = bed.ready_on
    for begins, ends in bed.taken:
        if begins < first_day:
            free = max(free, ends or date.max)
    return free


def _truth(asked: Sequence[Asked], arrivals: Arrivals, recorded: Recorded) -> Truth:
    stays, patience = arrivals.expected.copy(), np.full(len(asked), recorded.weeks + 1)
    for row, one in enumerate(asked):
        if one.placed_on and one.stayed is not None:
            stays[row] = max(math.ceil(one.stayed / _WEEK), 1)
        elif one.placed_on:
            so_far = math.ceil((recorded.after_last_day - one.placed_on).days / _WEEK)
            stays[row] = max(so_far, int(stays[row]))
        elif one.gone_on:
            patience[row] = (one.gone_on - one.on).days // _WEEK + 1
    return Truth(stays=stays, patience=patience)
