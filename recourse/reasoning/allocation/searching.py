"""When somebody is split between places: a dive for a whole plan of the same worth, and then a search."""

from __future__ import annotations

import highspy
import numpy as np

from recourse.reasoning.allocation.ceiling import SCALE, Ceiling
from recourse.reasoning.allocation.numbers import Numbers, Pairs
from recourse.reasoning.allocation.programme import DUAL, WHOLE, Found, Programme, add_columns, quiet

Placed = dict[int, int]
_DIVES = 200


def dive(programme: Programme, found: Found, *, at_least: float) -> Found | None:
    """A whole plan worth at least so much, found by settling one split person at high risk after the other.

    Only they can be the cause of a split: without the rule for them the programme is a network, and whole.
    """
    held: list[int] = []
    current: Found | None = found
    while current is not None and not current.is_whole and len(held) < _DIVES:
        column = _most_split(programme, current)
        if column is None:
            current = None
            break
        held.append(column)
        for lower, upper in ((1.0, 1.0), (0.0, 0.0)):
            programme.hold(column, lower, upper)
            current = programme.run(DUAL)
            if current is not None and current.worth >= at_least:
                break
            current = None
    for column in held:
        programme.hold(column, 0.0)
    return current if current is not None and current.is_whole else None


def _most_split(programme: Programme, found: Found) -> int | None:
    split = np.where(programme.numbers.is_high_risk[programme.needs], found.shares, 0)
    split[np.abs(split - np.rint(split)) < WHOLE] = 0
    return int(split.argmax()) if split.any() else None


def search(numbers: Numbers, ceiling: Ceiling, *, at_most_seconds: float) -> tuple[Placed, bool]:
    """The best whole plan, and whether it is known to be the best.

    First over the pairs that cost nothing against the ceiling; if that falls short of it, over every pair
    that costs no more than what it falls short by, for no other can stand in a better plan.
    """
    placed, _ = _whole(numbers, ceiling.within(SCALE), at_most_seconds)
    short = ceiling.total() - SCALE * worth(numbers, placed)
    if short < SCALE:
        return placed, True
    best, is_best = _whole(numbers, ceiling.within(short), at_most_seconds)
    if worth(numbers, best) < worth(numbers, placed):
        return placed, False
    return best, is_best


def worth(numbers: Numbers, placed: Placed) -> int:
    """What a plan comes to, in hundredths of a point."""
    needs, lots = list(placed), list(placed.values())
    return int(numbers.net[needs, lots].sum(dtype=np.int64))


def _whole(numbers: Numbers, pairs: Pairs, at_most_seconds: float) -> tuple[Placed, bool]:
    needs, lots = pairs
    if not len(needs):
        return {}, True
    highs = quiet()
    highs.setOptionValue("presolve", "on")
    highs.setOptionValue("time_limit", at_most_seconds)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.9)
    highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
    upper = np.concatenate([numbers.waits, numbers.beds, numbers.room]).astype(np.float64)
    rows = len(upper)
    below, none = np.full(rows, -highspy.kHighsInf), np.zeros(0, np.int32)
    highs.addRows(rows, below, upper, 0, np.zeros(rows, np.int32), none, np.zeros(0, np.float64))
    add_columns(highs, numbers, needs, lots, upper=1.0)
    every = np.arange(len(needs), dtype=np.int32)
    highs.changeColsIntegrality(len(needs), every, np.full(len(needs), highspy.HighsVarType.kInteger))
    highs.run()
    is_best = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    shares = np.asarray(highs.getSolution().col_value)
    taken = np.flatnonzero(shares > 0.5).tolist() if len(shares) == len(needs) else []
    return dict(zip(needs[taken].tolist(), lots[taken].tolist(), strict=True)), is_best
