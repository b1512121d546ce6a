"""That a person agrees to an application being made for them, by an adviser who explained it to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.directory.words import OrganisationKind
from recourse.records.disclosures import may
from recourse.records.disclosures.happenings import AlreadyAgreed, NotYet
from recourse.records.disclosures.models import Advice
from recourse.records.disclosures.words import ADVICE_LASTS, CONSENT_LASTS, Had, Regulated
from recourse.records.ledger import actions as ledger
from recourse.records.people import actions as people
from recourse.records.people import queries, text
from recourse.records.people.models import Consent, Person
from recourse.records.people.words import ForWhat, How

#: What the Home Office learns by an application, whatever else stands in it.
LEARNT = ("name", "place")


@transaction.atomic
def agree_to_application(
    person: Person,
    *,
    to: Organisation,
    adviser: str,
    regulated_as: str,
    risk_explained: bool,
    on_day: date,
    words: str,
    said: str,
    signed: bool,
    language: str,
    checked: Iterable[str],
    by: Worker,
    at: datetime,
) -> Consent:
    """Record the advice they had, and that they signed to an application through that adviser alone.

    `words` is what was read to them, `said` what they say to it. It lasts as long as any agreement
    to tell an enforcement body, and can be taken back on any day.
    """
    require(may.prepare(by))
    theirs = _signed(to, said=said, signed=signed)
    _alone(person, by=by, today=at.astimezone(LONDON).date())
    had = {"adviser": adviser, "regulated_as": regulated_as, "risk_explained": risk_explained}
    advice = _advised(person, on_day=on_day, words=theirs, by=by, at=at, **had)
    kept = f"{words}\n\nThey said: {theirs}"
    consent = _consented(person, to=to, words=kept, language=language, checked=checked, by=by, at=at)
    detail = {"advice": advice.pk, "regulated_as": regulated_as}
    act = "disclosures.agree_to_application"
    ledger.record(by=by, act=act, at=at, about=consent, person=person.pk, detail=detail)
    return consent


def _signed(to: Organisation, *, said: str, signed: bool) -> str:
    """What they say to it, which stands only beside their signature, and only for such a body."""
    if to.kind != OrganisationKind.AUTHORITY:
        raise NotYet("An application goes to the Home Office.")
    theirs = text.lines(said, what="What they say", at_most=2_000)
    if not (theirs and signed):
        raise NotYet("They agree in writing: write what they say to it, and tick that they signed.")
    return theirs


def _consented(
    person: Person,
    *,
    to: Organisation,
    words: str,
    language: str,
    checked: Iterable[str],
    by: Worker,
    at: datetime,
) -> Consent:
    """Keep their written agreement, from today for as long as such an agreement lasts."""
    today = at.astimezone(LONDON).date()
    return people.agree(
        person,
        to=to,
        for_what=ForWhat.APPLICATION,
        fields=LEARNT,
        first_day=today,
        after_last_day=today + CONSENT_LASTS,
        how=How.WRITTEN,
        language=language,
        words=words,
        checked=checked,
        by=by,
        at=at,
    )


def _advised(person: Person, *, on_day: date, words: str, by: Worker, at: datetime, **had: Any) -> Advice:
    """Keep the advice they had; what does not count is refused."""
    today = at.astimezone(LONDON).date()
    if not today - ADVICE_LASTS <= on_day <= today:
        raise NotYet("Advice counts for 30 days. Give a day in the last 30 days, or get advice again.")
    named = text.line(had["adviser"], what="The adviser", at_most=200)
    if not (named and had["regulated_as"] in Regulated.values and had["risk_explained"]):
        raise NotYet("Advice counts only from a regulated adviser who explained the risk. Name the adviser.")
    return Advice.objects.create(
        person=person,
        agency_id=by.organisation_id,
        had=Had.HAD,
        adviser=named,
        regulated_as=had["regulated_as"],
        risk_explained=True,
        words=words,
        on_day=on_day,
        recorded_by=by,
        recorded_at=at,
    )


def _alone(person: Person, *, by: Worker, today: date) -> None:
    """Wait for whoever records the same, and refuse it when it stands."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 15))", [str(person.pk)])
    standing = [one for one in queries.consents(person) if one.for_what == ForWhat.APPLICATION]
    if any(
        one.agency_id == by.organisation_id and one.withdrawn_at is None and today < one.after_last_day
        for one in standing
    ):
        raise AlreadyAgreed
