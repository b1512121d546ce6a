"""Days are counted as English law counts them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recourse.reasoning import periods
from recourse.reasoning.periods import Stretch

CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 9, 30), 5, date(2027, 2, 28)),
        (date(2026, 11, 15), 3, date(2027, 2, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_month_ends_on_the_corresponding_date_and_never_runs_into_march(
    start: date, months: int, end: date
) -> None:
    assert periods.later_by_months(start, months) == end


def test_whoever_is_born_on_a_leap_day_is_eighteen_on_the_last_day_of_february() -> None:
    born = date(2008, 2, 29)
    assert periods.later_by_years(born, 18) == date(2026, 2, 28)
    assert periods.years_between(born, date(2026, 2, 27)) == 17
    assert periods.years_between(born, date(2026, 2, 28)) == 18


def test_three_working_days_over_christmas_skip_the_weekend_and_both_holidays() -> None:
    assert periods.later_by_working_days(date(2026, 12, 24), 3, holidays=CHRISTMAS) == date(2026, 12, 31)


def test_working_days_can_be_counted_backwards() -> None:
    assert periods.later_by_working_days(date(2026, 12, 29), -1, holidays=CHRISTMAS) == date(2026, 12, 24)


def test_nought_working_days_is_the_day_itself_even_on_a_sunday() -> None:
    assert periods.later_by_working_days(date(2026, 11, 22), 0, holidays=()) == date(2026, 11, 22)


def test_a_day_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(OverflowError):
        periods.later_by_months(date(9999, 12, 1), 1)


@given(DAYS, st.integers(0, 600))
def test_months_counted_forwards_are_found_again(start: date, count: int) -> None:
    end = periods.later_by_months(start, count)
    assert periods.months_between(start, end) == count


@given(DAYS, DAYS)
def test_an_age_never_shrinks_as_days_pass(born: date, day: date) -> None:
    later = periods.later_by_days(day, 1)
    assert 0 <= periods.years_between(born, later) - periods.years_between(born, day) <= 1


@given(DAYS, DAYS)
def test_months_between_two_days_turn_their_sign_with_the_days(first: date, last: date) -> None:
    assert periods.months_between(first, last) == -periods.months_between(last, first)


def test_two_stretches_that_touch_do_not_share_a_day() -> None:
    november = Stretch(date(2026, 11, 1), date(2026, 12, 1))
    assert not november.meets(Stretch(date(2026, 12, 1)))
    assert november.meets(Stretch(date(2026, 11, 30)))
    assert november.covers(date(2026, 11, 30))
    assert not november.covers(date(2026, 12, 1))


def test_a_stretch_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="must end after"):
        Stretch(date(2026, 12, 1), date(2026, 12, 1))
