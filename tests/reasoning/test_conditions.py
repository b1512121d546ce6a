"""The condition language: what it says, what it refuses, and that it reads back what it writes."""

# ruff: noqa: E501  (a line of law or of a table stays one line)

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import LawError, conditions, showing
from recourse.reasoning.rulebook.checking import every_rule
from recourse.reasoning.rulebook.vocabulary import Vocabulary, Word
from tests.reasoning import small_law

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("condition", "facts", "outcome"),
    [
        ("rough and not ill", {"rough": True, "ill": False}, "true"),
        ("rough or ill and proof", {"rough": True, "ill": False, "proof": False}, "true"),
        ("(rough or ill) and proof", {"rough": True, "ill": False, "proof": False}, "false"),
        ("not not rough", {"rough": True}, "true"),
        ("visa is study", {"visa": "study"}, "true"),
        ("visa is not study", {"visa": "work"}, "true"),
        ("visa == study", {"visa": "work"}, "false"),
        ("visa is one of [work, study]", {"visa": "work"}, "true"),
        ("visa is none", {"visa": None}, "true"),
        ("visa is none", {"visa": "none"}, "true"),
        ("needs has bed", {"needs": ["food", "bed"]}, "true"),
        ("needs has any of [bed]", {"needs": ["food"]}, "false"),
        ("needs is none", {"needs": ["none"]}, "true"),
        ("age >= 18 and age < 65", {"age": 18}, "true"),
        ("age >= 18", {"born_on": "2008-11-22"}, "true"),
        ("age >= 18", {"born_on": "2008-11-23"}, "false"),
        ("income <= 100.50", {"income": 100.5}, "true"),
        ("entered_on >= 2026-01-01", {"entered_on": "2026-01-01"}, "true"),
        ("entered_on + 28 days >= as_at", {"entered_on": "2026-10-24"}, "false"),
        ("entered_on + 1 month == 2026-02-28", {"entered_on": "2026-01-31"}, "true"),
        ("entered_on + 3 working days == 2026-12-30", {"entered_on": "2026-12-24"}, "true"),
        ("later_of(entered_on, signed_on) + 5 years <= as_at", {"entered_on": "2021-11-22", "signed_on": "2020-01-01"}, "true"),
        ("earlier_of(entered_on, signed_on) == signed_on", {"entered_on": "2021-11-22", "signed_on": "2020-01-01"}, "true"),
        ("days_until(leave_expiry) <= 28", {"leave_expiry": "2026-12-20"}, "true"),
        ("months_since(entered_on) < 6", {"entered_on": "2026-05-22"}, "false"),
        ("leave_expiry is none", {"leave_expiry": None}, "true"),
        ("leave_expiry < as_at", {"leave_expiry": None}, "false"),
        ("leave_expiry >= as_at", {"leave_expiry": None}, "false"),
        ("unless asked (caught)", {}, "false"),
        ("unless asked (caught)", {"caught": True}, "true"),
        ("always", {}, "true"),
        ("rough is true", {"rough": True}, "true"),
    ],
)  # fmt: skip
def test_a_condition_means_what_it_says(
    tmp_path: Path, condition: str, facts: dict[str, object], outcome: str
) -> None:
    book = small_law.one_test(tmp_path, condition)
    assert small_law.told(rulebook.answer(book, facts, as_at=DAY), "met") == outcome


@pytest.mark.parametrize(
    ("condition", "what"),
    [
        ("rogh", "nothing is called “rogh”; expected rough"),
        ("age", "not yes or no but number"),
        ("age >= entered_on", "a number is compared with a day"),
        ("visa is wrk", "“wrk” is not on the list of visa"),
        ("visa is one of [work, nothing]", "“nothing” is not on the list"),
        ("needs is bed", "is asked of a list"),
        ("visa has work", "holds no list"),
        ("rough and", "stands where a name should"),
        ("rough ill", "cannot follow there"),
        ("(rough", "stands where “)” should"),
        ("entered_on + 2 fortnights > as_at", "a day is added up"),
        ("age + 3 days > as_at", "days are added to a number"),
        ("years_after(entered_on) > 3", "no function “years_after”"),
        ("years_since(age) > 3", "is asked of a number"),
        ("later_of(entered_on) > as_at", "later_of has 1 of its days"),
        ("partner.rough", "“partner.” is nobody"),
        ("entered_on > 2026-02-30", "there is no day 2026-02-30"),
        ("entered_on > today", "“today” is not a name here"),
        ("rough; import os", "cannot be read"),
        ("any dog (rough)", "nothing is called “any”"),
        ("met", "rests on itself: met -> met"),
    ],
)
def test_a_condition_that_makes_no_sense_is_refused_with_its_line(
    tmp_path: Path, condition: str, what: str
) -> None:
    with pytest.raises(LawError) as caught:
        small_law.one_test(tmp_path, condition)
    assert what in str(caught.value)
    assert "help/rules.yaml:" in str(caught.value)


def test_conditions_may_be_written_as_lists(tmp_path: Path) -> None:
    rules = """
    met:
      kind: test
      true when any:
        - id: T1
          says: It is so.
          when:
            all of: [rough, {any of: [ill, proof]}, {none of: [caught, british]}]
          cites: Act s1
          from: 2000-01-01
          sure: read
    """
    book = small_law.load(tmp_path, rules)
    facts = {"rough": True, "ill": False, "proof": True, "caught": False, "british": False}
    assert small_law.told(rulebook.answer(book, facts, as_at=DAY), "met") == "true"
    assert small_law.told(rulebook.answer(book, {**facts, "caught": True}, as_at=DAY), "met") == "false"


def test_every_condition_of_the_law_reads_back_as_it_was_written_out() -> None:
    book = rulebook.england()
    words = {key: Word(one.kind, one.gives_type, ()) for key, one in book.definitions.items()}
    vocabulary = Vocabulary(book.facts, words, dict.fromkeys(book.amounts, "number"), book.also_called)
    checked = 0
    for definition in book.definitions.values():
        for rule in every_rule(definition):
            assert conditions.parse(showing.condition(rule.when), vocabulary) == rule.when, rule.id
            checked += 1
    assert checked > 200
