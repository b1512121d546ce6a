"""Last year is told again before anything is said of the next."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from recourse.reasoning import capacity
from recourse.reasoning.capacity import Came, CannotPlan, Past, Scheme, Stayed, simulating

FIRST = date(2025, 1, 1)
TRUE = Scheme(arrivals_a_day=0.5, patience_days=40, stay_days=90, beds=30)
DAYS = 1095


def day(number: float) -> date:
    return FIRST + timedelta(days=int(number))


def invented(*, slow: float = 0.0) -> Past:
    """Three years of a scheme with thirty beds; each bed may stand empty for some days between two people."""
    future = simulating.drawn(TRUE, days=DAYS, dice=np.random.default_rng(11))
    stays = [stay + slow for stay in future.stays]
    people = list(zip(future.came, future.patience, stays, strict=True))
    came = []
    for (on, patience, stay), moved in zip(people, simulating.starts(people, [0.0] * 30), strict=True):
        if moved < DAYS:
            left = moved + stay - slow
            came.append(Came(on=day(on), housed_on=day(moved), left_on=day(left) if left < DAYS else None))
        else:
            gave_up = on + patience
            came.append(Came(on=day(on), gave_up_on=day(gave_up) if gave_up < DAYS else None))
    return Past(first_day=FIRST, after_last_day=day(DAYS), beds_from=(FIRST,) * 30, came=tuple(came))


def test_three_years_teach_the_figures_they_were_made_with() -> None:
    scheme = capacity.learned(invented())
    assert scheme.arrivals_a_day == pytest.approx(0.5, rel=0.15)
    assert scheme.patience_days == pytest.approx(40, rel=0.25)
    assert scheme.stay_days == pytest.approx(90, rel=0.15)
    assert scheme.beds == 30
    assert scheme.counted and scheme.counted.arrivals > 400


def test_the_replay_of_a_past_that_went_as_the_model_says_is_close() -> None:
    told = capacity.replay(invented(), seed=2, times=60)
    assert told.is_close
    assert told.housed == pytest.approx(told.was_housed, rel=0.04)
    assert told.wait_days == pytest.approx(told.was_wait_days, abs=4)


def test_a_past_in_which_beds_stood_empty_for_seven_weeks_is_not_told_and_it_says_so() -> None:
    told = capacity.replay(invented(slow=49), seed=2, times=60)
    assert told.housed > told.was_housed
    assert not told.is_close


def test_the_same_seed_replays_the_same() -> None:
    assert capacity.replay(invented(), seed=2, times=5) == capacity.replay(invented(), seed=2, times=5)


def test_whoever_lived_there_before_keeps_the_bed_until_they_leave() -> None:
    past = Past(
        first_day=FIRST,
        after_last_day=day(100),
        beds_from=(FIRST,),
        came=(
            Came(on=day(1), housed_on=day(30), left_on=day(60)),
            Came(on=day(2), gave_up_on=day(20)),
        ),
        there_before=(Stayed(since=day(-50), left_on=day(30)),),
    )
    told = capacity.replay(past, seed=1, times=20)
    assert (told.housed_low, told.housed_high) == (1, 1)
    assert told.wait_days == told.was_wait_days == 29


def test_days_in_an_order_that_cannot_be_are_refused_with_the_person_s_number() -> None:
    with pytest.raises(CannotPlan, match="Person 2 of those who came has days in an order"):
        Past(
            first_day=FIRST,
            after_last_day=day(10),
            beds_from=(FIRST,),
            came=(Came(on=day(1)), Came(on=day(5), housed_on=day(3))),
        )


def test_a_past_in_which_nobody_gave_up_asks_for_the_figures() -> None:
    past = Past(first_day=FIRST, after_last_day=day(10), beds_from=(FIRST,), came=(Came(on=day(1)),))
    with pytest.raises(CannotPlan, match="Nobody gave up waiting in these days"):
        capacity.learned(past)
