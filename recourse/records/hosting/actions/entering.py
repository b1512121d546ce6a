"""Taking in somebody who asks about hosting, with their home and the rooms they offer."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import actions as homes
from recourse.records.homes import naming
from recourse.records.homes.models import Home, Kind, Sort, State, WhoFor
from recourse.records.hosting import may
from recourse.records.hosting.actions import writing
from recourse.records.hosting.happenings import BadStep, NotYet
from recourse.records.hosting.models import Host
from recourse.records.hosting.words import Rhythm, Steps
from recourse.records.people import text

MOST_BEDS = 12


@transaction.atomic
def enquire(
    *,
    name: str,
    contact: str,
    area: str,
    address: str,
    beds: int,
    on: date,
    who_for: str = "anyone",
    is_step_free: bool = False,
    rhythm: str = Rhythm.MONTH,
    words: str = "",
    by: Worker,
    at: datetime,
) -> Host:
    """Take in somebody who asks about hosting. Their home is called "Host 3" on offers, never by their name.

    Each bed is a room of its own, or a family has one room for all; nobody can be offered it yet.
    """
    require(may.enter(by), may.NOT_ENTER)
    _called(name)
    if not 1 <= beds <= MOST_BEDS:
        raise BadStep("beds", f"A number from 1 to {MOST_BEDS} was expected here.")
    home = homes.enter(
        name=next_name(by.organisation_id),
        area=area,
        address=address,
        rooms=[],
        first_day=on,
        who_for=who_for,
        is_step_free=is_step_free,
        sort=Sort.HOST,
        by=by,
        at=at,
    )
    together = who_for == WhoFor.FAMILIES
    for number in range(1 if together else beds):
        sleeps = beds if together else 1
        room = {"name": f"Room {number + 1}", "sleeps": sleeps, "kind": Kind.FREE, "state": State.OFFERED}
        homes.add_room(home, **room, first_day=on, by=by, at=at)  # type: ignore[arg-type]
    return _asks(home, name, contact=contact, rhythm=rhythm, on=on, words=words, by=by, at=at)


@transaction.atomic
def take_on(
    home: Home,
    *,
    name: str,
    contact: str,
    on: date,
    rhythm: str = Rhythm.MONTH,
    words: str = "",
    by: Worker,
    at: datetime,
) -> Host:
    """Take in the host of a home that was entered before, with its rooms and beds as they are."""
    require(may.enter(by) and home.agency_id == by.organisation_id, may.NOT_ENTER)
    Home.objects.select_for_update().get(pk=home.pk)
    if home.sort != Sort.HOST:
        raise NotYet("This is not a host’s home. Put that right at the home first.")
    if Host.objects.filter(home=home).exists():
        raise NotYet("The host of this home is entered already.")
    return _asks(home, name, contact=contact, rhythm=rhythm, on=on, words=words, by=by, at=at)


def _asks(
    home: Home, name: str, *, contact: str, rhythm: str, on: date, words: str, by: Worker, at: datetime
) -> Host:
    host = Host.objects.create(
        agency_id=by.organisation_id,
        home=home,
        name=_called(name),
        contact=text.line(contact, what="How to reach them", at_most=200),
        rhythm=Rhythm(rhythm),
    )
    writing.write(host, Steps.ENQUIRY, on=on, words=writing.kept_words(words), by=by, at=at)
    return host


def _called(name: str) -> str:
    called = text.line(name, what="Their name", at_most=200)
    if not called:
        raise BadStep("name", "Give their name.")
    return called


def next_name(agency: UUID) -> str:
    """A name no home of the agency has, which tells nobody who the host is; nobody takes it meanwhile."""
    naming.one_at_a_time(agency)
    there = set(Home.objects.filter(agency=agency).values_list("name", flat=True))
    number = Host.objects.filter(agency=agency).count() + 1
    while f"Host {number}" in there:
        number += 1
    return f"Host {number}"
