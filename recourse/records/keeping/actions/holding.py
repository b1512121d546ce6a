"""Keeping what is needed elsewhere from being deleted: a court case, a complaint, an inquest."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.keeping import may
from recourse.records.keeping.models import Hold
from recourse.records.keeping.words import WhyHeld
from recourse.records.ledger import actions as ledger
from recourse.records.people.models import Person


class AlreadyHeld(Exception):
    """The agency holds this already."""


class NotHeld(Exception):
    """Nothing holds this."""


@transaction.atomic
def hold(person: Person, *, why: str, by: Worker, at: datetime) -> Hold:
    """Let the clock delete nothing this agency keeps about a person, until it is lifted."""
    require(may.hold(by), may.NOT_YOURS)
    reason = WhyHeld(why)
    try:
        with transaction.atomic():
            placed = Hold.objects.create(
                person=person, agency_id=by.organisation_id, why=reason, placed_by=by, placed_at=at
            )
    except IntegrityError as clash:
        raise AlreadyHeld("This is being kept already.") from clash
    ledger.record(
        by=by, act="keeping.hold", at=at, about=placed, person=person.pk, detail={"why": reason.value}
    )
    return placed


@transaction.atomic
def lift(person: Person, *, by: Worker, at: datetime) -> None:
    """Let the clock go on as usual."""
    require(may.hold(by), may.NOT_YOURS)
    standing = Hold.objects.filter(person=person, agency=by.organisation_id, lifted_at=None)
    if not standing.update(lifted_at=at, lifted_by=by):
        raise NotHeld("Nothing keeps this file any more.")
    ledger.record(by=by, act="keeping.lift", at=at, about=person, person=person.pk)
