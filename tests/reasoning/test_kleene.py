"""Not known is a value: the tables, and exceptions to exceptions."""

# ruff: noqa: E501  (a line of law or of a table stays one line)

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import NotKnown
from tests.reasoning import small_law

DAY = date(2026, 11, 22)
YES, NO, OPEN = True, False, NotKnown()
WORD = {"yes": YES, "no": NO, "open": OPEN}


def outcome(book: rulebook.Book, **facts: object) -> str:
    return str(small_law.told(rulebook.answer(book, facts, as_at=DAY), "met"))


@pytest.mark.parametrize(
    ("rough", "ill", "both", "either"),
    [
        ("yes", "yes", "true", "true"),
        ("yes", "no", "false", "true"),
        ("yes", "open", "depends", "true"),
        ("no", "yes", "false", "true"),
        ("no", "no", "false", "false"),
        ("no", "open", "false", "depends"),
        ("open", "yes", "depends", "true"),
        ("open", "no", "false", "depends"),
        ("open", "open", "depends", "depends"),
    ],
)
def test_and_and_or_keep_to_kleenes_tables(
    tmp_path: Path, rough: str, ill: str, both: str, either: str
) -> None:
    facts = {"rough": WORD[rough], "ill": WORD[ill]}
    assert outcome(small_law.one_test(tmp_path / "and", "rough and ill"), **facts) == both
    assert outcome(small_law.one_test(tmp_path / "or", "rough or ill"), **facts) == either


@pytest.mark.parametrize(("rough", "turned"), [("yes", "false"), ("no", "true"), ("open", "depends")])
def test_not_leaves_what_is_not_known_not_known(tmp_path: Path, rough: str, turned: str) -> None:
    assert outcome(small_law.one_test(tmp_path, "not rough"), rough=WORD[rough]) == turned


def test_a_comparison_with_a_day_that_is_not_known_is_not_known_and_with_none_is_false(
    tmp_path: Path,
) -> None:
    book = small_law.one_test(tmp_path, "leave_expiry >= as_at")
    assert outcome(book) == "depends"
    assert outcome(book, leave_expiry=None) == "false"


def test_the_five_reasons_for_not_knowing_behave_alike(tmp_path: Path) -> None:
    book = small_law.one_test(tmp_path, "rough")
    for why in ("not_asked", "does_not_know", "declined", "not_yet_decided", "contested"):
        assert outcome(book, rough=NotKnown(why)) == "depends"
    with pytest.raises(ValueError, match="no reason for not knowing"):
        NotKnown("shy")


NESTED = """
met:
  kind: entitlement
  title: Help
  open when any:
    - id: T1
      says: They sleep outside.
      when: rough
      cites: Act s1
      from: 2000-01-01
      sure: read
      unless:
        - says: They are ill.
          when: ill
          unless:
            - says: There is proof.
              when: proof
              unless:
                - says: They were caught.
                  when: caught
                  cites: Act s9
                  unless:
                    - says: They are British.
                      when: british
"""


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"rough": YES, "ill": NO}, "eligible"),
        ({"rough": YES, "ill": YES, "proof": NO}, "not_eligible"),
        ({"rough": YES, "ill": YES, "proof": YES, "caught": NO}, "eligible"),
        ({"rough": YES, "ill": YES, "proof": YES, "caught": YES, "british": NO}, "not_eligible"),
        ({"rough": YES, "ill": YES, "proof": YES, "caught": YES, "british": YES}, "eligible"),
        ({"rough": NO}, "not_eligible"),
        ({"rough": YES}, "depends"),
        ({"rough": YES, "ill": YES}, "depends"),
        ({"rough": YES, "ill": YES, "proof": YES, "british": YES}, "eligible"),
        ({"rough": YES, "proof": YES, "caught": NO}, "eligible"),
    ],
)
def test_exceptions_to_exceptions_four_deep(tmp_path: Path, facts: dict[str, object], expected: str) -> None:
    assert outcome(small_law.load(tmp_path, NESTED), **facts) == expected


def test_an_exception_rests_on_its_rules_provision_unless_it_gives_its_own(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, NESTED)
    rule = book.definitions["met"].rules[0]
    depth = []
    while rule.unless:
        rule = rule.unless[0]
        depth.append((rule.cites, rule.first_day, rule.sure))
    assert depth == [
        ("Act s1", date(2000, 1, 1), "read"),
        ("Act s1", date(2000, 1, 1), "read"),
        ("Act s9", date(2000, 1, 1), "read"),
        ("Act s9", date(2000, 1, 1), "read"),
    ]


