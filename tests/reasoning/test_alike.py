"""Codes that the law never tells apart: trying one of them is trying them all."""

# ruff: noqa: E501  (a line of law stays one line)

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from recourse.reasoning import changing, rulebook
from recourse.reasoning.changing.alike import alike
from recourse.reasoning.rulebook.facts import Type
from tests.reasoning import crowd, small_law
from tests.reasoning.test_changing import DAY, ENGLAND

FACTS = (
    small_law.FACTS
    + """
colour: {type: one_of, question: Which colour?, options: {grey: Grey, red: Red, blue: Blue, pink: Pink}}
"""
)
RULES = """
bed:
  kind: entitlement
  title: A bed
  requires all:
    - {id: A, says: It is warm., when: "colour is one of [red, pink] and not rough", cites: Act s1, from: 2000-01-01, sure: read}
"""


def test_codes_that_no_rule_tells_apart_are_tried_once_and_all_of_them_told(tmp_path: Path) -> None:
    law = rulebook.load(small_law.write(tmp_path, RULES, facts=FACTS))
    marks = alike(law).marks["colour"]
    assert marks["red"] == marks["pink"] != marks["grey"] == marks["blue"]
    (option,) = changing.changes(law, {"rough": False}, "bed", as_at=DAY).options
    assert option.says == "If it turns out that the answer to “Which colour?” is “Red” or “Pink”."


def test_a_value_that_is_handed_on_is_like_no_other(tmp_path: Path) -> None:
    handed_on = (
        FACTS
        + "paint: {type: one_of, options: {red: Red, pink: Pink}, implied: [{value: colour, when: always}]}\n"
    )
    law = rulebook.load(small_law.write(tmp_path, RULES, facts=handed_on))
    assert len(set(alike(law).marks["colour"].values())) == 4


def test_all_codes_on_one_side_of_every_rule_are_alike() -> None:
    marks = alike(ENGLAND).marks["family_of_status_code"]
    assert 1 < len(set(marks.values())) < len(marks), "the law reads some of them, and not each by itself"


def test_of_somebody_whose_code_is_changed_for_one_alike_nothing_comes_out_otherwise() -> None:
    compared = 0
    for someone in crowd.people(ENGLAND, count=30, seed=23):
        told = {ENGLAND.also_called.get(name, name): value for name, value in someone.facts.items()}
        for fact in ENGLAND.facts.values():
            if fact.type not in (Type.ONE_OF, Type.SOME_OF) or fact.name not in told:
                continue
            for one, other in pairwise(_alike(fact.name)):
                assert _outcomes(told, fact.name, one, someone) == _outcomes(told, fact.name, other, someone)
                compared += 1
                break
    assert compared > 100


def _alike(name: str) -> list[str]:
    """The codes of a fact that share a mark with the most others."""
    marks = alike(ENGLAND).marks[name]
    groups: dict[object, list[str]] = {}
    for code, mark in marks.items():
        groups.setdefault(mark, []).append(code)
    return max(groups.values(), key=len, default=[])


def _outcomes(told: dict[str, object], name: str, code: str, someone: crowd.Someone) -> dict[str, str]:
    value = [code] if ENGLAND.facts[name].type is Type.SOME_OF else code
    answers = rulebook.answer(ENGLAND, told | {name: value}, as_at=someone.as_at, refuse=False)
    return {key: outcome.outcome for key, outcome in answers.outcomes.items()}
