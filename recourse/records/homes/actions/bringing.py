"""Taking in the dated states of beds from a sheet, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import may
from recourse.records.homes.actions.refusing import OverlapsState, of_our_time
from recourse.records.homes.models import Bedspace, BedState, State
from recourse.records.ledger import actions as ledger


@dataclass(frozen=True)
class StateRow:
    """A state of a bed on a sheet, with the number of its row; the last day is open where there is none."""

    row: int
    bedspace: Bedspace
    state: str
    first_day: date
    after_last_day: date | None
    why: str


@transaction.atomic
def take_in_states(rows: Iterable[StateRow], *, by: Worker, at: datetime) -> int:
    """Enter every state of a sheet, or none; says how many were new.

    One that stands already is left as it is. Raises `OverlapsState` for the first that overlaps another.
    """
    require(may.enter(by), may.NOT_MANAGER)
    count = 0
    with connection.cursor() as cursor:
        cursor.execute("set constraints homes_one_state_a_day immediate")
    for row in sorted(rows, key=lambda one: (one.first_day, one.row)):
        require(may.change(by, row.bedspace.room.home), may.NOT_YOURS)
        of_our_time(row.first_day, row.after_last_day)
        stretch = {"first_day": row.first_day, "after_last_day": row.after_last_day}
        if BedState.objects.filter(bedspace=row.bedspace, state=row.state, **stretch).exists():
            continue
        try:
            with transaction.atomic():
                BedState.objects.create(
                    bedspace=row.bedspace,
                    agency_id=by.organisation_id,
                    state=State(row.state),
                    why=row.why,
                    **stretch,
                )
        except IntegrityError as clash:
            if "homes_one_state_a_day" not in str(clash):
                raise
            raise OverlapsState(row.row) from clash
        count += 1
    ledger.record(by=by, act="homes.take_in_states", at=at, detail={"states": count})
    return count


@transaction.atomic
def give_out_states(*, by: Worker, at: datetime) -> list[BedState]:
    """Give every state of every bed for a sheet, and write that it was given."""
    require(may.enter(by), may.NOT_MANAGER)
    found = BedState.objects.filter(agency=by.organisation_id).select_related("bedspace__room__home")
    states = list(found.order_by("bedspace__room__home__name", "bedspace__room__name", "bedspace__name"))
    states.sort(key=lambda one: one.first_day)
    ledger.record(by=by, act="homes.give_out_states", at=at, detail={"states": len(states)})
    return states
