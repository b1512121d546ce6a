"""What would be open once something is granted, and values that are lists."""

# ruff: noqa: E501  (a line of law or of a table stays one line)

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import LawError, answering, cases
from recourse.reasoning.rulebook.person import UNKNOWN
from tests.reasoning import small_law

DAY = date(2026, 11, 22)
UNLOCKING = """
settle:
  kind: entitlement
  title: Settlement
  if granted: {status_code: SETTLED, signed_on: as_at}
  open when any:
    - {id: S, says: There is proof., when: proof, cites: Act s1, from: 2020-01-01, sure: read}
bed:
  kind: entitlement
  title: A bed
  open when any:
    - {id: B, says: They have no visa to lose., when: visa is none and rough, cites: Act s2, from: 2020-01-01, sure: read}
still_bound:
  kind: test
  true when any:
    - {id: E, says: The old permission ends one day., when: leave_expiry >= 2026-01-01, cites: Act s3, from: 2020-01-01, sure: read}
days_signed:
  kind: value
  type: number
  cases:
    - {id: D, says: Since it was signed., when: always, value: days_since(signed_on), cites: Act s4, from: 2020-01-01, sure: read}
  otherwise: none
tasks:
  kind: value
  type: codes
  cases:
    - {id: T1, says: A bed first., when: rough, value: find_a_bed, cites: Act s5, from: 2020-01-01, sure: read}
    - {id: T2, says: Then a doctor., when: ill, value: ask_a_doctor, cites: Act s5, from: 2020-01-01, sure: read}
    - {id: T3, says: A repealed task., when: always, value: fill_a_form, cites: Act s5, from: 2020-01-01, to: 2020-12-31, sure: read}
with_doctor:
  kind: test
  true when any:
    - {id: W, says: A doctor is on the list., when: tasks has ask_a_doctor, cites: Act s6, from: 2020-01-01, sure: read}
"""
STUDENT = {
    "status_code": "STUDENT",
    "visa": "study",
    "leave_expiry": "2027-01-01",
    "rough": True,
    "ill": False,
}


def asked(folder: Path, facts: dict[str, Any], key: str) -> Any:
    book = small_law.load(folder, UNLOCKING)
    return small_law.told(rulebook.answer(book, facts, as_at=DAY, only=[key]), key)


def test_what_is_granted_takes_the_place_of_the_old_permission(tmp_path: Path) -> None:
    facts = {**STUDENT, "proof": True}
    assert asked(tmp_path, facts, "bed") == "not_eligible"
    after = asked(tmp_path, facts, answering.AFTER_GRANT)
    assert after["bed"] == "eligible"
    assert after["days_signed"] == 0
    assert after["still_bound"] == "depends"


@pytest.mark.parametrize("proof", [False, None])
def test_what_is_not_open_yet_grants_nothing(tmp_path: Path, proof: bool | None) -> None:
    facts = STUDENT if proof is None else {**STUDENT, "proof": proof}
    assert asked(tmp_path, facts, answering.AFTER_GRANT) == {}


def test_a_case_compares_the_answers_after_the_grant_and_shows_those_that_differ(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, UNLOCKING)
    path = tmp_path / "cases.yaml"
    path.write_text(
        "- {id: A, as_at: 2026-11-22, facts: {status_code: STUDENT, rough: true, proof: true}, expect: {after_grant: {bed: eligible}}}\n"
        "- {id: B, as_at: 2026-11-22, facts: {status_code: STUDENT, rough: false, proof: true}, expect: {after_grant: {bed: eligible}}}\n"
    )
    first, second = (
        cases.compared(book, one, only=None) for one in cases.read(path) if isinstance(one, cases.Case)
    )
    assert first == []
    assert [str(one) for one in second] == [
        "B: after_grant: expected {bed: eligible}, got {bed: not_eligible}"
    ]


def test_only_an_entitlement_is_granted(tmp_path: Path) -> None:
    rules = UNLOCKING.replace(
        "still_bound:\n  kind: test\n", "still_bound:\n  kind: test\n  if granted: {rough: false}\n"
    )
    with pytest.raises(LawError, match="the test “still_bound” cannot be granted"):
        small_law.load(tmp_path, rules)


def test_a_grant_names_facts_that_exist_and_values_they_may_have(tmp_path: Path) -> None:
    with pytest.raises(LawError) as caught:
        small_law.load(
            tmp_path, UNLOCKING.replace("{status_code: SETTLED, signed_on", "{status_code: SETLED, signd_on")
        )
    told = str(caught.value)
    assert "“SETLED” is not on the list" in told
    assert "nothing is called “signd_on”" in told


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"rough": True, "ill": True}, ("find_a_bed", "ask_a_doctor")),
        ({"rough": False, "ill": True}, ("ask_a_doctor",)),
        ({"rough": False, "ill": False}, ()),
        ({"rough": True}, UNKNOWN),
    ],
)
def test_a_list_holds_every_code_whose_case_holds_in_the_law_s_order(
    tmp_path: Path, facts: dict[str, Any], expected: Any
) -> None:
    assert asked(tmp_path, facts, "tasks") == expected


def test_a_condition_may_ask_whether_a_code_is_on_the_list(tmp_path: Path) -> None:
    assert asked(tmp_path, {"rough": False, "ill": True}, "with_doctor") == "true"
    assert asked(tmp_path, {"rough": True, "ill": False}, "with_doctor") == "false"
    assert asked(tmp_path, {"rough": True}, "with_doctor") == "depends"


def test_a_list_gives_the_reasons_of_every_code_on_it(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, UNLOCKING)
    answers = rulebook.answer(book, {"rough": True, "ill": True}, as_at=DAY, only=["tasks"])
    reason = answers.value_reason("tasks")
    assert reason is not None
    assert [child.says for child in reason.children] == ["A bed first.", "Then a doctor."]
    assert reason.says.endswith("find a bed, ask a doctor")
    assert answers.to_json()["values"]["tasks"] == ["find_a_bed", "ask_a_doctor"]
