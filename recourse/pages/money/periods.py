"""Which days the money is shown for: a year of the books from 1 April, or any days that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from recourse.pages.look import days
from recourse.records.homes.actions import OUR_YEARS

if TYPE_CHECKING:
    from django.http import HttpRequest

DAY = timedelta(days=1)
LONGEST = timedelta(days=3660)


@dataclass(frozen=True)
class Period:
    """The days from one until before another, never past today; `wrong` says what could not be understood."""

    first_day: date
    after_last_day: date
    wrong: str = ""

    @property
    def asked(self) -> str:
        """The part of an address that asks for it again."""
        return f"from={self.first_day.isoformat()}&to={(self.after_last_day - DAY).isoformat()}"

    @property
    def words(self) -> str:
        """The days as they are said."""
        return f"{_said(self.first_day)} to {_said(self.after_last_day - DAY)}"

    @property
    def months(self) -> list[tuple[date, date]]:
        """Its months, the first and the last of them perhaps in part."""
        found, first = [], self.first_day
        while first < self.after_last_day:
            after = min((first.replace(day=1) + timedelta(days=32)).replace(day=1), self.after_last_day)
            found.append((first, after))
            first = after
        return found


def asked(request: HttpRequest, *, today: date) -> Period:
    """The days in the address, or this year of the books up to last night."""
    first, last = request.GET.get("from", "").strip(), request.GET.get("to", "").strip()
    usual = year_of(today - DAY)
    this_year = Period(usual, today)
    if not first and not last:
        return this_year
    try:
        begins, ends = date.fromisoformat(first), date.fromisoformat(last) + DAY
    except (ValueError, OverflowError):
        return Period(usual, today, "Give both days as 2026-04-01. This is the year so far.")
    if begins.year not in OUR_YEARS or ends.year not in OUR_YEARS or ends - begins > LONGEST:
        return Period(
            usual, today, f"Give ten years or fewer, from {OUR_YEARS[0]} on. This is the year so far."
        )
    if begins >= min(ends, today):
        return Period(
            usual, today, "Give a first day before the last one, and before today. This is the year so far."
        )
    return Period(begins, min(ends, today))


def year_of(day: date) -> date:
    """The first of April that a day's year of the books began on."""
    return date(day.year - (day < date(day.year, 4, 1)), 4, 1)


def _said(day: date) -> str:
    return f"{days.brief_day(day)} {day.year}"
