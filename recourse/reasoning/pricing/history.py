"""From the homes and people of a scheme to the arrays of a year: who came, what there is, and until when."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from recourse.reasoning.allocation import rules, table
from recourse.reasoning.allocation.criteria import FULL, Criteria
from recourse.reasoning.allocation.lots import Lot
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.worth import worths
from recourse.reasoning.pricing.years import NEVER, Arrivals, DoNotFit, Supply

LONG_DAYS = 280
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who came on a day of the past, as they stood on it."""

    need: Need
    on: date


def supply(
    lots: Sequence[Lot], *, first_day: date, weeks: int, leaving: Mapping[str, date] | None = None
) -> Supply:
    """The beds of each lot for so many weeks; `leaving` says when a taken place is likely to be free."""
    if not lots:
        raise DoNotFit("There are no beds to price.")
    homes = {lot.home: lot.like.home for lot in lots}
    row = {home: number for number, home in enumerate(homes)}
    closes = np.array([_closing(lot, first_day) for lot in lots])
    is_open = np.arange(weeks) < closes[:, None]
    free = np.array([_free(lot, leaving or {}, first_day, weeks) for lot in lots])
    watched = np.array(
        [max(rules.HIGH_RISK_A_HOME - home.high_risk_living_there, 0) for home in homes.values()]
    )
    return Supply(
        beds=free * is_open, closes=closes, home=np.array([row[lot.home] for lot in lots]),
        risky=np.repeat(watched[:, None], weeks, axis=1),
    )  # fmt: skip


def arrivals(
    came: Sequence[Came], lots: Sequence[Lot], *, criteria: Criteria, since: date, first_day: date
) -> Arrivals:
    """People who came in the weeks from `since`, as though they came to the homes of today from `first_day`.

    Values are in points of the scheme's criteria, for an offer on the day of arrival.
    """
    if any(one.on < since for one in came):
        raise DoNotFit(f"Somebody came before {since}, the first day of this stretch.")
    ordered = sorted(came, key=lambda one: one.on)
    needs = [replace(one.need, days_waiting=0) for one in ordered]
    week = np.array([(one.on - since).days // _WEEK for one in ordered], dtype=np.int64)
    may = np.zeros((len(needs), len(lots)), dtype=np.bool_)
    value = np.zeros(may.shape)
    for number in np.unique(week):
        rows = np.flatnonzero(week == number)
        some, day = [needs[row] for row in rows], first_day + timedelta(days=_WEEK * int(number))
        refused = table.refusing(some, lots, as_at=day)
        may[rows] = refused == 0
        value[rows] = worths(criteria, some, lots, refused, as_at=day) / FULL
    return Arrivals(
        week=week, may=may, value=value,
        expected=np.array([weeks_of(need.likely_days) for need in needs], dtype=np.int64),
        least=np.array([weeks_of(need.least_days) for need in needs], dtype=np.int64),
        priority=np.array([need.present_need for need in needs], dtype=np.float64),
        risky=np.array([need.is_high_risk for need in needs], dtype=np.bool_),
        long=np.array([need.likely_days >= LONG_DAYS for need in needs], dtype=np.bool_),
    )  # fmt: skip


def weeks_of(days: int) -> int:
    """How many weeks a number of days takes, at least one."""
    return max(math.ceil(days / _WEEK), 1)


def _closing(lot: Lot, first_day: date) -> int:
    closes = lot.like.home.closes_on
    return NEVER if closes is None else max((closes - first_day).days // _WEEK, 0)


def _free(lot: Lot, leaving: Mapping[str, date], first_day: date, weeks: int) -> list[int]:
    taken = [weeks_of((leaving[place] - first_day).days) for place in lot.places if place in leaving]
    return [lot.size - sum(week < until for until in taken) for week in range(weeks)]
