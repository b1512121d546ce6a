"""Seeing one person in an emergency without a share: one worker asks, a second confirms, all are told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction

from recourse.records.access import queries as access
from recourse.records.directory.acting import LONDON, acting_for
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import fields as field_names
from recourse.records.people import may, text
from recourse.records.people.models import Emergency, Person, Share
from recourse.records.people.models.emergency import MOST_HOURS, USUAL_HOURS
from recourse.records.people.words import EmergencyState, WhyNow

MOST_OF_A_WORKER = 3
MOST_OF_AN_AGENCY = 10
_REFERENCE = re.compile(r"[A-Z]{2}-\d{4,7}")
_STATUS = "status"


class NoReference(ValueError):
    """What was typed cannot be a reference."""


class NoReason(ValueError):
    """Nothing was said about why."""


class TooManyEmergencies(Exception):
    """Somebody, or some agency, asked too often."""


class SamePerson(Exception):
    """Somebody wanted to confirm what they asked themselves."""


class MaybeOnePerson(Exception):
    """Somebody wanted to confirm what was asked by one they let in lately, or who let them in."""


class NoLongerWaits(Exception):
    """It was decided, taken back or lapsed before."""


class NoLongerOpen(Exception):
    """It is over already."""


class AlreadyAsked(Exception):
    """Somebody of the agency asked for the same person, and that still waits."""


class AlreadyDisputed(Exception):
    """Somebody disputed it before."""


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
        words=_said(words, "Say what has happened, in a few words."),
        status_words=_said(status_words, "Say why status matters now.") if _STATUS in wanted else "",
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
    _tell_both(emergency, "ask", by=by, at=at, fields=wanted, why=emergency.why, hours=emergency.hours)
    return emergency


@transaction.atomic
def confirm(emergency: Emergency, *, session: str, by: Worker, at: datetime) -> Emergency:
    """Open the record for as long as was asked, as the second worker; or say that nobody is there."""
    found = _waiting(emergency, session=session, by=by, at=at)
    if not found.asked_by.is_active:
        raise NoLongerWaits("Whoever asked this has left.")
    if access.may_be_one(found.asked_by, by, at=at):
        raise MaybeOnePerson(
            "One of you let the other in less than 14 days ago, or the same person let in both of you."
            " Somebody else has to confirm this, or you ring the other agency."
        )
    found.state, found.ends_at = EmergencyState.CONFIRMED, at + timedelta(hours=found.hours)
    _decide(found, session=session, by=by, at=at)
    with acting_for(found.holder, at=at):
        person = Person.objects.filter(agency=found.holder_id, reference=found.reference).first()
        if person is not None:
            _open(found, person, by=by, at=at)
    if person is None:
        found.state = EmergencyState.NOBODY
        found.save(update_fields=["state"])
        _tell_both(found, "nobody", by=by, at=at)
        return found
    told = {"fields": found.fields, "why": found.why, "ends_at": found.ends_at.isoformat()}
    _tell_both(found, "confirm", by=by, at=at, asked_by=found.asked_by_id, **told)
    return found


@transaction.atomic
def refuse(emergency: Emergency, *, session: str, by: Worker, at: datetime) -> None:
    """Say no, as the second worker."""
    found = _waiting(emergency, session=session, by=by, at=at)
    found.state = EmergencyState.REFUSED
    _decide(found, session=session, by=by, at=at)
    _tell_both(found, "refuse", by=by, at=at)


@transaction.atomic
def take_back(emergency: Emergency, *, by: Worker, at: datetime) -> None:
    """Take one's own question back before anybody confirmed it."""
    require(may.take_back_emergency(by, emergency), "Only who asked can take it back.")
    found = _locked(emergency)
    if found.stands(at) != EmergencyState.ASKED:
        raise NoLongerWaits(f"This no longer waits: {found.stands(at).label.lower()}.")
    found.state = EmergencyState.TAKEN_BACK
    _decide(found, session="", by=by, at=at)
    _tell_both(found, "take_back", by=by, at=at)


