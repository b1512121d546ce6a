"""The proof: prices say, in whole numbers, what no plan can exceed, over every pair that is allowed.

Whatever price each lot has, no plan is worth more than: for each person the most that any lot leaves them
after its price, and for each lot its price times its beds (and so for the one person at high risk a home).
When a plan is worth that much, it is the best. This is counted in sixtieths, so that nothing is rounded away.
"""

from __future__ import annotations

import copy
from typing import cast

import numpy as np
from numpy.typing import NDArray

from recourse.reasoning.allocation.numbers import Numbers, Pairs, best_of_each_row

SCALE = 60
_BLOCK = 1024
_A_FEW = 10
# What rounding a price to a sixtieth may leave between a pair and its person, in sixtieths.
_ROUNDED = 2
Prices = NDArray[np.float64]


class Ceiling:
    """The prices that stand, and for each need the most that is left to it after them."""

    def __init__(self, numbers: Numbers) -> None:
        """Begin with every price at nought."""
        self.numbers = numbers
        self.lots = np.zeros(len(numbers.lots), np.int32)
        self.watch = np.zeros(len(numbers.homes), np.int32)
        self.left = np.zeros(len(numbers.needs), np.int32)
        self.best = np.zeros(len(numbers.needs), np.intp)
        self.count_anew(np.arange(len(numbers.needs)))

    def copy(self) -> Ceiling:
        """The same prices once more, to be kept."""
        same = copy.copy(self)
        same.left, same.best = self.left.copy(), self.best.copy()
        return same

    def reprice(self, lots: Prices, watch: Prices) -> None:
        """Take new prices, and work out anew only what they touch."""
        self.move(_sixtieths(lots), _sixtieths(watch))

    def move(self, lots: NDArray[np.int32], watch: NDArray[np.int32]) -> None:
        """The same for prices in sixtieths: a dearer lot touches those it is best for, a cheaper one all."""
        if not len(lots):
            return
        anew = np.isin(self.numbers.home_of, np.flatnonzero(watch != self.watch))
        dearer, cheaper = anew | (lots > self.lots), np.flatnonzero(anew | (lots < self.lots))
        self.lots, self.watch = lots, watch
        if len(cheaper) > len(dearer) // 8:
            self.count_anew(np.arange(len(self.left)))
            return
        self.count_anew(np.flatnonzero(dearer[self.best] & (self.left > 0)))
        for lot in cheaper:
            after = self.after(slice(None), slice(lot, lot + 1))[:, 0]
            better = after > self.left
            self.left[better], self.best[better] = after[better], lot

    def count_anew(self, needs: NDArray[np.intp]) -> None:
        """Work out for some needs what is left to them, over all lots."""
        if not len(self.numbers.lots):
            return
        for first in range(0, len(needs), _BLOCK):
            some = needs[first : first + _BLOCK]
            after = self.after(some, slice(None))
            self.best[some] = best = after.argmax(axis=1)
            self.left[some] = np.maximum(after[np.arange(len(some)), best], 0)

    def total(self) -> int:
        """What no plan can exceed, in sixtieths of a hundredth of a point."""
        numbers = self.numbers
        people = int(self.left[numbers.waits].sum(dtype=np.int64))
        return people + int((self.lots * numbers.beds).sum()) + int((self.watch * numbers.room).sum())

    def above(self, needs: Prices) -> Pairs:
        """The best few pairs of each need to which more is left than the price it has itself."""
        short = np.flatnonzero((self.left > _sixtieths(needs) + _ROUNDED) & self.numbers.waits)
        rows: list[NDArray[np.intp]] = [np.zeros(0, np.intp)]
        columns: list[NDArray[np.intp]] = [np.zeros(0, np.intp)]
        for first in range(0, len(short), _BLOCK):
            some = short[first : first + _BLOCK]
            gain = self.after(some, slice(None)) - (_sixtieths(needs[some]) + _ROUNDED)[:, None]
            row, column = best_of_each_row(gain, _A_FEW)
            rows.append(some[row])
            columns.append(column)
        return np.concatenate(rows), np.concatenate(columns)

    def within(self, slack: int) -> Pairs:
        """Every pair that a plan may hold which falls short of the ceiling by no more than `slack`."""
        rows, columns = [], []
        for first in range(0, len(self.left), _BLOCK):
            some = np.arange(first, min(first + _BLOCK, len(self.left)))
            near = self.after(some, slice(None)) >= self.left[some, None].astype(np.int64) - slack
            near &= (self.numbers.net[some] > 0) & self.numbers.waits[some, None]
            row, column = np.nonzero(near)
            rows.append(some[row])
            columns.append(column)
        none = [np.zeros(0, np.intp)]
        return np.concatenate(rows or none), np.concatenate(columns or none)

    def close(self, points: int) -> NDArray[np.int32]:
        """A table above nought where a pair falls short of its person's best by less than `points`."""
        near = np.zeros(self.numbers.net.shape, np.int32)
        for first in range(0, len(self.left), _BLOCK):
            some = slice(first, first + _BLOCK)
            short = self.after(some, slice(None)) - self.left[some, None]
            near[some] = np.maximum(short + np.int32(points * SCALE), 0)
        near[~self.numbers.waits] = 0
        return near

    def lost(self, need: int, lot: int) -> int:
        """At least so much is lost by this pair, in sixtieths, also where the place is better kept."""
        numbers = self.numbers
        watch = int(self.watch[numbers.home_of[lot]]) if numbers.is_high_risk[need] else 0
        return int(self.left[need]) - SCALE * int(numbers.net[need, lot]) + int(self.lots[lot]) + watch

    def after(self, needs: NDArray[np.intp] | slice, lots: slice) -> NDArray[np.int32]:
        """What each lot leaves each need after its price; far below nought where it cannot be."""
        numbers = self.numbers
        net = numbers.net[needs, lots]
        after = net * np.int32(SCALE) - self.lots[lots]
        risky = numbers.is_high_risk[needs]
        if risky.any():
            after[risky] -= self.watch[numbers.home_of[lots]]
        after[net <= 0] = -(2**30)
        return cast("NDArray[np.int32]", after)


def _sixtieths(prices: Prices) -> NDArray[np.int32]:
    return np.asarray(np.rint(np.maximum(prices, 0) * SCALE), np.int32)
