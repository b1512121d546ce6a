"""What a person agrees to, read to them by itself, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import fields as field_names
from recourse.records.people import may, text
from recourse.records.people.actions.learning import touch
from recourse.records.people.models import Consent, Person, Share
from recourse.records.people.words import Checked, ForWhat, How

LONGEST_DAYS = 366
LONGEST_TO_AUTHORITY = 31
STATUS = "status"


class NothingToShare(ValueError):
    """No field was named."""


class NoSuchDays(ValueError):
    """It would end before it begins, be over already, or last too long."""


class NotValid(ValueError):
    """Something that makes a consent count was not made sure of."""


class StatusByItself(ValueError):
    """Immigration status was named beside other fields: it is asked by itself."""


class AlreadyTakenBack(Exception):
    """Somebody took the consent back before."""

    def __init__(self, consent: Consent) -> None:
        by = consent.withdrawn_by.name if consent.withdrawn_by else "Somebody"
        super().__init__(f"{by} already recorded that this was taken back.")


@transaction.atomic
def agree(
    person: Person,
    *,
    to: Service | Organisation | UUID,
    fields: Iterable[str],
    first_day: date,
    after_last_day: date,
    how: str,
    language: str,
    words: str,
    checked: Iterable[str],
    by: Worker,
    at: datetime,
    for_what: str = ForWhat.SHARING,
) -> Consent:
    """Record that a person agreed to something for one recipient; status is agreed to by itself.

    The recipient is a service, an enforcement body, or whoever the letter of this id goes to.
    """
    require(may.share(by, person))
    agreed = field_names.check(fields)
    require_sense(agreed, first_day, after_last_day, at=at)
    if STATUS in agreed and len(agreed) > 1:
        raise StatusByItself("Immigration status is asked by itself, after everything else.")
    if isinstance(to, Organisation) and (after_last_day - first_day).days > LONGEST_TO_AUTHORITY:
        raise NoSuchDays("An agreement to tell an enforcement body lasts 31 days at most. Ask again then.")
    consent = Consent.objects.create(
        person=person,
        agency_id=by.organisation_id,
        **_recipient(to),
        for_what=ForWhat(for_what),
        fields=agreed,
        covers_status=agreed == [STATUS],
        first_day=first_day,
        after_last_day=after_last_day,
        how=How(how),
        language=text.line(language, what="The language", at_most=100),
        words=text.lines(words, what="What was told"),
        checked=_all_checked(checked),
        recorded_by=by,
        recorded_at=at,
    )
    consent.refresh_from_db(fields=["freely"])
    touch(person, at=at)
    whom = to if isinstance(to, UUID) else to.pk
    said = {"how": how, "covers_status": consent.covers_status, "for_what": str(for_what), "to": whom}
    ledger.record(by=by, act="people.agree", at=at, about=consent, person=person.pk, detail=said)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, by: Worker, at: datetime) -> None:
    """Take a consent back: every share resting on it ends with it, from the next request on."""
    require(may.withdraw_consent(by, consent), "Only the agency that asked, or that holds the person, can.")
    ending = resting_on([consent.pk])
    if not Consent.objects.filter(pk=consent.pk, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by):
        consent.refresh_from_db()
        raise AlreadyTakenBack(consent)
    consent.withdrawn_at, consent.withdrawn_by = at, by
    ledger.record(by=by, act="people.unagree", at=at, about=consent, person=consent.person_id)
    for share in ending:
        told = {"to_service": share.to_service_id}
        ledger.record(by=by, act="people.withdraw", at=at, about=share, person=share.person_id, detail=told)


def resting_on(consents: Iterable[UUID]) -> list[Share]:
    """The standing shares that rest on any of these consents."""
    ids = list(consents)
    on_these = Q(consent__in=ids) | Q(status_consent__in=ids)
    return list(Share.objects.filter(on_these, withdrawn_at=None).order_by("made_at", "id"))


def require_sense(fields: list[str], first: date, after_last: date, *, at: datetime) -> None:
    """Refuse no fields, and days that make no stretch, are over, or go on for more than a year."""
    if not fields:
        raise NothingToShare("Choose at least one thing to share.")
    if after_last <= first:
        raise NoSuchDays("Sharing must end after it begins.")
    if after_last <= at.astimezone(LONDON).date():
        raise NoSuchDays("Sharing must end on a day to come.")
    if (after_last - first).days > LONGEST_DAYS:
        raise NoSuchDays("Sharing can last a year at most. Ask again then.")


def _recipient(to: Service | Organisation | UUID) -> dict[str, Any]:
    if isinstance(to, UUID):
        return {"to_refusal": to}
    return {"to_service" if isinstance(to, Service) else "to_authority": to}


def _all_checked(checked: Iterable[str]) -> list[str]:
    made_sure = [Checked(one).value for one in checked]
    missing = [one.label for one in Checked if one.value not in made_sure]
    if missing:
        raise NotValid(f"Make sure of this first: {missing[0][0].lower()}{missing[0][1:]}.")
    return made_sure
