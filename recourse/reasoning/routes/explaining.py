"""Says in plain English how a deadline was counted, with the weekday of every date."""

from __future__ import annotations

from datetime import date

from recourse.reasoning.routes.counting import Counted
from recourse.reasoning.routes.timetable import Basis
from recourse.reasoning.rulebook.book import Calendar

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(day: date) -> str:
    """A day as it is said: Friday 27 November 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def explain(
    counted: Counted, basis: Basis | None, *, show: date | None, grace: date | None,
    skipped: tuple[date, ...], calendar: Calendar,
) -> str:  # fmt: skip
    """How the day came about, what was not counted, and what the tribunal still takes."""
    said = [_counted(counted, basis)]
    if skipped:
        said.append(f"Not counted: {_listed(skipped)}, besides weekends.")
    if counted.is_earliest:
        said.append(
            f"The bank holidays after {calendar.last_year} are not known here yet,"
            " so the last day may be later. This is the earliest it can be."
        )
    if show is not None:
        said.append(f"The tribunal does not work on that day: do it by {in_words(show)}.")
    if grace is not None:
        said.append(f"It would still be taken on {in_words(grace)}.")
    return " ".join(said)


def _counted(counted: Counted, basis: Basis | None) -> str:
    if basis is None or counted.basis_day is None:
        return f"The day is {in_words(counted.result)}."
    begun = f"{basis.began} on {in_words(counted.basis_day)}."
    if not counted.steps:
        return begun
    if len(counted.steps) > 1:
        return f"{begun} {_long(counted)} is {in_words(counted.result)}."
    return f"{begun} {_amount(*counted.steps[0])} is {in_words(counted.result)}."


def _long(counted: Counted) -> str:
    (years, unit), *_ = counted.steps
    return f"The day before {years} {unit} have passed" if unit == "years" else "Counted from there, the day"


def _amount(count: int, unit: str) -> str:
    size = abs(count)
    number = NUMBERS[size] if size < len(NUMBERS) else str(size)
    named = unit.removesuffix("s") if size == 1 else unit
    return f"{number} {named} {'later' if count >= 0 else 'earlier'}".capitalize()


def _listed(days: tuple[date, ...]) -> str:
    names = [f"{in_words(day)}" for day in days]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed} ({'a bank holiday' if len(names) == 1 else 'bank holidays'})"
