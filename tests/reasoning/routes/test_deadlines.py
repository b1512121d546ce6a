"""Every deadline of the routes: counted to the day, with what it protects and the sentence about it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.routes import deadlines
from recourse.reasoning.routes.deadlines import Deadlines
from recourse.reasoning.routes.timetable import timetable

ENGLAND = rulebook.england()
TABLE = timetable(ENGLAND)


def on(day: str, **facts: Any) -> Deadlines:
    return deadlines.of_facts(ENGLAND, facts, as_at=date.fromisoformat(day))


REFUSED = {"last_decision_kind": "refusal_protection", "certified": "none", "appeal_lodged_on": None}
WAIVER = {
    "leave_expiry": "2026-12-01",
    "fee_waiver_requested_on": "2026-11-01",
    "leave_application_made": False,
}
ROWS: dict[str, tuple[dict[str, Any], str]] = {
    "appeal_ftt_in_uk": ({**REFUSED, "last_decision_sent_on": "2026-11-13"}, "2026-11-27"),
    "appeal_ftt_abroad": (
        {**REFUSED, "last_decision_received_on": "2026-11-10", "in_uk": False},
        "2026-12-08",
    ),
    "euss_appeal": (
        {"last_decision_kind": "refusal_euss", "last_decision_sent_on": "2026-11-12"},
        "2026-11-26",
    ),
    "admin_review": (
        {"last_decision_kind": "refusal_points_route", "last_decision_received_on": "2026-11-16"},
        "2026-11-30",
    ),
    "pta_ftt_to_ut": ({"tribunal_decision_sent_on": "2026-11-17"}, "2026-12-01"),
    "pta_renew_ut": ({"permission_to_appeal_refused_on": "2026-11-20"}, "2026-12-04"),
    "fee_waiver_then_apply": ({**WAIVER, "fee_waiver_decided_on": "2026-12-17"}, "2027-01-05"),
    "child_reg_after_waiver": (
        {"fee_waiver_for": "child_registration", "fee_waiver_decided_on": "2026-11-02"},
        "2026-11-30",
    ),
    "child_reg_biometrics": (
        {"fee_waiver_for": "child_registration", "fee_waiver_decided_on": "2026-11-02"},
        "2026-12-17",
    ),
    "euss_evidence": ({"euss_evidence_asked_on": "2026-11-15"}, "2026-11-29"),
    "pss_removal_reply": (
        {"status_code": "EUSS_PRESETTLED", "pss_removal_letter_on": "2026-11-12"},
        "2026-12-10",
    ),
    "leave_expiry": ({"leave_type": "limited", "leave_expiry": "2026-12-15"}, "2026-12-15"),
    "mvdac_end": ({"status_code": "MVDAC", "mvdac_granted_on": "2026-10-05"}, "2027-01-05"),
    "stateless_evidence": (
        {"statelessness_indicators": True, "form_submitted_on": "2026-11-02"},
        "2026-11-30",
    ),
    "support_after_refusal": (
        {"status_code": "ARE_SINGLE", "asylum_refused_on": "2026-11-12", "dependent_children": []},
        "2026-12-03",
    ),
    "moveon": (
        {"status_code": "REFUGEE", "grant_notified": "2026-11-02", "asylum_claim_status": "granted"},
        "2026-12-14",
    ),
    "support_appeal": (
        {"status_code": "ASYLUM_SEEKER", "asylum_support_refused_on": "2026-11-20"},
        "2026-11-25",
    ),
    "nrm_reconsider": ({"nrm_stage": "cg_negative", "nrm_decision_sent_on": "2026-11-10"}, "2026-12-10"),
    "jr": ({"last_decision_kind": "rejection_invalid", "last_decision_sent_on": "2026-10-30"}, "2027-01-30"),
    "jr_council_interim": ({"rough_sleeping": True, "refusal_on": "2026-11-20"}, "2026-11-22"),
    "pap_reply": ({"pre_action_letter_sent_on": "2026-11-16"}, "2026-11-30"),
    "family_return_offer": ({"family_return_offer_on": "2026-11-20"}, "2026-11-27"),
    "halflife_birthday": (
        {"date_of_birth": "2002-02-28", "uk_arrival_date": "2011-06-01"},
        "2027-02-27",
    ),
    "child18": ({"date_of_birth": "2009-01-15"}, "2027-01-14"),
}
GRACE = {"leave_type": "limited", "leave_expiry": "2026-11-15", "extension_application_in_time": False}
ENDS_WITH_THE_DAY = {"halflife_birthday", "child18"}


def test_every_deadline_of_the_table_is_tried_on_its_boundary() -> None:
    deadline_rows = {key for key, row in TABLE.rows.items() if row.sort == "deadline"}
    assert deadline_rows == set(ROWS) | {"late_grace"}


@pytest.mark.parametrize("key", sorted(ROWS))
def test_a_deadline_runs_the_day_before_and_on_its_day_and_is_missed_the_day_after(key: str) -> None:
    facts, result = ROWS[key]
    last = date.fromisoformat(result)
    for step, left in ((-1, 1), (0, 0)):
        one = deadlines.of_facts(ENGLAND, facts, as_at=last + timedelta(days=step)).by_key[key]
        assert (one.result_date, one.running, one.missed, one.days_left) == (last, True, False, left)
    after = deadlines.of_facts(ENGLAND, facts, as_at=last + timedelta(days=1)).by_key.get(key)
    if key in ENDS_WITH_THE_DAY:
        assert after is None
        return
    assert after is not None
    grace = after.tribunal_grace_to
    assert after.missed is (grace is None) and after.result_date == last


@pytest.mark.parametrize("key", sorted(ROWS))
def test_every_deadline_says_what_it_is_counted_from_what_it_protects_and_what_follows(key: str) -> None:
    facts, result = ROWS[key]
    one = deadlines.of_facts(ENGLAND, facts, as_at=date.fromisoformat(result)).by_key[key]
    assert one.basis_date is not None and one.basis_kind and one.label and one.if_missed and one.cites
    assert f"{one.basis_date:%A} {one.basis_date.day} {one.basis_date:%B %Y}" in one.explained
    assert one.says.endswith(".") and one.explained.endswith(".")
    assert len(one.protects) == len(one.protects_said)


def test_the_grace_of_fourteen_days_runs_to_its_last_day() -> None:
    assert on("2026-11-29", **GRACE).by_key["late_grace"].running
    assert on("2026-11-30", **GRACE).by_key["late_grace"].missed
    assert on("2026-11-15", leave_type="limited", leave_expiry="2026-11-15").by_key.get("late_grace") is None


def test_an_appeal_that_ends_on_a_sunday_is_shown_on_friday_and_still_taken_on_monday() -> None:
    one = on("2026-11-22", **REFUSED, last_decision_sent_on="2026-11-15").by_key["appeal_ftt_in_uk"]
    assert (one.result_date, one.show_date, one.tribunal_grace_to) == (
        date(2026, 11, 29),
        date(2026, 11, 27),
        date(2026, 11, 30),
    )
    assert (
        "do it by Friday 27 November 2026. It would still be taken on Monday 30 November 2026."
        in one.explained
    )
    assert one.act_by == date(2026, 11, 27)
    last = on("2026-11-30", **REFUSED, last_decision_sent_on="2026-11-15").by_key["appeal_ftt_in_uk"]
    assert (last.running, last.missed, last.days_left) == (True, False, 0)
    assert on("2026-12-01", **REFUSED, last_decision_sent_on="2026-11-15").by_key["appeal_ftt_in_uk"].missed


def test_an_appeal_that_ends_on_a_saturday_is_shown_on_friday() -> None:
    one = on("2026-11-22", **REFUSED, last_decision_sent_on="2026-11-14").by_key["appeal_ftt_in_uk"]
    assert (one.result_date, one.show_date) == (date(2026, 11, 28), date(2026, 11, 27))


def test_the_tribunal_does_not_work_between_christmas_and_new_year() -> None:
    one = on("2026-12-20", **REFUSED, last_decision_sent_on="2026-12-15").by_key["appeal_ftt_in_uk"]
    assert one.result_date == date(2026, 12, 29), "A Tuesday, and no bank holiday."
    assert (one.show_date, one.tribunal_grace_to) == (date(2026, 12, 24), date(2027, 1, 4))


def test_an_appeal_over_easter_is_shown_on_maundy_thursday_and_taken_on_tuesday() -> None:
    one = on("2027-03-20", **REFUSED, last_decision_sent_on="2027-03-12").by_key["appeal_ftt_in_uk"]
    assert one.result_date == date(2027, 3, 26), "Good Friday."
    assert (one.show_date, one.tribunal_grace_to) == (date(2027, 3, 25), date(2027, 3, 30))


def test_on_a_working_day_nothing_else_is_shown() -> None:
    one = on("2026-11-22", **REFUSED, last_decision_sent_on="2026-11-13").by_key["appeal_ftt_in_uk"]
    assert one.show_date is None and one.tribunal_grace_to is None
    assert set(one.to_json()) >= {"key", "result_date", "days_left", "protects", "if_missed", "act_by"}
    assert "show_date" not in one.to_json()


def test_other_deadlines_end_on_the_day_itself_even_on_a_sunday() -> None:
    one = on("2026-11-22", last_decision_kind="refusal_points_route", last_decision_received_on="2026-11-15")
    assert one.by_key["admin_review"].result_date == date(2026, 11, 29)
    assert one.by_key["admin_review"].show_date is None


def test_ten_working_days_step_over_christmas_and_new_year_and_say_so() -> None:
    one = on("2026-12-20", **WAIVER, fee_waiver_decided_on="2026-12-20").by_key["fee_waiver_then_apply"]
    assert one.result_date == date(2027, 1, 6)
    assert one.bank_holidays_skipped == (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1))
    assert (
        one.explained == "The fee waiver was decided on Sunday 20 December 2026. Ten working days later is"
        " Wednesday 6 January 2027. Not counted: Friday 25 December 2026, Monday 28 December 2026 and"
        " Friday 1 January 2027 (bank holidays), besides weekends."
    )


def test_ten_working_days_over_easter_step_over_two_bank_holidays() -> None:
    waiver = {**WAIVER, "leave_expiry": "2026-04-30", "fee_waiver_requested_on": "2026-03-01"}
    one = on("2026-04-01", **waiver, fee_waiver_decided_on="2026-03-30").by_key["fee_waiver_then_apply"]
    assert one.result_date == date(2026, 4, 15)
    assert one.bank_holidays_skipped == (date(2026, 4, 3), date(2026, 4, 6))


def test_ten_working_days_without_a_bank_holiday_skip_none() -> None:
    one = on("2026-11-22", **WAIVER, fee_waiver_decided_on="2026-11-02").by_key["fee_waiver_then_apply"]
    assert (one.result_date, one.bank_holidays_skipped) == (date(2026, 11, 16), ())


def test_past_the_last_year_of_known_bank_holidays_the_earliest_day_is_given_and_says_so() -> None:
    waiver = {**WAIVER, "leave_expiry": "2028-03-01", "fee_waiver_requested_on": "2027-12-01"}
    one = on("2027-12-28", **waiver, fee_waiver_decided_on="2027-12-24").by_key["fee_waiver_then_apply"]
    assert one.is_earliest and one.result_date == date(2028, 1, 11)
    assert (
        "are not known here yet, so the last day may be later. This is the earliest it can be."
        in one.explained
    )
    known = on("2026-12-28", **WAIVER, fee_waiver_decided_on="2026-11-20").by_key["fee_waiver_then_apply"]
    assert not known.is_earliest


def test_three_months_from_the_thirty_first_end_on_the_last_day_of_a_shorter_month() -> None:
    one = on("2026-11-30", status_code="MVDAC", mvdac_granted_on="2026-11-30")
    assert one.dates["mvdac_end"] == date(2027, 2, 28)
    leap = on("2027-11-30", status_code="MVDAC", mvdac_granted_on="2027-11-30")
    assert leap.dates["mvdac_end"] == date(2028, 2, 29)
    review = on("2026-12-01", last_decision_kind="refusal_coc", last_decision_sent_on="2026-11-30")
    assert review.dates["jr"] == date(2027, 2, 28)


def test_somebody_born_on_a_leap_day_is_warned_for_the_twenty_seventh() -> None:
    assert on("2026-01-05", date_of_birth="2008-02-29").dates["child18"] == date(2026, 2, 27)


def test_each_child_has_an_eighteenth_birthday_of_their_own() -> None:
    children = [
        {"date_of_birth": "2009-03-01"},
        {"date_of_birth": "2012-05-05"},
        {"date_of_birth": "2011-01-01", "british": True},
    ]
    found = on("2026-11-22", status_code="OVERSTAYER", dependent_children=children)
    said = [(one.whose, one.result_date) for one in found.every if one.key == "child18"]
    assert said == [("child 1", date(2027, 2, 28)), ("child 2", date(2030, 5, 4))]
    assert found.dates["child18"] == date(2027, 2, 28)


def test_a_window_opens_and_closes_with_the_permission() -> None:
    found = on("2026-11-22", status_code="REFUGEE", leave_expiry="2026-12-15")
    opens = found.by_key["protection_window_opens"]
    assert (opens.result_date, opens.closes_on, opens.sort) == (
        date(2026, 11, 17),
        date(2026, 12, 15),
        "opens",
    )
    assert not opens.running and not opens.missed
    assert found.dates["leave_expiry"] == date(2026, 12, 15)


def test_what_is_urgent_is_the_earliest_that_runs_and_protects_something_among_the_routes_given() -> None:
    found = on("2026-11-22", **GRACE, pre_action_letter_sent_on="2026-11-10", date_of_birth="1990-01-01")
    assert found.dates["pap_reply"] == date(2026, 11, 24)
    assert found.urgent_by({"pap_reply", "late_grace", "leave_expiry"}) == date(2026, 11, 29)
    assert found.urgent_by({"pap_reply"}) is None, "It protects nothing."
    assert found.urgent_by({"leave_expiry"}) is None, "It was missed."
    assert found.urgent_by(set()) is None


def test_what_is_urgent_at_the_tribunal_is_the_earlier_working_day() -> None:
    found = on("2026-11-22", **REFUSED, last_decision_sent_on="2026-11-15")
    assert found.urgent_by({"appeal_ftt_in_uk"}) == date(2026, 11, 27)


def test_a_judicial_review_of_an_age_decision_protects_being_treated_as_a_child() -> None:
    age = on("2026-11-22", status_code="ASYLUM_SEEKER", age_decision_on="2026-10-01")
    other = on("2026-11-22", last_decision_kind="rejection_invalid", last_decision_sent_on="2026-10-30")
    assert age.by_key["jr"].protects == ("childhood",) and age.urgent_by({"jr"}) == date(2027, 1, 1)
    assert other.by_key["jr"].protects == () and other.urgent_by({"jr"}) is None


def test_of_two_reviews_the_one_still_running_counts() -> None:
    found = on(
        "2026-11-22", age_decision_on="2026-05-01", last_decision_kind="refusal_coc",
        last_decision_sent_on="2026-11-01",
    )  # fmt: skip
    assert len([one for one in found.every if one.key == "jr"]) == 2
    assert found.dates["jr"] == date(2027, 2, 1)


def test_a_decision_that_was_appealed_has_no_deadline_left() -> None:
    facts = {"last_decision_kind": "refusal_protection", "last_decision_sent_on": "2026-11-13"}
    assert "appeal_ftt_in_uk" in on("2026-11-22", **facts).dates
    assert "appeal_ftt_in_uk" not in on("2026-11-22", **facts, appeal_lodged_on="2026-11-20").dates


def test_days_that_contradict_each_other_are_both_named_and_nothing_is_counted_from_them() -> None:
    found = on(
        "2026-11-22", **REFUSED, asylum_claim_date="2026-11-20", last_decision_sent_on="2026-11-13",
        pre_action_letter_sent_on="2026-11-16",
    )  # fmt: skip
    assert list(found.dates) == ["pap_reply"], "What does not rest on them is still given."
    (one,) = found.contradictions
    assert "Friday 20 November 2026" in one.says and "Friday 13 November 2026" in one.says
    assert found.left_out["appeal_ftt_in_uk"].startswith(
        "Tribunal appeal: no day is given. Two days cannot both"
    )


@pytest.mark.parametrize(
    ("facts", "left_out"),
    [
        ({"leave_type": "limited", "leave_from": "2026-12-20", "leave_expiry": "2026-12-15"}, "leave_expiry"),
        (
            {
                "last_decision_kind": "refusal_hr",
                "last_decision_sent_on": "2026-11-13",
                "appeal_lodged_on": "2026-11-10",
            },
            "appeal_ftt_in_uk",
        ),
        ({"date_of_birth": "2010-01-01", "uk_arrival_date": "2009-01-01"}, "child18"),
        (
            {**WAIVER, "fee_waiver_requested_on": "2026-11-20", "fee_waiver_decided_on": "2026-11-10"},
            "fee_waiver_then_apply",
        ),
        (
            {
                "last_decision_kind": "refusal_points_route",
                "last_decision_sent_on": "2026-11-20",
                "last_decision_received_on": "2026-11-18",
            },
            "admin_review",
        ),
    ],
)
def test_a_deadline_that_would_rest_on_contradicting_days_is_left_out_and_says_so(
    facts: dict[str, Any], left_out: str
) -> None:
    found = deadlines.of_facts(ENGLAND, facts, as_at=date(2026, 11, 22))
    assert left_out not in found.dates
    assert "Two days cannot both be right" in found.left_out[left_out]


@pytest.mark.parametrize("century", ["2062-11-16", "2126-11-16"])
def test_a_decision_of_a_day_to_come_is_named_and_nothing_is_counted_from_it(century: str) -> None:
    found = on("2026-11-22", **REFUSED, last_decision_sent_on=century)
    assert "appeal_ftt_in_uk" not in found.dates and "jr" not in found.dates
    assert "Sunday 22 November 2026" in found.contradictions[0].says


def test_the_last_day_that_can_be_written_breaks_nothing() -> None:
    from recourse.reasoning import routes

    facts = {"leave_type": "limited", "leave_expiry": "9999-12-31", "mvdac_granted_on": "9999-12-01"}
    for day in (date.min, date(1900, 1, 1), date.max):
        assert routes.plan(routes.england(), facts, as_at=day).first_step


def test_days_in_order_contradict_nothing() -> None:
    found = on("2026-11-22", **REFUSED, asylum_claim_date="2026-01-20", last_decision_sent_on="2026-11-13")
    assert found.contradictions == () and found.left_out == {}


def test_all_of_it_can_be_told_as_plain_values() -> None:
    told = on("2026-11-22", **REFUSED, last_decision_sent_on="2026-11-15").to_json()
    one = next(one for one in told["deadlines"] if one["key"] == "appeal_ftt_in_uk")
    assert one["show_date"] == "2026-11-27" and one["act_by"] == "2026-11-27"
    assert told["contradictions"] == [] and told["left_out"] == {}
