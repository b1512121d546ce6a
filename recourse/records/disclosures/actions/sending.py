"""Letting something leave for an enforcement body: once, by a named worker, as it was read."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.models import Worker
from recourse.records.disclosures import gate, queries
from recourse.records.disclosures.actions.preparing import STATUS, locked
from recourse.records.disclosures.happenings import Changed, Expired, NoLonger, NotYet, NotYourName
from recourse.records.disclosures.models import Disclosure, Letter
from recourse.records.disclosures.words import ADVICE_LASTS, SHEET_STAYS, HowItLeft, Recipient
from recourse.records.ledger import actions as ledger
from recourse.records.people.actions.learning import touch


@transaction.atomic
def send(letter: Letter, *, named: str, seen: str, by: Worker, at: datetime) -> Disclosure:
    """Let it leave: `named` is the worker's own name as typed, `seen` the fingerprint of what was read."""
    now = locked(letter, by=by)
    if named.split() != by.name.split():
        raise NotYourName(f"Type your own name as it stands here: {by.name}.")
    _require_all(now, on=at.astimezone(LONDON).date())
    if seen != fingerprint(now):
        raise Changed
    found = gate.ask(now, organisation=by.organisation, on=at.astimezone(LONDON).date())
    if not found.is_open:
        raise NotYet(found.says)
    now.sent_at = at
    now.save(update_fields=["sent_at"])
    disclosure = Disclosure.objects.create(
        person_id=now.person_id,
        agency_id=now.agency_id,
        recipient=Recipient.AUTHORITY,
        to_authority_id=now.to_authority_id,
        how=HowItLeft.SHEET,
        for_what=now.for_what,
        fields=now.fields,
        consent_id=now.consent_id,
        status_consent_id=now.status_consent_id,
        advice_id=now.advice_id,
        letter=now,
        by=by,
        at=at,
        hash=bytes.fromhex(fingerprint(now)),
    )
    touch(now.person, at=at)
    told = {
        "to_agency": now.to_authority_id,
        "fields": now.fields,
        "hash": fingerprint(now),
        "rulebook": found.outcome,
    }
    ledger.record(by=by, act="disclosures.send", at=at, about=disclosure, person=now.person_id, detail=told)
    return disclosure


@transaction.atomic
def open_sheet(disclosure: Disclosure, *, by: Worker, at: datetime) -> str:
    """Give the words to print: to whoever sent it, for ten minutes; afterwards they are shut away."""
    if disclosure.by_id != by.pk or not disclosure.at <= at <= disclosure.at + SHEET_STAYS:
        raise NotYet("The sheet opens for ten minutes, for whoever sent it. After that it stays shut.")
    letter = disclosure.letter
    if letter is None:
        raise NotYet("There is no sheet of this.")
    ledger.record(by=by, act="disclosures.open_sheet", at=at, about=disclosure, person=disclosure.person_id)
    return letter.whole


def fingerprint(letter: Letter) -> str:
    """Of every word that would leave, and of nothing else."""
    return sha256(letter.whole.encode()).hexdigest()


def _require_all(letter: Letter, *, on: date) -> None:
    if letter.outcomes_read_at is None or letter.advice is None or not letter.whole:
        raise NotYet("Go through every step first.")
    if letter.advice.on_day < on - ADVICE_LASTS:
        raise Expired("The advice is more than 30 days old. Get advice again.")
    wanted = [(letter.consent, "what would be sent")]
    if STATUS in letter.fields:
        wanted.append((letter.status_consent, "their status"))
    for consent, about in wanted:
        if consent is None:
            raise NotYet(f"They have not agreed to {about}.")
        if consent.withdrawn_at is not None:
            raise NoLonger
        if not queries.stands(consent, on=on):
            raise Expired(f"Their agreement to {about} is over. Ask them again.")
