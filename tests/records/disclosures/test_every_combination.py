"""Field, recipient, consent and day, thousands of times: what was promised is shown, and nothing else."""

from __future__ import annotations

import pytest

from tests.records.disclosures import combinations
from tests.records.disclosures.tries import Tries

pytestmark = pytest.mark.django_db


def test_services_see_exactly_what_was_promised_and_after_taking_back_less() -> None:
    world = combinations.build(people_count=12, services=3, seed=7)
    days = combinations.days(5)
    before, wrong = combinations.wrong_releases(world, days)
    assert wrong == []
    combinations.take_some_back(world, seed=7)
    after, wrong = combinations.wrong_releases(world, days)
    assert wrong == []
    assert before + after >= 2_000
    assert {one.is_taken_back for one in world.agreements} == {True, False}


def test_what_leaves_for_the_home_office_is_exactly_what_the_promise_allows() -> None:
    tries = Tries(seed=7)
    found = [tries.one() for _ in range(250)]
    assert [pair for pair in found if pair[0] != pair[1]] == []
    assert sum(left for _, left in found) >= 10
