"""Counts an agency says about a month, so that a commissioner sees numbers and nobody's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from recourse.records.directory.models import Figure, Organisation
from recourse.records.ledger import actions as ledger

FEW = 5
NAMES: dict[str, str] = {
    "people_added": "People added",
    "answers_given": "Answers worked out",
    "referrals_sent": "Referrals sent",
    "referrals_accepted": "Referrals accepted",
    "referrals_refused": "Referrals refused",
    "beds_offered": "Beds offered",
    "stays_begun": "Stays begun",
    "stays_ended": "Stays ended",
}
_LAW = "touched by the law of "
_STOPPED = "stopped "


class NoSuchFigure(ValueError):
    """A name was given that nobody counts."""


@dataclass(frozen=True)
class Said:
    """One count as it may be shown: None is fewer than five."""

    agency_name: str
    month: date
    name: str
    count: int | None
    said_at: datetime


@transaction.atomic
def say(agency: Organisation, *, month: date, counts: Mapping[str, int], by: None, at: datetime) -> None:
    """Say an agency's counts of a month, in place of what it said before; only the clock says them.

    What was said as of this moment, or a later one, is not said again.
    """
    if unknown := sorted(
        name for name in counts if name not in NAMES and not name.startswith((_LAW, _STOPPED))
    ):
        raise NoSuchFigure(f"Nobody counts {', '.join(unknown)}.")
    said = Figure.objects.filter(agency=agency, month=month, name__in=counts, said_at__gte=at)
    if said.count() == len(counts):
        return
    for name, count in counts.items():
        Figure.objects.update_or_create(
            agency=agency, month=month, name=name, defaults={"count": _hidden(count), "said_at": at}
        )
    ledger.record(by=by, act="directory.say_figures", at=at, about=agency, detail={"month": month})


def touched_by(day: date) -> str:
    """The name of the count of open cases that a change of the law on a day touches."""
    return f"{_LAW}{day}"


def stopped(why: str, route: str) -> str:
    """The name of the count of people whom a reason stopped on a route."""
    return f"{_STOPPED}{why} {route}"


def has_said_what_stopped(agency: Organisation, *, month: date) -> bool:
    """Whether an agency said of a month what stopped people: it is said once, and never corrected."""
    return Figure.objects.filter(agency=agency, month=month, name__startswith=_STOPPED).exists()


def said_stopped(*, since: date) -> dict[tuple[date, str, str], list[int | None]]:
    """What every agency said stopped people from a month on: by month, reason and route, without agencies."""
    found: dict[tuple[date, str, str], list[int | None]] = {}
    for figure in Figure.objects.filter(month__gte=since, name__startswith=_STOPPED).order_by(
        "-month", "name"
    ):
        why, route = figure.name.removeprefix(_STOPPED).split(" ", 1)
        found.setdefault((figure.month, why, route), []).append(figure.count)
    return found


def said(*, since: date, names: Iterable[str] = tuple(NAMES)) -> list[Said]:
    """Give what every agency said from a month on, newest month first."""
    figures = Figure.objects.filter(month__gte=since, name__in=list(names)).select_related("agency")
    return [
        Said(figure.agency.name, figure.month, figure.name, figure.count, figure.said_at)
        for figure in figures.order_by("-month", "agency__name", "name")
    ]


def _hidden(count: int) -> int | None:
    return None if 0 < count < FEW else count
