"""Finds the route a plan begins with, and from it who must advise, the contact, fee and first step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.judging import SELF, Verdict
from recourse.reasoning.routes.ordering import contact
from recourse.reasoning.routes.route import (
    BLOCKED,
    CHECK,
    IN_PROGRESS,
    PREPARE,
    RAISE,
    first,
)
from recourse.reasoning.routes.words import LEAD
from recourse.reasoning.rulebook.person import UNKNOWN, Person

RETURN, PROCESS = "return", "process"
LEGAL_AID_STEPS = frozenset(
    {
        *("legal_aid_provider", "legal_aid_provider_same_day", "urgent_legal_advice"),
        *("childrens_services_referral",),
    }
)


@dataclass(frozen=True, slots=True)
class Lead:
    """What stands at the head of a plan."""

    route: str
    adviser: str
    is_adviser_first: bool
    contact: int
    fee: float | None
    first_step: str


def lead(atlas: Atlas, person: Person, verdicts: Mapping[str, Verdict], order: Sequence[str]) -> Lead:
    """The head of the plan; the outcomes of the routes are already known to the person's conditions."""
    name = leading(verdicts, order)
    person.take(LEAD, name or "none")
    step = next((step for holds, step in atlas.first_steps if holds(person) is True), "R-ADVISER")
    told = verdicts.get(name)
    if told is None:
        return Lead("", _level(person, "L2", step), False, 0, None, step)
    return Lead(
        route=name,
        adviser=_level(person, str(first(told.route.adviser, told.person, "L2")), step),
        is_adviser_first=adviser_first(told),
        contact=contact(told),
        fee=fee(told),
        first_step=step,
    )


def leading(verdicts: Mapping[str, Verdict], order: Sequence[str]) -> str:
    """The first raised route, processes only where nothing else is raised and going home last.

    Else the first to be checked, prepared, in progress or blocked, those with a reason of their own first.
    """
    raised = [
        name for name in order if verdicts[name].outcome == RAISE and not _is_childs_check(verdicts[name])
    ]
    for kinds in ({PROCESS, RETURN}, {RETURN}, set[str]()):
        found = [name for name in raised if verdicts[name].route.kind not in kinds]
        if found:
            return found[0]
    rest = (CHECK, PREPARE, IN_PROGRESS, BLOCKED)
    those = [name for name in order if verdicts[name].outcome in rest]
    those.sort(key=lambda name: _place(verdicts[name], rest))
    if those:
        return those[0]
    return ""


def _place(told: Verdict, rest: tuple[str, ...]) -> tuple[bool, int, bool]:
    """What the person's own facts point to comes before what is only swept up with their situation."""
    is_own = told.is_triggered or told.outcome == IN_PROGRESS
    return not is_own, rest.index(told.outcome), told.route.kind == PROCESS


def _is_childs_check(told: Verdict) -> bool:
    return told.route.id == "R-NATCHECK" and told.whose != SELF


def adviser_first(told: Verdict) -> bool:
    """Whether an adviser comes before this route is touched: always at first contact with the Home Office."""
    asked = told.route.adviser_first
    is_asked = asked is not None and asked(told.person) is True
    return is_asked or contact(told) == 3 or first(told.route.contact, told.person, 0) == 3


def _level(person: Person, level: str, step: str) -> str:
    """The level of adviser; a deportation order and a first step that names legal aid raise it."""
    if step in LEGAL_AID_STEPS:
        return "LAP"
    if person.value("deportation_order") is True:
        return "SOL"
    return level


def adviser(told: Verdict) -> str:
    """Who may advise on this route."""
    return _level(told.person.first(), str(first(told.route.adviser, told.person, "L2")), "")


def fee(told: Verdict) -> float | None:
    """The fee of a route in pounds; None while no figure is recorded for the day."""
    found: Any = first(told.route.fee, told.person)
    return None if found is UNKNOWN or isinstance(found, date) else found
