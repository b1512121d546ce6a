"""The pieces of a value as closures over a person: a number, a day, a code, None for none, or UNKNOWN."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from recourse.reasoning import periods
from recourse.reasoning.rulebook.kleene import Test, Value
from recourse.reasoning.rulebook.person import UNKNOWN, Person

if TYPE_CHECKING:
    from recourse.reasoning.rulebook.book import Book

WORKING = "working days"


def settled(open_cases: list[Value], value: Any, person: Person) -> Any:
    """The value, unless an earlier case that is not decided would give another."""
    for other in open_cases:
        if value is UNKNOWN or other(person) != value:
            return UNKNOWN
    return value


def listed(cases: list[tuple[Test, Value]]) -> Value:
    """The codes of all cases that hold, in their order; not known while one of them is not."""

    def every(person: Person) -> Any:
        truths = [holds(person) for holds, _ in cases]
        if None in truths:
            return UNKNOWN
        return tuple(value(person) for truth, (_, value) in zip(truths, cases, strict=True) if truth is True)

    return every


def shifted(start: Value, count: int, unit: str, book: Book) -> Value:
    """A day moved; a day beyond the calendar, or beyond the known bank holidays, is not known."""

    def moved(person: Person) -> Any:
        day = start(person)
        if day is UNKNOWN or day is None:
            return day
        try:
            return _moved(day, count, unit, book)
        except OverflowError:
            return UNKNOWN

    return moved


def _moved(day: date, count: int, unit: str, book: Book) -> Any:
    end = later(day, count, unit, book)
    return end if unit != WORKING or book.calendar.knows(day, end) else UNKNOWN


def later(day: date, count: int, unit: str, book: Book) -> date:
    """The day moved; of working days, past the known bank holidays, the earliest it can be. OverflowError."""
    if unit == "days":
        return periods.later_by_days(day, count)
    if unit == "months":
        return periods.later_by_months(day, count)
    if unit == "years":
        return periods.later_by_years(day, count)
    return periods.later_by_working_days(day, count, holidays=book.calendar.holidays)


def summed(left: Value, sign: int, right: Value) -> Value:
    """Two numbers added up, or one less the other."""

    def added(person: Person) -> Any:
        one, other = left(person), right(person)
        if one is None or other is None:
            return None
        return UNKNOWN if one is UNKNOWN or other is UNKNOWN else one + sign * other

    return added


_SINCE: dict[str, Callable[[date, date], int]] = {
    "years_since": periods.years_between,
    "months_since": periods.months_between,
    "days_since": periods.days_between,
    "days_until": lambda day, as_at: periods.days_between(as_at, day),
}


def applied(function: str, arguments: list[Value]) -> Value:
    """One of the functions on days."""

    if function in _SINCE:
        count, of = _SINCE[function], arguments[0]

        def since(person: Person) -> Any:
            day = of(person)
            return day if day is None or day is UNKNOWN else count(day, person.day)

        return since
    choose = max if function == "later_of" else min

    def chosen(person: Person) -> Any:
        days = [argument(person) for argument in arguments]
        if any(day is UNKNOWN for day in days):
            return UNKNOWN
        known = [day for day in days if day is not None]
        return choose(known) if known else None

    return chosen
