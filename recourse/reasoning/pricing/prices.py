"""What a bed is worth in each lot and week, and the rules by which a week's beds may be offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from recourse.reasoning.pricing import choosing
from recourse.reasoning.pricing.choosing import Offers, Week
from recourse.reasoning.pricing.years import Arrivals, Bools, Floats, Ints

Rule = Callable[[Week, Arrivals], Offers]


@dataclass(frozen=True, slots=True)
class Prices:
    """What a bed kept free would bring instead, by lot and week, in the scheme's own units of value.

    `beds` (lots, weeks), `risky` (homes, weeks); `home` (lots,) says which home a lot is in. `long` and
    `short` are added to every offer to somebody who needs a long stay, or a shorter one: 0 without a floor.
    `spread` is the share of stays thought to end in any week alike; the others end in the average week.
    """

    beds: Floats
    risky: Floats
    home: Ints
    spread: float = 0.0
    long: float = 0.0
    short: float = 0.0

    def of(self, arrivals: Arrivals, people: Ints, *, week: int) -> Floats:
        """What each of them (rows) in each lot (columns) would take from others, moving in this week."""
        price = self.taking(arrivals.expected[people], arrivals.risky[people], week=week)
        price -= np.where(arrivals.long[people], self.long, self.short)[:, None]
        return price

    def taking(self, expected: Ints, risky: Bools, *, week: int) -> Floats:
        """The same before any floor, by how many weeks each is expected to stay and whether of high risk."""
        lasts, who = np.unique(expected, return_inverse=True)
        there = lasting(lasts, self.beds.shape[1] - week, self.spread)
        price: Floats = (there @ self.beds[:, week:].T)[who]
        price[risky] += (there @ self.risky[:, week:].T)[who[risky]][:, self.home]
        return price

    def only(self, lots: Sequence[int]) -> Prices:
        """The same of some lots, in the order given."""
        rows = np.asarray(lots, np.int64)
        return replace(self, beds=self.beds[rows], home=self.home[rows])

    def scaled(self, times: float, spread: float) -> Prices:
        """The same, all higher or lower, and stays thought to end otherwise."""
        return replace(self, beds=self.beds * times, risky=self.risky * times, spread=spread)

    def leaning(self, long: float, short: float) -> Prices:
        """The same, with so much added to each offer to somebody who needs a long stay, or a shorter one."""
        return replace(self, long=long, short=short)


def lasting(expected: Ints, weeks: int, spread: float) -> Floats:
    """The share of stays that still last in each of so many weeks, by how long they last on average."""
    week = np.arange(weeks)[None, :]
    told: Floats = (1 - spread) * (week < expected[:, None]) + spread * (1 - 1 / expected[:, None]) ** week
    return told


def by_prices(prices: Prices) -> Rule:
    """Offer where the value is greater than the price of the weeks used; the best whole by what is left."""

    def choose(week: Week, arrivals: Arrivals) -> Offers:
        return choosing.best_whole(week, week.worth - prices.of(arrivals, week.people, week=week.number))

    return choose


def best_this_week(week: Week, arrivals: Arrivals) -> Offers:
    """The most value this week, as if there were no next."""
    del arrivals
    return choosing.best_whole(week, week.worth)


def first_come(week: Week, arrivals: Arrivals) -> Offers:
    """Who came first has first choice of the bed that fits them best."""
    del arrivals
    return choosing.in_order(week, range(len(week.people)))


def by_rank(rank: Floats) -> Rule:
    """Whose rank (people,) is greatest has first choice; among equals, who came first."""

    def choose(week: Week, arrivals: Arrivals) -> Offers:
        del arrivals
        return choosing.in_order(week, np.argsort(-rank[week.people], kind="stable").tolist())

    return choose


def present_need(week: Week, arrivals: Arrivals) -> Offers:
    """Whose need is greatest has first choice; among equals, who came first."""
    return by_rank(arrivals.priority)(week, arrivals)
