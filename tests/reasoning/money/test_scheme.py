"""What paying rooms bring, what houses cost, and how many free rooms that carries."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recourse.reasoning import money
from recourse.reasoning.money import BadMoney, Cost, Every, House, Kind, Scheme

EVERY = st.sampled_from(list(Every))
COSTS = st.builds(Cost, what=st.just("rent"), pennies=st.integers(0, 10**7), every=EVERY)
SHARES = st.decimals(0, 1, places=3)


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    kinds = tuple(
        Kind(
            name=name,
            rooms=draw(st.integers(0, 40)),
            a_night=rate if rate is not None else draw(st.integers(1, 20_000)),
            occupancy=draw(SHARES),
            support_a_year=draw(st.integers(0, 10**6)),
        )
        for name, rate in (("Council pays", None), ("Rent-paying", None), ("Free", 0))
    )
    houses = tuple(
        House(name=f"House {number}", costs=tuple(draw(st.lists(COSTS, max_size=4))))
        for number in range(draw(st.integers(1, 6)))
    )
    return Scheme(kinds=kinds, houses=houses, running=tuple(draw(st.lists(COSTS, max_size=3))))


def test_eighteen_council_places_at_95_of_a_hundred_carry_six_to_seven_free_rooms() -> None:
    for singles in (6, 7):
        carried = money.carried(money.praxis(singles=singles))
        assert 6 <= carried.exactly <= 7, float(carried.exactly)
    assert money.carried(money.praxis(singles=6)).rooms == 6
    assert money.year(money.praxis(singles=6)).left >= 0


def test_the_same_places_at_80_of_a_hundred_do_not_carry_them() -> None:
    emptier = money.praxis(singles=6, occupancy=Decimal("0.80"))
    assert money.carried(emptier).rooms < 6
    assert money.year(emptier).left < 0


def test_the_occupancy_that_is_needed_pays_for_all_and_a_tenth_less_does_not() -> None:
    scheme = money.praxis(singles=6)
    needed = money.occupancy_needed(scheme)
    assert needed is not None and Decimal("0.85") < needed <= Decimal("0.95")
    assert money.year(money.praxis(singles=6, occupancy=needed)).left >= 0
    assert money.year(money.praxis(singles=6, occupancy=needed - Decimal("0.002"))).left < 0


def test_of_24_rooms_eighteen_have_to_pay() -> None:
    assert money.paid_rooms_needed(money.praxis(singles=6)) == 18


def test_where_even_all_rooms_paying_is_not_enough_there_is_no_mix() -> None:
    scheme = money.praxis(singles=6)
    poor = replace(scheme, kinds=(replace(scheme.kinds[0], a_night=10_00), scheme.kinds[1]))
    assert money.paid_rooms_needed(poor) is None
    assert money.occupancy_needed(poor) is None
    assert money.carried(poor).rooms == 0


@given(scheme=schemes())
@settings(max_examples=100, deadline=None)
def test_money_adds_up_to_the_penny(scheme: Scheme) -> None:
    year = money.year(scheme)
    assert year.came_in == sum(kind.nights * kind.a_night for kind in scheme.kinds)
    support = sum(kind.rooms * kind.support_a_year for kind in scheme.kinds)
    assert year.went_out == scheme.kept_up_a_year + support
    assert year.left == year.came_in - year.went_out
    assert all(type(line.pennies) is int for line in (*year.income, *year.spent))


@given(scheme=schemes())
@settings(max_examples=100, deadline=None)
def test_as_many_free_rooms_as_are_carried_leave_what_was_said_to_be_left_over(scheme: Scheme) -> None:
    if not scheme.rooms or not scheme.kept_up_a_year:
        return
    carried = money.carried(scheme)
    assert carried.rooms <= carried.exactly < carried.rooms + 1
    if carried.rooms:
        assert carried.left_over >= 0


@given(
    pennies=st.integers(-(10**12), 10**12), weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=30)
)
def test_what_is_shared_out_is_all_there_again(pennies: int, weights: list[int]) -> None:
    if not any(weights):
        with pytest.raises(BadMoney):
            money.share_out(pennies, weights)
        return
    parts = money.share_out(pennies, weights)
    assert sum(parts) == pennies
    whole = sum(weights)
    assert all(
        abs(part * whole - pennies * weight) < whole for part, weight in zip(parts, weights, strict=True)
    )


@pytest.mark.parametrize(("typed", "pennies"), [("36", 3600), ("£1,250.50", 125050), (" 0 ", 0)])
def test_an_amount_is_read_as_people_write_it_and_said_again(typed: str, pennies: int) -> None:
    assert money.pounds(typed) == pennies
    assert money.pounds(money.said(pennies)) == pennies


@pytest.mark.parametrize("typed", ["", "ten", "-5", "1.005", "NaN", "1e99"])
def test_what_is_no_amount_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadMoney, match=r"Give it as 36 or 36\.50"):
        money.pounds(typed)


def test_a_negative_rent_is_refused() -> None:
    with pytest.raises(BadMoney, match="rent: -£5 is not an amount one can pay"):
        Cost(what="rent", pennies=-500)
