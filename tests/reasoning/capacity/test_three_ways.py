"""A scheme is told in three ways, and they agree: as water, by formula, person by person."""

from __future__ import annotations

from dataclasses import replace
from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recourse.reasoning import capacity
from recourse.reasoning.capacity import CannotPlan, Scheme, simulating
from tests.reasoning.capacity.by_simpy import year_by_simpy

TOWN = Scheme(arrivals_a_day=3.6, patience_days=63, stay_days=150, beds=300)


@pytest.mark.parametrize("beds", [200, 300, 459])
def test_a_town_with_too_few_beds_is_told_alike_in_all_three_ways(beds: int) -> None:
    told = capacity.agreement(TOWN.with_beds(beds), seed=1)
    assert told.is_close
    assert told.chance_apart < 0.01 and abs(told.fluid_apart) < 0.01
    assert isclose(told.simulated.wait_days, told.erlang.wait_days, rel_tol=0.06)
    assert isclose(told.fluid.wait_days, told.erlang.wait_days, rel_tol=0.06)


def test_with_just_enough_beds_only_the_model_without_chance_promises_everybody_one() -> None:
    house = Scheme(arrivals_a_day=0.05, patience_days=30, stay_days=180, beds=9)
    told = capacity.agreement(house, seed=1)
    assert told.fluid.housed == 1
    assert told.erlang.housed < 0.9
    assert not told.is_close and told.chance_apart < 0.02


def test_one_bed_and_no_patience_is_the_old_loss_formula() -> None:
    hurried = Scheme(arrivals_a_day=0.02, patience_days=0.5, stay_days=100, beds=3)
    load = 0.02 * 100
    blocked = (load**3 / 6) / (1 + load + load**2 / 2 + load**3 / 6)
    assert isclose(capacity.erlang_a(hurried).lost, blocked, abs_tol=0.01)


@given(
    arrivals=st.floats(0.01, 20),
    patience=st.floats(1, 400),
    stay=st.floats(1, 900),
    beds=st.integers(1, 800),
)
@settings(max_examples=60, deadline=None)
def test_water_promises_the_most_and_one_more_bed_never_houses_fewer(
    arrivals: float, patience: float, stay: float, beds: int
) -> None:
    scheme = Scheme(arrivals_a_day=arrivals, patience_days=patience, stay_days=stay, beds=beds)
    told = capacity.erlang_a(scheme)
    assert told.housed <= capacity.fluid(scheme).housed + 1e-9
    assert capacity.erlang_a(scheme.with_beds(beds + 1)).housed >= told.housed - 1e-9
    assert isclose(told.in_use * beds, arrivals * told.housed * stay, rel_tol=1e-6)


@pytest.mark.parametrize("beds", [30, 80, 140])
def test_another_simulator_houses_the_same_people(beds: int) -> None:
    days = 500
    future = simulating.drawn(replace(TOWN, arrivals_a_day=1.2), days=days, dice=np.random.default_rng(beds))
    other = year_by_simpy(future, beds=beds, days=days)
    people = zip(future.came, future.patience, future.stays, strict=True)
    moved = simulating.starts(people, [0.0] * beds)
    waits = [at - came for at, came in zip(moved, future.came, strict=True) if at <= days]
    assert len(waits) == other.housed
    assert isclose(sum(waits) / len(waits), other.wait_days, abs_tol=1e-6)


def test_the_same_seed_tells_the_same_years() -> None:
    assert capacity.simulate(TOWN, seed=5, years=3) == capacity.simulate(TOWN, seed=5, years=3)
    assert capacity.simulate(TOWN, seed=5, years=3) != capacity.simulate(TOWN, seed=6, years=3)


def test_a_scheme_without_a_bed_houses_nobody_and_does_not_break() -> None:
    told = capacity.agreement(TOWN.with_beds(0), seed=1)
    assert told.fluid.housed == told.erlang.housed == told.simulated.housed == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("arrivals_a_day", 0), ("arrivals_a_day", float("nan")), ("patience_days", -1), ("beds", -1)],
)
def test_what_cannot_be_is_refused_in_words(field: str, value: float) -> None:
    with pytest.raises(CannotPlan, match="Give from"):
        replace(TOWN, **{field: value})
