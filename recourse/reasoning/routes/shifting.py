"""Days moved by a number of days that is itself worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from recourse.reasoning import periods
from recourse.reasoning.rulebook.person import UNKNOWN, Person

BEFORE_ALL = date.min
Give = Callable[[Person], Any]


def later(start: Give, days: Give) -> Give:
    """The day moved by that many days; not known while either is not."""

    def moved(person: Person) -> Any:
        day, count = start(person), days(person)
        if day is None or count is None:
            return None
        if day is UNKNOWN or count is UNKNOWN:
            return UNKNOWN
        try:
            return periods.later_by_days(day, int(count))
        except OverflowError:
            return UNKNOWN

    return moved
