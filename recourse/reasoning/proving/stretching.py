"""Days moved by months, years or working days, and whole years since a day, for the solver.

Each is a number the solver may choose freely, held to the one function that counts it in two ways: where
it is compared with a written number, and, step by step, at each day on which the solver's choice was wrong.
What the solver then calls impossible is so; what it calls possible is replayed before it is believed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import z3

from recourse.reasoning.proving import planes

FIRST, LAST = date(1900, 1, 1).toordinal(), date(2120, 12, 31).toordinal()
_RUN = 31
Counts = Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Step:
    """A number that follows from a day by a function that never turns back."""

    of: Any
    number: Any
    counts: Counts
    rises: bool

    def at(self, day: int) -> Any:
        """What holds around one day: exactly so where it runs on as it does there, and no less later on."""
        told = self.counts(day)
        if not self.rises:
            return z3.And(self.reaches(told), self.reaches(told + 1))
        first = last = day
        while day - first < _RUN and self.counts(first - 1) - (first - 1) == told - day:
            first -= 1
        while last - day < _RUN and self.counts(last + 1) - (last + 1) == told - day:
            last += 1
        return z3.And(
            z3.Implies(z3.And(self.of >= first, self.of <= last), self.number == self.of + (told - day)),
            z3.Implies(self.of >= day, self.number >= told),
            z3.Implies(self.of <= day, self.number <= told),
        )

    def reaches(self, number: int) -> Any:
        """The exact day from which it is at least the number (or, falling, until which it is)."""
        low, high = FIRST, LAST + 1
        while low < high:
            middle = (low + high) // 2
            if (self.counts(middle) >= number) is self.rises:
                high = middle
            else:
                low = middle + 1
        side = self.of >= low if self.rises else self.of < low
        return (self.number >= number) == side


class Steps:
    """Every such number of one proof, and what the solver has been told of it."""

    def __init__(self, tell: Callable[[Any], None]) -> None:
        self.tell = tell
        self.made: dict[tuple[str, Any], Step] = {}
        self.by_number: dict[int, Step] = {}

    def step(self, name: str, of: Any, counts: Counts, *, rises: bool) -> Any:
        """The number that follows from a day; counted at once when the day is written."""
        if isinstance(of, int):
            return counts(of)
        key = (name, of.get_id())
        if key not in self.made:
            number = z3.Int(f"{name} {len(self.made)}")
            made = self.made[key] = Step(of, number, counts, rises)
            self.by_number[number.get_id()] = made
            for day in (FIRST, LAST):
                self.tell(made.at(day))
        return self.made[key].number

    def compared(self, one: Any, other: Any) -> None:
        """Hold the number exactly to its function where it is compared with a written one."""
        for left, right in ((one, other), (other, one)):
            if isinstance(right, int) and not isinstance(left, int):
                step = self.by_number.get(left.get_id())
                if step is not None:
                    self.tell(planes.both((step.reaches(right), step.reaches(right + 1))))

    def mend(self, model: Any) -> bool:
        """Tell the solver of every number the model got wrong; False when it got none wrong."""
        wrong = False
        for step in self.made.values():
            day = model.eval(step.of, model_completion=True).as_long()
            number = model.eval(step.number, model_completion=True).as_long()
            if FIRST <= day <= LAST and step.counts(day) != number:
                self.tell(step.at(day))
                wrong = True
        return wrong
