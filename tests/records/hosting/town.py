"""A host called Olive, brought as far as a test wants."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from recourse.records.directory.acting import LONDON
from recourse.records.homes.models import Bedspace
from recourse.records.hosting import actions as hosting
from recourse.records.hosting.models import Host
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Stay
from tests.personas import Agencies, as_

DAY = timedelta(days=1)
OLIVE: dict[str, Any] = {
    "name": "Olive Penhale",
    "contact": "07700 900123",
    "area": "Mill Bridge",
    "address": "4 Invented Row",
    "beds": 1,
}
REFERENCE: dict[str, Any] = {"is_written": True, "is_family": False, "words": "A neighbour: kind and steady."}


def asks(town: Agencies, *, on: date, at: datetime, **more: Any) -> Host:
    """Olive asks about hosting."""
    with as_(town.pat, at=at):
        return hosting.enquire(**OLIVE | more, on=on, by=town.pat, at=at)


def approved(town: Agencies, *, on: date, at: datetime, is_key: bool = False, **more: Any) -> Host:
    """Olive was visited, two spoke for her, and she is approved."""
    host = asks(town, on=on, at=at, **more)
    signed: dict[str, Any] = {"by": town.pat, "at": at, "on": on}
    with as_(town.pat, at=at):
        hosting.visit(host, **signed)
        hosting.take_reference(host, **REFERENCE, **signed)
        hosting.take_reference(host, **REFERENCE | {"is_written": False, "is_family": True}, **signed)
        hosting.approve(host, **signed)
        if is_key:
            hosting.name_key_host(host, words="Two guests of another scheme.", **signed)
        return Host.objects.select_related("home").get(pk=host.pk)


def bed_of(host: Host) -> Bedspace:
    """The first bed a host offers."""
    found = (
        Bedspace.objects.select_related("room__home").filter(room__home=host.home_id).order_by("room__name")
    )
    bed = found.first()
    assert bed
    return bed


def offered(town: Agencies, host: Host, to: Person, *, first_day: date, at: datetime) -> Any:
    """A bed of a host is offered to somebody, who answers by the evening of the first day."""
    evening = datetime.combine(first_day, time.max, LONDON)
    with as_(town.pat, at=at):
        return placements.offer(
            bed_of(host),
            to=to,
            answer_by=min(at + timedelta(hours=4), evening),
            first_day=first_day,
            expected_last_day=first_day + 60 * DAY,
            by=town.pat,
            at=at,
        )


def stays(town: Agencies, host: Host, person: Person, *, first_day: date, at: datetime) -> Stay:
    """Somebody moves in with a host."""
    offer = offered(town, host, person, first_day=first_day, at=at)
    with as_(town.pat, at=at):
        placements.accept(offer, by=town.pat, at=at)
        return Stay.objects.select_related("home__host").get(offer=offer)
