"""Giving a person a copy of their own record, and telling whoever refused them something, by letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.disclosures import may
from recourse.records.disclosures.models import Disclosure
from recourse.records.disclosures.words import HowItLeft, Recipient
from recourse.records.ledger import actions as ledger
from recourse.records.people import fields as field_names
from recourse.records.people.actions.learning import touch
from recourse.records.people.models import Consent, Person
from recourse.records.people.words import ForWhat


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


@transaction.atomic
def tell_by_letter(
    person: Person,
    *,
    refusal: UUID,
    fields: Iterable[str],
    consent: Consent | None,
    status_consent: Consent | None,
    content: bytes,
    by: Worker,
    at: datetime,
) -> Disclosure:
    """Record what left in a letter against a refusal, on what was agreed to for that letter."""
    require(may.prepare(by))
    disclosure = Disclosure.objects.create(
        person=person,
        agency_id=by.organisation_id,
        recipient=Recipient.BODY,
        how=HowItLeft.LETTER,
        for_what=ForWhat.REFUSAL,
        fields=field_names.check(fields),
        consent=consent,
        status_consent=status_consent,
        refusal=refusal,
        by=by,
        at=at,
        hash=sha256(content).digest(),
    )
    touch(person, at=at)
    told = {"refusal": refusal, "fields": disclosure.fields, "hash": sha256(content).hexdigest()}
    ledger.record(
        by=by, act="disclosures.tell_by_letter", at=at, about=disclosure, person=person.pk, detail=told
    )
    return disclosure
