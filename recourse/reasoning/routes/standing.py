"""Tells how each route stands for one person, in plain values that a page can show and keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from recourse.reasoning.routes import flagging, leading, ordering, stepping
from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.deadlines import Deadlines
from recourse.reasoning.routes.judging import Verdict, missing, of_one
from recourse.reasoning.routes.outline import Contested, Stand
from recourse.reasoning.routes.route import LIVE, Case, Route, first, opened
from recourse.reasoning.rulebook.person import Person

MOST_KEPT = 20_000
_AS_WRITTEN = (
    *("id", "name", "says", "family", "kind", "has_waiver", "evidence", "weeks"),
    *("risks", "is_irreversible", "is_no_regret", "cites", "sure", "verified_on"),
)


def _written(route: Route) -> dict[str, Any]:
    """What a stand tells as the law files write it."""
    return {name: getattr(route, name) for name in _AS_WRITTEN}


def stand(atlas: Atlas, told: Verdict, days: Deadlines) -> Stand:
    """How a route stands. What is not open is told alike to everybody of whom the same is recorded."""
    if told.outcome in LIVE:
        return _stand(atlas, told, days)
    key = (told.route.id, told.outcome, told.whose, told.false, told.unknown)
    made = atlas.kept.get(key)
    if made is None:
        if len(atlas.kept) >= MOST_KEPT:
            atlas.kept.clear()
        made = atlas.kept[key] = _stand(atlas, told, days)
    return made


def _stand(atlas: Atlas, told: Verdict, days: Deadlines) -> Stand:
    route = told.route
    is_live = told.outcome in LIVE
    soonest = ordering.nearest(told, days) if is_live else None
    closes = route.closes_on(told.person) if route.closes_on is not None and is_live else None
    contact = ordering.contact(told) if is_live else 0
    purpose = route.consent or "application"
    return Stand(
        **_written(route),
        outcome=told.outcome,
        whose=told.whose,
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
        adviser=leading.adviser(told) if is_live else _careful(route.adviser, "L2"),
        is_adviser_first=leading.adviser_first(told) if is_live else False,
        legal_aid=str(first(route.legal_aid, told.person, "")) if is_live else _careful(route.legal_aid, ""),
        contact=contact,
        needs_consent=contact >= 2,
        consent=purpose,
        is_consented=is_live and _holds(told, f"consent_for_{purpose}"),
        is_adviser_named=is_live and _holds(told, "adviser_named"),
        is_tonight=is_live and route.safety is not None and route.safety(told.person) is True,
        fee=leading.fee(told) if is_live else None,
        opens=opened(route.opens, told.person) if is_live else (),
        interim=opened(route.interim, told.person) if is_live else (),
        is_triggered=told.is_triggered,
        flags=flagging.of_route(told, atlas) if is_live else {},
        say=partial(stepping.outcome_sentence, atlas),
    )


def _careful(cases: tuple[Case, ...], default: str) -> str:
    """The last case, which the files write for whoever nothing is known of."""
    return str(cases[-1].given) if cases else default


def _holds(told: Verdict, name: str) -> bool:
    person = told.person.first()
    return person.law.judged(person, name)[0] is True


def of_each(
    atlas: Atlas, person: Person, verdicts: Mapping[str, Verdict], days: Deadlines
) -> dict[str, tuple[Stand, ...]]:
    """Of each route that is a child's too, how it stands for each child of the household."""
    found = {}
    for name, told in verdicts.items():
        if told.route.of == "person" or not person.around().children:
            continue
        each = [of_one(told.route, one) for one in person.around().children]
        found[name] = tuple(stand(atlas, one, days) for one in each if one.outcome in LIVE)
    return {name: stands for name, stands in found.items() if stands}
