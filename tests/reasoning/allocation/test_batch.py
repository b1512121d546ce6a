"""One batch: the best plan there is, within every hard rule, whatever people say no to or decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recourse.reasoning.allocation import (
    CannotStand,
    Home,
    Need,
    Pin,
    Place,
    Plan,
    Prices,
    Veto,
    numbers,
    rules,
    searching,
    solve,
    worth,
)
from recourse.reasoning.allocation.batch import Batch
from recourse.reasoning.allocation.ceiling import SCALE, Ceiling
from recourse.reasoning.allocation.needs import Gender, PresentNeed, Prospects
from recourse.reasoning.allocation.numbers import SaidTwice
from recourse.reasoning.allocation.places import WhoFor
from tests.reasoning.allocation.made import ADDED, DAY, easy_town, stated, town

IVY = Home("Ivy House", area="Brent", who_for=WhoFor.WOMEN)
ELM = Home("Elm House", area="Camden")
AMINA = Need("Amina", gender=Gender.WOMAN, present_need=PresentNeed.URGENT, prospects=Prospects.LIKELY)
BEREKET = Need("Bereket", gender=Gender.MAN, present_need=PresentNeed.HIGH, prospects=Prospects.LIKELY)
CHIDI = Need("Chidi", gender=Gender.MAN, present_need=PresentNeed.LOW, prospects=Prospects.POSSIBLE)
BEDS = [Place("Ivy 1", IVY), Place("Elm 1", ELM)]
any_town = st.one_of(town(needs=4, homes=2), easy_town(needs=4, homes=2))


def batch_of(needs: Sequence[Need], places: Sequence[Place], criteria=ADDED, **more) -> Batch:
    return solve(needs, places, criteria=criteria, as_at=DAY, **more)


def best_by_trying_all(needs: Sequence[Need], places: Sequence[Place], criteria) -> int:
    """The most that any plan is worth, by trying every one."""
    if not needs:
        return 0
    first, rest = needs[0], needs[1:]
    best = best_by_trying_all(rest, places, criteria)
    for place in places:
        if rules.refusals(first, place, as_at=DAY):
            continue
        left = [one for one in places if one is not place]
        if first.is_high_risk:
            full = replace(place.home, high_risk_living_there=1)
            left = [replace(one, home=full) if one.home == place.home else one for one in left]
        gained = worth(criteria, first, place, as_at=DAY).hundredths
        best = max(best, gained + best_by_trying_all(rest, left, criteria))
    return best


def keeps_every_rule(plan: Plan, needs: Sequence[Need], places: Sequence[Place]) -> None:
    people, beds = {one.reference: one for one in needs}, {one.reference: one for one in places}
    assert len({offer.place for offer in plan.offers}) == len(plan.offers)
    assert len({offer.need for offer in plan.offers}) == len(plan.offers)
    for offer in plan.offers:
        assert rules.refusals(people[offer.need], beds[offer.place], as_at=DAY) == ()
    risky = Counter(offer.home for offer in plan.offers if people[offer.need].is_high_risk)
    assert all(times == 1 for times in risky.values())
    assert plan.total == sum(offer.worth.hundredths for offer in plan.offers)


@settings(deadline=None, max_examples=150)
@given(people=any_town, criteria=stated)
def test_the_plan_is_as_good_as_the_best_of_all_plans_tried(people, criteria) -> None:
    needs, places = people
    plan = batch_of(needs, places, criteria).plan()
    keeps_every_rule(plan, needs, places)
    assert plan.is_proven
    assert plan.total == best_by_trying_all(needs, places, criteria)


@settings(deadline=None, max_examples=80)
@given(people=easy_town(), which=st.integers(0, 9))
def test_a_no_never_makes_a_plan_worth_more_and_is_the_same_as_asking_again(people, which) -> None:
    needs, places = people
    batch = batch_of(needs, places)
    before = batch.plan()
    if not before.offers:
        return
    offer = before.offers[which % len(before.offers)]
    veto = Veto(offer.need, offer.home, "too far from her solicitor")
    after = batch.say_no(veto)
    keeps_every_rule(after, needs, places)
    assert after.is_proven and after.total <= before.total
    refused = after.of(offer.need)
    assert refused is None or refused.home != offer.home
    assert after.total == batch_of(needs, places, vetoes=[veto]).plan().total


@settings(deadline=None, max_examples=80)
@given(people=easy_town(), which=st.integers(0, 9), where=st.integers(0, 9))
def test_a_pin_stands_costs_what_it_costs_and_can_be_taken_away(people, which, where) -> None:
    needs, places = people
    batch = batch_of(needs, places)
    before = batch.plan()
    person, place = needs[which % len(needs)], places[where % len(places)]
    pin = Pin(person.reference, place.reference, "the panel decided")
    if rules.refusals(person, place, as_at=DAY):
        with pytest.raises(CannotStand):
            batch.pin(pin)
        return
    after = batch.pin(pin)
    keeps_every_rule(after, needs, places)
    pinned = after.of(person.reference)
    assert pinned is not None and pinned.place == place.reference and pinned.is_pinned
    assert after.is_proven and after.total <= before.total
    assert after.total == batch_of(needs, places, pins=[pin]).plan().total
    assert batch.unpin(person.reference).total == before.total


@settings(deadline=None, max_examples=80)
@given(
    people=st.one_of(easy_town(needs=9, homes=4), town()),
    words=st.lists(st.tuples(st.sampled_from(["no", "pin", "unpin"]), st.integers(0, 99)), max_size=8),
)
def test_after_any_row_of_noes_and_pins_the_plan_is_what_a_fresh_one_would_be(people, words) -> None:
    needs, places = people
    batch, vetoes, pins = batch_of(needs, places), [], {}
    plan = batch.plan()
    for word, number in words:
        before = plan.total
        loose = [offer for offer in plan.offers if not offer.is_pinned]
        if word == "no" and loose:
            offer = loose[number % len(loose)]
            vetoes.append(Veto(offer.need, offer.home, "no"))
            plan = batch.say_no(vetoes[-1])
            assert plan.total <= before
        elif word == "pin" and needs and places:
            person, place = needs[number % len(needs)], places[number // 7 % len(places)]
            try:
                plan = batch.pin(Pin(person.reference, place.reference, "the panel decided"))
            except CannotStand:
                continue
            pins[person.reference] = Pin(person.reference, place.reference, "the panel decided")
            assert plan.total <= before
        elif word == "unpin" and pins:
            plan = batch.unpin(pins.pop(sorted(pins)[number % len(pins)]).need)
            assert plan.total >= before
        keeps_every_rule(plan, needs, places)
        assert plan.is_proven and plan.at_most >= plan.total
        assert plan.total == batch_of(needs, places, vetoes=vetoes, pins=pins.values()).plan().total
        assert {offer.need for offer in plan.offers if offer.is_pinned} == set(pins)


@pytest.mark.parametrize("seed", range(3))
def test_one_word_after_another_is_settled_where_it_touches_and_proven(seed: int, monkeypatch) -> None:
    needs, places = crowd(150, 16, seed)
    needs = [replace(one, is_high_risk=False) for one in needs]
    batch, dice = batch_of(needs, places), np.random.default_rng(seed)
    monkeypatch.setattr(Batch, "settle", None)
    plan, vetoes = batch.plan(), []
    for _ in range(40):
        offer = plan.offers[int(dice.integers(len(plan.offers)))]
        if dice.random() < 0.3:
            batch.pin(Pin(offer.need, offer.place, "kept"))
            plan = batch.unpin(offer.need)
        vetoes.append(Veto(offer.need, offer.home, "no"))
        plan = batch.say_no(vetoes[-1])
        assert plan.is_proven
    monkeypatch.undo()
    assert plan.total == batch_of(needs, places, vetoes=vetoes).plan().total
    ceiling = Ceiling(batch.numbers)
    ceiling.move(batch.ceiling.lots, batch.ceiling.watch)
    assert ceiling.total() == batch.ceiling.total()


@settings(deadline=None, max_examples=60)
@given(people=easy_town(), order=st.randoms(use_true_random=False))
def test_the_same_people_and_places_give_the_same_plan_in_any_order(people, order) -> None:
    needs, places = people
    plan = batch_of(needs, places).plan()
    order.shuffle(needs)
    order.shuffle(places)
    assert batch_of(needs, places).plan() == plan


def crowd(people: int, homes: int, seed: int) -> tuple[list[Need], list[Place]]:
    """Many at high risk in few homes, so that splitting somebody would pay."""
    dice = np.random.default_rng(seed)
    needs = [
        Need(
            f"N{number:03}",
            is_high_risk=bool(dice.random() < 0.5),
            present_need=PresentNeed(int(dice.integers(0, 5))),
            prospects=Prospects(int(dice.integers(0, 5))),
            areas_asked_for=frozenset(["Brent", "Camden", "Leeds"][: int(dice.integers(0, 3))]),
            days_waiting=int(dice.integers(0, 90)),
            needs_step_free=bool(dice.random() < 0.3),
        )
        for number in range(people)
    ]
    places = []
    for number in range(homes):
        home = Home(f"H{number}", area=["Brent", "Camden", "Leeds"][number % 3])
        places += [
            Place(f"{home.reference}-{bed}", home, is_step_free=bool(dice.random() < 0.4)) for bed in range(4)
        ]
    return needs, places


@pytest.mark.parametrize("seed", range(6))
def test_a_search_over_every_pair_finds_nothing_better(seed: int) -> None:
    needs, places = crowd(40, 6, seed)
    plan = batch_of(needs, places).plan()
    keeps_every_rule(plan, needs, places)
    assert plan.is_proven and plan.gap == 0
    facts = numbers.of(needs, places, criteria=ADDED, as_at=DAY)
    placed, is_best = searching.search(facts, Ceiling(facts), at_most_seconds=20)
    assert is_best and searching.worth(facts, placed) == plan.total


def test_amina_gets_the_house_that_bereket_cannot_and_chidi_waits() -> None:
    plan = batch_of([CHIDI, BEREKET, AMINA], BEDS).plan()
    assert {offer.need: offer.place for offer in plan.offers} == {"Amina": "Ivy 1", "Bereket": "Elm 1"}
    assert plan.is_proven and plan.fingerprint == ADDED.fingerprint
    assert plan.prices.places == {"Ivy 1": 0.0, "Elm 1": plan.prices.places["Elm 1"]}


def test_no_two_people_at_high_risk_share_a_house() -> None:
    both = [replace(BEREKET, is_high_risk=True), replace(CHIDI, is_high_risk=True)]
    plan = batch_of(both, [Place("Elm 1", ELM), Place("Elm 2", ELM)]).plan()
    assert [offer.need for offer in plan.offers] == ["Bereket"]


def test_pins_that_cannot_stand_are_all_told_at_once() -> None:
    pins = [Pin("Bereket", "Ivy 1", "x"), Pin("Amina", "Elm 1", "x"), Pin("Chidi", "Elm 1", "x")]
    with pytest.raises(CannotStand) as told:
        batch_of([AMINA, BEREKET, CHIDI], BEDS, pins=pins)
    assert told.value.problems == (
        "Bereket cannot be pinned to Ivy 1: who the house is for.",
        "Elm 1 is pinned to somebody already.",
    )


def test_whoever_is_pinned_is_not_said_no_for() -> None:
    batch = batch_of([AMINA], BEDS, pins=[Pin("Amina", "Elm 1", "near her school")])
    with pytest.raises(CannotStand, match="take the pin away first"):
        batch.say_no(Veto("Amina", "Elm House", "too far"))


def test_out_of_time_says_so_keeps_the_rules_and_lets_the_last_prices_stand() -> None:
    needs, places = crowd(60, 8, 3)
    last = Prices({"H0-0": 4200.0}, {"H0": 0.0})
    plan = batch_of(needs, places, at_most_seconds=0.0, last_prices=last).plan()
    keeps_every_rule(plan, needs, places)
    assert plan.is_out_of_time and not plan.is_proven and plan.prices == last
    best = batch_of(needs, places).plan()
    assert plan.total <= best.total <= plan.at_most
    assert plan.gap > 0


def test_nobody_and_nowhere_are_plans_too() -> None:
    assert batch_of([], []).plan().offers == ()
    assert batch_of([AMINA], []).plan().offers == ()
    assert batch_of([], BEDS).plan().offers == ()


def test_a_reference_that_comes_twice_is_refused() -> None:
    with pytest.raises(SaidTwice, match="twice here: Amina"):
        batch_of([AMINA, AMINA], BEDS)


def test_the_ceiling_counts_in_whole_sixtieths() -> None:
    facts = numbers.of([AMINA, BEREKET], BEDS, criteria=ADDED, as_at=DAY)
    ceiling = Ceiling(facts)
    assert ceiling.total() == SCALE * int(facts.worth.max(axis=1).sum())
