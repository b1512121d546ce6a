"""Where the hosts of some homes stood on a day, as the beds there are offered by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from recourse.records.hosting.models import Step
from recourse.records.hosting.words import Steps
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
    steps = Step.objects.filter(host__home__in=homes, on_day__lte=on).order_by("number")
    for home, kind in steps.values_list("host__home", "kind"):
        before = found.get(home, Standing())
        is_experienced = before.is_experienced or kind == Steps.KEY
        why = before.why_closed if kind in _ASIDE else _WHY.get(Steps(kind), "")
        found[home] = Standing(why_closed=why, is_experienced=is_experienced)
    return found
