"""Makes a plan: judges every route, holds back what must wait, orders the rest, and finds its head."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from recourse.reasoning.routes import (
    deadlines,
    flagging,
    households,
    interacting,
    judging,
    leading,
    ordering,
    replanning,
    standing,
    stepping,
    warning,
)
from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.deadlines import Deadlines
from recourse.reasoning.routes.judging import Verdict
from recourse.reasoning.routes.outline import Plan
from recourse.reasoning.routes.route import RAISE
from recourse.reasoning.routes.words import APPEAL_DAYS_RUN, DEADLINE_SOON, NO_ROUTE_RAISED
from recourse.reasoning.rulebook import recording
from recourse.reasoning.rulebook.person import Person

SOON = 45


def plan(atlas: Atlas, facts: Mapping[str, Any], *, as_at: date, closed_world: bool = False) -> Plan:
    """The plan of a person on a day, from facts as `rulebook.answer` takes them.

    Raises BadFacts for facts that do not fit, and BadHousehold for a household that cannot be.
    """
    recorded = recording.recorded(atlas.book, facts)
    return of(atlas, Person(atlas.law, recorded, day=as_at, closed=closed_world))


def each_adult(
    atlas: Atlas, facts: Mapping[str, Any], *, as_at: date, closed_world: bool = False
) -> dict[str, Plan]:
    """The plan with each adult of the household as main applicant, by name; the person asked about is ""."""
    recorded = recording.recorded(atlas.book, facts)
    person = Person(atlas.law, recorded, day=as_at, closed=closed_world)
    found = {"": of(atlas, person)}
    for one in person.around().adults:
        if one.name and not one.is_child:
            own = households.as_applicant(one, recorded, atlas.book)
            found[one.name] = of(atlas, Person(atlas.law, own, day=as_at, closed=closed_world))
    return found


def of(atlas: Atlas, person: Person) -> Plan:
    """The plan of one person, who is used up by it."""
    households.refuse(person.first())
    days = deadlines.of(person)
    person.take(DEADLINE_SOON, _is_soon(days))
    days_run = _appeal_days_run(atlas, days)
    if days_run is not None:
        person.take(APPEAL_DAYS_RUN, days_run)
    verdicts = interacting.held_back(atlas, person, judging.judge(atlas, person))
    person.take(NO_ROUTE_RAISED, not any(_counts(told) for told in verdicts.values()))
    depth = interacting.levels(atlas, person, verdicts)
    order = ordering.ordered(atlas, verdicts, depth, days, person.day)
    head = leading.lead(atlas, person, verdicts, order)
    stands = {name: standing.stand(atlas, told, days) for name, told in verdicts.items()}
    raised = [
        stands[name] for name in (head.route, *order) if name in stands and stands[name].outcome == RAISE
    ]
    flags = flagging.of_plan(atlas, person, verdicts, order, head, days)
    return Plan(
        as_at=person.day,
        edition=atlas.book.edition,
        routes=stands,
        each=standing.of_each(atlas, person, verdicts, days),
        order=tuple(order),
        lead=head.route,
        adviser=head.adviser,
        is_adviser_first=head.is_adviser_first,
        contact=head.contact,
        fee=head.fee,
        first_step=head.first_step,
        steps=stepping.steps(atlas, stands, order, person.day),
        deadlines=days.every,
        contradictions=tuple(one.says for one in days.contradictions),
        left_out=days.left_out,
        urgent_by=flags.get("urgent_by"),
        flags=flags,
        opens=tuple(dict.fromkeys(one for stand in raised for one in stand.opens)),
        interim=tuple(dict.fromkeys(one for stand in raised for one in stand.interim)),
        turns=replanning.turns(atlas, person, verdicts, days),
        warnings=warning.warnings(atlas, person, head, [verdicts[name] for name in order]),
    )


def _is_soon(days: Deadlines) -> bool:
    return any(one.running and one.protects and one.days_left < SOON for one in days.every)


def _appeal_days_run(atlas: Atlas, days: Deadlines) -> bool | None:
    """Whether an appeal is still in time, days of grace included; None while no day is known."""
    keys = {use.key for use in atlas.routes["R-APPEAL"].deadlines}
    found = [one.running for one in days.every if one.key in keys and not one.whose]
    return any(found) if found else None


def _counts(told: Verdict) -> bool:
    return told.outcome == RAISE and told.route.kind != leading.PROCESS


__all__ = ["each_adult", "of", "plan"]
