"""Puts routes in order: tonight's safety, then days that protect something, then what would be destroyed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from recourse.reasoning import periods
from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.deadlines import Deadline, Deadlines
from recourse.reasoning.routes.judging import Verdict
from recourse.reasoning.routes.route import first

Key = tuple[int, ...]
_CLASSES = (3, 14, 28, 90)
_FAR = 10**6


def nearest(told: Verdict, days: Deadlines) -> Deadline | None:
    """The earliest running day of a route that protects something."""
    running = [one for one in used(told, days) if one.running and _protects(told, one)]
    return min(running, key=lambda one: one.act_by, default=None)


def used(told: Verdict, days: Deadlines) -> list[Deadline]:
    """Every day the route lives by."""
    return [
        days.by_key[use.key]
        for use in told.route.deadlines
        if use.key in days.by_key and use.holds(told.person) is True
    ]


def _protects(told: Verdict, one: Deadline) -> bool:
    return bool(one.protects) or any(use.protects for use in told.route.deadlines if use.key == one.key)


def contact(told: Verdict) -> int:
    """The Home Office contact level: first contact counts for less where they know the address already."""
    level = int(first(told.route.contact, told.person, 0))
    person = told.person.first()
    knows = person.law.judged(person, "home_office_knows_where")[0]
    return 2 if level == 3 and knows is True else level


def key(atlas: Atlas, told: Verdict, days: Deadlines, as_at: date) -> Key:
    """The lexicographic key of a step, the smaller first. Nothing in it is a chance of success."""
    route = told.route
    is_urgent = route.safety is not None and route.safety(told.person) is True
    soonest = nearest(told, days)
    left = periods.days_between(as_at, soonest.act_by) if soonest is not None else _FAR
    place = next((number for number, most in enumerate(_CLASSES) if left <= most), len(_CLASSES))
    return (
        0 if is_urgent else 1,
        place,
        left,
        0 if route.destroys and soonest is not None else 1,
        atlas.kinds[route.kind],
        contact(told),
        -atlas.graph.value(route.id),
        route.weeks[0],
    )


def ordered(
    atlas: Atlas, verdicts: Mapping[str, Verdict], depth: Mapping[str, int], days: Deadlines, as_at: date
) -> list[str]:
    """The live routes, level by level, each level by its key; the id settles what is still equal.

    What stands just before another goes with it: a fee waiver before the extension it pays for.
    """
    found = sorted(depth, key=lambda name: (depth[name], key(atlas, verdicts[name], days, as_at), name))
    for earlier, later in atlas.just_before.items():
        if earlier in depth and later in depth and found.index(later) < found.index(earlier):
            found.remove(earlier)
            found.insert(found.index(later), earlier)
    return found
