"""Each invented person gets the plan that the law gives them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recourse.reasoning import routes, rulebook
from recourse.reasoning.routes import expecting
from recourse.reasoning.rulebook import cases, loading

FILES = ("worked", "people", "edges", "protected", "shut")


def people() -> list[cases.Case]:
    found = []
    for name in FILES:
        for case in cases.read(loading.ENGLAND / "routes" / f"{name}.yaml"):
            assert isinstance(case, cases.Case), str(case)
            found.append(case)
    return found


PEOPLE = people()


@pytest.mark.parametrize("case", PEOPLE, ids=lambda case: case.id)
def test_the_plan_is_the_one_expected(case: cases.Case) -> None:
    atlas = routes.england()
    plan = routes.plan(atlas, case.facts, as_at=case.as_at, closed_world=True)
    assert set(case.expect) <= set(expecting.KEYS)
    assert [str(one) for one in expecting.compared(atlas, plan, case)] == []


def test_a_wrong_expectation_is_a_mismatch_for_every_key() -> None:
    case = next(case for case in PEOPLE if case.id == "VR27")
    wrong = {
        "raise": ["R-NTL"], "check": ["R-MVDAC"], "prepare": {"R-MVDAC": "2027-01-01"},
        "blocked": {"R-MVDAC": "R-NTL"}, "in_progress": ["R-VDA"], "not_indicated": ["R-VDA"],
        "unscreened": ["R-VDA"], "deadlines": {"jr": "2026-12-01"}, "adviser": "N", "ho_contact": 3,
        "fee": 12, "first_step": "R-NTL", "opens_if_granted": ["moon"], "interim_after_lodging": ["moon"],
        "flags": {"legal_aid": "none", "moon": True},
    }  # fmt: skip
    atlas = routes.england()
    plan = routes.plan(atlas, case.facts, as_at=case.as_at, closed_world=True)
    found = list(expecting.compared(atlas, plan, replace(case, expect=wrong)))
    assert {one.key.split()[0] for one in found} == set(wrong) == set(expecting.KEYS)


def test_every_route_is_shown_live_in_somebody() -> None:
    atlas = routes.england()
    seen = set()
    for case in PEOPLE:
        plan = routes.plan(atlas, case.facts, as_at=case.as_at, closed_world=True)
        seen |= set(plan.order)
    assert set(atlas.routes) - seen == set()


def test_a_case_of_low_confidence_is_only_to_be_checked() -> None:
    case = next(case for case in PEOPLE if case.id == "VR04")
    plan = routes.plan(routes.england(), case.facts, as_at=case.as_at, closed_world=True)
    assert plan.those("raise") == []


def test_every_route_cites_its_source_and_says_that_nobody_verified_it() -> None:
    for route in routes.england().routes.values():
        assert route.cites and route.first_day and route.sure in ("read", "settled", "inferred", "contested")
        assert route.verified_on is None


def test_the_plan_is_plain_values_that_can_be_kept() -> None:
    import json

    for case in PEOPLE:
        json.dumps(routes.plan(routes.england(), case.facts, as_at=case.as_at).to_json())


def test_no_sentence_of_a_plan_tells_anybody_to_apply() -> None:
    for case in PEOPLE:
        plan = routes.plan(routes.england(), case.facts, as_at=case.as_at)
        said = [step.says for step in plan.steps] + [stand.sentence for stand in plan.routes.values()]
        assert not [one for one in said if one.lower().startswith("apply") or " should apply" in one.lower()]


def test_a_household_with_two_main_applicants_is_refused() -> None:
    with pytest.raises(routes.BadHousehold, match="two main applicants"):
        routes.plan(
            routes.england(),
            {"household": [{"role": "partner", "asks_as_main_applicant": True}]},
            as_at=PEOPLE[0].as_at,
        )


def test_a_child_older_than_a_parent_is_refused() -> None:
    facts = {"date_of_birth": "2000-01-01", "dependent_children": [{"date_of_birth": "1990-01-01"}]}
    with pytest.raises(routes.BadHousehold, match="older than"):
        routes.plan(routes.england(), facts, as_at=PEOPLE[0].as_at)


def test_each_adult_is_tried_as_main_applicant() -> None:
    facts = {
        "status_code": "OVERSTAYER",
        "household": [{"role": "partner", "status_code": "EUSS_PRESETTLED", "uk_days_last_60_months": 1000}],
    }
    plans = routes.each_adult(routes.england(), facts, as_at=PEOPLE[0].as_at)
    assert plans["partner 1"].routes["R-PSS-SS"].outcome == "raise"
    assert plans[""].routes["R-PSS-SS"].outcome == "not_indicated"


def test_the_rulebook_of_entitlements_knows_nothing_of_routes() -> None:
    assert not [key for key in rulebook.england().definitions if key.startswith("r_")]


def test_forgetting_any_fact_never_turns_a_route_into_not_indicated() -> None:
    atlas = routes.england()
    for case in PEOPLE:
        raised = {stand.id for stand in routes.plan(atlas, case.facts, as_at=case.as_at).those("raise")} - {
            "R-SAR",
            "R-FEEWAIVER",
        }
        for name in case.facts:
            less = {other: value for other, value in case.facts.items() if other != name}
            plan = routes.plan(atlas, less, as_at=case.as_at)
            shut = [one for one in raised if plan.routes[one].outcome == "not_indicated"]
            assert shut == [], (case.id, name)
