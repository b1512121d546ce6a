"""A year with beds handed back: what may never happen, whatever the rule, and what prices are for."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings

from recourse.reasoning.pricing import floors, learning, prices, program, simulating
from recourse.reasoning.pricing.learning import Learned, TooLittle
from recourse.reasoning.pricing.prices import Prices, Rule
from recourse.reasoning.pricing.simulating import NOWHERE
from recourse.reasoning.pricing.years import NEVER, DoNotFit, sampled
from tests.reasoning.pricing.made import AVERAGES, came, homes, scheme, seeds, stayed

KEEPS = AVERAGES.keeps


def some_rules(seed: int) -> list[Rule]:
    arrivals, _, supply = scheme(seed=seed)
    best = program.best(
        arrivals, supply, stays=arrivals.expected, waits=np.full(arrivals.count, 2), keeps=KEEPS, parity=1.0
    )
    learned = Prices(beds=best.beds, risky=best.risky, home=supply.home, spread=0.5, long=1.0, short=-0.5)
    return [
        prices.first_come, prices.present_need, prices.best_this_week, prices.by_prices(learned),
    ]  # fmt: skip


@given(seeds)
@settings(max_examples=12, deadline=None)
def test_no_offer_breaks_a_hard_rule_and_no_bed_is_offered_twice(seed: int) -> None:
    arrivals, truth, supply = scheme(seed=seed)
    for rule in some_rules(seed + 1):
        played = simulating.play(rule, arrivals, truth, supply, keeps=KEEPS)
        beds, risky = np.zeros_like(supply.beds), np.zeros_like(supply.risky)
        for person in np.flatnonzero(played.placed):
            lot, week = played.lot[person], played.week[person]
            assert arrivals.may[person, lot]
            assert arrivals.week[person] <= week < arrivals.week[person] + truth.patience[person]
            assert week + arrivals.least[person] <= supply.closes[lot]
            for later in range(week, min(week + truth.stays[person], supply.closes[lot], supply.weeks)):
                beds[lot, later] += 1
                risky[supply.home[lot], later] += arrivals.risky[person]
        assert (beds <= supply.beds).all()
        assert (risky <= supply.risky).all()
        assert (played.lot[~played.placed] == NOWHERE).all()


@given(seeds)
@settings(max_examples=12, deadline=None)
def test_nobody_beats_whoever_knows_the_year_in_advance(seed: int) -> None:
    arrivals, truth, supply = scheme(seed=seed)
    bound = program.best(arrivals, supply, stays=truth.stays, waits=truth.patience - 1, keeps=KEEPS).total
    for rule in some_rules(seed + 1):
        assert simulating.play(rule, arrivals, truth, supply, keeps=KEEPS).value <= bound * (1 + 1e-6)


@pytest.mark.parametrize("most", [0, 3])
def test_the_best_year_of_three_people_and_one_bed_is_no_worse_than_every_order_tried(most: int) -> None:
    arrivals = came(
        {"value": 5.0, "expected": 6}, {"value": 3.0, "expected": 2, "week": 1}, {"value": 4.0, "week": 3}
    )
    supply = homes(1, weeks=8)
    tried = []
    for starts in itertools.product([None, 0, 1, 2, 3, 4, 5, 6, 7], repeat=3):
        used = np.zeros(8)
        worth = 0.0
        for person, start in enumerate(starts):
            if start is None:
                continue
            wait = start - arrivals.week[person]
            if not 0 <= wait <= most:
                worth = -np.inf
                break
            used[start : start + arrivals.expected[person]] += 1
            worth += arrivals.value[person, 0] * KEEPS**wait
        if used.max() <= 1:
            tried.append(worth)
    best = program.best(arrivals, supply, stays=arrivals.expected, waits=np.full(3, most), keeps=KEEPS)
    assert best.total >= max(tried) - 1e-6
    if not most:
        assert best.total == pytest.approx(max(tried), rel=1e-6)


def test_a_bed_is_kept_for_two_short_stays_when_the_price_of_a_long_one_is_too_high() -> None:
    farid = {"value": 0.9, "expected": 10, "long": True}
    hana, idris = {"value": 1.0, "expected": 4, "week": 1}, {"value": 1.0, "expected": 4, "week": 6}
    arrivals, supply = came(farid, hana, idris), homes(1)
    dear = np.full(supply.beds.shape, 0.12)
    priced = prices.by_prices(Prices(beds=dear, risky=np.zeros_like(dear), home=supply.home))
    truth = stayed(arrivals, patience=1)
    kept = simulating.play(priced, arrivals, truth, supply, keeps=KEEPS)
    today = simulating.play(prices.best_this_week, arrivals, truth, supply, keeps=KEEPS)
    assert (kept.placed.tolist(), today.placed.tolist()) == ([False, True, True], [True, False, False])


def test_first_come_goes_by_the_week_and_present_need_by_need() -> None:
    early, urgent = {"value": 1.0, "priority": 1}, {"value": 1.0, "priority": 3}
    arrivals, supply = came(early, urgent), homes(1, weeks=2)
    truth = stayed(arrivals, patience=1)
    first = simulating.play(prices.first_come, arrivals, truth, supply, keeps=KEEPS)
    needy = simulating.play(prices.present_need, arrivals, truth, supply, keeps=KEEPS)
    assert (first.placed.tolist(), needy.placed.tolist()) == ([True, False], [False, True])


def test_two_people_of_high_risk_do_not_move_into_one_home_though_it_has_two_beds() -> None:
    arrivals = came({"risky": True, "value": 5.0}, {"risky": True, "value": 4.0}, {"value": 1.0})
    supply = homes(2, weeks=3)
    for rule in (prices.first_come, prices.present_need, prices.best_this_week):
        played = simulating.play(rule, arrivals, stayed(arrivals), supply, keeps=KEEPS)
        assert played.placed.tolist() == [True, False, True]


def test_nobody_moves_into_a_home_that_closes_before_it_is_of_use() -> None:
    arrivals = came({"least": 4, "week": 0}, {"least": 4, "week": 3})
    played = simulating.play(prices.first_come, arrivals, stayed(arrivals), homes(2, closes=6), keeps=KEEPS)
    assert played.placed.tolist() == [True, False]


def test_a_rule_that_offers_what_is_forbidden_is_stopped() -> None:
    arrivals = came({"may": False})
    with pytest.raises(DoNotFit, match="hard rule"):
        simulating.play(lambda week, people: [(0, 0)], arrivals, stayed(arrivals), homes(1), keeps=KEEPS)
    two = came({}, {})
    with pytest.raises(DoNotFit, match="more beds"):
        simulating.play(
            lambda week, people: [(row, 0) for row in range(len(week.people))],
            two, stayed(two), homes(1), keeps=KEEPS,
        )  # fmt: skip


@pytest.fixture(scope="module")
def learned() -> Learned:
    past = [scheme(seed=number)[0] for number in (1, 2)]
    told = learning.learn(past, scheme(seed=1)[2], AVERAGES, seed=3)
    assert isinstance(told, Learned)
    return told


def test_the_same_past_and_seed_give_the_same_prices_and_the_same_plan(learned: Learned) -> None:
    arrivals, truth, supply = scheme(seed=1)
    again = learning.learn([scheme(seed=number)[0] for number in (1, 2)], supply, AVERAGES, seed=3)
    assert isinstance(again, Learned)
    assert (again.efficient.beds == learned.efficient.beds).all()
    plans = [
        simulating.play(learning.rule(one), arrivals, truth, supply, keeps=KEEPS) for one in (learned, again)
    ]
    assert (plans[0].lot == plans[1].lot).all()
    assert (plans[0].week == plans[1].week).all()


def test_the_floor_is_on_unless_it_is_turned_off_and_always_says_what_it_costs(learned: Learned) -> None:
    assert learned.floor().parity == floors.DEFAULT == 1.0
    assert learned.floor().prices.long > 0 > learned.floor().prices.short
    assert learned.efficient.long == learned.efficient.short == 0
    for floor in learned.choices:
        assert floor.before < floor.parity <= floor.reached
        assert 0 <= floor.cost < 1
        assert f"It costs {floor.cost:.1%} of the value" in floor.says
    costs = [floor.cost for floor in learned.choices]
    assert costs == sorted(costs)


def test_a_floor_that_nobody_priced_is_not_to_be_had(learned: Learned) -> None:
    with pytest.raises(floors.NoSuchFloor, match="choose one of 0.8, 0.9, 1"):
        learned.floor(0.95)


def test_with_too_little_history_each_week_is_planned_alone_and_the_page_says_so() -> None:
    arrivals, _, supply = scheme(seed=1, people=40)
    told = learning.learn([arrivals], supply, AVERAGES, seed=3)
    assert isinstance(told, TooLittle)
    assert learning.rule(told) is prices.best_this_week
    assert told.says.startswith("There are 40 arrivals over ")


def test_a_sampled_year_has_weeks_of_the_past_and_is_the_same_again() -> None:
    past = [scheme(seed=number)[0] for number in (1, 2)]
    one, again, other = (sampled(past, weeks=30, seed=seed) for seed in (5, 5, 6))
    assert (one.value == again.value).all()
    assert one.count != other.count or (one.value != other.value).any()
    known = {tuple(row) for year in past for row in year.value}
    assert {tuple(row) for row in one.value} <= known


def test_arrays_that_speak_of_different_people_or_homes_are_refused() -> None:
    with pytest.raises(DoNotFit, match="order of the week"):
        came({"week": 3}, {"week": 1})
    with pytest.raises(DoNotFit, match="at least one week"):
        came({"expected": 0})
    with pytest.raises(DoNotFit, match="no past"):
        sampled([], weeks=3, seed=1)
    assert homes(2).closes[0] == NEVER
