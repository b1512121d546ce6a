"""Where the hosts of some homes stood on a day, as the beds there are offered by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from recourse.records.hosting.models import Step
from recourse.records.hosting.words import Stands, Steps
from recourse.records.placements.hosts import Standing

_WHY = {
    Steps.ENQUIRY: "The host is not approved yet",
    Steps.VISIT: "The host is not approved yet",
    Steps.REFUSED: "The host was refused",
    Steps.RESTING: "The host rests",
    Steps.LEFT: "The host left",
}
_ASIDE = (Steps.REFERENCE, Steps.KEY)


def of_homes(homes: Collection[UUID], on: date) -> Mapping[UUID, Standing]:
    """Say of each home whether its host can be asked on a day, and whether they are experienced."""
    found: dict[UUID, Standing] = {}
    steps = Step.objects.filter(host__home__in=homes).order_by("number")
    steps_of = list(steps.values_list("host__home", "kind", "on_day", "host__state"))
    for home, kind, day, _state in steps_of:
        if day > on:
            continue
        before = found.get(home, Standing())
        is_experienced = before.is_experienced or kind == Steps.KEY
        why = before.why_closed if kind in _ASIDE else _WHY.get(Steps(kind), "")
        found[home] = Standing(why_closed=why, is_experienced=is_experienced)
    ended = {home for home, kind, _day, _state in steps_of if kind in (Steps.LEFT, Steps.REFUSED)}
    for home in {home for home, _kind, _day, state in steps_of if state == Stands.ERASED} - ended:
        if home in found and not found[home].why_closed:
            found[home] = replace(found[home], why_closed=_WHY[Steps.LEFT])
    return found
