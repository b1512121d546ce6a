"""The batch as a linear programme that HiGHS keeps warm: a column for each pair taken in so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from recourse.reasoning.allocation.numbers import Numbers, Pairs

PRIMAL, DUAL = 4, 1
WHOLE = 1e-6


@dataclass(frozen=True, slots=True)
class Found:
    """What HiGHS found: the share of each column, and the prices of needs, lots and watchfulness."""

    shares: NDArray[np.float64]
    needs: NDArray[np.float64]
    lots: NDArray[np.float64]
    watch: NDArray[np.float64]

    worth: float

    @property
    def is_whole(self) -> bool:
        """Whether nobody is split between two places."""
        return bool((np.abs(self.shares - np.rint(self.shares)) < WHOLE).all())


class Programme:
    """Rows: each need once, each lot its beds, each home its people at high risk. Columns come and go."""

    def __init__(self, numbers: Numbers, *, at_most_seconds: float) -> None:
        """Write the rows; no column yet."""
        self.numbers = numbers
        self.needs = np.zeros(0, np.intp)
        self.lots = np.zeros(0, np.intp)
        self.has = np.zeros(numbers.worth.shape, np.bool_)
        self.seconds = at_most_seconds
        self.highs = quiet()
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        upper = np.concatenate([numbers.waits, numbers.beds, numbers.room]).astype(np.float64)
        rows, no_places = len(upper), np.zeros(0, np.int32)
        lower = np.full(rows, -highspy.kHighsInf)
        self.highs.addRows(
            rows, lower, upper, 0, np.zeros(rows, np.int32), no_places, np.zeros(0, np.float64)
        )

    def add(self, pairs: Pairs) -> None:
        """Take in pairs that are not in yet."""
        new = ~self.has[pairs]
        needs, lots = pairs[0][new], pairs[1][new]
        if not len(needs):
            return
        self.has[needs, lots] = True
        self.needs, self.lots = np.concatenate([self.needs, needs]), np.concatenate([self.lots, lots])
        add_columns(self.highs, self.numbers, needs, lots)

    def start(self, placed: Mapping[int, int]) -> None:
        """Begin from a plan: its pairs are taken, everything else is left."""
        status = highspy.HighsBasisStatus
        basis = highspy.HighsBasis()
        taken = set(placed.items())
        basis.col_status = [
            status.kBasic if pair in taken else status.kLower
            for pair in zip(self.needs.tolist(), self.lots.tolist(), strict=True)
        ]
        people = range(len(self.numbers.needs))
        rest = len(self.numbers.lots) + len(self.numbers.homes)
        basis.row_status = [status.kUpper if need in placed else status.kBasic for need in people]
        basis.row_status = basis.row_status + [status.kBasic] * rest
        self.highs.setBasis(basis)

    def run(self, strategy: int) -> Found | None:
        """Solve from where it stands; nothing when time is up."""
        people, lots = len(self.numbers.needs), len(self.numbers.lots)
        if not len(self.needs):
            homes = len(self.numbers.homes)
            return Found(np.zeros(0), np.zeros(people), np.zeros(lots), np.zeros(homes), 0.0)
        self.highs.setOptionValue("simplex_strategy", strategy)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + self.seconds)
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self.highs.getSolution()
        prices = np.abs(np.asarray(solution.row_dual))
        return Found(
            np.asarray(solution.col_value),
            prices[:people],
            prices[people : people + lots],
            prices[people + lots :],
            float(self.highs.getInfo().objective_function_value),
        )

    def hold(self, column: int, lower: float, upper: float = highspy.kHighsInf) -> None:
        """Keep the share of one column between two bounds."""
        self.highs.changeColBounds(column, lower, upper)

    def allow(self, need: int, lots: NDArray[np.intp], is_allowed: bool) -> None:
        """Open or shut the pairs of a need with some lots."""
        columns = np.flatnonzero((self.needs == need) & np.isin(self.lots, lots))
        upper = highspy.kHighsInf if is_allowed else 0.0
        for column in columns.tolist():
            self.highs.changeColBounds(column, 0.0, upper)

    def keep_up(self, need: int, lot: int) -> None:
        """Take over what is left of a need, its lot and its home from the numbers."""
        numbers, people = self.numbers, len(self.numbers.needs)
        home = int(numbers.home_of[lot])
        below = -highspy.kHighsInf
        self.highs.changeRowBounds(need, below, float(numbers.waits[need]))
        self.highs.changeRowBounds(people + lot, below, float(numbers.beds[lot]))
        self.highs.changeRowBounds(people + len(numbers.lots) + home, below, float(numbers.room[home]))


def quiet() -> highspy.Highs:
    """HiGHS on one thread, so that the same input gives the same plan, and without a word."""
    highs = highspy.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off"), ("solver", "simplex")):
        highs.setOptionValue(name, value)
    return highs


def add_columns(
    highs: highspy.Highs,
    numbers: Numbers,
    needs: NDArray[np.intp],
    lots: NDArray[np.intp],
    upper: float = 0.0,
) -> None:
    """A column for each pair, in the row of its need, of its lot and, at high risk, of its home."""
    people, risky = len(numbers.needs), numbers.is_high_risk[needs]
    ends = np.cumsum(np.where(risky, 3, 2))
    first = ends - np.where(risky, 3, 2)
    rows = np.empty(int(ends[-1]), np.int32)
    rows[first], rows[first + 1] = needs, people + lots
    rows[first[risky] + 2] = people + len(numbers.lots) + numbers.home_of[lots[risky]]
    worth = numbers.net[needs, lots].astype(np.float64)
    many, above = len(needs), np.full(len(needs), upper or highspy.kHighsInf)
    highs.addCols(
        many, worth, np.zeros(many), above, len(rows), first.astype(np.int32), rows, np.ones(len(rows))
    )
