"""Stories: what England's law, as encoded, says to people with names."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import recourse
from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import NotKnown
from tests.reasoning.test_learning import ENGLAND

DAY = date(2026, 11, 22)


def outcome(key: str, as_at: date = DAY, **facts: Any) -> str:
    return recourse.check(facts, as_at=as_at, only=[key]).outcomes[key].outcome


def test_amina_waits_for_her_claim_and_support_turns_on_destitution() -> None:
    assert outcome(
        "asylum_s95", status_code="ASYLUM_SEEKER", destitute=False, destitute_within_14d=False
    ) == ("not_eligible")
    amina = recourse.check({"status_code": "ASYLUM_SEEKER"}, as_at=DAY, only=["asylum_s95"]).outcomes[
        "asylum_s95"
    ]
    assert amina.outcome == "depends"
    assert "destitute" in [item.fact for item in amina.missing]


def test_the_duty_to_support_yusuf_became_a_power_on_the_second_of_june() -> None:
    yusuf = {"status_code": "ASYLUM_SEEKER", "destitute": True, "permission_to_work": False}
    assert outcome("asylum_s95", date(2026, 6, 1), **yusuf) == "eligible"
    assert outcome("asylum_s95", date(2026, 6, 2), **yusuf) == "discretionary"


def test_not_knowing_delroys_status_is_never_taken_for_having_none() -> None:
    for key in ("part7", "universal_credit", "interim_s188"):
        assert outcome(key, status_code="UNKNOWN", rough_sleeping=True) == "depends"


def test_a_known_no_decides_whatever_else_nobody_knows_of_ivan() -> None:
    ivan = recourse.check({"status_code": "OVERSTAYER"}, as_at=DAY, only=["part7"]).outcomes["part7"]
    assert (ivan.outcome, ivan.missing) == ("not_eligible", [])


def test_advice_is_for_everybody_even_when_nothing_is_known() -> None:
    assert outcome("advice_s179") == "eligible"


def test_leila_reads_on_every_answer_who_decides_and_that_no_lawyer_has_checked_it() -> None:
    answers = recourse.check({"status_code": "REFUGEE", "homeless_now": True}, as_at=DAY)
    for key in ENGLAND.entitlements:
        told = answers.outcomes[key]
        assert told.verified_on is None, key
        assert told.says, key
        assert told.decided_by or told.outcome == "not_applicable", key


def test_every_answer_names_a_provision() -> None:
    answers = recourse.check({"status_code": "STUDENT"}, as_at=DAY)
    assert [
        key for key in ENGLAND.entitlements if key in answers.outcomes and not answers.outcomes[key].cites
    ] == []


def test_an_answer_is_kept_as_plain_values_that_stand_alone() -> None:
    import json

    told = recourse.check({"status_code": "ARE_SINGLE"}, as_at=DAY, only=["asylum_s4"]).to_json()
    again = json.loads(json.dumps(told))
    assert again == told
    support = again["outcomes"]["asylum_s4"]
    parts = "outcome kind title says reasons cites missing contested assumed warnings decided_by challenge"
    assert {*parts.split(), "sure", "verified_on", "since"} <= set(support)
    assert support["missing"][0]["question"].endswith("?")
    assert again["edition"] == ENGLAND.edition


def test_the_same_question_always_has_the_same_answer() -> None:
    facts = {"status_code": "ILR_ADR", "undertaking_date": "2023-09-01", "entry_date": "2023-09-15"}
    first = recourse.check(facts, as_at=DAY).to_json()
    assert recourse.check(facts, as_at=DAY).to_json() == first


def test_what_is_assumed_until_asked_is_shown_as_assumed() -> None:
    found = [
        item.fact
        for told in recourse.check({"status_code": "REFUGEE", "destitute": True}, as_at=DAY).outcomes.values()
        for item in told.assumed
    ]
    assert found


def test_a_value_implied_by_the_status_says_so_and_a_recorded_one_wins() -> None:
    told = recourse.check({"status_code": "STUDENT"}, as_at=DAY, only=["nrpf_condition", "universal_credit"])
    assert told.values["nrpf_condition"] is True
    lifted = recourse.check(
        {"status_code": "STUDENT", "nrpf_condition": False}, as_at=DAY, only=["nrpf_condition"]
    )
    assert lifted.values["nrpf_condition"] is False


def test_a_contested_status_implies_nothing() -> None:
    facts = {"status_code": "STUDENT", "nrpf_condition": NotKnown("contested")}
    assert outcome("universal_credit", **facts) == "depends"


def test_each_adult_of_a_couple_is_tried_as_the_applicant_and_the_best_comes_first() -> None:
    household = [{"role": "partner", "status_code": "GB_IE", "habitually_resident_cta": True}]
    answers = recourse.check({"status_code": "OVERSTAYER", "household": household}, as_at=DAY)
    tried = {name: one.outcome for name, one in answers.with_each_adult("part7").items()}
    assert list(tried.items()) == [("partner 1", "eligible"), ("", "not_eligible")]


def test_whom_the_law_lets_apply_for_all_is_tried_and_nobody_for_what_each_has_alone() -> None:
    household = [{"role": "partner", "status_code": "GB_IE", "habitually_resident_cta": True}]
    answers = recourse.check({"status_code": "OVERSTAYER", "household": household}, as_at=DAY)
    better = {key: other for key in answers.outcomes if (other := answers.instead(key))}
    assert {better[key].outcome for key in ("part7", "part6", "universal_credit")} == {"eligible"}
    assert {one.whose for one in better.values()} == {"partner 1"}
    assert not {"right_to_work", "right_to_rent", "nhs_gp"} & set(better)
    assert answers.to_json()["instead"]["part7"]["reasons"]["verdict"] == "true"


def test_nobody_else_is_named_where_it_is_no_better_or_they_are_a_child() -> None:
    for other in (
        {"role": "partner", "status_code": "OVERSTAYER"},
        {"role": "other", "age": 16, "status_code": "GB_IE", "habitually_resident_cta": True},
        {"role": "child", "age": 19, "status_code": "GB_IE", "habitually_resident_cta": True},
    ):
        answers = recourse.check({"status_code": "OVERSTAYER", "household": [other]}, as_at=DAY)
        assert answers.instead("part7") is None, other
    parent = {"role": "parent", "status_code": "GB_IE", "habitually_resident_cta": True}
    answers = recourse.check({"status_code": "OVERSTAYER", "household": [parent]}, as_at=DAY)
    assert answers.instead("part7") is not None
    assert answers.instead("universal_credit") is None


EXTREMES = st.sampled_from(["0001-01-01", "1900-02-29", "2000-02-29", "9999-12-31", "2026-11-22"])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.dictionaries(st.sampled_from([n for n, f in ENGLAND.facts.items() if f.type == "day"]), EXTREMES),
    st.data(),
)
def test_the_first_and_the_last_day_of_the_calendar_break_nothing(
    facts: dict[str, Any], data: st.DataObject
) -> None:
    facts = {name: day for name, day in facts.items() if day != "1900-02-29"}
    status = data.draw(st.sampled_from(sorted(ENGLAND.statuses)))
    day = data.draw(st.sampled_from([DAY, date(9999, 12, 31)]))
    answers = rulebook.answer(ENGLAND, {"status_code": status, **facts}, as_at=day)
    assert answers.to_json()["as_at"] == day.isoformat()