@transaction.atomic
def end_emergency(emergency: Emergency, *, by: Worker, at: datetime) -> None:
    """End the sight before its time, as either agency: from the next request on nothing is seen."""
    require(may.end_emergency(by, emergency), "Only the two agencies can end this.")
    found = _locked(emergency)
    if found.stands(at) != EmergencyState.CONFIRMED:
        raise NoLongerOpen(f"This is not open: {found.stands(at).label.lower()}.")
    found.state, found.ended_by, found.ended_at = EmergencyState.ENDED, by, at
    found.save(update_fields=["state", "ended_by", "ended_at"])
    with acting_for(found.holder, at=at):
        Share.objects.filter(emergency=found, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    _tell_both(found, "end", by=by, at=at)


@transaction.atomic
def read_emergency(emergency: Emergency, *, by: Worker, at: datetime) -> None:
    """Say, for the agency that holds the person, that one has read what was opened."""
    require(may.answer_emergency(by, emergency))
    if Emergency.objects.filter(pk=emergency.pk, read_at=None).update(read_by=by, read_at=at):
        _tell_both(emergency, "read", by=by, at=at)


@transaction.atomic
def dispute(emergency: Emergency, *, words: str, by: Worker, at: datetime) -> None:
    """Say, for the agency that holds the person, that this should not have been; what is open ends now."""
    require(may.answer_emergency(by, emergency), "Only the agency that holds the person can dispute this.")
    found = _locked(emergency)
    if found.disputed_at:
        raise AlreadyDisputed("This was disputed already.")
    found.dispute = _said(words, "Say what was wrong with it.")
    found.disputed_by, found.disputed_at = by, at
    found.read_by, found.read_at = found.read_by or by, found.read_at or at
    found.save(update_fields=["dispute", "disputed_by", "disputed_at", "read_by", "read_at"])
    _tell_both(found, "dispute", by=by, at=at)
    if found.stands(at) == EmergencyState.CONFIRMED:
        end_emergency(found, by=by, at=at)


def _waiting(emergency: Emergency, *, session: str, by: Worker, at: datetime) -> Emergency:
    require(may.decide_emergency(by, emergency), "Somebody of the agency that asked has to confirm this.")
    found = _locked(emergency)
    if found.asked_by_id == by.pk or found.asked_in == session:
        raise SamePerson("You asked for this. A second worker has to confirm it, signed in as themselves.")
    if found.stands(at) != EmergencyState.ASKED:
        raise NoLongerWaits(f"This no longer waits: {found.stands(at).label.lower()}.")
    return found


def _locked(emergency: Emergency) -> Emergency:
    return (
        Emergency.objects.select_for_update(of=("self",))
        .select_related("holder", "asked_by")
        .get(pk=emergency.pk)
    )


def _decide(emergency: Emergency, *, session: str, by: Worker, at: datetime) -> None:
    emergency.decided_by, emergency.decided_at, emergency.decided_in = by, at, session
    emergency.save(update_fields=["state", "ends_at", "decided_by", "decided_at", "decided_in"])


def _open(emergency: Emergency, person: Person, *, by: Worker, at: datetime) -> None:
    """Write whom it is about, seal what was said with their key, and let the service see the fields."""
    said = emergency.words, emergency.status_words
    emergency.person = person
    emergency.words, emergency.status_words = said
    emergency.save(update_fields=["person", "words", "status_words"])
    assert emergency.ends_at is not None
    Share.objects.create(
        person=person,
        agency_id=emergency.holder_id,
        holder_id=emergency.holder_id,
        to_service_id=emergency.service_id,
        to_agency_id=emergency.agency_id,
        fields=emergency.fields,
        purpose=f"In an emergency: {emergency.get_why_display()}",
        first_day=at.astimezone(LONDON).date(),
        after_last_day=emergency.ends_at.astimezone(LONDON).date() + timedelta(days=1),
        emergency=emergency,
        ends_at=emergency.ends_at,
        covers_status=_STATUS in emergency.fields,
        comes_back=False,
        made_by=by,
        made_at=at,
    )


def _tell_both(emergency: Emergency, what: str, *, by: Worker, at: datetime, **detail: object) -> None:
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


def _said(words: str, otherwise: str) -> str:
    said = text.lines(words, what="What happened", at_most=1_000)
    if not said:
        raise NoReason(otherwise)
    return said
