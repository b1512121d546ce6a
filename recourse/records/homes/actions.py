"""The verbs of homes: entering one, and saying what state its beds are in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import may
from recourse.records.homes.models import Address, Bedspace, BedState, Home, Room, State, WhoFor
from recourse.records.ledger import actions as ledger


class NoSuchStretch(ValueError):
    """The days of a state make no sense, or overlap another; str() says which."""


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
) -> Home:
    """Enter a home with its rooms: (name, how many it sleeps, kind of bedspace), ready from `first_day`.

    A family's room is one bedspace however many it sleeps, so that no stranger is offered the rest of it.
    """
    require(may.enter(by), may.NOT_MANAGER)
    ours = {"agency_id": by.organisation_id}
    home = Home.objects.create(
        name=name, area=area, who_for=who_for, is_step_free=is_step_free, landlord=landlord, **ours
    )
    Address.objects.create(home=home, text=address, **ours)
    for room_name, sleeps, kind in rooms:
        room = Room.objects.create(home=home, name=room_name, sleeps=sleeps, **ours)
        beds = Bedspace.objects.bulk_create(
            Bedspace(room=room, name=f"Bed {number + 1}", kind=kind, **ours)
            for number in range(1 if who_for == WhoFor.FAMILIES else sleeps)
        )
        BedState.objects.bulk_create(
            BedState(bedspace=bed, state=State.AVAILABLE, first_day=first_day, **ours) for bed in beds
        )
    ledger.record(by=by, act="homes.enter", at=at, about=home)
    return home


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
