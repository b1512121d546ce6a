"""Preparing, with the person, what an enforcement body would be told: nothing leaves here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.directory.words import OrganisationKind
from recourse.records.disclosures import may, queries
from recourse.records.disclosures.happenings import (
    AlreadyBegun,
    AlreadySent,
    ChangedMeanwhile,
    NoLonger,
    NotYet,
)
from recourse.records.disclosures.models import Advice, Letter
from recourse.records.disclosures.words import ADVICE_LASTS, CONSENT_LASTS, Had, Regulated
from recourse.records.ledger import actions as ledger
from recourse.records.people import actions as people
from recourse.records.people import fields as field_names
from recourse.records.people import text
from recourse.records.people.models import Consent, Person
from recourse.records.people.words import ForWhat

NOT_YOURS = "Only the agency that began this can go on with it."
STATUS = "status"
#: What no letter of ours is for: an application is their adviser's to make.
NO_LETTER = (ForWhat.SHARING, ForWhat.REFUSAL, ForWhat.APPLICATION)


@transaction.atomic
def begin(person: Person, *, to: Organisation, for_what: str, by: Worker, at: datetime) -> Letter:
    """Begin to prepare what a body would be told, for one purpose."""
    require(may.prepare(by))
    if to.kind != OrganisationKind.AUTHORITY or for_what in NO_LETTER:
        raise NotYet("Choose whom to tell, and what for.")
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [str(person.pk)])
    same = {"agency_id": by.organisation_id, "to_authority": to, "for_what": ForWhat(for_what)}
    if Letter.objects.filter(person=person, sent_at=None, withdrawn_at=None, **same).exists():
        raise AlreadyBegun
    letter = Letter.objects.create(
        person=person,
        **same,
        begun_by=by,
        begun_at=at,
    )
    _noted(letter, "begin", by=by, at=at)
    return letter


@transaction.atomic
def read_outcomes(letter: Letter, *, by: Worker, at: datetime) -> None:
    """Record that everything this may lead to, removal among it, was read to the person."""
    now = locked(letter, by=by)
    now.outcomes_read_at = at
    now.save(update_fields=["outcomes_read_at"])
    _noted(now, "read_outcomes", by=by, at=at)


@transaction.atomic
def advise(
    letter: Letter,
    *,
    had: str,
    words: str,
    on_day: date,
    by: Worker,
    at: datetime,
    adviser: str = "",
    regulated_as: str = "",
    risk_explained: bool = False,
    seen: str = "",
) -> Advice:
    """Record the advice that was had, or that it was offered and declined; the letter rests on it.

    `seen` is how the letter stood, as `queries.standing` tells it, when this was written.
    """
    now = locked(letter, by=by, seen=seen)
    today = at.astimezone(LONDON).date()
    if not today - ADVICE_LASTS <= on_day <= today:
        raise NotYet("Advice counts for 30 days. Give a day in the last 30 days, or get advice again.")
    said = text.lines(words, what="What was said", at_most=2_000)
    named = text.line(adviser, what="The adviser", at_most=200)
    if not said:
        raise NotYet("Write in a sentence what was said.")
    if had == Had.HAD and not (named and regulated_as in Regulated.values and risk_explained):
        raise NotYet("Advice counts only from a regulated adviser who explained the risk. Name the adviser.")
    advice = Advice.objects.create(
        person_id=now.person_id,
        agency_id=now.agency_id,
        had=Had(had),
        adviser=named if had == Had.HAD else "",
        regulated_as=regulated_as if had == Had.HAD else "",
        risk_explained=had == Had.HAD,
        words=said,
        on_day=on_day,
        recorded_by=by,
        recorded_at=at,
    )
    now.advice = advice
    now.save(update_fields=["advice"])
    _noted(now, "advise", by=by, at=at, had=had, advice=advice.pk)
    return advice


@transaction.atomic
def write(
    letter: Letter,
    *,
    fields: Iterable[str],
    words: str,
    status_words: str,
    by: Worker,
    at: datetime,
    seen: str = "",
) -> None:
    """Write exactly what would leave; what was agreed to other words is asked for again."""
    now = locked(letter, by=by, seen=seen)
    chosen = field_names.check(fields)
    general = [field for field in chosen if field != STATUS]
    if not general or not words.strip():
        raise NotYet("Choose at least one thing to tell besides status, and say it.")
    if (STATUS in chosen) != bool(status_words.strip()):
        raise NotYet("What is said of their status stands by itself, and only if status was chosen.")
    _end_consents(now, by=by, at=at)
    now.fields, now.consent, now.status_consent = chosen, None, None
    now.words = text.lines(words, what="What would be sent")
    now.status_words = text.lines(status_words, what="What would be sent of their status")
    now.save(update_fields=["fields", "words", "status_words", "consent", "status_consent"])
    _noted(now, "write", by=by, at=at, fields=chosen)


@transaction.atomic
def agree(
    letter: Letter,
    *,
    alone: bool,
    how: str,
    language: str,
    words: str,
    checked: Iterable[str],
    by: Worker,
    at: datetime,
    seen: str = "",
) -> Consent:
    """Record that the person agreed to exactly this; `alone`, to what it says of their status."""
    now = locked(letter, by=by, seen=seen)
    fields = [field for field in now.fields if (field == STATUS) == alone]
    if not fields or now.advice_id is None or now.outcomes_read_at is None:
        raise NotYet("First read out what it may lead to, record the advice, and write what would be sent.")
    today = at.astimezone(LONDON).date()
    consent = people.agree(
        now.person,
        to=now.to_authority,
        for_what=now.for_what,
        fields=fields,
        first_day=today,
        after_last_day=today + CONSENT_LASTS,
        how=how,
        language=language,
        words=words,
        checked=checked,
        by=by,
        at=at,
    )
    if alone:
        now.status_consent = consent
    else:
        now.consent = consent
    now.save(update_fields=["consent", "status_consent"])
    _noted(now, "agree", by=by, at=at, fields=fields, consent=consent.pk)
    return consent


@transaction.atomic
def take_back(letter: Letter, *, by: Worker, at: datetime) -> None:
    """End it before it is sent, with every consent given for it."""
    now = locked(letter, by=by)
    _end_consents(now, by=by, at=at)
    now.withdrawn_at, now.withdrawn_by = at, by
    now.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _noted(now, "take_back", by=by, at=at)


def locked(letter: Letter, *, by: Worker, seen: str = "") -> Letter:
    """The letter as it stands now, held until the transaction ends; sent or taken back, it is refused.

    So it is when it does not stand any more as it was `seen`.
    """
    held = Letter.objects.select_for_update(of=("self",)).filter(pk=letter.pk)
    now = held.select_related("person", "to_authority", "advice", "consent", "status_consent").first()
    require(now is not None and may.change(by, now), NOT_YOURS)
    assert now is not None
    if now.withdrawn_at is not None:
        raise NoLonger
    if now.sent_at is not None:
        raise AlreadySent(now)
    if seen and seen != queries.standing(now):
        raise ChangedMeanwhile
    return now


def _end_consents(letter: Letter, *, by: Worker, at: datetime) -> None:
    for consent in (letter.consent, letter.status_consent):
        if consent is not None and consent.withdrawn_at is None:
            people.withdraw_consent(consent, by=by, at=at)


def _noted(letter: Letter, act: str, *, by: Worker, at: datetime, **codes: object) -> None:
    detail = {"to_agency": letter.to_authority_id, "for_what": str(letter.for_what), **codes}
    ledger.record(
        by=by, act=f"disclosures.{act}", at=at, about=letter, person=letter.person_id, detail=detail
    )
