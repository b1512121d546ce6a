"""Criteria are stated, published and fingerprinted; a worth is told term by term."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recourse.reasoning.allocation import Home, Need, Place, reading, worth
from recourse.reasoning.allocation.criteria import NotCriteria, Suits, unsuited
from recourse.reasoning.allocation.needs import PresentNeed, Prospects
from tests.reasoning.allocation.made import ADDED, BANDS, DAY, MULTIPLIED

DANIEL = Need(
    "Daniel",
    areas_asked_for=frozenset({"Leeds"}),
    days_waiting=45,
    present_need=PresentNeed.HIGH,
    prospects=Prospects.VERY_LIKELY,
)
BED = Place("Elm 1", Home("Elm House", area="Brent"))


def test_daniels_worth_is_told_term_by_term() -> None:
    told = worth(ADDED, DANIEL, BED, as_at=DAY)
    # (3 x 70 + 2 x 100 + 1 x 50) / 6 = 76.66 points; 80% for the area, 90% for support he does not need.
    assert told.hundredths == 5519
    assert [(line.recorded, line.points, line.weight) for line in told.lines] == [
        ("high", 70, 3),
        ("very likely", 100, 2),
        ("45 days", 50, 1),
        ("what is left, in percent", 80, None),
        ("what is left, in percent", 90, None),
    ]


@pytest.mark.parametrize(("said", "takes_off"), [(True, False), (False, True), (None, False)])
def test_a_home_without_steps_is_worth_less_to_those_alone_who_said_that_stairs_are_all_right(
    said: bool | None, takes_off: bool
) -> None:
    somebody, step_free = replace(DANIEL, needs_step_free=said), replace(BED, is_step_free=True)
    ways = unsuited(somebody, step_free, as_at=DAY)
    assert (Suits.STEP_FREE_NOT_NEEDED in ways) is takes_off


def test_criteria_can_be_multiplied_instead() -> None:
    assert worth(MULTIPLIED, DANIEL, BED, as_at=DAY).hundredths == 7000 * 70 * 95 // 10_000


def test_the_fingerprint_holds_whatever_the_order_and_changes_with_any_number() -> None:
    again = reading.read(dict(reversed(list(ADDED.stated().items()))))
    assert again == ADDED and again.fingerprint == ADDED.fingerprint
    other = ADDED.stated()
    other["suits"] = {**other["suits"], "not_where_asked": 81}
    assert reading.read(other).fingerprint != ADDED.fingerprint


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("{name: A, version: 1, terms: {nationality: {points: {}}}}", "nationality cannot be a criterion"),
        ("{name: A, version: 1, terms: {risk_score: {weight: 2}}}", "risk_score cannot be a criterion"),
        ("{name: A, version: 1, terms: {}, agreed_on: 2026-11-22}", "at least one criterion"),
        (
            "{name: A, version: 1, terms: {waiting: {full_after_days: 0}}, agreed_on: 2026-11-22}",
            "how many days",
        ),
        (
            "{name: A, version: 1, terms: {present_need: {points: {low: 3}}}, agreed_on: 2026-11-22}",
            "each of",
        ),
        (
            "{name: A, version: 1, agreed_on: 2026-11-22, terms: {present_need: {points: "
            + BANDS.replace("100", "101")
            + "}}}",
            "from 0 to 100; see urgent",
        ),
        (
            "{name: A, version: 1, agreed_on: 2026-11-22, terms: {waiting: {full_after_days: 9}},"
            " suits: {not_where_asked: 0}}",
            "from 1 to 100 percent",
        ),
        ("{name: A, version: 1, terms: {waiting: {full_after_days: 9}}, agreed_on: soon}", "give the day"),
        (
            "{name: A, version: 1, terms: {waiting: {full_after_days: x}}, agreed_on: 2026-11-22}",
            "whole number",
        ),
        ("{name: A, version: 1, terms: {waiting: {full_after_days: 9}}, women_first: 3}", "nothing else"),
        ("[", "not YAML"),
    ],
)
def test_criteria_that_cannot_be_are_refused_with_why(said: str, why: str) -> None:
    with pytest.raises(NotCriteria, match=why):
        reading.loads(said)
