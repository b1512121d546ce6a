"""Every condition of every route decides in an invented person whose plan is expected to show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recourse.reasoning import routes
from recourse.reasoning.routes import deadlines, interacting, judging, ordering
from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.deadlines import Deadlines
from recourse.reasoning.routes.judging import Verdict
from recourse.reasoning.routes.outline import Plan
from recourse.reasoning.routes.route import LIVE, NOT_INDICATED, UNSCREENED, Case, Route
from recourse.reasoning.routes.words import APPEAL_DAYS_RUN, DEADLINE_SOON, LEAD, NO_ROUTE_RAISED
from recourse.reasoning.rulebook import cases, recording
from recourse.reasoning.rulebook.person import Person
from tests.reasoning.routes.test_people import PEOPLE

ATLAS = routes.england()
CASES = ("adviser", "legal_aid", "fee", "contact", "opens_on")
# They ask only whether something is known: whichever way it is answered, the route stays open.
NEVER_SHUT = {"R-MVDAC support shuts", "R-NTL kept shuts", "R-RECONNECT travel shuts"}


def clauses(atlas: Atlas) -> set[str]:
    """The name of everything that has to decide somewhere."""
    found = {name for route in atlas.routes.values() for name in of_route(route)}
    found |= {f"{block.relation} {number}" for number, block in enumerate(atlas.blocks)}
    found |= {f"flag {number} {flag.name}" for number, flag in enumerate(atlas.flags)}
    found |= {f"warning {one.id}" for one in atlas.cautions}
    return found | {f"first step {number} {step}" for number, (_, step) in enumerate(atlas.first_steps)}


def of_route(route: Route) -> Iterator[str]:
    for clause in route.gateways:
        if clause.adviser_only:
            yield f"{route.id} notes {clause.id}"
            continue
        yield f"{route.id} {clause.id} holds"
        yield f"{route.id} {clause.id} {'waits' if clause.only_waits else 'shuts'}"
    for number, _ in enumerate(route.triggers):
        yield f"{route.id} trigger {number}"
    for number, _ in enumerate(route.sweeps):
        yield f"{route.id} sweep {number}"
    for number, _ in enumerate(route.not_if):
        yield f"{route.id} not if {number}"
    for number, _ in enumerate(route.contested):
        yield f"{route.id} contested {number}"
    for name in ("in_progress", "adviser_first", "safety"):
        if getattr(route, name) is not None:
            yield f"{route.id} {name}"
    for name in CASES:
        for number, _ in enumerate(getattr(route, name)):
            yield f"{route.id} {name} {number}"
    for name in ("opens", "interim"):
        for number in range(len(getattr(route, name))):
            yield f"{route.id} {name} {number}"
    for use in route.deadlines:
        yield f"{route.id} deadline {use.key}"
    for number, flag in enumerate(route.flags):
        yield f"{route.id} flag {number} {flag.name}"


def fired(atlas: Atlas, told: Sequence[cases.Case]) -> set[str]:
    """What decides in these people, each counted only where the plan's expectation names it."""
    found: set[str] = set()
    for case in told:
        facts = recording.recorded(atlas.book, case.facts)
        plan = routes.plan(atlas, case.facts, as_at=case.as_at, closed_world=True)
        person = Person(atlas.law, facts, day=case.as_at, closed=True)
        days = deadlines.of(person)
        person.take(
            DEADLINE_SOON, any(one.running and one.protects and one.days_left < 45 for one in days.every)
        )
        keys = {use.key for use in atlas.routes["R-APPEAL"].deadlines}
        appeals = [one.running for one in days.every if one.key in keys and not one.whose]
        if appeals:
            person.take(APPEAL_DAYS_RUN, any(appeals))
        verdicts = judging.judge(atlas, person)
        held = interacting.held_back(atlas, person, verdicts)
        named = asked(case)
        for name in named & set(verdicts):
            found |= set(of_verdict(verdicts[name], days, plan, case))
            found |= {
                f"{block.relation} {number}"
                for number, block in enumerate(atlas.blocks)
                if name in block.routes and held[name].blocked_says == block.clause.says
            }
        found |= of_plan(atlas, plan, person, case)
    return found


