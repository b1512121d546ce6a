"""Hard rules: each refusal has its sentence, and the table of all at once says the same."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings

from recourse.reasoning.allocation import Home, Need, Place, Veto, lots, rules, table, worth
from recourse.reasoning.allocation.needs import Gender, Household, NotANeed
from recourse.reasoning.allocation.places import Kind, NotAPlace, Support, WhoFor
from recourse.reasoning.allocation.worth import worths
from tests.reasoning.allocation.made import ADDED, AREAS, DAY, need, stated, town

HOUSE = Home("Ivy House", area="Brent")
BED = Place("Ivy 1", HOUSE)
AMINA = Need("Amina", gender=Gender.WOMAN)
"""A bed and somebody it is not for, and the words for it."""
REFUSED = {
    "who_for": (
        AMINA,
        replace(BED, home=replace(HOUSE, who_for=WhoFor.MEN)),
        "This house is for men.",
    ),
    "room_for": (
        AMINA,
        replace(BED, room_is_shared=True),
        "The room is shared, and nobody has said whether it is for women or for men.",
    ),
    "unit": (
        AMINA,
        replace(BED, is_family_unit=True),
        "This is a place for a family, and they do not need one.",
    ),
    "size": (
        replace(AMINA, household=Household.COUPLE, size=2, gender=Gender.BOTH),
        BED,
        "They are 2, and it sleeps 1.",
    ),
    "step_free": (
        replace(AMINA, needs_step_free=True),
        BED,
        "They cannot use stairs, and this place has them.",
    ),
    "funding": (
        AMINA,
        replace(BED, kind=Kind.RENT_PAYING),
        "This bed costs rent, and they have no way to pay it.",
    ),
    "statutory": (
        replace(AMINA, has_statutory_offer=True),
        BED,
        "They have been offered a place by law; a free bed needs a recorded reason.",
    ),
    "reserved": (AMINA, replace(BED, kind=Kind.RESERVED), "This bed is kept for somebody else."),
    "support": (
        replace(AMINA, support=Support.HIGH),
        replace(BED, home=replace(HOUSE, support=Support.LOW)),
        "They need high support, and this house gives low support.",
    ),
    "excluded": (replace(AMINA, areas_excluded=frozenset({"Brent"})), BED, "They must not live in Brent."),
    "tied": (
        replace(AMINA, areas_tied=frozenset({"Leeds"})),
        BED,
        "They have to stay in Leeds, and this house is in Brent.",
    ),
    "closing": (
        AMINA,
        replace(BED, home=replace(HOUSE, closes_on=date(2026, 12, 1))),
        "This house closes on 1 December 2026, before 28 days are over.",
    ),
    "high_risk": (
        replace(AMINA, is_high_risk=True),
        replace(BED, home=replace(HOUSE, high_risk_living_there=1)),
        "Somebody who needs the same watchfulness already lives in this house.",
    ),
    "key_host": (
        replace(AMINA, is_new_to_hosts=True),
        replace(BED, home=replace(HOUSE, is_new_host=True)),
        "Their first two stays with hosts are with an experienced host, and this host is not one yet.",
    ),
}


@pytest.mark.parametrize("rule", rules.RULES)
def test_each_rule_refuses_with_a_sentence_and_alone(rule: str) -> None:
    person, place, why = REFUSED[rule]
    assert rules.refusals(person, place, as_at=DAY) == (rules.Refusal(rule, why),)


def test_amina_can_have_the_bed_that_no_rule_refuses() -> None:
    assert rules.refusals(AMINA, BED, as_at=DAY) == ()


def test_a_no_is_told_with_its_reason() -> None:
    veto = Veto("Amina", "Ivy House", "her brother lives in the street")
    told = rules.refusals(AMINA, BED, as_at=DAY, vetoes={("Amina", "Ivy House"): veto})
    assert [refusal.why for refusal in told] == ["Said no to this house: her brother lives in the street"]


def test_a_reason_opens_a_free_bed_to_somebody_offered_a_place_by_law() -> None:
    agreed = replace(AMINA, has_statutory_offer=True, free_bed_agreed=True)
    assert rules.refusals(agreed, BED, as_at=DAY) == ()


@settings(deadline=None, max_examples=60)
@given(people=town(), criteria=stated)
def test_the_table_and_the_sentences_say_the_same(people, criteria) -> None:
    needs, places = people
    vetoes = [Veto(person.reference, "H01", "said so") for person in needs[::2]]
    said = {(veto.need, veto.home): veto for veto in vetoes}
    gathered = lots.gathered(places)
    refused = table.refusing(needs, gathered, as_at=DAY, vetoes=vetoes)
    worthy = worths(criteria, needs, gathered, refused, as_at=DAY)
    for (row, person), (column, lot) in product(enumerate(needs), enumerate(gathered)):
        told = rules.refusals(person, lot.like, as_at=DAY, vetoes=said)
        assert table.names(int(refused[row, column])) == tuple(refusal.rule for refusal in told)
        alone = 0 if told else worth(criteria, person, lot.like, as_at=DAY).hundredths
        assert worthy[row, column] == alone


@settings(deadline=None, max_examples=30)
@given(people=town())
def test_a_lot_holds_each_place_once_and_only_what_is_alike(people) -> None:
    _, places = people
    gathered = lots.gathered(list(reversed(places)))
    assert gathered == lots.gathered(places)
    assert sorted(name for lot in gathered for name in lot.places) == sorted(one.reference for one in places)
    of = {one.reference: replace(one, reference="", room="") for one in places}
    assert all(
        of[name] == replace(lot.like, reference="", room="") for lot in gathered for name in lot.places
    )


@settings(deadline=None, max_examples=30)
@given(person=need())
def test_nothing_that_is_no_criterion_moves_a_worth(person) -> None:
    """Gender, household, risk and funding may refuse a place; they never make an offer worth more or less."""
    bed = Place(
        "one", Home("house", area=AREAS[0], support=person.support), is_step_free=person.needs_step_free
    )
    plain = Need(
        person.reference,
        needs_step_free=person.needs_step_free,
        support=person.support,
        areas_asked_for=person.areas_asked_for,
        days_waiting=person.days_waiting,
        present_need=person.present_need,
        prospects=person.prospects,
    )
    assert worth(ADDED, person, bed, as_at=DAY) == worth(ADDED, plain, bed, as_at=DAY)


def test_a_need_has_no_word_about_where_somebody_comes_from() -> None:
    words = {field.name for field in fields(Need)}
    protected = (
        "nation",
        "ethnic",
        "race",
        "religion",
        "faith",
        "age",
        "birth",
        "orient",
        "disab",
        "country",
    )
    assert [name for name in words if any(name.startswith(one) for one in protected)] == []


def test_what_cannot_be_is_refused_with_what_was_expected() -> None:
    with pytest.raises(NotANeed, match="a household of one, not 3"):
        Need("Bereket", size=3)
    with pytest.raises(NotANeed, match="fewer than none"):
        Need("Bereket", days_waiting=-1)
    with pytest.raises(NotANeed, match="a hundred years"):
        Need("Bereket", least_days=40_000)
    with pytest.raises(NotAPlace, match="at least one person"):
        Place("one", HOUSE, sleeps=0)
    with pytest.raises(NotAPlace, match="only a reserved place"):
        Place("one", HOUSE, reserved_for=frozenset({"Amina"}))
