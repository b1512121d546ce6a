"""Erasing a person: their key is destroyed, and nothing kept of them can be read, in old backups either."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import identity, may
from recourse.records.people.models import Consent, Fact, Person, Share
from recourse.records.people.words import WhyErased
from recourse.records.sealing import destroying

NOT_YOURS = "Only a manager of the agency that holds this person can erase them."


class AlreadyErased(Exception):
    """Somebody erased this person before."""


@transaction.atomic
def erase(person: Person, *, why: str, by: Worker, at: datetime) -> None:
    """Make unreadable, for ever, all that this agency keeps about its own person; nothing is shared any more.

    Who they are, what was known and the notes are deleted. What other rooms keep stays as sealed rows that
    nobody can open, until the clock deletes them. Come in by `keeping.erase`: it asks what holds this.
    """
    require(may.erase(by, person), NOT_YOURS)
    reason = WhyErased(why)
    living = Person.objects.filter(pk=person.pk, erased_at=None)
    if not living.update(erased_at=at, is_closed=True, closed_at=at, touched_at=at):
        raise AlreadyErased("This person was erased already.")
    person.erased_at, person.is_closed, person.closed_at = at, True, at
    _end(person, agency=by.organisation, by=by, at=at)
    ledger.record(
        by=by, act="people.erase", at=at, about=person, person=person.pk, detail={"why": reason.value}
    )


@transaction.atomic
def erase_again(person: Person, *, agency: Organisation, at: datetime) -> None:
    """Erase somebody whom an older copy of the database brought back; their key is gone already."""
    came_back = Person.objects.filter(pk=person.pk, agency=agency, erased_at=None)
    came_back.update(erased_at=at, is_closed=True, closed_at=at, touched_at=at)
    _end(person, agency=agency, by=None, at=at)
    ledger.record(by=None, act="people.erase_again", at=at, about=person, person=person.pk)


def _end(person: Person, *, agency: Organisation, by: Worker | None, at: datetime) -> None:
    agreed = Consent.objects.filter(person=person, agency=agency, withdrawn_at=None)
    agreed.update(withdrawn_at=at, withdrawn_by=by)
    Share.objects.filter(person=person, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    identity.forget(person.pk, agency=agency)
    Fact.objects.filter(person=person, agency=agency).delete()
    destroying.destroy(subject=person.pk, agency=agency.pk, for_ever=True, at=at)