def test_only_what_can_still_matter_is_missing(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, NESTED)
    answers = rulebook.answer(book, {"rough": True, "ill": True, "proof": True}, as_at=DAY)
    assert [item.fact for item in answers.outcomes["met"].missing] == ["caught", "british"]
    assert rulebook.answer(book, {"rough": False}, as_at=DAY).outcomes["met"].missing == []


def test_the_reasons_show_the_exception_that_decided(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, NESTED)
    facts = {"rough": True, "ill": True, "proof": False}
    tree = rulebook.answer(book, facts, as_at=DAY).outcomes["met"].reasons.to_json()
    (rule,) = tree["children"]
    assert (rule["says"], rule["verdict"], rule["cites"]) == ("They sleep outside.", "false", "Act s1")
    (exception,) = rule["children"]
    assert (exception["says"], exception["verdict"]) == ("They are ill.", "true")


CONTESTED = """
met:
  kind: entitlement
  title: Help
  open when any:
    - {id: T1, says: They sleep outside., when: rough, cites: Act s1, from: 2000-01-01, sure: read}
    - {id: T2, says: They are ill., when: ill, cites: Act s2, from: 2000-01-01, sure: contested, contested: U1}
"""


def test_a_contested_rule_never_gives_a_bare_yes(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, CONTESTED)
    outcome = rulebook.answer(book, {"rough": False, "ill": True}, as_at=DAY).outcomes["met"]
    assert outcome.outcome == "depends"
    assert outcome.missing == []
    assert outcome.contested == {"U1": "Two courts differ on this."}
    assert outcome.reasons.verdict == "contested"
    assert outcome.sure == "contested"


def test_a_contested_rule_that_does_not_arise_decides_nothing(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, CONTESTED)
    assert outcome(book, rough=False, ill=False) == "not_eligible"
    assert outcome(book, rough=True, ill=True) == "eligible"


GATES = """
met:
  kind: entitlement
  title: Help
  gives: discretionary
  warnings: [{id: careful, when: caught}]
  answer open: The council may help.
  answer closed: The council need not help.
  not applicable when any:
    - {id: T0, says: They are British., when: british, cites: Act s0, from: 2000-01-01, sure: read}
  requires all:
    - {id: T1, says: There is proof., when: proof, cites: Act s1, from: 2000-01-01, sure: read}
  open when any:
    - {id: T2, says: They sleep outside., when: rough, cites: Act s2, from: 2000-01-01, sure: read}
    - {id: T3, says: They are ill., when: ill, cites: Act s3, from: 2000-01-01, sure: settled, gives: eligible}
  barred when any:
    - {id: T4, says: They were caught., when: caught, cites: Act s4, from: 2000-01-01, sure: inferred}
"""
GOOD = {"british": NO, "proof": YES, "rough": YES, "ill": NO, "caught": NO}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "discretionary"),
        ({"ill": YES}, "eligible"),
        ({"rough": NO, "ill": YES}, "eligible"),
        ({"rough": NO}, "not_eligible"),
        ({"proof": NO}, "not_eligible"),
        ({"caught": YES}, "not_eligible"),
        ({"caught": OPEN}, "depends"),
        ({"caught": OPEN, "proof": NO}, "not_eligible"),
        ({"british": YES}, "not_applicable"),
        ({"british": YES, "proof": OPEN}, "not_applicable"),
        ({"british": OPEN}, "depends"),
        ({"british": OPEN, "caught": YES}, "not_eligible"),
    ],
)
def test_the_gates_of_an_outcome_meet_in_one_verdict(
    tmp_path: Path, changed: dict[str, object], expected: str
) -> None:
    assert outcome(small_law.load(tmp_path, GATES), **{**GOOD, **changed}) == expected


def test_a_warning_is_shown_unless_it_is_ruled_out(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, GATES)
    for caught, shown in ((OPEN, True), (YES, True), (NO, False)):
        found = rulebook.answer(book, {**GOOD, "caught": caught}, as_at=DAY).outcomes["met"].warnings
        assert bool(found) is shown


def test_the_headline_is_the_laws_own_sentence(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, GATES)
    assert rulebook.answer(book, GOOD, as_at=DAY).outcomes["met"].says == "The council may help."
    closed = rulebook.answer(book, {**GOOD, "proof": NO}, as_at=DAY).outcomes["met"]
    assert (closed.says, closed.cites) == ("The council need not help.", ["Act s1"])
