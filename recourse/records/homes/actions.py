"""The verbs of homes: entering one, its lease and certificates, and what state its beds are in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import may
from recourse.records.homes.models import (
    Address,
    Bedspace,
    BedState,
    Certificate,
    Home,
    Kind,
    Labour,
    Lease,
    Room,
    Safety,
    Sort,
    State,
    Upkeep,
    WhoFor,
)
from recourse.records.ledger import actions as ledger

#: A day outside these years was mistyped.
OUR_YEARS = range(1980, 2100)


class NoSuchStretch(ValueError):
    """The days of a state make no sense, or overlap another; str() says which."""


class AlreadyThere(ValueError):
    """There is one of that name; str() says what to do."""


@transaction.atomic
def enter(
    *,
    name: str,
    area: str,
    address: str,
    rooms: Iterable[tuple[str, int, str]],
    first_day: date,
    by: Worker,
    at: datetime,
    who_for: str = "anyone",
    is_step_free: bool = False,
    landlord: str = "",
    sort: str = Sort.HOUSE,
) -> Home:
    """Enter a home with its rooms: (name, how many it sleeps, kind of bedspace), ready from `first_day`.

    A family's room is one bedspace however many it sleeps, so that no stranger is offered the rest of it.
    """
    require(may.enter(by), may.NOT_MANAGER)
    if Home.objects.filter(agency_id=by.organisation_id, name=name).exists():
        raise AlreadyThere(f"You have a home called {name} already. Give this one another name.")
    ours = {"agency_id": by.organisation_id}
    home = Home.objects.create(
        name=name,
        area=area,
        who_for=WhoFor(who_for),
        is_step_free=is_step_free,
        landlord=landlord,
        sort=Sort(sort),
        **ours,
    )
    Address.objects.create(home=home, text=address, **ours)
    for room_name, sleeps, kind in rooms:
        _room(home, room_name, sleeps, kind, State.AVAILABLE, first_day)
    ledger.record(by=by, act="homes.enter", at=at, about=home)
    return home


@transaction.atomic
def add_room(
    home: Home,
    *,
    name: str,
    sleeps: int,
    kind: str,
    state: str,
    first_day: date,
    by: Worker,
    at: datetime,
) -> Room:
    """Add a room to a home with its beds, and say what state they are in from a day on."""
    require(may.keep_papers(by, home), may.NOT_MANAGER)
    _of_our_time(first_day)
    Home.objects.select_for_update().get(pk=home.pk)
    if Room.objects.filter(home=home, name=name).exists():
        raise AlreadyThere(f"This home has a {name} already. Give this one another name.")
    room = _room(home, name, sleeps, kind, State(state), first_day)
    ledger.record(by=by, act="homes.add_room", at=at, about=home, detail={"sleeps": sleeps, "kind": kind})
    return room


@transaction.atomic
def say_state(
    bedspace: Bedspace, *, state: str, from_day: date, why: str = "", by: Worker, at: datetime
) -> BedState:
    """Say what state a bedspace is in from a day on; what was said for that day and later gives way."""
    require(may.change(by, bedspace.room.home), may.NOT_YOURS)
    Bedspace.objects.select_for_update().get(pk=bedspace.pk)
    said = BedState.objects.filter(bedspace=bedspace)
    for already in said.filter(first_day=from_day, after_last_day=None, state=state):
        if already.why == why.strip():
            return already
    said.filter(first_day__gte=from_day).delete()
    said.filter(Q(after_last_day=None) | Q(after_last_day__gt=from_day)).update(after_last_day=from_day)
    now = BedState.objects.create(
        bedspace=bedspace,
        agency_id=by.organisation_id,
        state=State(state),
        first_day=from_day,
        why=why.strip(),
    )
    ledger.record(
        by=by,
        act="homes.say_state",
        at=at,
        about=bedspace,
        detail={"state": state, "from_day": from_day.isoformat(), "home": str(bedspace.room.home_id)},
    )
    return now


@transaction.atomic
def sign_lease(
    home: Home,
    *,
    first_day: date,
    last_day: date | None = None,
    pence_a_month: int = 0,
    by: Worker,
    at: datetime,
) -> Lease:
    """Record the lease of a home from a day on; what was recorded for that day and later gives way."""
    require(may.keep_papers(by, home), may.NOT_MANAGER)
    if pence_a_month < 0:
        raise NoSuchStretch("A rent is nothing or more.")
    if last_day is not None and last_day < first_day:
        raise NoSuchStretch("The lease ends before it starts.")
    _of_our_time(first_day, last_day)
    Home.objects.select_for_update().get(pk=home.pk)
    said = Lease.objects.filter(home=home)
    after = None if last_day is None else last_day + timedelta(days=1)
    for already in said.filter(first_day=first_day, after_last_day=after, pence_a_month=pence_a_month):
        return already
    said.filter(first_day__gte=first_day).delete()
    said.filter(Q(after_last_day=None) | Q(after_last_day__gt=first_day)).update(after_last_day=first_day)
    lease = Lease.objects.create(
        home=home,
        agency_id=by.organisation_id,
        first_day=first_day,
        after_last_day=after,
        pence_a_month=pence_a_month,
    )
    told = {"first_day": first_day.isoformat(), "pence_a_month": pence_a_month}
    ledger.record(by=by, act="homes.sign_lease", at=at, about=home, detail=told)
    return lease


@transaction.atomic
def certify(
    home: Home, *, kind: str, first_day: date, last_day: date, by: Worker, at: datetime
) -> Certificate:
    """Record a certificate; another of the same kind and day gives way to it."""
    require(may.keep_papers(by, home), may.NOT_MANAGER)
    if last_day < first_day:
        raise NoSuchStretch("The certificate runs out before it was given.")
    _of_our_time(first_day, last_day)
    known = {"home": home, "kind": Safety(kind), "first_day": first_day}
    for already in Certificate.objects.filter(**known, last_day=last_day):
        return already
    ours = {"last_day": last_day, "agency_id": by.organisation_id}
    given, _ = Certificate.objects.update_or_create(**known, defaults=ours)
    told = {"kind": kind, "last_day": last_day.isoformat()}
    ledger.record(by=by, act="homes.certify", at=at, about=home, detail=told)
    return given


@transaction.atomic
def log_upkeep(
    home: Home,
    *,
    kind: str,
    on_day: date,
    people: int,
    hours: int,
    pence: int = 0,
    what: str = "",
    by: Worker,
    at: datetime,
) -> Upkeep:
    """Record a repair or a day of volunteers: how many, how long, what it cost."""
    require(may.change(by, home), may.NOT_YOURS)
    _of_our_time(on_day)
    done = Upkeep.objects.create(
        home=home,
        agency_id=by.organisation_id,
        kind=Labour(kind),
        on_day=on_day,
        people=people,
        hours=hours,
        pence=pence,
        what=what.strip(),
    )
    ledger.record(by=by, act="homes.log_upkeep", at=at, about=home, detail={"kind": kind})
    return done


def _of_our_time(*days: date | None) -> None:
    for day in days:
        if day is not None and day.year not in OUR_YEARS:
            raise NoSuchStretch(
                f"{day.day} {day:%B} {day.year} is in the wrong century."
                f" Give a year from {OUR_YEARS[0]} to {OUR_YEARS[-1]}."
            )


def _room(home: Home, name: str, sleeps: int, kind: str, state: State, first_day: date) -> Room:
    ours = {"agency_id": home.agency_id}
    room = Room.objects.create(home=home, name=name, sleeps=sleeps, **ours)
    beds = Bedspace.objects.bulk_create(
        Bedspace(room=room, name=f"Bed {number + 1}", kind=Kind(kind), **ours)
        for number in range(1 if home.who_for == WhoFor.FAMILIES else sleeps)
    )
    BedState.objects.bulk_create(
        BedState(bedspace=bed, state=state, first_day=first_day, **ours) for bed in beds
    )
    return room
