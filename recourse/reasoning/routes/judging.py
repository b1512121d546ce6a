"""Judges each route for one person: what is recorded decides, and what is not known is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.route import (
    BLOCKED,
    CHECK,
    IN_PROGRESS,
    NOT_INDICATED,
    OUTCOMES,
    PREPARE,
    RAISE,
    UNSCREENED,
    Clause,
    Route,
    first,
)
from recourse.reasoning.rulebook.checking import names_in
from recourse.reasoning.rulebook.kleene import Test
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from recourse.reasoning.rulebook.tree import Condition

SELF = ""
CHILD_FIRST = "child_first"
_BEST = (RAISE, IN_PROGRESS, BLOCKED, PREPARE, CHECK, UNSCREENED, NOT_INDICATED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a route stands for one person of the household (`whose` is "" for the applicant)."""

    route: Route
    outcome: str
    person: Person
    whose: str
    false: tuple[Clause, ...] = ()
    unknown: tuple[Clause, ...] = ()
    points: tuple[Clause, ...] = ()
    blocked_by: str = ""
    blocked_says: str = ""
    opens_on: date | None = None
    is_triggered: bool = False


def judge(atlas: Atlas, person: Person) -> dict[str, Verdict]:
    """Each route's verdict for the person or, where it is a child's, for the best placed of the household."""
    found: dict[str, Verdict] = {}
    for name in atlas.judged_in:
        each = [of_one(atlas.routes[name], one) for one in _subjects(atlas.routes[name], person)]
        best = min(_told_of(atlas.routes[name], each), key=lambda told: _BEST.index(told.outcome))
        found[name] = best
        own = next((told.outcome for told in each if told.whose == SELF), NOT_INDICATED)
        remember(person, atlas.routes[name], best.outcome, own)
    return found


def _told_of(route: Route, each: list[Verdict]) -> list[Verdict]:
    """Who a route is told of: where it is the children's first, not of an adult nobody asked about."""
    asked = [told for told in each if told.whose != SELF or told.outcome != UNSCREENED]
    return asked if route.of == CHILD_FIRST and asked else each


def remember(person: Person, route: Route, outcome: str, own: str | None = None) -> None:
    """Let later conditions ask for the outcome."""
    person.take(route.fact, outcome)
    if own is not None:
        person.take(f"own_{route.fact}", own)


def _subjects(route: Route, person: Person) -> list[Person]:
    children = person.around().children
    if route.of == "person":
        return [person]
    is_child = person.value("adult") is False
    if route.of in ("both", CHILD_FIRST) or is_child or not children:
        return [person, *children]
    return list(children)


def of_one(route: Route, person: Person) -> Verdict:
    """The verdict on one route for one person; of several false gateways the first is told."""
    if route.first_day > person.day or (route.last_day is not None and route.last_day < person.day):
        return Verdict(route, NOT_INDICATED, person, person.name)
    if route.of == "child" and person.applicant is None and person.value("adult") is not False:
        outcome = NOT_INDICATED if _no_children(person) else UNSCREENED
        return Verdict(route, outcome, person, person.name)
    is_waiting = route.in_progress is not None and route.in_progress(person) is True
    unknown, noted = [], []
    for clause in () if is_waiting else route.gateways:
        truth = clause.holds(person)
        if truth is False and not clause.only_waits:
            return Verdict(route, NOT_INDICATED, person, person.name, false=(clause,))
        if clause.adviser_only:
            noted.append(clause)
        elif truth is not True:
            unknown.append(clause)
    triggered = _any(route.triggers, person)
    if is_waiting:
        return Verdict(route, IN_PROGRESS, person, person.name, is_triggered=triggered)
    is_asked = triggered or _any(route.sweeps, person)
    if not is_asked and any(not clause.only_waits for clause in unknown):
        return Verdict(route, UNSCREENED, person, person.name, unknown=tuple(unknown))
    points = (*noted, *(clause for clause in route.contested if clause.holds(person) is True))
    blocker = next((clause for clause in route.not_if if clause.holds(person) is True), None)
    outcome, opens_on = _open(route, person, unknown, points, is_asked)
    return Verdict(
        route=route,
        outcome=BLOCKED if blocker is not None else outcome,
        person=person,
        whose=person.name,
        unknown=tuple(unknown),
        points=points,
        blocked_by=blocker.blocked_by if blocker is not None else "",
        blocked_says=blocker.says if blocker is not None else "",
        opens_on=opens_on,
        is_triggered=triggered,
    )


def _any(tests: tuple[Test, ...], person: Person) -> bool:
    return any(test(person) is True for test in tests)


def _no_children(person: Person) -> bool:
    around = person.around()
    return around.children_known and not around.children


def _open(
    route: Route, person: Person, unknown: list[Clause], points: tuple[Clause, ...], is_asked: bool
) -> tuple[str, date | None]:
    """A route that nothing shuts: to raise, to prepare for a day, or to check; and the day it opens."""
    opens_on = first(route.opens_on, person)
    if unknown or opens_on is UNKNOWN:
        shown = opens_on if isinstance(opens_on, date) else None
        return (CHECK if is_asked else UNSCREENED), shown
    from_day = route.raise_from(person) if route.raise_from is not None else opens_on
    if isinstance(from_day, date) and from_day > person.day:
        return PREPARE, opens_on
    is_limited = any(clause.adviser_only == "limits" for clause in route.gateways)
    is_contested = any(not clause.adviser_only for clause in points)
    return (CHECK if is_limited or is_contested else RAISE), opens_on


def missing(clauses: tuple[Clause, ...], person: Person) -> list[str]:
    """The facts not known on which these conditions wait."""
    found: dict[str, None] = {}
    for clause in clauses:
        _waits_on(clause.when, person, found, set())
    return list(found)


def _waits_on(node: Condition, person: Person, found: dict[str, None], seen: set[str]) -> None:
    law = person.law
    for name in names_in(node):
        if name in seen:
            continue
        seen.add(name)
        definition = law.book.definitions.get(name)
        if definition is None:
            fact = law.book.facts.get(name)
            if fact is not None and fact.question and _value(person, name) is UNKNOWN:
                found[name] = None
        elif definition.topic != "routes" or law.judged(person, name)[0] is None:
            for rule in definition.rules:
                _waits_on(rule.when, person, found, seen)


def _value(person: Person, name: str) -> Any:
    return person.value(name)


__all__ = ["OUTCOMES", "Verdict", "judge", "missing", "of_one", "remember"]
