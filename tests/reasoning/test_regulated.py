"""What only a regulated adviser may say is put in the general form, unless the user is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import LawError, Outcome, regulated
from tests.reasoning import small_law

ENGLAND = rulebook.england()
TODAY = date(2026, 11, 22)
WIFE = {"status_code": "SPOUSE_5Y", "destitute": True}
LEVEL_1 = {"actor_reg_level": "iaa_1", "actor_reg_categories": ["immigration"], "org_registered": True}
PLAIN = {"case_complicated": False}

RULES = """\
coc:
  kind: entitlement
  title: Condition
  matter: conditions
  answer general: People can sometimes ask.
  open when any:
    - {id: T1, says: They sleep outside., when: rough, cites: Act s1, from: 2000-01-01, sure: read}
screen_form:
  kind: value
  type: code
  codes: [personal, general]
  cases:
    - {id: T2, says: It is plain., when: ill, value: personal, cites: Act s2, from: 2000-01-01, sure: read}
  otherwise: general
"""
FACTS = small_law.FACTS + "matter: {type: some_of, options: {conditions: Conditions}}\n"


def told(key: str, **facts: Any) -> Outcome:
    return rulebook.answer(ENGLAND, facts, as_at=TODAY, only=(key,)).outcomes[key]


def test_a_worker_who_is_no_adviser_is_told_what_holds_for_everybody() -> None:
    outcome = told("coc", **WIFE, actor_reg_level="none")
    assert outcome.outcome == "eligible" and outcome.is_general
    assert outcome.says.startswith("People whose permission says")
    assert outcome.says.endswith(regulated.WHO_CAN_TELL)


def test_somebody_of_whom_nothing_is_known_is_told_the_same() -> None:
    assert told("coc", **WIFE).says == told("coc", **WIFE, actor_reg_level="none").says


def test_a_level_one_adviser_is_told_about_the_person_within_level_one_and_no_further() -> None:
    assert not told("coc", **WIFE, **LEVEL_1, **PLAIN).is_general
    assert told("mvdac", **WIFE, **LEVEL_1, **PLAIN, domestic_abuse_victim=True).is_general
    assert not told("mvdac", **WIFE, actor_reg_level="iaa_2", domestic_abuse_victim=True).is_general


def test_what_anybody_may_speak_of_is_told_about_the_person() -> None:
    assert not told("part7", **WIFE, actor_reg_level="none").is_general
    assert not told("asylum_s95", status_code="ASYLUM_SEEKER", actor_reg_level="none").is_general


def test_a_matter_that_does_not_apply_is_not_dressed_up_as_one() -> None:
    outcomes = rulebook.answer(ENGLAND, WIFE, as_at=TODAY).outcomes.values()
    assert not [one.key for one in outcomes if one.outcome == "not_applicable" and "regulated" in one.says]


def test_every_matter_named_beside_a_definition_is_one_for_regulated_people() -> None:
    named = {one.key: one.matter for one in ENGLAND.definitions.values() if one.matter}
    assert {"coc", "mvdac", "euss_settled_upgrade", "euss_late_application"} <= set(named)
    for key, matter in named.items():
        facts = {"matter": [matter]}
        answers = rulebook.answer(ENGLAND, facts, as_at=TODAY, only=("relevant_matter",))
        assert answers.outcomes["relevant_matter"].outcome == "true", key


def test_the_general_form_speaks_to_nobody_and_of_nobody() -> None:
    for one in ENGLAND.definitions.values():
        if one.matter:
            words = set(one.says["general"].lower().replace(",", "").split())
            assert words.isdisjoint({"you", "your", "should", "eligible", "qualify", "best"}), one.key


def test_the_form_is_what_the_law_says_it_is(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, RULES, facts=FACTS)
    for facts, says in (
        ({"rough": True}, f"People can sometimes ask. {regulated.WHO_CAN_TELL}"),
        ({"rough": True, "ill": True}, "Open now."),
    ):
        assert rulebook.answer(book, facts, as_at=TODAY, only=("coc",)).outcomes["coc"].says == says


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("matter: conditions", "matter: weather", "“weather” is no matter; expected conditions"),
        ("  answer general: People can sometimes ask.\n", "", "“coc” has no general form"),
        ("screen_form:", "screen:", "nothing says how “coc” may be put; expected a value “screen_form”"),
    ],
)  # fmt: skip
def test_a_matter_that_cannot_be_put_is_refused(
    tmp_path: Path, right: str, wrong: str, complaint: str
) -> None:
    assert right in RULES
    with pytest.raises(LawError) as caught:
        small_law.load(tmp_path, RULES.replace(right, wrong, 1), facts=FACTS)
    assert complaint in str(caught.value)
