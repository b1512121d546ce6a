"""Gathers the words that stand beside a plan: the situation's own first, then each route's in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from recourse.reasoning.routes import leading
from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.deadlines import Deadlines
from recourse.reasoning.routes.judging import Verdict
from recourse.reasoning.routes.leading import Lead
from recourse.reasoning.routes.ordering import nearest, used
from recourse.reasoning.routes.route import BLOCKED, CHECK, IN_PROGRESS, RAISE, Flag
from recourse.reasoning.rulebook.person import UNKNOWN, Person

COUNTED = (RAISE, CHECK, IN_PROGRESS)


def of_route(told: Verdict, atlas: Atlas) -> dict[str, Any]:
    """The flags one route carries, its own and those it shares with others."""
    shared = [flag for flag in atlas.flags if told.route.id in flag.routes]
    found: dict[str, Any] = {}
    for flag in (*told.route.flags, *shared):
        if told.outcome in flag.on:
            _put(found, flag, told.person)
    return found


def of_plan(
    atlas: Atlas,
    person: Person,
    verdicts: Mapping[str, Verdict],
    order: Sequence[str],
    head: Lead,
    days: Deadlines,
) -> dict[str, Any]:
    """All flags of a plan; where two routes say different things under one name, the first is heard."""
    found: dict[str, Any] = {}
    for flag in atlas.flags:
        if not flag.routes:
            _put(found, flag, person)
    mattering = [name for name in (head.route, *order) if name in verdicts]
    of_deadlines(found, verdicts, mattering, days)
    found.setdefault("adviser_first", head.is_adviser_first or _any_first(verdicts, order))
    firm = sorted(
        mattering, key=lambda name: (name != head.route, verdicts[name].outcome not in (RAISE, BLOCKED))
    )
    for name in firm:
        for word, value in of_route(verdicts[name], atlas).items():
            found.setdefault(word, value)
    return found


def of_deadlines(
    found: dict[str, Any], verdicts: Mapping[str, Verdict], names: Sequence[str], days: Deadlines
) -> None:
    """What the days say: until when, how long, what was missed, which holidays were stepped over."""
    counted = [verdicts[name] for name in names if verdicts[name].outcome in COUNTED]
    soonest = [one for told in counted if (one := nearest(told, days)) is not None]
    if soonest:
        first = min(soonest, key=lambda one: one.act_by)
        found["urgent_by"] = first.act_by
        found["days_left"] = first.days_left
        if first.show_date is not None:
            found["show_date"] = first.show_date
        if first.tribunal_grace_to is not None:
            found["tribunal_grace_to"] = first.tribunal_grace_to
    live = [one for told in counted for one in used(told, days)]
    if any(one.missed and one.protects for one in live):
        found["deadline_missed"] = True
    skipped: dict[date, None] = {day: None for one in live for day in one.bank_holidays_skipped}
    if skipped:
        found["bank_holidays_skipped"] = tuple(skipped)


def _any_first(verdicts: Mapping[str, Verdict], order: Sequence[str]) -> bool:
    return any(leading.adviser_first(verdicts[name]) for name in order if verdicts[name].outcome == RAISE)


def _put(found: dict[str, Any], flag: Flag, person: Person) -> None:
    if flag.name in found or flag.holds(person) is not True:
        return
    value = flag.gives(person)
    if value is not UNKNOWN and value is not None:
        found[flag.name] = value
