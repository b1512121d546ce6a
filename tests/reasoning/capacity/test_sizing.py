"""How many beds house ninety of a hundred, how sure that is, and what shorter stays would do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recourse.reasoning import capacity
from recourse.reasoning.capacity import CannotPlan, Counted, Scheme

TOWN = Scheme(arrivals_a_day=3.6, patience_days=63, stay_days=150, beds=300)
SMALL = Scheme(arrivals_a_day=0.3, patience_days=40, stay_days=120, beds=20)


def test_ninety_of_a_hundred_want_as_many_beds_as_the_formula_says_and_a_year_may_want_others() -> None:
    needed = capacity.beds_for(SMALL, per_hundred=90, seed=3)
    assert capacity.erlang_a(SMALL.with_beds(needed.beds)).housed >= 0.9
    assert capacity.erlang_a(SMALL.with_beds(needed.beds - 1)).housed < 0.9
    assert needed.low < needed.beds < needed.high
    assert needed.futures == 400


def test_years_simulated_anew_fall_within_the_interval_as_often_as_it_says() -> None:
    needed = capacity.beds_for(SMALL, per_hundred=90, seed=3)

    def housed_enough(beds: int) -> float:
        years = [capacity.year(SMALL.with_beds(beds), seed=100_000 + one) for one in range(400)]
        return sum(one.share >= 0.9 for one in years) / 400

    assert housed_enough(needed.high) >= 0.93 > housed_enough(needed.high - 5)
    assert housed_enough(needed.low - 1) <= 0.07 < housed_enough(needed.low + 5)


def test_figures_that_rest_on_few_people_make_the_interval_wider() -> None:
    certain = capacity.beds_for(SMALL, per_hundred=90, seed=3)
    counted = Counted(arrivals=40, waits_given_up=12, stays_ended=15)
    unsure = capacity.beds_for(replace(SMALL, counted=counted), per_hundred=90, seed=3)
    assert unsure.beds == certain.beds
    assert unsure.high - unsure.low > 1.5 * (certain.high - certain.low)


def test_the_same_seed_gives_the_same_answer() -> None:
    assert capacity.beds_for(SMALL, per_hundred=80, seed=9) == capacity.beds_for(
        SMALL, per_hundred=80, seed=9
    )


def test_stays_a_fifth_shorter_house_as_many_as_seventy_five_beds_more() -> None:
    told = {round(one.stay_days): one for one in capacity.shorter_stays(TOWN)}
    assert told[150].as_many_as == 0
    assert told[120].as_many_as == 75
    assert round(100 * told[120].housed) == 69
    assert told[90].housed > 0.9


def test_the_stay_at_which_todays_beds_are_enough_is_enough_and_hardly_more() -> None:
    stay = capacity.stay_for(TOWN, per_hundred=90)
    assert stay is not None
    assert capacity.erlang_a(TOWN.with_stays(stay)).housed >= 0.9
    assert capacity.erlang_a(TOWN.with_stays(stay + 0.5)).housed < 0.9
    assert capacity.stay_for(TOWN.with_beds(700), per_hundred=90) == 150
    assert capacity.stay_for(TOWN.with_beds(0), per_hundred=90) is None


def test_all_of_a_hundred_can_never_be_promised() -> None:
    with pytest.raises(CannotPlan, match="from 1 to 99"):
        capacity.beds_for(TOWN, per_hundred=100, seed=1)
