"""All the arithmetic of days, done with the very functions the reference uses, once for each day that occurs.

Functions that only count days are sums of the days' numbers.
A day is its number from 1 January 1970: any engine can hold it as a whole number, and Polars does.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from recourse.reasoning.rulebook import values
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.person import UNKNOWN

NO_DAY = -(10**9)
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST, _LAST = (day.toordinal() - _EPOCH for day in (date.min, date.max))


def number_of(day: date) -> int:
    """The day as a whole number."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """The day that a whole number stands for."""
    return date.fromordinal(number + _EPOCH)


class _At:
    """Whom the reference's functions on days are asked of: somebody of whom only the day is known."""

    def __init__(self, day: date) -> None:
        self.day = day


def table(function: tuple[Any, ...], days: Iterable[int], book: Book) -> dict[int, int]:
    """What the function gives for each of the days; `NO_DAY` where that is not known.

    `function`: ("later", count, unit), or the name of a function on days and the day asked of.
    """
    if function[0] == "later":
        _, count, unit = function
        told: Any = values.shifted(lambda person: person, count, unit, book)
        return {day: _plain(told(day_of(day))) if _FIRST <= day <= _LAST else NO_DAY for day in days}
    name, asked_of = function
    found: dict[int, int] = {}
    for day in days:
        if not _FIRST <= day <= _LAST:
            found[day] = NO_DAY
            continue
        start = day_of(day)
        count_of: Any = values.applied(name, [lambda _, start=start: start])  # type: ignore[misc]
        found[day] = _plain(count_of(_At(day_of(asked_of))))
    return found


class Counted(NamedTuple):
    """A function that only adds up: `sign` times the day, and `added`; for days from `first` to `last`."""

    sign: int
    added: int
    first: int
    last: int


def counted(function: tuple[Any, ...]) -> Counted | None:
    """What a function of `table` that only counts days adds up; None when it asks for a calendar."""
    match function:
        case ("later", count, "days"):
            return Counted(1, count, max(_FIRST, _FIRST - count), min(_LAST, _LAST - count))
        case ("days_since", asked_of):
            return Counted(-1, asked_of, _FIRST, _LAST)
        case ("days_until", asked_of):
            return Counted(1, -asked_of, _FIRST, _LAST)
    return None


def _plain(value: Any) -> int:
    if value is UNKNOWN:
        return NO_DAY
    return number_of(value) if isinstance(value, date) else int(value)
