"""Reads the letters against refusals; the policies decide what they give."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from recourse.records.people.models import Consent, Person
from recourse.records.refusals.models import Refusal

_ABOUT = ("person", "agency", "consent", "status_consent", "begun_by", "made_by", "withdrawn_by", "paper")


def one(refusal_id: UUID) -> Refusal | None:
    """Give one of the reader's own agency."""
    return Refusal.objects.select_related(*_ABOUT).filter(pk=refusal_id).first()


def of_person(person: Person) -> list[Refusal]:
    """Give those about a person that were not taken back, newest first."""
    standing = Refusal.objects.filter(person=person, withdrawn_at=None).select_related(*_ABOUT)
    return list(standing.order_by("-begun_at", "id"))


def every_of(person: Person) -> list[Refusal]:
    """Give all of them about a person, also those taken back, newest first."""
    found = Refusal.objects.filter(person=person).select_related("agency", "begun_by")
    return list(found.order_by("-begun_at", "id"))


def addressees(refusals: Iterable[UUID]) -> dict[UUID, str]:
    """Give to whom letters go or went, as far as the reader may see."""
    return {one.pk: one.to_name for one in Refusal.objects.filter(pk__in=list(refusals))}


def stands(consent: Consent | None, *, on: date) -> bool:
    """Whether an agreement is in force on a day."""
    return (
        consent is not None
        and consent.withdrawn_at is None
        and consent.first_day <= on < consent.after_last_day
    )


def may_tell(refusal: Refusal, *, on: date) -> list[str]:
    """Give the fields that may be told on a day: those of the agreements in force."""
    standing = [one for one in (refusal.consent, refusal.status_consent) if one and stands(one, on=on)]
    return [field for consent in standing for field in consent.fields]
