"""What a function on days gives for a whole column is what the reference gives day by day."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import numpy as np
import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.columns import days
from recourse.reasoning.columns.almanac import Almanac

BOOK = rulebook.england()
ASKED = days.number_of(date(2026, 11, 22))
FIRST, LAST = days.number_of(date.min), days.number_of(date.max)
FUNCTIONS: list[tuple[Any, ...]] = [
    ("later", 28, "days"),
    ("later", -7, "days"),
    ("later", 2, "months"),
    ("later", 18, "years"),
    ("later", 5, "working days"),
    ("days_since", ASKED),
    ("days_until", ASKED),
    ("months_since", ASKED),
    ("years_since", ASKED),
]


def met() -> list[int]:
    """Days of our time and of other centuries, both ends of the calendar, and no day at all."""
    dice = Random(4)
    ours = [ASKED + dice.randint(-2000, 2000) for _ in range(200)]
    others = [dice.randint(FIRST, LAST) for _ in range(200)]
    ends = [FIRST, FIRST + 6, FIRST + 7, LAST - 28, LAST - 27, LAST]
    return [*ours, *others, *ends, days.NO_DAY]


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda one: f"{one[0]} {one[-1]}")
def test_a_column_of_days_is_told_as_each_day_by_itself(function: tuple[Any, ...]) -> None:
    column = met()
    one_by_one = days.table(function, column, BOOK)
    told = Almanac(BOOK).told(function, np.array(column, np.int32))
    assert told.tolist() == [one_by_one[day] for day in column]


def test_days_of_our_time_alone_are_counted_the_same() -> None:
    column = [day for day in met() if abs(day - ASKED) < 3000]
    for function in FUNCTIONS:
        told = Almanac(BOOK).told(function, np.array(column, np.int32))
        assert told.tolist() == [*map(days.table(function, column, BOOK).get, column)]
