"""The bank holidays are those the ordinary rules give, but for the few that were moved or added."""

from __future__ import annotations

from datetime import date, timedelta

from recourse.reasoning import periods, rulebook
from recourse.reasoning.routes.timetable import timetable

ENGLAND = rulebook.england()
CALENDAR = ENGLAND.calendar
MONDAY = 0
ADDED = {date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)}
MOVED = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def first_monday(year: int, month: int) -> date:
    return next(day for day in (date(year, month, n) for n in range(1, 8)) if day.weekday() == MONDAY)


def last_monday(year: int, month: int) -> date:
    return next(day for day in (date(year, month, n) for n in range(31, 24, -1)) if day.weekday() == MONDAY)


def ordinary(year: int) -> set[date]:
    """By the Act of 1971 and the yearly proclamations, with a weekday in place of a weekend."""
    found = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    found |= {first_monday(year, 5), last_monday(year, 5), last_monday(year, 8)}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() >= 5 or day in found:
            day += timedelta(days=1)
        found.add(day)
    return {MOVED.get(day, day) for day in found}


def test_every_year_that_is_known_has_its_eight_days_and_those_that_were_added() -> None:
    assert (CALENDAR.first_year, CALENDAR.last_year) == (2019, 2027)
    for year in range(CALENDAR.first_year, CALENDAR.last_year + 1):
        listed = {day for day in CALENDAR.holidays if day.year == year}
        assert listed - ADDED == ordinary(year), year
    assert CALENDAR.holidays >= ADDED


def test_no_bank_holiday_is_on_a_weekend() -> None:
    assert all(day.weekday() < 5 for day in CALENDAR.holidays)


def test_the_tribunals_also_rest_between_christmas_and_new_year() -> None:
    assert timetable(ENGLAND).tribunal_closed == {(12, day) for day in range(27, 32)}


def test_a_working_day_is_found_on_either_side_of_a_long_weekend() -> None:
    good_friday = date(2026, 4, 3)
    assert not periods.is_working_day(good_friday, holidays=CALENDAR.holidays)
    assert periods.working_day_by(good_friday, holidays=CALENDAR.holidays) == date(2026, 4, 2)
    assert periods.working_day_from(good_friday, holidays=CALENDAR.holidays) == date(2026, 4, 7)
    same = date(2026, 4, 8)
    assert periods.working_day_by(same, holidays=CALENDAR.holidays) == same
    assert periods.working_day_from(same, holidays=CALENDAR.holidays) == same


def test_the_holidays_passed_are_those_after_the_first_day_up_to_the_last() -> None:
    passed = periods.holidays_passed(date(2026, 12, 25), date(2027, 1, 1), holidays=CALENDAR.holidays)
    assert passed == (date(2026, 12, 28), date(2027, 1, 1))
