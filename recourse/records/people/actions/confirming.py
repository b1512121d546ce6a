"""A second worker confirms or refuses what was asked, or who asked takes it back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from recourse.records.access import queries as access
from recourse.records.directory.acting import LONDON, acting_for
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.people import may
from recourse.records.people.actions.emergencies import locked, tell_both
from recourse.records.people.models import Emergency, Person, Share
from recourse.records.people.words import EmergencyState


class SamePerson(Exception):
    """Somebody wanted to confirm what they asked themselves."""


class MaybeOnePerson(Exception):
    """Somebody wanted to confirm what was asked by one they let in lately, or who let them in."""


class NoLongerWaits(Exception):
    """It was decided, taken back or lapsed before."""


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
        tell_both(found, "nobody", by=by, at=at)
        return found
    told = {"fields": found.fields, "why": found.why, "ends_at": found.ends_at.isoformat()}
    tell_both(found, "confirm", by=by, at=at, asked_by=found.asked_by_id, **told)
    return found


@transaction.atomic
def refuse(emergency: Emergency, *, session: str, by: Worker, at: datetime) -> None:
    """Say no, as the second worker."""
    found = _waiting(emergency, session=session, by=by, at=at)
    found.state = EmergencyState.REFUSED
    _decide(found, session=session, by=by, at=at)
    tell_both(found, "refuse", by=by, at=at)


@transaction.atomic
def take_back(emergency: Emergency, *, by: Worker, at: datetime) -> None:
    """Take one's own question back before anybody confirmed it."""
    require(may.take_back_emergency(by, emergency), "Only who asked can take it back.")
    found = locked(emergency)
    if found.stands(at) != EmergencyState.ASKED:
        raise NoLongerWaits(f"This no longer waits: {found.stands(at).label.lower()}.")
    found.state = EmergencyState.TAKEN_BACK
    _decide(found, session="", by=by, at=at)
    tell_both(found, "take_back", by=by, at=at)


def _waiting(emergency: Emergency, *, session: str, by: Worker, at: datetime) -> Emergency:
    require(may.decide_emergency(by, emergency), "Somebody of the agency that asked has to confirm this.")
    found = locked(emergency)
    if found.asked_by_id == by.pk or found.asked_in == session:
        raise SamePerson("You asked for this. A second worker has to confirm it, signed in as themselves.")
    if found.stands(at) != EmergencyState.ASKED:
        raise NoLongerWaits(f"This no longer waits: {found.stands(at).label.lower()}.")
    return found


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
        covers_status="status" in emergency.fields,
        comes_back=False,
        made_by=by,
        made_at=at,
    )
