"""Giving a person a copy of their own record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.disclosures import may
from recourse.records.disclosures.models import Disclosure
from recourse.records.disclosures.words import HowItLeft, Recipient
from recourse.records.ledger import actions as ledger
from recourse.records.people import fields as field_names
from recourse.records.people.actions.learning import touch
from recourse.records.people.models import Person


@transaction.atomic
def give(
    person: Person, *, how: str, fields: Iterable[str], content: bytes, by: Worker, at: datetime
) -> Disclosure:
    """Record that a person got a copy of what is held about them, on paper or as data."""
    require(may.give(by))
    disclosure = Disclosure.objects.create(
        person=person,
        agency_id=by.organisation_id,
        recipient=Recipient.PERSON,
        how=HowItLeft(how),
        fields=field_names.check(fields),
        by=by,
        at=at,
        hash=sha256(content).digest(),
    )
    touch(person, at=at)
    told = {"how": how, "hash": sha256(content).hexdigest()}
    ledger.record(by=by, act="disclosures.give", at=at, about=disclosure, person=person.pk, detail=told)
    return disclosure
