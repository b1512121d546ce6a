"""Day arithmetic as English law counts it: corresponding dates, whole years and working days."""

from __future__ import annotations

import calendar
from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5


def later_by_days(day: date, count: int) -> date:
    """The day `count` days after `day` (before it when negative). OverflowError beyond the calendar."""
    return day + timedelta(days=count)


def later_by_months(day: date, count: int) -> date:
    """The corresponding date `count` months on: the same number in that month, or else its last day.

    This is the corresponding-date rule of Dodds v Walker [1981] 1 WLR 1027: one month from 31 January ends
    on the last day of February. OverflowError beyond the calendar.
    """
    month = day.year * 12 + day.month - 1 + count
    year, month = divmod(month, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError("the day lies beyond the calendar")
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def later_by_years(day: date, count: int) -> date:
    """The corresponding date `count` years on; 29 February gives 28 February in a common year."""
    return later_by_months(day, count * 12)


def later_by_working_days(day: date, count: int, *, holidays: Collection[date]) -> date:
    """The day `count` working days after `day`, counting neither weekends nor the `holidays` passed in.

    Counting starts on the day after `day`. Nought working days after a day is that day, whatever it is.
    """
    step = timedelta(days=1 if count >= 0 else -1)
    left = abs(count)
    while left:
        day += step
        if is_working_day(day, holidays=holidays):
            left -= 1
    return day


def is_working_day(day: date, *, holidays: Collection[date]) -> bool:
    """Whether `day` is neither on a weekend nor one of the `holidays`."""
    return day.weekday() < SATURDAY and day not in holidays


def working_day_by(day: date, *, holidays: Collection[date]) -> date:
    """The last working day on or before `day`."""
    while not is_working_day(day, holidays=holidays):
        day -= timedelta(days=1)
    return day


def working_day_from(day: date, *, holidays: Collection[date]) -> date:
    """The first working day on or after `day`."""
    while not is_working_day(day, holidays=holidays):
        day += timedelta(days=1)
    return day


def holidays_passed(day: date, end: date, *, holidays: Collection[date]) -> tuple[date, ...]:
    """The holidays on weekdays that a count of working days from `day` to `end` stepped over."""
    first, last = min(day, end), max(day, end)
    return tuple(one for one in sorted(holidays) if first < one <= last and one.weekday() < SATURDAY)


def days_between(first: date, last: date) -> int:
    """Whole days from `first` to `last`; negative when `last` is earlier."""
    return (last - first).days


def months_between(first: date, last: date) -> int:
    """Whole months passed from `first` to `last`, by corresponding dates; negative when `last` is earlier."""
    if last < first:
        return -months_between(last, first)
    count = (last.year - first.year) * 12 + last.month - first.month
    return count if later_by_months(first, count) <= last else count - 1


def years_between(first: date, last: date) -> int:
    """Whole years that have passed from `first` to `last`: an age, when `first` is a birthday.

    Someone born on 29 February becomes a year older on 28 February of a common year.
    """
    months = months_between(first, last)
    return months // 12 if months >= 0 else -(-months // 12)
