"""Rules about children, partners and whoever else lives there."""

# ruff: noqa: E501  (a line of law or of a table stays one line)

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import BadFacts
from tests.reasoning import small_law

DAY = date(2026, 11, 22)
CHILD = "any child (age < 18)"


def outcome(folder: Path, condition: str, facts: dict[str, object]) -> str:
    return str(
        small_law.told(rulebook.answer(small_law.one_test(folder, condition), facts, as_at=DAY), "met")
    )


@pytest.mark.parametrize(
    ("condition", "children", "expected"),
    [
        (CHILD, "not said", "depends"),
        (CHILD, [], "false"),
        (CHILD, None, "false"),
        (CHILD, [{"age": 19}, {"age": 3}], "true"),
        (CHILD, [{"age": 19}], "false"),
        (CHILD, [{"age": 19}, {}], "depends"),
        (CHILD, [{}, {"age": 3}], "true"),
        ("no child (age < 18)", "not said", "depends"),
        ("no child (age < 18)", [], "true"),
        ("no child (age < 18)", [{}], "depends"),
        ("no child (age < 18)", [{"age": 3}], "false"),
        ("every child (age < 18)", "not said", "depends"),
        ("every child (age < 18)", [], "true"),
        ("every child (age < 18)", [{"age": 3}, {}], "depends"),
        ("every child (age < 18)", [{}, {"age": 19}], "false"),
        ("dependent_children is none", [], "true"),
        ("dependent_children is none", [{"age": 3}], "false"),
    ],
)
def test_a_list_of_children_that_was_never_asked_for_is_not_known(
    tmp_path: Path, condition: str, children: object, expected: str
) -> None:
    facts = {} if children == "not said" else {"dependent_children": children}
    assert outcome(tmp_path, condition, facts) == expected


def test_one_child_who_fits_is_enough_even_when_the_list_is_only_begun(tmp_path: Path) -> None:
    facts = {"household": [{"role": "partner"}, {"role": "child", "age": 8}]}
    assert outcome(tmp_path, CHILD, facts) == "true"


def test_a_household_that_is_listed_whole_lists_its_children_too(tmp_path: Path) -> None:
    assert outcome(tmp_path, CHILD, {"household": [{"role": "partner"}]}) == "false"


def test_inside_the_brackets_facts_are_the_members_own(tmp_path: Path) -> None:
    facts = {"ill": False, "dependent_children": [{"ill": True}]}
    assert outcome(tmp_path, "any child (ill and not applicant.ill)", facts) == "true"
    assert outcome(tmp_path / "other", "any child (ill) and not ill", facts) == "true"


def test_a_members_status_implies_their_facts_and_not_the_applicants(tmp_path: Path) -> None:
    facts = {"status_code": "SETTLED", "household": [{"role": "partner", "status_code": "BRITISH"}]}
    assert outcome(tmp_path, "any household member (british) and not british", facts) == "true"


TWO = """
settled_home:
  kind: entitlement
  title: Home
  open when any:
    - {id: T1, says: They are British., when: british and homeless, cites: Act s1, from: 2000-01-01, sure: read}
barred:
  kind: test
  true when any:
    - {id: T2, says: They were caught., when: caught, cites: Act s2, from: 2000-01-01, sure: read}
met:
  kind: test
  true when any:
    - {id: T3, says: Somebody is barred., when: any household member (barred), cites: Act s3, from: 2000-01-01, sure: read}
"""


def test_the_same_rule_is_run_with_the_partner_as_the_person(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, TWO)
    facts = {
        "status_code": "STUDENT",
        "homeless": True,
        "household": [{"role": "partner", "status_code": "BRITISH"}],
    }
    keys = ["settled_home", "settled_home_partner_as_applicant", "settled_home_partner"]
    answers = rulebook.answer(book, facts, as_at=DAY, only=keys)
    assert [answers.outcomes[key].outcome for key in keys] == ["not_eligible", "eligible", "eligible"]


def test_a_partner_known_only_by_their_status_is_a_partner_all_the_same(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, TWO)
    facts = {"main_applicant": "STUDENT", "partner_status": "BRITISH", "homeless": True}
    answers = rulebook.answer(book, facts, as_at=DAY, only=["settled_home_partner"])
    assert answers.outcomes["settled_home_partner"].outcome == "eligible"


def test_without_a_partner_there_is_nothing_to_answer_for_them(tmp_path: Path) -> None:
    answers = rulebook.answer(small_law.load(tmp_path, TWO), {}, as_at=DAY, only=["settled_home_partner"])
    assert answers.outcomes == {}
    assert "settled_home_partner" in answers.unanswered


def test_a_member_may_carry_what_was_found_of_them(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, TWO)
    for found, expected in ((True, "true"), (False, "false")):
        facts = {"household": [{"role": "partner", "barred": found}]}
        assert small_law.told(rulebook.answer(book, facts, as_at=DAY), "met") == expected


def test_what_somebody_else_found_of_a_person_stands_but_an_outcome_is_never_taken_as_given(
    tmp_path: Path,
) -> None:
    book = small_law.load(tmp_path, TWO)
    told = rulebook.answer(book, {"barred": True, "caught": False}, as_at=DAY).outcomes["barred"]
    assert (told.outcome, told.reasons.source) == ("true", "recorded")
    with pytest.raises(BadFacts, match="no fact has this name"):
        rulebook.answer(book, {"settled_home": True}, as_at=DAY)


def test_what_does_not_fit_in_a_member_is_named_with_whose_it_is(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, TWO)
    with pytest.raises(BadFacts) as caught:
        rulebook.answer(book, {"dependent_children": [{"age": 3}, {"age": "three"}]}, as_at=DAY)
    assert [bad.name for bad in caught.value.bad] == ["dependent_children[2].age"]


def test_what_is_missing_of_a_child_says_whose_it_is(tmp_path: Path) -> None:
    book = small_law.one_test(tmp_path, CHILD)
    missing = rulebook.answer(book, {"dependent_children": [{}]}, as_at=DAY).outcomes["met"].missing
    assert [(item.fact, item.whose) for item in missing] == [("age", "child 1")]
