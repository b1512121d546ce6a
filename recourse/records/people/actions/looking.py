"""Leaving a trace of who looked at whom, and of who tried and might not."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import may
from recourse.records.people.models import Person


@transaction.atomic(savepoint=False)
def look(person: Person, *, by: Worker, at: datetime) -> None:
    """Open a person's page, and leave that in the ledger: at the end of the request, with the page."""
    require(may.look(by), "People's pages are for the workers who meet them.")
    ledger.record_at_the_end(by=by, act="people.look", at=at, about=person, person=person.pk)


@transaction.atomic(savepoint=False)
def read_looks(person: Person, *, by: Worker, at: datetime) -> None:
    """Read who looked at a person: what one has read of does not wait in one's work any longer."""
    require(may.look(by), "People's pages are for the workers who meet them.")
    ledger.record_at_the_end(by=by, act="people.read_looks", at=at, about=person, person=person.pk)


@transaction.atomic
def look_refused(person_id: UUID, *, by: Worker, at: datetime) -> None:
    """Leave in the ledger that somebody asked for a person they may not see."""
    ledger.record_at_the_end(by=by, act="people.look_refused", at=at, person=person_id)
