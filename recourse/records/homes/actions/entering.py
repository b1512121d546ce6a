"""Entering a home, its rooms one by one, and many homes from a sheet at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import may, naming, queries
from recourse.records.homes.actions.papers import sign_lease
from recourse.records.homes.actions.refusing import AlreadyThere, of_our_time
from recourse.records.homes.models import Address, Bedspace, BedState, Home, Kind, Room, Sort, State, WhoFor
from recourse.records.ledger import actions as ledger


@dataclass(frozen=True)
class LeaseRow:
    """The lease of a home on a sheet."""

    first_day: date
    last_day: date | None
    pence_a_month: int


@dataclass(frozen=True)
class RoomRow:
    """A room on a sheet."""

    name: str
    sleeps: int
    kind: str
    first_day: date


@dataclass(frozen=True)
class Row:
    """A home on a sheet, with its rooms and its lease."""

    name: str
    sort: str
    who_for: str
    is_step_free: bool
    area: str
    address: str
    landlord: str
    lease: LeaseRow | None
    rooms: list[RoomRow] = field(default_factory=list)


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
    naming.one_at_a_time(by.organisation_id)
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
    of_our_time(first_day)
    Home.objects.select_for_update().get(pk=home.pk)
    if Room.objects.filter(home=home, name=name).exists():
        raise AlreadyThere(f"This home has a {name} already. Give this one another name.")
    room = _room(home, name, sleeps, kind, State(state), first_day)
    ledger.record(by=by, act="homes.add_room", at=at, about=home, detail={"sleeps": sleeps, "kind": kind})
    return room


@transaction.atomic
def take_in(rows: Iterable[Row], *, by: Worker, at: datetime) -> list[Home]:
    """Enter every home of a sheet with its rooms and its lease, or none of them."""
    require(may.enter(by), may.NOT_MANAGER)
    entered = []
    for row in rows:
        home = enter(
            name=row.name,
            area=row.area,
            address=row.address,
            rooms=[],
            first_day=at.astimezone(LONDON).date(),
            who_for=row.who_for,
            is_step_free=row.is_step_free,
            landlord=row.landlord,
            sort=row.sort,
            by=by,
            at=at,
        )
        for room in row.rooms:
            of_our_time(room.first_day)
            _room(home, room.name, room.sleeps, room.kind, State.AVAILABLE, room.first_day)
        if let := row.lease:
            days: dict[str, Any] = {"first_day": let.first_day, "last_day": let.last_day}
            sign_lease(home, **days, pence_a_month=let.pence_a_month, by=by, at=at)
        entered.append(home)
    ledger.record(by=by, act="homes.take_in", at=at, detail={"homes": len(entered)})
    return entered


@transaction.atomic
def give_out(*, by: Worker, at: datetime) -> list[Home]:
    """Give every home of the agency for a sheet, and write that it was given."""
    require(may.enter(by), may.NOT_MANAGER)
    found = list(queries.homes().select_related("address").prefetch_related("rooms__bedspaces__states"))
    ledger.record(by=by, act="homes.give_out", at=at, detail={"homes": len(found)})
    return found


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
