"""The seventeen traps around permission that goes on by law (section 3C), each with somebody in it."""

from __future__ import annotations

from datetime import date
from typing import Any

from recourse.reasoning import routes
from recourse.reasoning.routes import Plan

DAY = date(2026, 11, 22)
WIFE = {"status_code": "SPOUSE_5Y", "last_leave_route": "appendix_fm_partner"}


def plan_of(day: date = DAY, **facts: Any) -> Plan:
    return routes.plan(routes.england(), facts, as_at=day)


def test_c1_one_day_late_keeps_nothing_going() -> None:
    plan = plan_of(**WIFE, leave_expiry="2026-11-21")
    assert plan.routes["R-EXTEND"].outcome == "check" and plan.flags["no_s3c"] is True
    assert plan_of(**WIFE, leave_expiry="2026-11-22").routes["R-EXTEND"].outcome == "raise"


def test_c2_an_application_sent_back_as_invalid_leads_to_a_solicitor_and_not_to_an_appeal() -> None:
    plan = plan_of(last_decision_kind="rejection_invalid", last_decision_sent_on="2026-11-10")
    assert plan.routes["R-APPEAL"].outcome == "not_indicated" and plan.routes["R-JR"].outcome == "check"
    assert plan.deadline("jr") == date(2027, 2, 10)


def test_c3_after_a_waiver_the_application_has_ten_working_days() -> None:
    plan = plan_of(
        **WIFE,
        leave_expiry="2026-11-15",
        fee_waiver_requested_on="2026-11-10",
        fee_waiver_decided_on="2026-11-20",
    )
    assert plan.routes["R-EXTEND"].outcome == "raise"
    assert plan.deadline("fee_waiver_then_apply") == date(2026, 12, 4)


def test_c4_a_second_waiver_is_only_checked() -> None:
    plan = plan_of(
        leave_expiry="2026-09-20", fee_waiver_requested_on="2026-09-10", fee_waiver_decided_on="2026-10-01",
        second_fee_waiver_requested_on="2026-10-20", leave_application_made=False,
    )  # fmt: skip
    assert plan.routes["R-EXTEND"].outcome == "check" and plan.adviser == "L2"
    assert plan.flags["home_office_position"] == "s3c_ended"


def test_c5_no_step_ever_withdraws_anything() -> None:
    plan = plan_of(status_code="S3C_APPLICATION", wants_return="considering")
    assert not [step for step in plan.steps if "withdraw" in step.says.lower()]
    assert plan.routes["R-RECONNECT"].blocked_by == "pending_application"


def test_c6_nothing_new_is_raised_beside_an_extension_that_waits() -> None:
    plan = plan_of(
        status_code="S3C_APPLICATION", leave_route="appendix_fm", leave_expiry="2026-10-01",
        parental_role="sole", dependent_children=[{"age": 5, "british": True}],
    )  # fmt: skip
    assert plan.routes["R-EXTEND"].outcome == "in_progress"
    assert plan.routes["R-FAM-PARENT"].blocked_by == "pending_application"
    alone = plan_of(
        status_code="S3C_APPEAL", parental_role="sole", dependent_children=[{"age": 5, "british": True}]
    )
    assert alone.routes["R-FAM-PARENT"].blocked_by == "pending_appeal"


def test_c7_leaving_is_held_back_while_anything_waits() -> None:
    plan = plan_of(
        status_code="ARE_SINGLE", appeal_status="pending", wants_return="decided", travel_document="valid",
        return_advice_taken_on="2026-11-01",
    )  # fmt: skip
    assert {plan.routes[name].blocked_by for name in ("R-VRS", "R-RECONNECT")} == {"pending_appeal"}


def test_c8_the_appeal_day_says_that_it_protects_permission() -> None:
    plan = plan_of(
        **WIFE, last_decision_kind="refusal_hr", last_decision_sent_on="2026-11-16", certified="none"
    )
    day = next(one for one in plan.deadlines if one.key == "appeal_ftt_in_uk")
    assert "permission" in day.protects and plan.routes["R-APPEAL"].outcome == "raise"


def test_c9_a_late_appeal_is_lodged_now_and_never_more_than_checked() -> None:
    plan = plan_of(last_decision_kind="refusal_hr", last_decision_sent_on="2026-10-16", certified="none")
    assert plan.routes["R-APPEAL-LATE"].outcome == "check" and plan.flags["lodge_now_with_reasons"] is True


def test_c10_a_certified_claim_has_no_appeal() -> None:
    plan = plan_of(last_decision_kind="refusal_hr", last_decision_sent_on="2026-11-16", certified="s94")
    assert plan.routes["R-APPEAL"].outcome == "not_indicated"


def test_c11_permission_kept_only_by_an_appeal_shuts_benefits() -> None:
    plan = plan_of(status_code="S3C_APPEAL", nationality=["NG"], appeal_status="pending")
    assert plan.flags["s115_psic"] is True


def test_c12_funds_are_asked_for_inside_the_extension() -> None:
    plan = plan_of(
        status_code="LLR_FAMILY_NRPF", leave_route="appendix_fm", leave_expiry="2026-12-22", destitute=True
    )
    assert plan.routes["R-COC"].outcome == "blocked" and plan.flags["ask_for_recourse_inside_extension"]


def test_c13_proof_follows_every_permission() -> None:
    plan = plan_of(**WIFE, leave_expiry="2026-12-22")
    assert "R-EXTEND/proof" in {step.code for step in plan.steps}


def test_c14_a_new_end_is_the_day_that_counts() -> None:
    early, late = plan_of(**WIFE, leave_expiry="2026-12-01"), plan_of(**WIFE, leave_expiry="2027-12-01")
    assert early.routes["R-EXTEND"].outcome == "raise" and late.routes["R-EXTEND"].outcome == "prepare"


def test_c15_pre_settled_status_needs_no_extension() -> None:
    plan = plan_of(status_code="EUSS_PRESETTLED", leave_expiry="2026-12-01")
    assert plan.routes["R-EXTEND"].outcome == "not_indicated"


def test_c16_windows_open_twenty_eight_or_ninety_days_before() -> None:
    refugee = plan_of(status_code="REFUGEE", leave_expiry="2027-06-15", permission_months=60)
    ukraine = plan_of(status_code="UKR_SCHEME", leave_expiry="2027-06-15")
    assert refugee.routes["R-PROT-SETTLE"].opens_on == date(2027, 5, 18)
    assert ukraine.routes["R-UPE"].opens_on == date(2027, 3, 17)


def test_c17_fourteen_days_of_grace_are_a_day_and_no_permission() -> None:
    plan = plan_of(leave_type="limited", last_leave_route="student", leave_expiry="2026-11-15")
    assert plan.deadline("late_grace") == date(2026, 11, 29) and plan.flags["no_s3c"] is True
    assert plan.first_step == "urgent_adviser"
