"""A whole year as one linear programme: who moves into which lot in which week."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recourse.reasoning.pricing import solving
from recourse.reasoning.pricing.solving import Programme, Solution
from recourse.reasoning.pricing.years import Arrivals, Floats, Ints, Supply


@dataclass(frozen=True, slots=True)
class Starts:
    """Every way somebody could be placed: who, in which lot, from which week, gone by which week."""

    person: Ints
    lot: Ints
    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True)
class Solved:
    """The best year: its value, and what one more bed in a lot and week would be worth.

    `beds` (lots, weeks) and `risky` (homes, weeks); `floor` is what one unit of the floor costs, 0 without.
    """

    total: float
    starts: Starts
    amounts: Floats
    beds: Floats
    risky: Floats
    floor: float


def best(
    arrivals: Arrivals, supply: Supply, *, stays: Ints, waits: Ints, keeps: float, parity: float | None = None
) -> Solved:
    """The best year for people who stay `stays` weeks and may be placed up to `waits` weeks after they came.

    `keeps` is the share of its value an offer keeps for each week of waiting. With `parity`, the placed share
    of people who need long stays is at least that many times the placed share of the others.
    """
    starts = possible(arrivals, supply, stays=stays, waits=waits)
    waited = starts.start - arrivals.week[starts.person]
    worth = arrivals.value[starts.person, starts.lot] * keeps**waited
    programme = _programme(arrivals, supply, starts, worth, parity)
    solution = solving.solve(programme, inside=True)
    return _read(solution, starts, arrivals, supply)


def possible(arrivals: Arrivals, supply: Supply, *, stays: Ints, waits: Ints) -> Starts:
    """Every person, lot they may have and week in which they could move in and stay as long as expected."""
    person, lot = np.nonzero(arrivals.may & (arrivals.value > 0))
    last = np.minimum(arrivals.week + waits, supply.weeks - 1)[person]
    last = np.minimum(last, supply.closes[lot] - arrivals.least[person])
    many = np.maximum(last - arrivals.week[person] + 1, 0)
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    person, lot = np.repeat(person, many), np.repeat(lot, many)
    start = arrivals.week[person] + within
    end = np.minimum(start + stays[person], np.minimum(supply.closes[lot], supply.weeks))
    return Starts(person=person, lot=lot, start=start, end=end)


def _programme(
    arrivals: Arrivals, supply: Supply, starts: Starts, worth: Floats, parity: float | None
) -> Programme:
    """Rows: one for each person, lot-weeks of beds, home-weeks of high risk, and perhaps the floor."""
    ways, people, beds, homes = len(worth), arrivals.count, supply.beds.size, supply.risky.size
    risky = np.flatnonzero(arrivals.risky[starts.person])
    whole, weeks = np.arange(ways), supply.weeks
    entries = [(starts.person, whole, np.ones(ways))]
    entries += _used(starts, whole, starts.lot, weeks, cells=beds, rows=people, columns=ways)
    homes_of = supply.home[starts.lot]
    entries += _used(starts, risky, homes_of, weeks, cells=homes, rows=people + beds, columns=ways + beds)
    least = np.concatenate((np.full(people, -np.inf), np.zeros(beds + homes)))
    most = np.concatenate((np.ones(people), np.zeros(beds + homes)))
    if parity is not None:
        entries.append((np.full(ways, people + beds + homes), whole, _lean(arrivals, parity)[starts.person]))
        least, most = np.append(least, 0.0), np.append(most, np.inf)
    row, column, coefficient = (np.concatenate(parts) for parts in zip(*entries, strict=True))
    return Programme(
        worth=np.concatenate((worth, np.zeros(beds + homes))),
        most=np.concatenate((np.full(ways, np.inf), supply.beds.ravel(), supply.risky.ravel())),
        least_row=least, most_row=most, row=row, column=column, coefficient=coefficient,
    )  # fmt: skip


def _lean(arrivals: Arrivals, parity: float) -> Floats:
    """The placed share of long stays less `parity` times that of the others, person by person."""
    long = arrivals.long
    return np.where(long, 1 / max(int(long.sum()), 1), -parity / max(int((~long).sum()), 1)) * arrivals.count


def _used(
    starts: Starts, which: Ints, place: Ints, weeks: int, *, cells: int, rows: int, columns: int
) -> list[tuple[Ints, Ints, Floats]]:
    """Beds used this week are those of last week, with who moves in and without who has left."""
    begins = place[which] * weeks + starts.start[which]
    leaving = which[starts.end[which] < weeks]
    ends = place[leaving] * weeks + starts.end[leaving]
    every = np.arange(cells)
    later = every[every % weeks > 0]
    return [
        (rows + begins, which, np.full(len(which), -1.0)),
        (rows + ends, leaving, np.ones(len(leaving))),
        (rows + every, columns + every, np.ones(cells)),
        (rows + later, columns + later - 1, np.full(len(later), -1.0)),
    ]


def _read(solution: Solution, starts: Starts, arrivals: Arrivals, supply: Supply) -> Solved:
    ways, beds = len(starts.person), supply.beds.size
    after = arrivals.count + beds + supply.risky.size
    return Solved(
        total=solution.total, starts=starts, amounts=solution.amounts[:ways],
        beds=np.maximum(solution.columns[ways : ways + beds].reshape(supply.beds.shape), 0.0),
        risky=np.maximum(solution.columns[ways + beds :].reshape(supply.risky.shape), 0.0),
        floor=max(-float(solution.rows[after]), 0.0) if len(solution.rows) > after else 0.0,
    )  # fmt: skip
