"""Prices kept from a night, used for the people who wait and the beds that are free on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recourse.reasoning.allocation.criteria import FULL
from recourse.reasoning.allocation.lots import Lot
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.pricing.history import LONG_DAYS, weeks_of
from recourse.reasoning.pricing.prices import Prices
from recourse.reasoning.pricing.years import Floats


@dataclass(frozen=True, slots=True)
class Standing:
    """Prices with their floor, the priced lot of each place, and the week of them that it is.

    It is what `allocation.solve` takes as `expected`: the same prices, floor and stays by which the years of
    a rehearsal are played. A place that was not there in the night takes nothing from anybody.
    """

    prices: Prices
    lot_of: Mapping[str, int]
    week: int

    def takes(self, needs: Sequence[Need], lots: Sequence[Lot]) -> Floats:
        """What an offer of each lot (columns) to each need (rows) takes, in hundredths of a point."""
        expected = np.array([weeks_of(need.likely_days) for need in needs], np.int64)
        risky = np.array([need.is_high_risk for need in needs], np.bool_)
        rows = [next((self.lot_of[one] for one in lot.places if one in self.lot_of), None) for lot in lots]
        priced = [row for row in rows if row is not None]
        takes = np.zeros((len(needs), len(lots)))
        there = np.array([row is not None for row in rows], np.bool_)
        takes[:, there] = FULL * self.prices.only(priced).taking(expected, risky, week=self.week)
        return takes

    def gives(self, needs: Sequence[Need]) -> Floats:
        """What the floor adds to every offer to each need, in hundredths of a point."""
        long = np.array([need.likely_days >= LONG_DAYS for need in needs], np.bool_)
        return FULL * np.where(long, self.prices.long, self.prices.short)
