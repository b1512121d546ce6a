"""One sign of slavery means asking more; two, or one that is strong, mean talking about a referral."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from recourse.reasoning import rulebook

DAY = date(2026, 11, 22)
STRONG = {
    "documents_held_by_other", "debt_bondage", "movement_controlled", "threats_to_person_or_family",
    "forced_crime", "sexual_exploitation", "domestic_servitude", "organ_removal",
    "child_working_or_unaccompanied",
}  # fmt: skip
WEAK = sorted(set(rulebook.england().facts["exploitation_indicators"].options) - STRONG - {"none"})


def suspected(*signs: str) -> str:
    answers = rulebook.check(
        {"exploitation_indicators": list(signs)}, as_at=DAY, only=["exploitation_suspected"]
    )
    return answers.outcomes["exploitation_suspected"].outcome


@pytest.mark.parametrize("sign", sorted(STRONG))
def test_one_strong_sign_is_enough(sign: str) -> None:
    assert suspected(sign) == "true"


def test_any_two_other_signs_are_enough_and_one_is_not() -> None:
    assert {pair: suspected(*pair) for pair in combinations(WEAK, 2) if suspected(*pair) != "true"} == {}
    assert {suspected(sign) for sign in WEAK} == {"depends"}
    assert suspected("none") == "false"


def test_what_is_assumed_of_an_abused_wife_is_said_the_right_way_round() -> None:
    facts = {"status_code": "SPOUSE_5Y", "domestic_abuse_victim": True}
    told = rulebook.check(facts, as_at=DAY, only=["mvdac"]).outcomes["mvdac"]
    assert {item.fact: item.says for item in told.assumed} == {
        "in_uk": "they are in the UK",
        "abuse_caused_breakdown": "the relationship ended because of the abuse",
        "cannot_support_self": "they cannot support themselves",
        "former_mvdac_expired": "it is not so that an earlier concession of theirs has ended",
    }
