"""The hosts of an agency by where they stand, and what comes next with each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from recourse.records.homes.models import Home, Sort
from recourse.records.hosting.models import Host, Step
from recourse.records.hosting.words import Stands, Steps
from recourse.records.placements.models import Stay

_OVER = (Stands.REFUSED, Stands.LEFT, Stands.ERASED)
_ORDER = (Stands.ENQUIRY, Stands.VISITED, Stands.APPROVED, Stands.RESTING, *_OVER)


@dataclass(frozen=True, slots=True)
class Shown:
    """A host on the list: with how many guests, how many beds, and which step comes next."""

    host: Host
    guests: int
    beds: int
    next: str

    @property
    def stands(self) -> str:
        """Where they stand, in words."""
        if self.host.state == Stands.APPROVED and self.guests:
            return "Hosting"
        return Stands(self.host.state).label


def all_hosts(*, on: date, with_past: bool = False) -> list[Shown]:
    """Every host by where they stand, then by the name of their home; who left only when asked for."""
    found = Host.objects.select_related("home").prefetch_related("steps", "home__rooms__bedspaces")
    if not with_past:
        found = found.exclude(state__in=_OVER)
    guests: dict[UUID, int] = {}
    living = Stay.objects.filter(home__host__isnull=False, first_day__lte=on)
    living = living.filter(Q(after_last_day=None) | Q(after_last_day__gt=on))
    for home, count in living.values_list("home").annotate(count=Count("pk")):
        guests[home] = count
    shown = [
        Shown(
            host,
            guests.get(host.home_id, 0),
            sum(len(room.bedspaces.all()) for room in host.home.rooms.all()),
            next_step(host, list(host.steps.all())),
        )
        for host in found
    ]
    return sorted(shown, key=lambda one: (_ORDER.index(Stands(one.host.state)), one.host.home.name))


def one(host: UUID) -> Host | None:
    """Give one host with their home."""
    return Host.objects.select_related("home").filter(pk=host).first()


def without_a_host() -> list[Home]:
    """The homes of hosts whose host nobody entered yet, by name: no bed there can be offered."""
    return list(Home.objects.filter(sort=Sort.HOST, host__isnull=True).order_by("name"))


def steps_of(host: Host) -> list[Step]:
    """Everything that happened with a host, newest first."""
    return list(Step.objects.filter(host=host).select_related("made_by").order_by("-number"))


def stays_with(host: Host, *, on: date) -> list[Stay]:
    """The stays with a host on a day, also of people who are out of sight now."""
    there = Stay.objects.filter(home=host.home_id, first_day__lte=on)
    there = there.filter(Q(after_last_day=None) | Q(after_last_day__gt=on))
    return list(there.select_related("bedspace__room").order_by("first_day"))


def next_step(host: Host, steps: list[Step]) -> str:
    """Which step comes next: visit, reference, written (a reference), approve, back, or none."""
    if host.state == Stands.ENQUIRY:
        return "visit"
    if host.state == Stands.RESTING:
        return "back"
    if host.state != Stands.VISITED:
        return ""
    taken = [step for step in steps if step.kind == Steps.REFERENCE]
    has_written = any(step.is_written and not step.is_family for step in taken)
    if len(taken) < 2 and (has_written or not taken):
        return "reference"
    return "approve" if has_written else "written"
