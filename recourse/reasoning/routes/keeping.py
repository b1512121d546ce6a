"""The calendar that keeps somebody in time: what to do, and on which day, before permission ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recourse.reasoning import periods
from recourse.reasoning.routes.timetable import timetable
from recourse.reasoning.rulebook.person import UNKNOWN, Person

IN_TIME = "apply_in_time_by"


@dataclass(frozen=True, slots=True)
class Kept:
    """One day of the calendar: what to do, in a short label and in words, and whether the day has passed."""

    day: date
    before: int
    label: str
    says: str
    is_past: bool


def of(person: Person) -> tuple[Kept, ...]:
    """The calendar of somebody with permission until a date; empty when nothing has to be lodged in time."""
    last = person.law.result(person, IN_TIME)
    if last is None or last is UNKNOWN or not isinstance(last, date):
        return ()
    return tuple(
        Kept(day, one.before, one.label, one.says, day < person.day)
        for one in timetable(person.law.book).reminders
        for day in [periods.later_by_days(last, -one.before)]
    )
