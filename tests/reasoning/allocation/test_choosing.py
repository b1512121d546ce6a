"""People choose: five with what is lost, why somebody waits, and the past under other rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recourse.reasoning.allocation import (
    Home,
    Need,
    Pin,
    Place,
    Prices,
    Veto,
    replaying,
    rules,
    shortlist,
    solve,
    unplaced,
)
from recourse.reasoning.allocation.needs import Gender, PresentNeed, Prospects
from recourse.reasoning.allocation.orders import Turn
from recourse.reasoning.allocation.pinning import Unknown
from recourse.reasoning.allocation.places import Kind, WhoFor
from recourse.reasoning.allocation.replaying import Asked, Vacancy
from recourse.reasoning.allocation.telling import Known
from tests.reasoning.allocation.made import ADDED, DAY, easy_town

ELM = Home("Elm House", area="Camden")
BED = Place("Elm 1", ELM)
AMINA = Need("Amina", gender=Gender.WOMAN, present_need=PresentNeed.URGENT, prospects=Prospects.UNLIKELY)
BEREKET = Need("Bereket", gender=Gender.MAN, present_need=PresentNeed.LOW, prospects=Prospects.VERY_LIKELY)
CHIDI = Need("Chidi", gender=Gender.MAN, present_need=PresentNeed.LOW, days_waiting=80)


@settings(deadline=None, max_examples=30)
@given(people=easy_town(), which=st.integers(0, 9))
def test_what_is_lost_by_a_choice_is_at_least_what_the_prices_say(people, which) -> None:
    needs, places = people
    batch = solve(needs, places, criteria=ADDED, as_at=DAY)
    plan = batch.plan()
    place = places[which % len(places)]
    bounds = shortlist.for_place(batch, place.reference)
    exact = shortlist.for_place(batch, place.reference, exactly=True)
    assert batch.plan() == plan
    assert len(bounds) == min(5, sum(not rules.refusals(one, place, as_at=DAY) for one in needs))
    least = {choice.need: choice.lost for choice in bounds}
    for choice in exact:
        pin = Pin(choice.need, choice.place, "chosen")
        other = solve(needs, places, criteria=ADDED, as_at=DAY, pins=[pin]).plan()
        assert choice.known is Known.EXACT and choice.lost == plan.total - other.total
        assert -1e-6 <= least[choice.need] <= choice.lost + 1e-6


@settings(deadline=None, max_examples=40)
@given(people=easy_town(), which=st.integers(0, 9))
def test_somebody_new_is_shown_only_places_that_no_rule_refuses(people, which) -> None:
    needs, places = people
    batch = solve(needs, places, criteria=ADDED, as_at=DAY)
    somebody = needs[which % len(needs)]
    beds = {place.reference: place for place in places}
    for of in (batch, shortlist.priced(batch.plan().prices, needs, places, criteria=ADDED, as_at=DAY)):
        for choice in shortlist.for_need(of, somebody.reference):
            assert rules.refusals(somebody, beds[choice.place], as_at=DAY) == ()


def test_the_shortlist_can_be_said_aloud() -> None:
    batch = solve([AMINA, BEREKET, CHIDI], [BED], criteria=ADDED, as_at=DAY)
    best, *rest = shortlist.for_place(batch, "Elm 1", exactly=True)
    assert best.need == "Amina"
    assert best.said == (
        "How hard things are now: urgent, 100 of 100 points, counted 3 times.",
        "How likely a stable address is to change the case, as an adviser judges: unlikely, 20 of 100 points,"
        " counted 2 times.",
        "How long they have waited: 0 days, 0 of 100 points.",
        "The house gives more support than they need: 90% of the points are left.",
        "In all, 51.0 of 100 points.",
        best.said[5],
        "Nothing is lost by choosing so.",
    )
    assert [choice.need for choice in rest] == ["Chidi", "Bereket"] or [choice.need for choice in rest] == [
        "Bereket",
        "Chidi",
    ]
    assert all("all who wait together lose" in choice.said[-1] for choice in rest)


def test_the_shortlist_stands_on_yesterdays_prices_when_there_is_no_plan() -> None:
    of = shortlist.priced(Prices({"Elm 1": 4000.0}), [AMINA, BEREKET], [BED], criteria=ADDED, as_at=DAY)
    choices = shortlist.for_place(of, "Elm 1")
    assert [choice.need for choice in choices] == ["Amina", "Bereket"]
    assert {choice.known for choice in choices} == {Known.LAST_PRICES}
    assert choices[0].said[-1] == "By the last prices nothing is lost by choosing so."
    with pytest.raises(Unknown, match="Elm 2"):
        shortlist.for_place(of, "Elm 2")


def test_who_waits_is_told_which_rule_leaves_them_there() -> None:
    men = Home("Oak House", area="Brent", who_for=WhoFor.MEN)
    needs = [AMINA, BEREKET, CHIDI, replace(CHIDI, reference="Dawit", needs_step_free=True)]
    places = [Place("Oak 1", men), Place("Oak 2", men, kind=Kind.RENT_PAYING)]
    batch = solve(needs, places, criteria=ADDED, as_at=DAY)
    told = {one.need: one for one in unplaced.unplaced(batch)}
    assert set(told) == {"Amina", "Dawit", "Bereket"} or set(told) == {"Amina", "Dawit", "Chidi"}
    assert told["Amina"].why == (
        "No place is allowed. Only one rule keeps a place from them: this house is for men."
    )
    assert [(stop.rule, stop.places, stop.alone) for stop in told["Amina"].stops] == [
        ("who_for", 2, 1),
        ("funding", 1, 0),
    ]
    assert told["Dawit"].why.endswith("they cannot use stairs, and this place has them.")
    (outbid,) = set(told) & {"Bereket", "Chidi"}
    assert told[outbid].why == "One place is allowed; by the criteria others gain more from it."
    counted = unplaced.by_rule(tuple(told.values()))
    assert counted["who_for"] == 1 and counted["step_free"] == 1 and counted["funding"] == 0


def test_what_nobody_has_asked_is_told_as_what_keeps_the_places() -> None:
    women = Home("Fir House", area="Brent", who_for=WhoFor.WOMEN)
    nobody_asked = replace(AMINA, gender=Gender.NOT_KNOWN)
    both = [Place("Fir 1", women), Place("Fir 2", women)]
    (waits,) = unplaced.unplaced(solve([nobody_asked], both, criteria=ADDED, as_at=DAY))
    assert waits.why == (
        "No place is allowed. Only one rule keeps 2 places from them:"
        " this house is for women, and nobody has recorded their gender."
    )


def test_the_watchfulness_of_a_house_is_told_as_the_reason() -> None:
    both = [replace(BEREKET, is_high_risk=True), replace(CHIDI, is_high_risk=True)]
    batch = solve(both, [BED, Place("Elm 2", ELM)], criteria=ADDED, as_at=DAY)
    (waits,) = unplaced.unplaced(batch)
    assert waits.why.startswith("Places are left, each in a house where somebody who needs the same")


def test_nobody_is_told_of_a_rule_when_there_is_no_place_at_all() -> None:
    batch = solve([AMINA], [], criteria=ADDED, as_at=DAY)
    assert [one.why for one in unplaced.unplaced(batch)] == ["There is no place at all."]


def test_out_of_time_still_says_which_rule_leaves_whom_and_shows_five_by_yesterdays_prices() -> None:
    men = Home("Oak House", area="Brent", who_for=WhoFor.MEN)
    last = Prices({"Oak 1": 4000.0}, {})
    needs = [AMINA, BEREKET, CHIDI]
    batch = solve(
        needs, [Place("Oak 1", men)], criteria=ADDED, as_at=DAY, at_most_seconds=0.0, last_prices=last
    )
    plan = batch.plan()
    assert plan.is_out_of_time and plan.prices == last and not plan.is_proven
    told = {one.need: one.why for one in unplaced.unplaced(batch)}
    assert (
        told["Amina"] == "No place is allowed. Only one rule keeps a place from them: this house is for men."
    )
    (other,) = {"Bereket", "Chidi"} & set(told)
    assert told[other] == "One place is allowed; time ran out before it was known who gains most from it."
    by_batch = shortlist.for_place(batch, "Oak 1", exactly=True)
    of = shortlist.priced(last, needs, [Place("Oak 1", men)], criteria=ADDED, as_at=DAY)
    assert by_batch == shortlist.for_place(of, "Oak 1")
    assert {(choice.known, choice.price) for choice in by_batch} == {(Known.LAST_PRICES, 4000.0)}
    batch.programme.seconds = 60.0
    after = batch.say_no(Veto(plan.offers[0].need, "Oak House", "too far"))
    assert after.is_proven and not after.is_out_of_time


def test_with_no_time_nobody_and_nowhere_still_have_their_answer() -> None:
    for needs, places in ([], [BED]), ([AMINA], []), ([], []):
        batch = solve(needs, places, criteria=ADDED, as_at=DAY, at_most_seconds=0.0)
        assert batch.plan().offers == ()
        assert [one.why for one in unplaced.unplaced(batch)] == ["There is no place at all."] * len(needs)
    assert shortlist.for_place(solve([], [BED], criteria=ADDED, as_at=DAY), "Elm 1") == ()
    assert shortlist.for_need(solve([AMINA], [], criteria=ADDED, as_at=DAY), "Amina") == ()


def test_the_same_past_under_three_rules_goes_to_three_people() -> None:
    past = [Asked(AMINA, DAY), Asked(BEREKET, DAY), Asked(CHIDI, DAY)]
    told = replaying.side_by_side(past, [Vacancy(BED, DAY)], criteria=ADDED)
    assert {one.turn: one.given[0].need for one in told} == {
        Turn.FIRST_COME: "Chidi",
        Turn.PRESENT_NEED: "Amina",
        Turn.PROSPECTS: "Bereket",
    }
    need = next(one for one in told if one.turn is Turn.PRESENT_NEED)
    assert need.by_present_need[PresentNeed.URGENT] == (1, 1)
    assert need.by_present_need[PresentNeed.LOW] == (0, 2)
    assert need.mean_wait == 0 and need.worth == 5099


def test_a_past_keeps_to_who_still_waited_and_what_was_still_free() -> None:
    later = DAY + timedelta(days=10)
    past = [Asked(AMINA, DAY, gone_on=DAY + timedelta(days=3)), Asked(BEREKET, DAY)]
    (first, *_) = replaying.side_by_side(past, [Vacancy(BED, later)], criteria=ADDED)
    assert [(one.need, one.on, one.waited) for one in first.given] == [
        ("Bereket", DAY + timedelta(days=14), 14)
    ]
    gone = [Vacancy(BED, later, gone_on=later + timedelta(days=1))]
    assert replaying.side_by_side(past, gone, criteria=ADDED)[0].given == ()
    assert replaying.side_by_side([], [], criteria=ADDED)[0].mean_wait is None


def test_a_house_takes_one_person_at_high_risk_through_the_whole_past() -> None:
    past = [Asked(replace(one, is_high_risk=True), DAY) for one in (BEREKET, CHIDI)]
    beds = [Vacancy(BED, DAY), Vacancy(Place("Elm 2", ELM), DAY + timedelta(days=7))]
    assert [len(one.given) for one in replaying.side_by_side(past, beds, criteria=ADDED)] == [1, 1, 1]
