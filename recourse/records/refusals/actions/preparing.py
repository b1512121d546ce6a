"""Preparing a letter with the person: what was refused, what they agree to, what it tells. Nothing leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.directory.queries import authorities
from recourse.records.ledger import actions as ledger
from recourse.records.people import actions as people
from recourse.records.people import fields as field_names
from recourse.records.people import text
from recourse.records.people.models import Consent, Person
from recourse.records.people.words import ForWhat
from recourse.records.refusals import grounds, may, queries
from recourse.records.refusals.happenings import AlreadyBegun, AlreadyMade, NoLonger, NotSupported, NotYet
from recourse.records.refusals.models import Refusal
from recourse.records.refusals.words import AGREEMENT_LASTS, LONGEST_DAYS, OLDEST, Because, Kind

STATUS = "status"
MOST_LINES = 60
_ENFORCES = re.compile(r"\b(home office|immigration enforcement|ukvi|uk visas|border force|police)\b", re.I)
NOT_TO_THEM = (
    "This letter never goes to the Home Office, the police or another enforcement body. Telling one of them"
    " anything has steps of its own, under Sharing."
)


@transaction.atomic
def begin(
    person: Person,
    *,
    kind: str,
    because: str,
    to_name: str,
    to_address: str,
    refused_on: date,
    by: Worker,
    at: datetime,
) -> Refusal:
    """Begin a letter against a refusal, when the rulebook says that this person may have what was refused."""
    require(may.begin(by))
    name = text.line(to_name, what="The name of whoever refused", at_most=200)
    address = text.lines(to_address, what="The address", at_most=500)
    today = at.astimezone(LONDON).date()
    if not name:
        raise NotYet("Say who refused.")
    if not today - OLDEST <= refused_on <= today:
        raise NotYet("Give a day in the past year.")
    if _enforces(f"{name}\n{address}"):
        raise NotYet(NOT_TO_THEM)
    ground = grounds.one(person, kind=kind, because=because, on=today)
    if not ground.is_open:
        raise NotSupported(ground.why_not)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 9))", [str(person.pk)])
    same = Refusal.objects.filter(person=person, agency_id=by.organisation_id, kind=kind, because=because)
    for other in same.filter(made_at=None, withdrawn_at=None):
        if other.to_name == name:
            raise AlreadyBegun(other)
    refusal = Refusal.objects.create(
        person=person,
        agency_id=by.organisation_id,
        kind=Kind(kind),
        because=Because(because),
        refused_on=refused_on,
        to_name=name,
        to_address=address,
        begun_by=by,
        begun_at=at,
    )
    _noted(refusal, "begin", by=by, at=at)
    return refusal


@transaction.atomic
def agree(
    refusal: Refusal,
    *,
    fields: Iterable[str],
    how: str,
    language: str,
    words: str,
    checked: Iterable[str],
    by: Worker,
    at: datetime,
) -> Consent:
    """Record what the person agreed that this letter may tell; status is agreed to by itself.

    The same agreement, recorded on the same day, is given again: nothing is recorded twice.
    """
    now = locked(refusal, by=by)
    agreed = field_names.check(fields)
    today = at.astimezone(LONDON).date()
    is_status = agreed == [STATUS]
    before = now.status_consent if is_status else now.consent
    if before is not None and before.withdrawn_at is None:
        stood = (before.fields, before.how, before.language, before.first_day)
        if stood == (agreed, how, language.strip(), today):
            return before
        people.withdraw_consent(before, by=by, at=at)
    consent = people.agree(
        now.person,
        to=now.pk,
        for_what=ForWhat.REFUSAL,
        fields=agreed,
        first_day=today,
        after_last_day=today + AGREEMENT_LASTS,
        how=how,
        language=language,
        words=words,
        checked=checked,
        by=by,
        at=at,
    )
    if is_status:
        now.status_consent = consent
    else:
        now.consent = consent
    now.told, now.fields = [], []
    now.save(update_fields=["consent", "status_consent", "told", "fields"])
    _noted(now, "agree", by=by, at=at, fields=agreed, consent=consent.pk)
    return consent


@transaction.atomic
def write(
    refusal: Refusal,
    *,
    told: Iterable[tuple[str, str, str]],
    answer_to: str,
    answer_by: date,
    by: Worker,
    at: datetime,
) -> None:
    """Choose what the letter tells, of the fields agreed to and no others; where and by when to answer."""
    now = locked(refusal, by=by)
    today = at.astimezone(LONDON).date()
    lines = [
        (field, text.line(question, what="A question", at_most=500), text.lines(words, what="What is told"))
        for field, question, words in told
    ]
    fields = field_names.check(field for field, _, _ in lines)
    if not fields or fields == [STATUS] or len(lines) > MOST_LINES:
        raise NotYet("Choose at least one thing to tell besides status.")
    if more := [field for field in fields if field not in queries.may_tell(now, on=today)]:
        raise NotYet(
            f"They have not agreed that this letter tells their {field_names.in_words(more)}. Ask first."
        )
    if not today < answer_by <= today + LONGEST_DAYS:
        raise NotYet("Give a day to answer by in the next 60 days.")
    now.answer_to = text.lines(answer_to, what="The address to answer to", at_most=500)
    if not now.answer_to:
        raise NotYet("Say where they should answer to.")
    now.told, now.fields, now.answer_by = lines, fields, answer_by
    now.save(update_fields=["told", "fields", "answer_to", "answer_by"])
    _noted(now, "write", by=by, at=at, fields=fields)


@transaction.atomic
def take_back(refusal: Refusal, *, by: Worker, at: datetime) -> None:
    """End it before it is made, with what was agreed to for it."""
    now = locked(refusal, by=by)
    for consent in (now.consent, now.status_consent):
        if consent is not None and consent.withdrawn_at is None:
            people.withdraw_consent(consent, by=by, at=at)
    now.withdrawn_at, now.withdrawn_by = at, by
    now.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _noted(now, "take_back", by=by, at=at)


def locked(refusal: Refusal, *, by: Worker) -> Refusal:
    """The letter as it stands now, held until the transaction ends; made or taken back, it is refused."""
    held = Refusal.objects.select_for_update(of=("self",)).filter(pk=refusal.pk)
    # What it rests on is read once it is held: joined here, it would be as it was before the wait.
    now = held.select_related("person", "agency").first()
    require(now is not None and may.change(by, now), may.NOT_YOURS)
    assert now is not None
    if now.withdrawn_at is not None:
        raise NoLonger
    if now.made_at is not None:
        raise AlreadyMade(now)
    return now


def _enforces(words: str) -> bool:
    """Whether somebody who enforces immigration law, or is listed as such, is named."""
    named = words.casefold()
    return bool(_ENFORCES.search(words)) or any(one.name.casefold() in named for one in authorities())


def _noted(refusal: Refusal, act: str, *, by: Worker, at: datetime, **codes: Any) -> None:
    ledger.record(by=by, act=f"refusals.{act}", at=at, about=refusal, person=refusal.person_id, detail=codes)
