"""What must hold of every plan, over random people half of whom is not known."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recourse.reasoning import routes
from recourse.reasoning.routes import Plan
from recourse.reasoning.rulebook.facts import Fact, Type

DAY = date(2026, 11, 22)
ADVISER_ONLY = (
    *("insurmountable_obstacles_partner", "reasonable_to_expect_child_to_leave"),
    *("very_significant_obstacles", "article_8_disproportionate"),
)
NAMES = (
    *(
        "status_code",
        "leave_type",
        "leave_route",
        "leave_expiry",
        "nrpf_condition",
        "destitute",
        "fear_of_return",
    ),
    *(
        "claimed_asylum_ever",
        "trafficking_indicators",
        "consents_to_nrm",
        "wants_return",
        "age",
        "born_in_uk",
    ),
    *("return_advice_taken_on", "travel_document", "continuous_residence_from", "imprisoned_days_total"),
    *("last_decision_kind", "last_decision_sent_on", "certified", "appeal_status", "euss_app_state"),
    *("resident_uk_31dec2020", "uk_days_last_60_months", "pss_removal_letter_on", "domestic_abuse_victim"),
    *("abuse_caused_breakdown", "mvdac_granted_on", "serious_illness", "treatment_unavailable_on_return"),
    *("statelessness_indicators", "new_evidence_since_refusal", "can_afford_fee", "fee_waiver_requested_on"),
    *(
        "fee_waiver_decided_on",
        "rough_sleeping",
        "status_evidence",
        "agency_registered_user",
        "parental_role",
    ),
    *("consent_ho_contact_given", "consent_ho_contact_written", "consent_ho_contact_capacity_ok"),
    *("consent_ho_contact_scope", "pending_application_lodged_on", "legal_rep", "ho_knows_current_address"),
    *("deportation_order", "age_disputed", "age_claimed", "partner_status", "partner_genuine_subsisting"),
    *("partner_in_uk", "date_of_birth", "age_on_arrival", "parent_status_at_birth", *ADVISER_ONLY),
)


def value_of(fact: Fact) -> st.SearchStrategy[Any]:
    match fact.type:
        case Type.YES_NO:
            return st.booleans()
        case Type.ONE_OF:
            return st.sampled_from(sorted(set(fact.options) - {"DEPARTED"}))
        case Type.SOME_OF:
            return st.lists(st.sampled_from(sorted(fact.options)), min_size=1, max_size=2)
        case Type.DAY:
            return st.integers(-9000, 400).map(lambda days: DAY + timedelta(days=days))
        case _:
            return st.integers(0, 1300)


def facts_of() -> st.SearchStrategy[dict[str, Any]]:
    book = routes.england().book
    made = {name: value_of(fact) for name in NAMES if (fact := book.fact(name)) is not None}
    return st.fixed_dictionaries({}, optional=made)


def plan_of(facts: dict[str, Any], day: date = DAY) -> Plan:
    return routes.plan(routes.england(), facts, as_at=day)


often = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


def test_an_example_reaches_first_contact_so_that_the_next_test_can_fail() -> None:
    plan = plan_of(
        {
            "status_code": "OVERSTAYER", "fear_of_return": True, "claimed_asylum_ever": False,
            "nationality": ["ER"], "consent_ho_contact_given": True, "consent_ho_contact_written": True,
            "consent_ho_contact_capacity_ok": True, "consent_ho_contact_scope": ["application"],
            "legal_rep": "legal_aid",
        }
    )  # fmt: skip
    assert [step.contact for step in plan.steps if step.code == "R-ASYLUM/lodged"] == [3]


@often
@given(facts=facts_of())
def test_a_return_and_an_open_asylum_claim_never_stand_together(facts: dict[str, Any]) -> None:
    plan = plan_of(facts)
    raised = {stand.id: stand.kind for stand in plan.those("raise")}
    assert not ("R-ASYLUM" in raised and "return" in raised.values())


@often
@given(facts=facts_of())
def test_an_adviser_comes_before_first_contact(facts: dict[str, Any]) -> None:
    agreed = {
        "consent_ho_contact_given": True, "consent_ho_contact_written": True, "legal_rep": "solicitor",
        "consent_ho_contact_capacity_ok": True, "consent_ho_contact_scope": ["application", "return"],
    }  # fmt: skip
    plan = plan_of(facts | agreed)
    codes = [step.code for step in plan.steps]
    for place, step in enumerate(plan.steps):
        if step.contact == 3:
            assert "R-ADVISER" in codes[:place] and step.after == ("R-ADVISER",) and step.needs_consent
            assert plan.routes[step.route].is_adviser_first


@often
@given(facts=facts_of())
def test_funds_are_never_raised_in_the_last_sixty_days(facts: dict[str, Any]) -> None:
    plan = plan_of(facts)
    ends = facts.get("leave_expiry")
    if ends is not None and DAY <= ends <= DAY + timedelta(days=60):
        assert plan.routes["R-COC"].outcome != "raise"


@often
@given(facts=facts_of())
def test_a_grant_is_followed_by_proof_and_the_end_of_support_by_a_move(facts: dict[str, Any]) -> None:
    atlas, plan = routes.england(), plan_of(facts)
    codes = {step.code for step in plan.steps}
    for stand in plan.those("raise"):
        grants = [move for move in atlas.graph.moves if stand.id in move.routes and move.kind == "grant"]
        if grants:
            assert f"{stand.id}/proof" in codes
        if any(one.startswith("asylum_s") for move in grants for one in move.closes):
            assert f"{stand.id}/move_on" in codes


@often
@given(facts=facts_of())
def test_nothing_is_raised_on_what_only_an_adviser_may_judge(facts: dict[str, Any]) -> None:
    kept = {name: value for name, value in facts.items() if name not in ADVISER_ONLY}
    for name, stand in plan_of(facts).routes.items():
        if stand.outcome == "raise":
            assert plan_of(kept).routes[name].outcome == "raise"
    for name in ("R-PL-VSO", "R-ART8", "R-FAM-PARTNER", "R-JR"):
        assert plan_of(facts).routes[name].outcome != "raise"


@often
@given(facts=facts_of())
def test_taking_consent_back_removes_every_step_that_needed_it(facts: dict[str, Any]) -> None:
    agreed = facts | {
        "consent_ho_contact_given": True, "consent_ho_contact_written": True,
        "consent_ho_contact_capacity_ok": True, "legal_rep": "solicitor",
        "consent_ho_contact_scope": ["application", "hes", "return"],
    }  # fmt: skip
    reached = {step.route for step in plan_of(agreed).steps if step.contact >= 2}
    assert reached == {stand.id for stand in plan_of(agreed).those("raise") if stand.contact >= 2}
    for taken_back in (
        agreed | {"consent_ho_contact_withdrawn_on": DAY},
        facts | {"consent_ho_contact_given": False},
    ):
        plan = plan_of(taken_back)
        assert plan.routes["R-HES"].outcome != "raise"
        assert not [step for step in plan.steps if step.contact >= 2]


@often
@given(facts=facts_of(), forgotten=st.sampled_from(NAMES))
def test_what_is_not_known_never_shuts_a_route(facts: dict[str, Any], forgotten: str) -> None:
    less = {name: value for name, value in facts.items() if name != forgotten}
    whole, partly = plan_of(facts).routes, plan_of(less).routes
    for name, stand in whole.items():
        if stand.outcome in ("raise", "prepare"):
            assert partly[name].outcome != "not_indicated", (name, forgotten)


@often
@given(facts=facts_of(), seed=st.randoms())
def test_the_order_in_which_facts_came_changes_nothing(facts: dict[str, Any], seed: Any) -> None:
    shuffled = list(facts.items())
    seed.shuffle(shuffled)
    assert plan_of(dict(shuffled)).to_json() == plan_of(facts).to_json()


@often
@given(facts=facts_of(), name=st.sampled_from(NAMES), data=st.data())
def test_learning_a_fact_never_takes_away_a_day_that_protects(
    facts: dict[str, Any], name: str, data: st.DataObject
) -> None:
    from recourse.reasoning.routes.timetable import timetable

    atlas = routes.england()
    fact = atlas.book.fact(name)
    assert fact is not None
    if name in facts:
        return
    before = plan_of(facts)
    after = plan_of(facts | {name: data.draw(value_of(fact))})
    table = timetable(atlas.law.book)
    held = {(one.key, one.result_date) for one in after.urgent}
    for one in before.urgent:
        is_settled = fact.name in table.rows[one.key].settled_by or name == "status_code"
        if not is_settled and one.key not in after.left_out:
            assert any(key == one.key and day <= one.result_date for key, day in held), (one.key, name)


@often
@given(facts=facts_of())
def test_nothing_of_return_is_raised_before_decision_advice_and_a_clear_desk(facts: dict[str, Any]) -> None:
    for stand in plan_of(facts).those("raise"):
        if stand.kind == "return":
            assert facts["wants_return"] == "decided" and facts["return_advice_taken_on"] <= DAY
            assert facts.get("appeal_status") != "pending" and facts.get("fear_of_return") is not True


@often
@given(facts=facts_of())
def test_the_plan_changes_by_itself_only_in_days_to_come(facts: dict[str, Any]) -> None:
    days = [turn.day for turn in plan_of(facts).turns]
    assert days == sorted(days) and all(day > DAY for day in days)


def test_nothing_known_shuts_nothing() -> None:
    for stand in plan_of({}).routes.values():
        assert stand.outcome in ("unscreened", "check"), stand.id


def test_law_that_changed_gives_two_documented_answers() -> None:
    facts = {"status_code": "EUSS_PRESETTLED", "uk_days_last_60_months": 1000}
    assert plan_of(facts, date(2025, 7, 15)).routes["R-PSS-SS"].outcome == "not_indicated"
    assert plan_of(facts, date(2025, 7, 16)).routes["R-PSS-SS"].outcome == "raise"
