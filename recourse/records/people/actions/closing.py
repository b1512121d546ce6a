"""Closing a person's file, from which the years are counted, and opening it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import may
from recourse.records.people.models import Person
from recourse.records.people.words import WhyClosed

NOT_YOURS = "Only a worker of the agency that holds this person can close their file."


class AlreadyClosed(Exception):
    """Somebody closed the file before."""


class NotClosed(Exception):
    """The file is open."""


@transaction.atomic
def close(person: Person, *, why: str, by: Worker, at: datetime) -> None:
    """Close a person's file; shares go on until their last day or until the person stops them."""
    require(may.close(by, person), NOT_YOURS)
    reason = WhyClosed(why)
    open_files = Person.objects.filter(pk=person.pk, is_closed=False)
    if not open_files.update(is_closed=True, closed_at=at, touched_at=at):
        raise AlreadyClosed("This file is closed already.")
    person.is_closed, person.closed_at = True, at
    ledger.record(
        by=by, act="people.close", at=at, about=person, person=person.pk, detail={"why": reason.value}
    )


@transaction.atomic
def reopen(person: Person, *, by: Worker, at: datetime) -> None:
    """Open a closed file again: they came back."""
    require(may.close(by, person), NOT_YOURS)
    closed = Person.objects.filter(pk=person.pk, is_closed=True)
    if not closed.update(is_closed=False, closed_at=None, touched_at=at):
        raise NotClosed("This file is open.")
    person.is_closed, person.closed_at = False, None
    ledger.record(by=by, act="people.reopen", at=at, about=person, person=person.pk)
