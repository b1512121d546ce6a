"""Seeing one person in an emergency without a share: one worker asks, a second confirms, all are told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction

from recourse.records.directory.acting import acting_for
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import fields as field_names
from recourse.records.people import may, text
from recourse.records.people.models import Emergency
from recourse.records.people.models.emergency import MOST_HOURS, USUAL_HOURS
from recourse.records.people.words import EmergencyState, WhyNow

MOST_OF_A_WORKER = 3
MOST_OF_AN_AGENCY = 10
_REFERENCE = re.compile(r"[A-Z]{2}-\d{4,7}")


class NoReason(ValueError):
    """Nothing was said about why."""


class NoReference(ValueError):
    """What was typed cannot be a reference."""


class TooManyEmergencies(Exception):
    """Somebody, or some agency, asked too often."""


class AlreadyAsked(Exception):
    """Somebody of the agency asked for the same person, and that still waits."""


@transaction.atomic
def ask(
    *,
    holder: Organisation,
    reference: str,
    service: Service,
    why: str,
    words: str,
    fields: Iterable[str],
    session: str,
    by: Worker,
    at: datetime,
    hours: int = USUAL_HOURS,
    status_words: str = "",
) -> Emergency:
    """Ask for sight of the one person an agency calls by a reference; a second worker has to confirm it.

    Whether there is such a person makes no difference to anything here. `session` names the sign-in.
    """
    require(may.ask_in_an_emergency(by, holder, service))
    wanted = field_names.check(fields)
    emergency = Emergency(
        agency_id=by.organisation_id,
        service=service,
        holder=holder,
        reference=_reference(reference),
        why=WhyNow(why),
        words=said(words, "Say what has happened, in a few words."),
        status_words=said(status_words, "Say why status matters now.") if "status" in wanted else "",
        dispute="",
        fields=wanted,
        hours=min(max(hours, 1), MOST_HOURS),
        asked_by=by,
        asked_at=at,
        asked_in=session,
    )
    _require_seldom(by, at)
    _require_new(emergency, at)
    emergency.save(force_insert=True)
    tell_both(emergency, "ask", by=by, at=at, fields=wanted, why=emergency.why, hours=emergency.hours)
    return emergency


def _require_seldom(by: Worker, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 6))", [str(by.organisation_id)])
    of_the_agency = Emergency.objects.filter(agency=by.organisation_id)
    if of_the_agency.filter(asked_by=by, asked_at__gt=at - timedelta(hours=1)).count() >= MOST_OF_A_WORKER:
        raise TooManyEmergencies(f"You asked {MOST_OF_A_WORKER} times in an hour. Ring the agency instead.")
    if of_the_agency.filter(asked_at__gt=at - timedelta(days=1)).count() >= MOST_OF_AN_AGENCY:
        raise TooManyEmergencies(
            f"Your agency asked {MOST_OF_AN_AGENCY} times in a day. Ring the other agency instead."
        )


def _require_new(emergency: Emergency, at: datetime) -> None:
    whom = {"agency": emergency.agency_id, "holder": emergency.holder, "reference": emergency.reference}
    waiting = Emergency.objects.filter(state=EmergencyState.ASKED, **whom)
    if any(one.stands(at) == EmergencyState.ASKED for one in waiting):
        raise AlreadyAsked("This person was asked for a moment ago, and that still waits for a colleague.")


def _reference(typed: str) -> str:
    reference = typed.strip().upper()
    if not _REFERENCE.fullmatch(reference):
        raise NoReference("A reference is two letters, a dash and a number, such as WR-0001.")
    return reference


def locked(emergency: Emergency) -> Emergency:
    return (
        Emergency.objects.select_for_update(of=("self",))
        .select_related("holder", "asked_by")
        .get(pk=emergency.pk)
    )


def tell_both(emergency: Emergency, what: str, *, by: Worker, at: datetime, **detail: object) -> None:
    """Write the step into the ledgers of both agencies; the person stands in their holder's alone."""
    codes = {"reference": emergency.reference, "from_agency": emergency.agency_id, **detail}
    for agency in sorted((emergency.agency, emergency.holder), key=lambda one: one.pk):
        is_holder = agency.pk == emergency.holder_id
        with acting_for(agency, at=at):
            ledger.record(
                by=by,
                act=f"people.emergency_{what}",
                at=at,
                about=emergency,
                person=emergency.person_id if is_holder else None,
                detail=codes if is_holder else codes | {"to_agency": emergency.holder_id},
                agency=agency.pk,
            )


def said(words: str, otherwise: str) -> str:
    said = text.lines(words, what="What happened", at_most=1_000)
    if not said:
        raise NoReason(otherwise)
    return said
