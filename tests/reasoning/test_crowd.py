"""The crowd that readers are compared on is the same each time, can be taken, and leaves no door shut."""

from __future__ import annotations

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import recording
from tests.reasoning import crowd

ENGLAND = rulebook.england()


def test_the_same_seed_draws_the_same_people() -> None:
    first = list(crowd.people(ENGLAND, count=40, seed=3))
    assert first == list(crowd.people(ENGLAND, count=40, seed=3))
    assert first != list(crowd.people(ENGLAND, count=40, seed=4))


def test_everybody_in_the_crowd_can_be_recorded_and_some_have_households() -> None:
    drawn = [recording.recorded(ENGLAND, one.facts) for one in crowd.people(ENGLAND, count=300, seed=5)]
    assert sum(bool(facts.get("household")) for facts in drawn) > 20
    assert sum(bool(facts.get("dependent_children")) for facts in drawn) > 20


def test_almost_every_outcome_is_met_by_somebody_in_the_crowd() -> None:
    met = set()
    for one in crowd.people(ENGLAND, count=400, seed=6):
        told = rulebook.answer(ENGLAND, one.facts, as_at=one.as_at, only=ENGLAND.entitlements, refuse=False)
        met |= {(key, outcome.outcome) for key, outcome in told.outcomes.items()}
    words = {word for _, word in met}
    assert words == {"eligible", "discretionary", "depends", "not_eligible", "not_applicable"}
    opened = {key for key, word in met if word in ("eligible", "discretionary")}
    assert len(opened) > 0.9 * len(ENGLAND.entitlements)
