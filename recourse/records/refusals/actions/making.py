"""Making the letter: once, as it was read, on what is agreed to at that moment; and keeping it."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.models import Worker
from recourse.records.disclosures import actions as disclosures
from recourse.records.ledger import actions as ledger
from recourse.records.papers import actions as papers
from recourse.records.papers import setting
from recourse.records.refusals import composing, grounds, queries
from recourse.records.refusals.actions.preparing import STATUS, locked
from recourse.records.refusals.happenings import Changed, NotSupported, NotYet
from recourse.records.refusals.models import Refusal


@transaction.atomic
def make(refusal: Refusal, *, seen: str, by: Worker, at: datetime) -> Refusal:
    """Make the letter whose fingerprint was `seen`: a row says what leaves, and the PDF is kept as it is.

    Raises `setting.Unprintable` when no font here has some of its letters.
    """
    now = locked(refusal, by=by)
    today = at.astimezone(LONDON).date()
    _require_all(now, on=today)
    ground = grounds.one(now.person, kind=now.kind, because=now.because, on=today)
    if not ground.is_open:
        raise NotSupported(ground.why_not)
    sheet = composing.sheet(now, ground, by=by, on=today)
    if seen != sheet.fingerprint:
        raise Changed
    content = setting.pdf(sheet, at=at)
    disclosures.tell_by_letter(
        now.person,
        refusal=now.pk,
        fields=now.fields,
        consent=now.consent,
        status_consent=now.status_consent if STATUS in now.fields else None,
        content=content,
        by=by,
        at=at,
    )
    now.paper = papers.keep_sent(
        now.person, content=content, pages=setting.pages(content), note=sheet.subject, by=by, at=at
    )
    now.made_at, now.made_by = at, by
    now.rules = [rule.id for rule in ground.rules]
    now.save(update_fields=["paper", "made_at", "made_by", "rules"])
    told = {
        "fields": now.fields,
        "hash": sha256(content).hexdigest(),
        "rules": now.rules,
        "edition": ground.edition,
    }
    ledger.record(by=by, act="refusals.make", at=at, about=now, person=now.person_id, detail=told)
    return now


def _require_all(refusal: Refusal, *, on: date) -> None:
    if not refusal.lines or refusal.answer_by is None:
        raise NotYet("Choose first what the letter tells.")
    allowed = queries.may_tell(refusal, on=on)
    if any(field not in allowed for field in refusal.fields):
        raise NotYet("What they agreed to is over or was taken back. Ask them again first.")
