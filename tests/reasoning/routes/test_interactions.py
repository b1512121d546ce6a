"""Which route comes before, shuts out, goes beside or unlocks which: each row with somebody in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from recourse.reasoning import routes
from recourse.reasoning.routes import Plan
from recourse.reasoning.routes.timetable import timetable
from tests.reasoning.routes.test_people import PEOPLE

ATLAS = routes.england()
DAY = date(2026, 11, 22)
TOO_POOR = {"can_afford_fee": False}
WIFE = {"status_code": "SPOUSE_5Y", "last_leave_route": "appendix_fm_partner", "in_uk": True}
ABUSED = {**WIFE, "domestic_abuse_victim": True, "abuse_caused_breakdown": True, "destitute": True}
TWENTY = {
    "status_code": "OVERSTAYER", "continuous_residence_from": "2004-01-01", "imprisoned_days_total": 0,
    "claimed_asylum_ever": False,
}  # fmt: skip
FATHER = {
    "status_code": "OVERSTAYER", "parental_role": "sole", "dependent_children": [{"age": 5, "british": True}],
    "claimed_asylum_ever": False,
}  # fmt: skip
PRESETTLED = {"status_code": "EUSS_PRESETTLED", "status_evidence": "none"}
GOING = {"wants_return": "considering", "travel_document": "valid"}
AFRAID = {"status_code": "OVERSTAYER", "fear_of_return": True, "claimed_asylum_ever": False}
REFUSED = {"last_decision_kind": "refusal_hr", "certified": "none", "last_decision_sent_on": "2026-11-16"}
WAITS_LONG = {"pending_application": {"kind": "ntl", "lodged_on": "2026-03-01"}}
AGREED = {
    "agency_registered_user": True, "rough_sleeping": True,
    "consent_ho_contact": {"given": True, "written": True, "scope": ["hes"], "capacity_ok": True},
}  # fmt: skip
GIRL_AND_BROTHER = [
    {
        "age": 11,
        "born_in_uk": True,
        "british": False,
        "absences_over_90_days_any_year": False,
        "uk_years": 11,
    },
    {"age": 5, "british": True},
]

PRECEDES: list[tuple[str, str, dict[str, Any]]] = [
    ("R-FEEWAIVER", "R-EXTEND", {**WIFE, **TOO_POOR, "leave_expiry": "2026-12-20"}),
    ("R-FEEWAIVER", "R-PL-20", {**TWENTY, **TOO_POOR}),
    ("R-FEEWAIVER", "R-PL-VSO", {**TOO_POOR, **AFRAID, "continuous_residence_from": "2015-01-01"}),
    ("R-FEEWAIVER", "R-FAM-PARENT", {**FATHER, **TOO_POOR}),
    ("R-FEEWAIVER", "R-FAM-PARTNER", {**TOO_POOR, **AFRAID, "partner_genuine_subsisting": True}),
    ("R-FEEWAIVER", "R-ART8", {**TOO_POOR, **AFRAID, "private_or_family_ties": True}),
    ("R-EVISA", "R-PSS-SS", {**PRESETTLED, "uk_days_last_60_months": 1000}),
    ("R-EVISA", "R-PSS-DEFEND", {**PRESETTLED, "pss_removal_letter_on": "2026-11-12"}),
    ("R-EVISA", "R-UPE", {"status_code": "UKR_SCHEME", "status_evidence": "none", "in_uk": True,
                          "leave_expiry": "2026-12-20"}),
    ("R-NRM", "R-ASYLUM", {**AFRAID, "trafficking_indicators": True, "consents_to_nrm": True}),
    ("R-AGE", "R-ASYLUM", {**AFRAID, "age_disputed": True, "age_claimed": 16}),
    ("R-REG-CHILD", "R-FAM-PARENT", {**FATHER, "dependent_children": GIRL_AND_BROTHER}),
    ("R-SAR", "R-FURTHER", {"status_code": "ARE_SINGLE", "new_evidence_since_refusal": True}),
    ("R-SAR", "R-EUSS-LATE", {"status_code": "EEA_NO_STATUS", "nationality": ["PL"],
                              "resident_uk_31dec2020": True, "euss_app_state": "rejected_invalid"}),
    ("R-PSS-SS", "R-RECONNECT", {**PRESETTLED, **GOING, "uk_days_last_60_months": 1000,
                                 "wants_return": "decided", "return_advice_taken_on": "2026-11-10"}),
    ("R-ASYLUM", "R-STATELESS", {**AFRAID, "statelessness_indicators": True}),
    ("R-MVDAC", "R-VDA", ABUSED),
]  # fmt: skip
SHUTS: list[tuple[str, str, dict[str, Any]]] = [
    ("R-EXTEND", "R-COC", {**WIFE, "nrpf_condition": True, "destitute": True, "leave_expiry": "2026-12-20"}),
    ("R-WINDRUSH", "R-NTL", {"status_code": "ILR", "arrived_before_1989": True, "indefinite_leave_ever": True,
                             "status_evidence": "passport_stamp", "absent_over_2y_since_ilr": False}),
    ("R-NATCHECK", "R-NTL", {"status_code": "ILR", "indefinite_leave_ever": True, "parent_british": True,
                             "status_evidence": "passport_stamp", "absent_over_2y_since_ilr": False}),
    ("R-NATCHECK", "R-HES", {**AGREED, "status_code": "UNKNOWN", "status_evidence": "none",
                             "parent_british": True}),
    ("R-PSS-SS", "R-PSS-DEFEND", {**PRESETTLED, "uk_days_last_60_months": 1000,
                                  "pss_removal_letter_on": "2026-11-12"}),
    ("fear_of_return", "R-VRS", {**AFRAID, **GOING}),
    ("fear_of_return", "R-RECONNECT", {**AFRAID, **GOING}),
    ("R-APPEAL", "R-FURTHER", {"asylum_claim_status": "are", "appeal_status": "pending",
                               "new_evidence_since_refusal": True}),
    ("R-APPEAL", "R-JR", {**REFUSED, **WAITS_LONG, "status_code": "OVERSTAYER"}),
    ("R-ASYLUM", "R-STATELESS", {**AFRAID, "statelessness_indicators": True}),
]  # fmt: skip
PARALLEL: list[tuple[str, str, dict[str, Any]]] = [
    ("R-MVDAC", "R-VDA", ABUSED),
    ("R-RECON", "R-APPEAL", {**REFUSED, **WAITS_LONG, "status_code": "OVERSTAYER"}),
    ("R-HES", "R-EXTEND", {**AGREED, "status_code": "S3C_APPLICATION", "status_evidence": "none",
                           "pending_application": {"kind": "flr_m", "lodged_on": "2026-03-01"}}),
    ("R-NRM", "R-ASYLUM", {**AFRAID, "trafficking_indicators": True, "consents_to_nrm": True}),
    ("R-NRM", "R-EUSS-LATE", {"status_code": "EEA_NO_STATUS", "nationality": ["RO"],
                              "resident_uk_31dec2020": True, "euss_app_state": "never",
                              "trafficking_indicators": True, "consents_to_nrm": True}),
]  # fmt: skip
UNLOCKS: list[tuple[str, tuple[str, ...], dict[str, Any]]] = [
    ("R-ASYLUM", ("asylum_s98", "asylum_s95"), AFRAID),
    ("R-FURTHER", ("asylum_s4",), {"status_code": "ARE_SINGLE", "new_evidence_since_refusal": True}),
    ("R-JR", ("asylum_s4",), {"status_code": "ARE_SINGLE", "last_decision_kind": "refusal_further_subs_353"}),
    ("R-VRS", ("asylum_s4",), {"status_code": "ARE_SINGLE", **GOING}),
    ("R-PL-20", ("legal_barrier_to_return", "sch3_override", "sch10"), TWENTY),
    ("R-FAM-PARENT", ("legal_barrier_to_return", "s17", "sch10"), FATHER),
    ("R-APPEAL", ("asylum_s95",), {**REFUSED, "last_decision_kind": "refusal_protection",
                                  "status_code": "ASYLUM_SEEKER"}),
]  # fmt: skip


def plan_of(facts: dict[str, Any], day: date = DAY) -> Plan:
    return routes.plan(ATLAS, facts, as_at=day)


@pytest.mark.parametrize(("earlier", "later", "facts"), PRECEDES, ids=lambda one: str(one)[:16])
def test_one_route_comes_before_the_other(earlier: str, later: str, facts: dict[str, Any]) -> None:
    order = plan_of(facts).order
    assert order.index(earlier) < order.index(later)


@pytest.mark.parametrize(("by", "route", "facts"), SHUTS, ids=lambda one: str(one)[:16])
def test_one_route_holds_the_other_back(by: str, route: str, facts: dict[str, Any]) -> None:
    stand = plan_of(facts).routes[route]
    assert (stand.outcome, stand.blocked_by) == ("blocked", by)
    assert stand.blocked_says


@pytest.mark.parametrize(("one", "other", "facts"), PARALLEL, ids=lambda one: str(one)[:16])
def test_two_routes_go_side_by_side(one: str, other: str, facts: dict[str, Any]) -> None:
    plan = plan_of(facts)
    assert {plan.routes[name].outcome for name in (one, other)} <= {"raise", "in_progress"}


@pytest.mark.parametrize(("route", "codes", "facts"), UNLOCKS, ids=lambda one: str(one)[:16])
def test_lodging_unlocks_help_meanwhile(route: str, codes: tuple[str, ...], facts: dict[str, Any]) -> None:
    assert set(codes) <= set(plan_of(facts).routes[route].interim)


def test_somebody_with_permission_is_told_of_no_barrier_they_do_not_need() -> None:
    father = {**FATHER, "status_code": "STUDENT", "leave_expiry": "2028-01-01"}
    stand = plan_of(father).routes["R-FAM-PARENT"]
    assert stand.outcome == "raise" and stand.interim == ()


def test_an_account_put_right_opens_only_what_the_permission_carries() -> None:
    student = {"status_code": "STUDENT", "status_evidence": "none", "nrpf_condition": True}
    settled = {"status_code": "ILR", "status_evidence": "brp_expired"}
    assert plan_of(student).routes["R-EVISA"].opens == ("proof", "right_to_rent")
    assert "part7" in plan_of(settled).routes["R-EVISA"].opens
    assert "part7" not in plan_of({**PRESETTLED, "nrpf_condition": False}).routes["R-EVISA"].opens


@pytest.mark.parametrize("route", sorted(set().union(*(
    block.routes for block in ATLAS.blocks if block.clause.blocked_by == "R-NATCHECK"
))))  # fmt: skip
def test_whoever_may_be_british_is_asked_that_before_any_application_for_permission(route: str) -> None:
    """Every invented person in whom the route is open, with a British parent added."""
    open_to = [case for case in PEOPLE if any(route in case.expect.get(one, ()) for one in _OPEN)]
    assert open_to
    for case in open_to[:4]:
        plan = plan_of({**case.facts, "parent_british": True}, case.as_at)
        if plan.routes["R-NATCHECK"].outcome == "raise" and plan.routes[route].outcome != "not_indicated":
            assert plan.routes[route].outcome == "blocked", (case.id, plan.routes[route].outcome)


_OPEN = ("raise", "check", "prepare")


@pytest.mark.parametrize("waiting", ["pending_appeal", "pending_application"])
@pytest.mark.parametrize("route", ["R-VRS", "R-RECONNECT"])
def test_leaving_destroys_what_waits_and_so_waits_itself(route: str, waiting: str) -> None:
    going = {"status_code": "OVERSTAYER", **GOING, "wants_return": "decided",
             "return_advice_taken_on": "2026-11-01", "fear_of_return": False}  # fmt: skip
    what: dict[str, Any] = (
        {"appeal_status": "pending"} if waiting == "pending_appeal" else {"pending_application": True}
    )
    assert plan_of({**going, **what}).routes[route].blocked_by == waiting
    assert plan_of({**going, **what, "adviser_agrees": True}).routes[route].outcome == "raise"


def test_a_child_is_registered_first_only_while_no_day_of_the_parent_is_near() -> None:
    father = {**FATHER, "dependent_children": GIRL_AND_BROTHER}
    near = {**father, **REFUSED}
    assert plan_of(father).order.index("R-REG-CHILD") < plan_of(father).order.index("R-FAM-PARENT")
    assert plan_of(near).lead == "R-APPEAL"
    assert plan_of(near).order.index("R-FAM-PARENT") < plan_of(near).order.index("R-REG-CHILD")


def test_the_old_file_is_not_waited_for_when_a_day_is_near() -> None:
    refused = {"status_code": "ARE_FAMILY", "new_evidence_since_refusal": True}
    assert plan_of(refused).routes["R-SAR"].outcome == "raise"
    near = plan_of({**refused, "family_return_offer_on": "2026-11-20"})
    assert near.routes["R-SAR"].outcome == "not_indicated" and near.routes["R-FURTHER"].outcome == "raise"


def test_settlement_without_money_leads_back_to_the_extension_with_a_waiver() -> None:
    plan = plan_of({**WIFE, **TOO_POOR, "leave_expiry": "2026-12-20", "five_years_complete_on": "2026-12-01",
                    "english_and_life_test": True})  # fmt: skip
    assert plan.routes["R-ILR"].outcome == "check" and plan.flags["no_waiver_for_ilr"] is True
    assert {plan.routes[one].outcome for one in ("R-EXTEND", "R-FEEWAIVER")} == {"raise"}


def test_naturalising_comes_a_year_after_settling() -> None:
    settled = {"status_code": "ILR", "ilr_granted_on": "2026-06-01", "uk_residence_start": "2016-01-01",
               "english_and_life_test": True, "irregular_entry": False}  # fmt: skip
    assert plan_of(settled).routes["R-NATURALISE"].opens_on == date(2027, 6, 1)
    assert set(ATLAS.before["R-NATURALISE"]) == {"R-ILR", "R-PROT-SETTLE", "R-PSS-SS"}
    assert set(ATLAS.before["R-VTS"]) == {"R-NRM"}


def test_withdrawing_is_no_step_of_any_plan() -> None:
    for case in PEOPLE:
        said = [step.says.lower() for step in plan_of(dict(case.facts), case.as_at).steps]
        assert not [one for one in said if "withdraw" in one], case.id


def test_every_deadline_is_lived_by_a_route() -> None:
    rows = timetable(ATLAS.book).rows
    lived = {use.key for route in ATLAS.routes.values() for use in route.deadlines}
    assert {key for key, row in rows.items() if row.sort == "deadline"} - lived == set()
