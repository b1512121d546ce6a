"""A year as arrays: who came in which week, which beds they may have, and how many are open."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NEVER = 10_000


class DoNotFit(ValueError):
    """Two arrays that should speak of the same people or houses do not."""


@dataclass(frozen=True, slots=True)
class Supply:
    """Beds by lot and week. A lot is beds of one home that nothing recorded tells apart.

    `beds` (lots, weeks): open and not taken by anybody who lives there already. `closes` (lots,): the week
    the home is given back, `NEVER` where no end is known. `home` (lots,): the row of its home in `risky`
    (homes, weeks), how many more people of high risk the home may hold.
    """

    beds: Ints
    closes: Ints
    home: Ints
    risky: Ints

    def __post_init__(self) -> None:
        """Refuse arrays that speak of different homes, and less than no bed."""
        lots, weeks = self.beds.shape
        if self.closes.shape != (lots,) or self.home.shape != (lots,) or self.risky.shape[1] != weeks:
            raise DoNotFit("Beds, closing weeks and places for people of high risk speak of different homes.")
        if lots and (self.home.min() < 0 or self.home.max() >= len(self.risky)):
            raise DoNotFit("A lot lies in a home that is not there.")
        if (self.beds < 0).any() or (self.risky < 0).any():
            raise DoNotFit("A home cannot have fewer than no beds.")

    @property
    def lots(self) -> int:
        """How many lots."""
        return int(self.beds.shape[0])

    @property
    def weeks(self) -> int:
        """How many weeks are looked at."""
        return int(self.beds.shape[1])


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The people of one stretch in order of arrival, as far as a worker knows them on the day they come.

    `week` (people,): the week they came. `may` and `value` (people, lots): whether no hard rule forbids a bed
    there, and what an offer on the day of arrival would be worth by the scheme's stated criteria.
    `expected`, `least` (people,): weeks their route takes on average, and weeks a place must stand to be of
    use. `priority` (people,): present need, greater first. `risky`: stated to be of high risk to others.
    `long`: whether they need a long stay.
    """

    week: Ints
    may: Bools
    value: Floats
    expected: Ints
    least: Ints
    priority: Floats
    risky: Bools
    long: Bools

    def __post_init__(self) -> None:
        """Refuse arrays of different people, people out of order, and stays of no time."""
        people = self.week.shape
        ones = (self.expected, self.least, self.priority, self.risky, self.long)
        if any(one.shape != people for one in ones) or self.may.shape != self.value.shape:
            raise DoNotFit("The arrays of arrivals speak of different people.")
        if self.may.shape[:1] != people:
            raise DoNotFit("The table of who may live where speaks of different people.")
        if (np.diff(self.week) < 0).any():
            raise DoNotFit("Arrivals are to be given in order of the week they came.")
        if (self.expected < 1).any():
            raise DoNotFit("A stay lasts at least one week.")

    @property
    def count(self) -> int:
        """How many people."""
        return int(self.week.shape[0])

    def only(self, chosen: Ints | Bools, *, week: Ints | None = None) -> Arrivals:
        """Some of them, perhaps come in other weeks."""
        parts = {one.name: getattr(self, one.name)[chosen] for one in fields(self)}
        return Arrivals(**(parts if week is None else parts | {"week": week}))


@dataclass(frozen=True, slots=True)
class Truth:
    """What nobody knew on the day: the weeks each person would stay, and would wait before they are lost."""

    stays: Ints
    patience: Ints


def sampled(
    past: list[Arrivals], *, weeks: int, seed: int, lengths: tuple[int, ...] | None = None
) -> Arrivals:
    """A year that might have been: each week of it is some week of the past, drawn with replacement.

    `lengths` says how many weeks each stretch of the past has; without it each has as many as are drawn.
    """
    if not past:
        raise DoNotFit("There is no past to draw from.")
    dice = np.random.default_rng(seed)
    parts: list[Arrivals] = []
    for week in range(weeks):
        which = int(dice.integers(len(past)))
        year = past[which]
        there = np.flatnonzero(year.week == int(dice.integers(lengths[which] if lengths else weeks)))
        parts.append(year.only(there, week=np.full(len(there), week, dtype=np.int64)))
    return joined(parts)


def joined(parts: list[Arrivals]) -> Arrivals:
    """Several stretches of arrivals after each other."""
    return Arrivals(
        **{one.name: np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(Arrivals)}
    )