def asked(case: cases.Case) -> set[str]:
    """The routes of which the expectation says something."""
    found: set[str] = set()
    for outcome in judging.OUTCOMES:
        found |= set(case.expect.get(outcome, ()))
    return found


def of_verdict(told: Verdict, days: Deadlines, plan: Plan, case: cases.Case) -> Iterator[str]:
    route, person = told.route, told.person
    for clause in told.false:
        if told.outcome == NOT_INDICATED:
            yield f"{route.id} {clause.id} shuts"
    if told.outcome == UNSCREENED:
        yield from (f"{route.id} {one.id} waits" for one in told.unknown if one.only_waits)
    if told.outcome not in LIVE:
        return
    for clause in route.gateways:
        if clause.adviser_only and clause in told.points:
            yield f"{route.id} notes {clause.id}"
        if clause.holds(person) is True:
            yield f"{route.id} {clause.id} holds"
        elif clause.only_waits:
            yield f"{route.id} {clause.id} waits"
    for kind, tests in (("trigger", route.triggers), ("sweep", route.sweeps)):
        for number, test in enumerate(tests):
            if test(person) is True:
                yield f"{route.id} {kind} {number}"
    yield from of_doing(told, days, plan, case)


def of_doing(told: Verdict, days: Deadlines, plan: Plan, case: cases.Case) -> Iterator[str]:
    route, person = told.route, told.person
    for number, clause in enumerate(route.not_if):
        if told.blocked_says == clause.says:
            yield f"{route.id} not if {number}"
    for number, clause in enumerate(route.contested):
        if clause in told.points:
            yield f"{route.id} contested {number}"
    for name in ("in_progress", "adviser_first", "safety"):
        test = getattr(route, name)
        if test is not None and test(person) is True:
            yield f"{route.id} {name}"
    for name in CASES:
        yield from (f"{route.id} {name} {number}" for number in chosen(getattr(route, name), person))
    for name in ("opens", "interim"):
        for number, one in enumerate(getattr(route, name)):
            if one.holds(person) is True:
                yield f"{route.id} {name} {number}"
    yield from (f"{route.id} deadline {one.key}" for one in ordering.used(told, days))
    wanted = case.expect.get("flags", {})
    for number, flag in enumerate(route.flags):
        is_told = flag.name in wanted and told.outcome in flag.on and flag.holds(person) is True
        if is_told and plan.flags.get(flag.name) == flag.gives(person):
            yield f"{route.id} flag {number} {flag.name}"


def chosen(told: Sequence[Case], person: Person) -> Iterator[int]:
    for number, one in enumerate(told):
        if one.holds(person) is True:
            yield number
            return


def of_plan(atlas: Atlas, plan: Plan, person: Person, case: cases.Case) -> set[str]:
    found: set[str] = set()
    for number, flag in enumerate(atlas.flags):
        if flag.name in case.expect.get("flags", {}) and flag.holds(person) is True:
            stands = [plan.routes[name] for name in flag.routes]
            if not flag.routes or any(stand.outcome in flag.on for stand in stands):
                found.add(f"flag {number} {flag.name}")
    found |= {f"warning {one.id}" for one in atlas.cautions if one.says in plan.warnings}
    person.take(LEAD, plan.lead or "none")
    raised = [one for one in plan.those("raise") if one.kind != "process"]
    person.take(NO_ROUTE_RAISED, not raised)
    for number, (holds, step) in enumerate(atlas.first_steps):
        if holds(person) is True:
            if case.expect.get("first_step") == step:
                found.add(f"first step {number} {step}")
            break
    return found


def test_every_condition_of_every_route_decides_in_somebody() -> None:
    left = clauses(ATLAS) - fired(ATLAS, PEOPLE)
    assert left - NEVER_SHUT == set(), "Write somebody in whom each of these decides."
    assert NEVER_SHUT - left == set(), "These decide now: take them off the list."


def test_a_condition_without_anybody_is_found() -> None:
    without = [case for case in PEOPLE if case.id not in ("return-pressed", "bail-with-child")]
    left = clauses(ATLAS) - fired(ATLAS, without)
    assert {"R-VRS not if 5", "R-SCH10 no-child shuts"} <= left
    assert len(clauses(ATLAS) - fired(ATLAS, [])) == len(clauses(ATLAS)) > 900
