"""Who is offered which bed this week: in an order, or the most valuable whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from recourse.reasoning.pricing import solving
from recourse.reasoning.pricing.solving import Programme
from recourse.reasoning.pricing.years import Bools, Floats, Ints

Offers = list[tuple[int, int]]
_WHOLE = 1e-6
# A solver counts to about nine places; an offer that is worth its price and no more is left alone.
_NOTHING = 1e-7


@dataclass(frozen=True, slots=True)
class Week:
    """What a panel sees: who waits, what each lot would be worth to each of them, and what is free.

    `people` (waiting,): row numbers of the year. `worth`, `may` (waiting, lots): the value now, and whether
    no hard rule forbids it in this week.
    `beds` (lots,): free beds. `home` (lots,): the lot's home. `risky` (homes,): how many more people of high
    risk each home may take.
    """

    number: int
    people: Ints
    worth: Floats
    may: Bools
    is_risky: Bools
    beds: Ints
    home: Ints
    risky: Ints


def in_order(week: Week, order: Iterable[int]) -> Offers:
    """One after the other, each gets the best bed that is left and that they may have."""
    beds, risky = week.beds.copy(), week.risky.copy()
    offers: Offers = []
    for row in order:
        open_to = week.may[row] & (beds > 0)
        if week.is_risky[row]:
            open_to = open_to & (risky[week.home] > 0)
        if open_to.any():
            lot = int(np.argmax(np.where(open_to, week.worth[row], -np.inf)))
            beds[lot] -= 1
            risky[week.home[lot]] -= int(week.is_risky[row])
            offers.append((row, lot))
    return offers


def best_whole(week: Week, score: Floats) -> Offers:
    """The offers of greatest total score (waiting, lots), each of them above nothing, proven best."""
    good = week.may & (score > _NOTHING) & (week.beds > 0)
    good &= ~week.is_risky[:, None] | (week.risky > 0)[week.home]
    rows = np.flatnonzero(good.any(axis=1))
    if not len(rows):
        return []
    first = np.where(good, score, -np.inf).argmax(axis=1)[rows]
    if _fits(week, rows, first):
        return list(zip(rows.tolist(), first.tolist(), strict=True))
    row, lot = np.nonzero(good)
    programme = _programme(week, score[row, lot], row, lot)
    found = solving.solve(programme)
    if np.abs(found.amounts - np.rint(found.amounts)).max() > _WHOLE:
        found = solving.solve(programme, whole=True)
    taken = found.amounts > 0.5
    return list(zip(row[taken].tolist(), lot[taken].tolist(), strict=True))


def _fits(week: Week, rows: Ints, first: Ints) -> bool:
    risky = first[week.is_risky[rows]]
    return bool(
        (np.bincount(first, minlength=len(week.beds)) <= week.beds).all()
        and (np.bincount(week.home[risky], minlength=len(week.risky)) <= week.risky).all()
    )


def _programme(week: Week, score: Floats, row: Ints, lot: Ints) -> Programme:
    people, lots, ways = len(week.people), len(week.beds), np.arange(len(score))
    risky = week.is_risky[row]
    rows = np.concatenate((row, people + lot, people + lots + week.home[lot[risky]]))
    limits = np.concatenate((np.ones(people), week.beds, week.risky)).astype(np.float64)
    return Programme(
        worth=score, most=np.ones(len(score)), least_row=np.full(len(limits), -np.inf), most_row=limits,
        row=rows, column=np.concatenate((ways, ways, ways[risky])), coefficient=np.ones(len(rows)),
    )  # fmt: skip
