"""Either agency ends what was opened; the one that holds the person reads it, or disputes it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from recourse.records.directory.acting import acting_for
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.people import may
from recourse.records.people.actions.emergencies import locked, said, tell_both
from recourse.records.people.models import Emergency, Share
from recourse.records.people.words import EmergencyState


class NoLongerOpen(Exception):
    """It is over already."""


class AlreadyDisputed(Exception):
    """Somebody disputed it before."""


@transaction.atomic
def end_emergency(emergency: Emergency, *, by: Worker, at: datetime) -> None:
    """End the sight before its time, as either agency: from the next request on nothing is seen."""
    require(may.end_emergency(by, emergency), "Only the two agencies can end this.")
    found = locked(emergency)
    if found.stands(at) != EmergencyState.CONFIRMED:
        raise NoLongerOpen(f"This is not open: {found.stands(at).label.lower()}.")
    found.state, found.ended_by, found.ended_at = EmergencyState.ENDED, by, at
    found.save(update_fields=["state", "ended_by", "ended_at"])
    with acting_for(found.holder, at=at):
        Share.objects.filter(emergency=found, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    tell_both(found, "end", by=by, at=at)


@transaction.atomic
def read_emergency(emergency: Emergency, *, by: Worker, at: datetime) -> None:
    """Say, for the agency that holds the person, that one has read what was opened."""
    require(may.answer_emergency(by, emergency))
    if Emergency.objects.filter(pk=emergency.pk, read_at=None).update(read_by=by, read_at=at):
        tell_both(emergency, "read", by=by, at=at)


@transaction.atomic
def dispute(emergency: Emergency, *, words: str, by: Worker, at: datetime) -> None:
    """Say, for the agency that holds the person, that this should not have been; what is open ends now."""
    require(may.answer_emergency(by, emergency), "Only the agency that holds the person can dispute this.")
    found = locked(emergency)
    if found.disputed_at:
        raise AlreadyDisputed("This was disputed already.")
    found.dispute = said(words, "Say what was wrong with it.")
    found.disputed_by, found.disputed_at = by, at
    found.read_by, found.read_at = found.read_by or by, found.read_at or at
    found.save(update_fields=["dispute", "disputed_by", "disputed_at", "read_by", "read_at"])
    tell_both(found, "dispute", by=by, at=at)
    if found.stands(at) == EmergencyState.CONFIRMED:
        end_emergency(found, by=by, at=at)
