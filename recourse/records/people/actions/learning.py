"""Recording what a person tells us, or why it is not known, and notes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import fields, identity, may
from recourse.records.people import text as typed
from recourse.records.people.models import Fact, Note, Person
from recourse.records.people.words import WhyNotKnown


@transaction.atomic
def learn(
    person: Person,
    *,
    name: str,
    value: Any = None,
    why_not_known: str = "",
    field: str,
    from_day: date | None = None,
    by: Worker,
    at: datetime,
) -> Fact:
    """Record an answer in place of this agency's earlier one; None without a reason means "there is none"."""
    require(may.learn(by, person))
    (field,) = fields.check([field])
    if why_not_known:
        why_not_known, value = WhyNotKnown(why_not_known).value, None
    _one_at_a_time(person, by)
    mine = Fact.objects.filter(person=person, agency_id=by.organisation_id, name=name, replaced_at=None)
    before = mine.first()
    if before and (before.value, before.why_not_known, before.from_day, before.field) == (
        value,
        why_not_known,
        from_day,
        field,
    ):
        return before
    mine.update(replaced_at=at)
    fact = Fact.objects.create(
        person=person,
        agency_id=by.organisation_id,
        field=field,
        name=name,
        value=value,
        why_not_known=why_not_known,
        from_day=from_day,
        recorded_by=by,
        recorded_at=at,
    )
    touch(person, at=at)
    # Not even the question goes into the ledger: the holder reads the entry, but may not see the fact.
    ledger.record(by=by, act="people.learn", at=at, about=fact, person=person.pk)
    return fact


@transaction.atomic
def write_note(person: Person, *, text: str, by: Worker, at: datetime) -> Note:
    """Write a note on a person's page."""
    require(may.learn(by, person))
    note = identity.write_note(person, words=typed.lines(text, what="The note"), by=by, at=at)
    touch(person, at=at)
    ledger.record(by=by, act="people.note", at=at, about=note, person=person.pk)
    return note


def touch(person: Person, *, at: datetime) -> None:
    """Bring a person to the top of their agency's list; other agencies' work does not move them there."""
    Person.objects.filter(pk=person.pk, touched_at__lt=at).update(touched_at=at)


def _one_at_a_time(person: Person, by: Worker) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 2))", [f"{person.pk}{by.organisation_id}"]
        )
