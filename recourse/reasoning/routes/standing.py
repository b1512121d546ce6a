"""Tells how each route stands for one person, in plain values that a page can show and keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.routes import flagging, leading, ordering, stepping
from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.deadlines import Deadlines
from recourse.reasoning.routes.judging import Verdict, missing, of_one
from recourse.reasoning.routes.plan import Contested, Stand
from recourse.reasoning.routes.route import LIVE, first


def stand(atlas: Atlas, told: Verdict, days: Deadlines) -> Stand:
    """How a route stands."""
    route = told.route
    is_live = told.outcome in LIVE
    soonest = ordering.nearest(told, days) if is_live else None
    closes = route.closes_on(told.person) if route.closes_on is not None and is_live else None
    contact = ordering.contact(told) if is_live else 0
    made = Stand(
        id=route.id,
        name=route.name,
        says=route.says,
        family=route.family,
        kind=route.kind,
        outcome=told.outcome,
        whose=told.whose,
        sentence="",
        false=tuple(clause.says for clause in told.false),
        unknown=tuple(clause.says for clause in told.unknown),
        missing=tuple(missing(told.unknown, told.person)) if is_live else (),
        contested=tuple(Contested(one.says, one.point, bool(one.adviser_only)) for one in told.points),
        blocked_by=told.blocked_by,
        blocked_says=told.blocked_says,
        opens_on=told.opens_on,
        closes_on=closes if isinstance(closes, date) else None,
        urgent_by=soonest.act_by if soonest is not None else None,
        deadlines=tuple(one.key for one in ordering.used(told, days)) if is_live else (),
        adviser=leading.adviser(told),
        is_adviser_first=leading.adviser_first(told) if is_live else False,
        legal_aid=str(first(route.legal_aid, told.person, "")),
        contact=contact,
        needs_consent=contact >= 2,
        consent=route.consent or "application",
        fee=leading.fee(told) if is_live else None,
        has_waiver=route.has_waiver,
        evidence=route.evidence,
        weeks=route.weeks,
        opens=route.opens,
        interim=route.interim,
        risks=route.risks,
        is_irreversible=route.is_irreversible,
        is_no_regret=route.is_no_regret,
        is_triggered=told.is_triggered,
        cites=route.cites,
        sure=route.sure,
        verified_on=route.verified_on,
        flags=flagging.of_route(told, atlas) if is_live else {},
    )
    return replace(made, sentence=stepping.outcome_sentence(atlas, made))


def of_each(
    atlas: Atlas, person: Person, verdicts: Mapping[str, Verdict], days: Deadlines
) -> dict[str, tuple[Stand, ...]]:
    """Of each route that is asked for everybody in the household, how it stands for each who has an own answer."""
    found = {}
    for name, told in verdicts.items():
        if told.route.of == "person" or not person.around().children:
            continue
        each = [of_one(told.route, one) for one in person.around().children]
        found[name] = tuple(stand(atlas, one, days) for one in each if one.outcome in LIVE)
    return {name: stands for name, stands in found.items() if stands}
