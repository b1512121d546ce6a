"""Deleting what an agency kept about a person when its time is over; done by the clock, for one agency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from recourse.records.directory.models import Organisation
from recourse.records.ledger import actions as ledger
from recourse.records.people.models import Consent, Fact, Note, Particular, Person, SearchToken, Share

_ALL = (SearchToken, Particular, Fact, Note, Share, Consent)


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete everything this agency recorded about a person in this room; says how many rows."""
    gone = sum(model._default_manager.filter(_of(person_id, agency)).delete()[0] for model in _ALL)
    ledger.record(by=None, act="people.forget", at=at, person=person_id, detail={"rows": gone})
    return gone


@transaction.atomic
def let_go(person_id: UUID, *, agency: Organisation, at: datetime) -> bool:
    """Delete the person's own row, unless another agency still keeps something about them."""
    try:
        with transaction.atomic():
            Person.objects.filter(pk=person_id, agency=agency).delete()
            connection.check_constraints()
    except IntegrityError:
        return False
    ledger.record(by=None, act="people.let_go", at=at, person=person_id)
    return True


@transaction.atomic
def coarsen_places(
    person_id: UUID, *, agency: Organisation, before: datetime, is_quiet: bool, at: datetime
) -> int:
    """Delete places replaced long ago; of somebody quiet, keep only the area of the last."""
    places = Particular.objects.filter(_of(person_id, agency), kind="place")
    count, _ = places.filter(replaced_at__lt=before).delete()
    words = coarse(agency)
    exact = places.filter(replaced_at=None, recorded_at__lt=before)
    for place in exact if is_quiet else ():
        place.value, place.recorded_at = words, at
        place.save(update_fields=["value", "recorded_at"])
        count += 1
    if count:
        ledger.record(by=None, act="people.coarsen_places", at=at, person=person_id, detail={"rows": count})
    return count


@transaction.atomic
def forget_places(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete every place this agency recorded for a person."""
    count, _ = Particular.objects.filter(_of(person_id, agency), kind="place").delete()
    if count:
        ledger.record(by=None, act="people.forget_places", at=at, person=person_id, detail={"rows": count})
    return count


def coarse(agency: Organisation) -> str:
    """What is left of a place: the area the agency works in."""
    return f"Somewhere in {agency.area}" if agency.area else "Somewhere in the area"


def _of(person_id: UUID, agency: Organisation) -> Q:
    return Q(person_id=person_id, agency_id=agency.pk)
