"""People who have not come yet: the plan is the best of what is left after them, and breaks no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recourse.reasoning.allocation import (
    Home,
    Need,
    Pin,
    Place,
    Plan,
    Veto,
    numbers,
    rules,
    shortlist,
    solve,
    spare,
    unplaced,
)  # fmt: skip
from recourse.reasoning.allocation.batch import Batch
from recourse.reasoning.allocation.criteria import FULL
from recourse.reasoning.allocation.needs import Gender, PresentNeed, Prospects
from recourse.reasoning.allocation.telling import Known
from recourse.reasoning.pricing import choosing
from recourse.reasoning.pricing.choosing import Week
from recourse.reasoning.pricing.history import LONG_DAYS, weeks_of
from recourse.reasoning.pricing.prices import Prices
from recourse.reasoning.pricing.standing import Standing
from tests.reasoning.allocation.made import ADDED, DAY, easy_town, stated, town
from tests.reasoning.pricing.made import came

WEEKS, NEW = 60, -1
ELM = Home("Elm House", area="Camden")
BED = Place("Elm 1", ELM)
AMINA = Need("Amina", gender=Gender.WOMAN, present_need=PresentNeed.URGENT, prospects=Prospects.LIKELY)
BEREKET = Need("Bereket", gender=Gender.MAN, present_need=PresentNeed.HIGH, prospects=Prospects.LIKELY)
LONG, SHORT = replace(AMINA, likely_days=364), replace(BEREKET, likely_days=91)


@st.composite
def schemes(draw: st.DrawFn) -> tuple[list[Need], list[Place], Standing]:
    """People, beds, and prices of a night in which some of the beds were there, and one row for new ones."""
    needs, places = draw(st.one_of(town(needs=4, homes=2), easy_town(needs=5, homes=2)))
    needs = [replace(one, likely_days=draw(st.sampled_from([28, 91, 182, 365]))) for one in needs]
    dice = np.random.default_rng(draw(st.integers(0, 2**16)))
    high = draw(st.sampled_from([0.5, 2.0, 6.0]))
    beds, risky = (np.vstack([dice.random((len(places), WEEKS)) * high, np.zeros(WEEKS)]) for _ in range(2))
    priced = Prices(
        beds=beds,
        risky=risky,
        home=np.arange(len(places) + 1),
        spread=draw(st.sampled_from([0.0, 0.5])),
    ).leaning(draw(st.sampled_from([0.0, 12.5])), draw(st.sampled_from([0.0, -3.2])))
    there = {one.reference: row for row, one in enumerate(places) if draw(st.integers(0, 4))}
    return needs, places, Standing(priced, there, week=draw(st.integers(0, 3)))


def planned(needs: Sequence[Need], places: Sequence[Place], expected: Standing, **more) -> Batch:
    return solve(needs, places, criteria=more.pop("criteria", ADDED), as_at=DAY, expected=expected, **more)


def breaks_no_rule(plan: Plan, needs: Sequence[Need], places: Sequence[Place]) -> None:
    people, beds = {one.reference: one for one in needs}, {one.reference: one for one in places}
    assert len({offer.need for offer in plan.offers}) == len({offer.place for offer in plan.offers})
    watched = []
    for offer in plan.offers:
        assert not rules.refusals(people[offer.need], beds[offer.place], as_at=DAY)
        assert offer.left.net > 0 or offer.is_pinned
        assert offer.left.net == offer.worth.hundredths - offer.left.takes + offer.left.gives
        watched += [offer.home] if people[offer.need].is_high_risk else []
    assert len(watched) == len(set(watched))
    assert plan.total == sum(offer.left.net for offer in plan.offers)


@settings(deadline=None, max_examples=60)
@given(people=schemes(), criteria=stated, which=st.integers(0, 9))
def test_with_prices_and_without_no_rule_is_broken_and_a_no_never_improves_what_is_left(
    people, criteria, which
) -> None:
    needs, places, expected = people
    for prices in (expected, None):
        batch = planned(needs, places, prices, criteria=criteria)
        before = batch.plan()
        again = planned(needs[::-1], places[::-1], prices, criteria=criteria).plan()
        assert again.offers == before.offers and again.total == before.total
        breaks_no_rule(before, needs, places)
        if not needs or not places:
            continue
        veto = Veto(needs[which % len(needs)].reference, places[which % len(places)].home.reference, "no")
        after = batch.say_no(veto)
        breaks_no_rule(after, needs, places)
        assert after.is_proven and after.total <= before.total
        assert (veto.need, veto.home) not in {(offer.need, offer.home) for offer in after.offers}
        anew = planned(needs, places, prices, criteria=criteria, vetoes=[veto]).plan()
        assert anew.total == after.total


@settings(deadline=None, max_examples=60)
@given(people=schemes())
def test_the_plan_is_that_of_the_policy_whose_years_are_measured(people) -> None:
    needs, places, expected = people
    plan = planned(needs, places, expected).plan()
    facts = numbers.of(needs, places, criteria=ADDED, as_at=DAY)
    told = [{"expected": weeks_of(one.likely_days), "risky": one.is_high_risk} for one in facts.needs]
    arrivals = came(*(one | {"long": one["expected"] >= LONG_DAYS // 7} for one in told)) if told else None
    left = facts.worth / FULL
    for column, lot in enumerate(facts.lots if arrivals else ()):
        [row, *_] = [expected.lot_of[one] for one in lot.places if one in expected.lot_of] or [NEW]
        left[:, column] -= expected.prices.of(arrivals, np.arange(len(needs)), week=expected.week)[:, row]
    week = Week(
        number=0, people=np.arange(len(needs)), worth=left, may=facts.refused == 0,
        is_risky=facts.is_high_risk, beds=facts.beds, home=facts.home_of, risky=facts.room,
    )  # fmt: skip
    best = sum(left[pair] for pair in choosing.best_whole(week, left))
    assert plan.total / FULL == pytest.approx(best, abs=0.011 * (len(needs) + 1))


@settings(deadline=None, max_examples=30)
@given(people=schemes(), which=st.integers(0, 9))
def test_what_a_choice_loses_is_counted_on_what_is_left_also_where_the_bed_is_kept(people, which) -> None:
    needs, places, expected = people
    if not places:
        return
    batch, place = planned(needs, places, expected), places[which % len(places)]
    plan = batch.plan()
    least = {choice.need: choice.lost for choice in shortlist.for_place(batch, place.reference)}
    exact = shortlist.for_place(batch, place.reference, exactly=True)
    assert batch.plan() == plan and set(least) == {choice.need for choice in exact}
    assert len(exact) == min(5, sum(not rules.refusals(one, place, as_at=DAY) for one in needs))
    for choice in exact:
        other = planned(needs, places, expected, pins=[Pin(choice.need, choice.place, "chosen")]).plan()
        breaks_no_rule(other, needs, places)
        assert choice.known is Known.EXACT and choice.lost == plan.total - other.total >= 0
        assert -1e-6 <= least[choice.need] <= choice.lost + 1e-6


def prices_of(points: float, *, long: float = 0.0, short: float = 0.0) -> Standing:
    every = np.full((1, WEEKS), points)
    return Standing(Prices(every, 0 * every, np.array([0])).leaning(long, short), {"Elm 1": 0}, week=0)


def test_a_shorter_stay_goes_before_one_that_is_worth_more_today() -> None:
    now = solve([LONG, SHORT], [BED], criteria=ADDED, as_at=DAY).plan()
    assert [offer.need for offer in now.offers] == ["Amina"]
    batch = planned([LONG, SHORT], [BED], prices_of(0.9))
    assert [offer.need for offer in batch.plan().offers] == ["Bereket"]
    first, second = shortlist.for_place(batch, "Elm 1", exactly=True)
    assert (first.need, second.need) == ("Bereket", "Amina")
    assert first.why == (
        "Worth 54.0 points, above all for how hard things are now (high); less because the house gives more "
        "support than they need. Staying about 13 weeks costs people expected 11.7 points: 42.3 left."
    )
    assert second.said[-3:] == (
        "In all, 67.5 of 100 points; 20.7 left after people expected.",
        second.said[-2],
        "Choosing so, all who wait and are expected together lose 21.6 points.",
    )


def test_the_floor_speaks_for_the_long_stay() -> None:
    batch = planned([LONG, SHORT], [BED], prices_of(0.9, long=24.0, short=-3.0))
    (offer,) = batch.plan().offers
    assert (offer.need, offer.left.takes, offer.left.gives) == ("Amina", 4680, 2400)
    said = {one.need: one.why for one in shortlist.for_place(batch, "Elm 1")}
    assert said["Amina"].endswith(", and the floor for long stays gives 24.0: 44.7 left.")
    assert said["Bereket"].endswith(", and the floor for long stays takes 3.0 from shorter ones: 39.3 left.")


def test_a_bed_is_kept_for_somebody_expected_and_the_panel_may_pin_it_all_the_same() -> None:
    batch = planned([LONG, SHORT], [BED, Place("Elm 2", ELM)], prices_of(5.0))
    assert batch.plan().offers == () and batch.plan().is_proven
    why = "Kept for somebody expected: the best offer today is worth 54.0 points and would cost them 65.0."
    assert spare.kept(batch) == {"Elm 1": why, "Elm 2": why}
    assert {one.why for one in unplaced.unplaced(batch)} == {
        "2 places are allowed, and kept for somebody expected, who by the prices gains more."
    }
    before = shortlist.for_place(batch, "Elm 1", exactly=True)
    assert "Kept for somebody expected: staying about 13 weeks costs people expected" in before[0].why
    after = batch.pin(Pin("Amina", "Elm 1", "the panel agreed"))
    assert [offer.need for offer in after.offers] == ["Amina"] and after.total < 0 and after.is_proven
    assert before[-1].lost == -after.total
    assert batch.unpin("Amina").offers == ()


def test_nothing_is_kept_where_nothing_was_learned_or_time_ran_out() -> None:
    assert spare.kept(solve([LONG], [BED], criteria=ADDED, as_at=DAY)) == {}
    both = [BED, Place("Oak 1", Home("Oak House", area="Brent"))]
    assert set(spare.kept(planned([LONG, SHORT], both, prices_of(5.0)))) == {"Elm 1"}
    late = planned([LONG, SHORT], both, prices_of(5.0), at_most_seconds=0.0)
    assert late.plan().is_out_of_time and spare.kept(late) == {}


def test_a_bed_that_closes_is_not_kept_for_whom_no_rule_lets_in() -> None:
    closing = replace(BED, home=replace(ELM, closes_on=DAY + timedelta(days=3)))
    batch = planned([LONG], [closing], prices_of(5.0))
    assert spare.kept(batch) == {} and not unplaced.unplaced(batch)[0].allowed
