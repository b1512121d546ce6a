"""Reads what left and what is being prepared; the policies decide what they give."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from uuid import UUID

from recourse.records.disclosures.models import Advice, Disclosure, Letter
from recourse.records.disclosures.words import ADVICE_LASTS
from recourse.records.people.models import Consent, Person

_LETTER = ("person", "to_authority", "advice", "consent", "status_consent", "begun_by", "withdrawn_by")


def one_letter(letter_id: UUID) -> Letter | None:
    """Give one letter of the reader's own agency."""
    return Letter.objects.select_related(*_LETTER).filter(pk=letter_id).first()


def standing(letter: Letter) -> str:
    """How far a letter has come, in a form two readings of which can be compared."""
    rests_on = (letter.advice_id, letter.consent_id, letter.status_consent_id)
    return sha256(f"{letter.whole} {letter.fields} {rests_on}".encode()).hexdigest()


def open_letters(person: Person) -> list[Letter]:
    """Give what is being prepared about a person and has neither been sent nor taken back."""
    standing = Letter.objects.filter(person=person, sent_at=None, withdrawn_at=None)
    return list(standing.select_related("to_authority", "begun_by").order_by("-begun_at"))


def unsent_letters(person: Person) -> list[Letter]:
    """Give every letter about a person that was never sent, taken back or not, newest first."""
    found = Letter.objects.filter(person=person, sent_at=None)
    return list(found.select_related("agency", "to_authority", "begun_by").order_by("-begun_at"))


def of_letter(letter: Letter) -> Disclosure | None:
    """Give the row of a letter that was sent."""
    return Disclosure.objects.select_related("by", "to_authority").filter(letter=letter).first()


def sent(person: Person) -> list[Disclosure]:
    """Give everything that left about a person, as far as the reader may see, newest first."""
    about = ("agency", "to_authority", "to_service", "by", "advice")
    return list(Disclosure.objects.filter(person=person).select_related(*about).order_by("-at"))


def advice_of(person: Person) -> list[Advice]:
    """Give the advice this agency recorded, newest first."""
    return list(Advice.objects.filter(person=person).order_by("-on_day", "-recorded_at"))


def recent_advice(person: Person, *, on: date) -> Advice | None:
    """Give the newest advice that still counts on a day."""
    counts = Advice.objects.filter(person=person, on_day__gte=on - ADVICE_LASTS, on_day__lte=on)
    return counts.order_by("-on_day", "-recorded_at").first()


def stands(consent: Consent | None, *, on: date) -> bool:
    """Whether a consent is in force on a day."""
    return (
        consent is not None
        and consent.withdrawn_at is None
        and consent.first_day <= on < consent.after_last_day
    )
