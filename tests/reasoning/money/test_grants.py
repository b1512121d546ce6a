"""Grants, costs and reviews, held to figures that were published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from recourse.reasoning import money
from recourse.reasoning.capacity import reviews
from recourse.reasoning.money import Award, BadMoney, Cycle
from recourse.reasoning.periods import later_by_months

START = date(2026, 3, 2)


def award(*, fund: str = "Hope", weeks: int = 26, cycle: Cycle = Cycle.WEEKLY, pennies: int = 20_00) -> Award:
    end = START + timedelta(weeks=weeks)
    return Award(fund=fund, pennies=pennies, cycle=cycle, first_day=START, after_last_day=end)


def test_twenty_pounds_a_week_for_half_a_year_is_520_pounds() -> None:
    assert money.said(money.total(award())) == "£520"
    assert len(money.paid_on(award())) == 26


def test_forty_pounds_a_fortnight_is_as_much_and_nothing_is_paid_on_the_day_it_ends() -> None:
    fortnightly = award(cycle=Cycle.FORTNIGHTLY, pennies=40_00)
    assert money.total(fortnightly) == money.total(award())
    days = money.paid_on(fortnightly)
    assert days[0] == START and days[1] == START + timedelta(days=14)
    assert days[-1] < fortnightly.after_last_day


def test_a_grant_of_310_940_pounds_over_two_years_is_12_956_pounds_a_month() -> None:
    months = money.by_month(310_940_00, months=24)
    assert sum(months) == 310_940_00
    assert {round(month / 100) for month in months} == {12_956}


def test_94_million_for_5_724_households_is_16_422_pounds_each() -> None:
    each = money.per_outcome(94_000_000_00, 5_724)
    assert each is not None and round(each / 100) == 16_422


@pytest.mark.parametrize(
    ("nights", "people", "each"), [(209_250, 1_707, 123), (364_173, 3_471, 105), (479_474, 3_724, 129)]
)
def test_nights_for_each_person_are_as_published(nights: int, people: int, each: int) -> None:
    assert reviews.nights_each(nights, people) == each


def test_a_night_nobody_slept_and_an_outcome_nobody_had_cost_nothing_one_could_say() -> None:
    assert money.per_night(100, 0) is None and money.per_outcome(100, 0) is None
    assert money.per_night(100_00, 3) == 33_33


def test_two_funds_that_pay_the_same_weeks_are_found_and_one_fund_twice_is_its_own_business() -> None:
    hope, church = award(), award(fund="St Brigid's", weeks=2)
    assert money.overlapping([hope, church]) == [(hope, church)]
    assert money.overlapping([hope, award()]) == []
    later = Award(
        fund="Later",
        pennies=100,
        cycle=Cycle.WEEKLY,
        first_day=hope.after_last_day,
        after_last_day=hope.after_last_day + timedelta(days=7),
    )
    assert money.overlapping([hope, later]) == []


def test_a_grant_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadMoney, match="a grant ends after it starts"):
        award(weeks=0)


def test_a_hosted_stay_is_looked_at_after_a_week_then_every_four_weeks_for_three_months() -> None:
    limit = later_by_months(START, 3)
    days = reviews.reviews(START, must_end=limit)
    assert days == [START + timedelta(days=count) for count in (7, 35, 63, 91)]
    assert days[-1] <= limit
