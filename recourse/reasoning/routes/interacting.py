"""Holds back the routes that another must come before, and tells in which level each then stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.judging import Verdict, remember
from recourse.reasoning.routes.route import BLOCKED, CHECK, LIVE, PREPARE, RAISE
from recourse.reasoning.rulebook.person import Person


def held_back(atlas: Atlas, person: Person, judged: Mapping[str, Verdict]) -> dict[str, Verdict]:
    """The verdicts after one route has shut out another. A route with a false gateway stays not indicated."""
    found = dict(judged)
    for block in atlas.blocks:
        if block.clause.holds(person) is not True:
            continue
        for name in block.routes:
            told = found[name]
            if told.outcome in (RAISE, CHECK, PREPARE):
                found[name] = replace(
                    told,
                    outcome=BLOCKED,
                    blocked_by=block.clause.blocked_by,
                    blocked_says=block.clause.says,
                )
                remember(person, told.route, BLOCKED)
    return found


def levels(atlas: Atlas, person: Person, verdicts: Mapping[str, Verdict]) -> dict[str, int]:
    """How many routes of the plan come one after another before each; one that stands alone is at nought."""
    live = {name for name, told in verdicts.items() if told.outcome in LIVE}
    found: dict[str, int] = {}

    def level(name: str, above: frozenset[str]) -> int:
        if name not in found:
            rows = atlas.before.get(name, {})
            earlier = {one for one in rows.keys() & live if rows[one](person) is True} - above
            found[name] = 1 + max((level(one, above | {name}) for one in sorted(earlier)), default=-1)
        return found[name]

    return {name: level(name, frozenset()) for name in sorted(live)}
