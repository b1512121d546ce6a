"""Whom a step may be referred to: colleagues registered at its level, then services, each with why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from recourse.pages.look import days
from recourse.pages.plan.saying import NEEDED, RANK
from recourse.records.directory.words import ServiceKind

if TYPE_CHECKING:
    from uuid import UUID

    from recourse.records.directory.models import Service, Worker

ADVISING: dict[str, str] = {
    ServiceKind.LEGAL: "Gives legal advice.",
    ServiceKind.ENTITLEMENT: "Gives advice on entitlements.",
}
BEDS = (ServiceKind.HOSTING, ServiceKind.HOUSING)
ASK = {
    "L1": "Ask whether an adviser at level 1 or above is free.",
    "L1E": "Ask whether an adviser at level 1 with EU settlement is free.",
    "L2": "Ask whether an adviser at level 2 or above is free.",
    "L3": "Ask whether an adviser at level 3 or above is free.",
    "SOL": "Ask whether a solicitor is free.",
    "LAP": "Ask whether they have a legal aid contract for immigration and asylum.",
}
MOST = 3
STILL_SAID = timedelta(days=1)


@dataclass(frozen=True)
class Choice:
    """A service that may take the step on, and why it is named."""

    service: Service
    why: str


@dataclass(frozen=True)
class Choices:
    """Everybody of whom the plan may say that they could take a step on."""

    services: tuple[Service, ...]
    colleagues: tuple[tuple[Worker, str], ...]

    def colleagues_for(self, level: str) -> list[Worker]:
        """The colleagues whose registration reaches the level; only a contract makes a legal aid provider."""
        if level in ("N", "LAP"):
            return []
        return [one for one, held in self.colleagues if RANK.get(held, 0) >= NEEDED[level]]

    def for_advice(self, level: str, *, today: datetime) -> list[Choice]:
        """Legal advice first, then advice on entitlements; none where anybody may do the step."""
        if level == "N":
            return []
        found = [one for kind in ADVISING for one in _by_room(self.services, (kind,))]
        found = [one for one in found if one.capacity_free != 0 or not _is_new(one, today)]
        return [Choice(one, f"{ADVISING[one.kind]} {ASK[level]}{_room(one, today)}") for one in found[:MOST]]

    def for_tonight(self, *, today: datetime) -> list[Choice]:
        """Services with beds that said since yesterday that they have room, those with most first."""
        found = [one for one in _by_room(self.services, BEDS) if one.capacity_free and _is_new(one, today)]
        return [Choice(one, f"Has beds.{_room(one, today)}") for one in found[:MOST]]


def among(services: Iterable[Service], levels: Mapping[UUID, str], colleagues: Iterable[Worker]) -> Choices:
    """The choices there are; `levels` gives the registration of each colleague who has one."""
    registered = tuple((one, levels[one.pk]) for one in colleagues if one.pk in levels)
    return Choices(tuple(services), registered)


def _by_room(services: Iterable[Service], kinds: tuple[str, ...]) -> list[Service]:
    found = [one for one in services if one.kind in kinds]
    return sorted(found, key=lambda one: (-(one.capacity_free or 0), one.name))


def _is_new(service: Service, today: datetime) -> bool:
    return service.capacity_as_at is not None and today - service.capacity_as_at <= STILL_SAID


def _room(service: Service, today: datetime) -> str:
    if service.capacity_free is None or service.capacity_as_at is None:
        return ""
    said = localtime(service.capacity_as_at)
    unit = f" {service.capacity_unit}" if service.capacity_unit else ""
    when = f"{days.short_day(said.date(), today.date())} at {said:%H:%M}"
    return f" It said on {when}: {service.capacity_free}{unit} free."
