"""Saying what state a bed is in, from a day on."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import may
from recourse.records.homes.models import Bedspace, BedState, State
from recourse.records.ledger import actions as ledger


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
