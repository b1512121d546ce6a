"""Adding a person with what little is known, saying who they are, and taking them on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import identity, may
from recourse.records.people.actions.learning import touch, write_note
from recourse.records.people.models import Person


class NothingKnown(ValueError):
    """Somebody tried to add a person about whom nothing was said."""


@transaction.atomic
def add(
    *,
    by: Worker,
    at: datetime,
    nickname: str = "",
    name: str = "",
    place: str = "",
    language: str = "",
    birth_date: str = "",
    phone: str = "",
    note: str = "",
) -> Person:
    """Add a person to the worker's agency; a nickname and a place is enough."""
    require(may.add(by))
    known = {
        "name": name,
        "nickname": nickname,
        "place": place,
        "language": language,
        "birth_date": birth_date,
        "phone": phone,
    }
    if not any(value.strip() for value in (name, nickname, place, note)):
        raise NothingKnown("Give a name, a nickname or a place, so that others know whom you mean.")
    person = Person.objects.create(
        agency_id=by.organisation_id,
        reference=identity.next_reference(by.organisation),
        lead_worker=by,
        added_by=by,
        added_at=at,
        touched_at=at,
    )
    identity.write_first(
        person, {kind: value for kind, value in known.items() if value.strip()}, by=by, at=at
    )
    ledger.record(by=by, act="people.add", at=at, about=person, person=person.pk)
    if note.strip():
        write_note(person, text=note, by=by, at=at)
    return person


@transaction.atomic
def describe(person: Person, *, kind: str, value: str, by: Worker, at: datetime) -> None:
    """Say who a person is: a name, a place, a number; an empty value takes it away."""
    require(may.learn(by, person))
    identity.write(person, kind=kind, value=value, by=by, at=at)
    touch(person, at=at)
    ledger.record(by=by, act="people.describe", at=at, about=person, person=person.pk, detail={"kind": kind})


@transaction.atomic
def take_on(person: Person, *, by: Worker, at: datetime) -> None:
    """Become the worker who leads for a person."""
    require(may.take_on(by, person), "Only a worker of the agency that holds this person can lead for them.")
    detail = {"before": person.lead_worker_id}
    person.lead_worker, person.touched_at = by, at
    person.save(update_fields=["lead_worker", "touched_at"])
    ledger.record(by=by, act="people.take_on", at=at, about=person, person=person.pk, detail=detail)
