"""The next question is one that can still matter, and never one that was refused."""

# ruff: noqa: E501  (a line of law or of a table stays one line)

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import NotKnown
from tests.reasoning import small_law
from tests.reasoning.test_learning import ENGLAND, values

DAY = date(2026, 11, 22)
RULES = """
bed:
  kind: entitlement
  title: Bed
  requires all:
    - {id: A, says: They sleep outside., when: rough, cites: Act s1, from: 2000-01-01, sure: read}
    - {id: B, says: They are ill or were caught., when: ill or caught, cites: Act s1, from: 2000-01-01, sure: read}
money:
  kind: entitlement
  title: Money
  open when any:
    - {id: C, says: They are British., when: british, cites: Act s2, from: 2000-01-01, sure: read}
"""


def asked(book: rulebook.Book, facts: dict[str, object], *keys: str) -> str:
    fact = rulebook.next_question(book, facts, as_at=DAY, only=keys or None)
    return fact.name if fact else "nothing"


def test_the_first_missing_fact_is_asked_and_then_the_next(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, RULES)
    assert asked(book, {}, "bed") == "rough"
    assert asked(book, {"rough": True}, "bed") == "ill"
    assert asked(book, {"rough": True, "ill": False}, "bed") == "caught"
    assert asked(book, {"rough": True, "ill": True}, "bed") == "nothing"


def test_what_cannot_matter_any_more_is_not_asked(tmp_path: Path) -> None:
    assert asked(small_law.load(tmp_path, RULES), {"rough": False}, "bed") == "nothing"


def test_what_nobody_came_for_is_not_asked(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, RULES)
    assert asked(book, {"rough": False}) == "british"
    assert asked(book, {"british": True}, "money") == "nothing"


def test_what_was_refused_not_known_or_put_off_is_not_asked_again(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, RULES)
    for why in ("declined", "does_not_know", "not_asked", "not_yet_decided", "contested"):
        assert asked(book, {"rough": NotKnown(why)}, "bed") == "ill"


def test_a_fact_refused_under_its_other_name_is_not_asked_either(tmp_path: Path) -> None:
    facts = small_law.FACTS.replace("ill: {type: yes_no,", "ill: {type: yes_no, also_called: [sick],")
    book = small_law.load(tmp_path, RULES, facts=facts)
    assert asked(book, {"rough": True, "sick": NotKnown("declined")}, "bed") == "caught"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(sorted(ENGLAND.goals)))
def test_an_interview_about_any_goal_comes_to_an_end_without_asking_anything_twice(
    data: st.DataObject, goal: str
) -> None:
    outputs = ENGLAND.goals[goal].outputs
    facts: dict[str, object] = {}
    for _ in range(len(ENGLAND.facts)):
        fact = rulebook.next_question(ENGLAND, facts, as_at=DAY, only=outputs)
        if fact is None:
            break
        assert fact.name not in facts
        assert fact.question
        facts[fact.name] = data.draw(answer_to(fact))
    else:
        raise AssertionError("The interview never ended.")


def answer_to(fact: rulebook.Fact) -> st.SearchStrategy[object]:
    """What a person may say to a question: a value, or that they do not know or would rather not say."""
    silent = st.sampled_from([NotKnown("declined"), NotKnown("does_not_know"), NotKnown("not_asked")])
    if fact.type == "people":
        return st.one_of(st.just([]), st.just([{"age": 4}]), silent)
    return st.one_of(values(fact), silent)
