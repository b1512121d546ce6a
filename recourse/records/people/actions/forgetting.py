"""Deleting what an agency kept about a person when its time is over; done by the clock, for one agency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from recourse.records.directory.models import Organisation
from recourse.records.ledger import actions as ledger
from recourse.records.people import identity
from recourse.records.people.models import Consent, Emergency, Fact, Person, Share


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete everything this agency recorded about a person in this room; says how many rows."""
    mine = {"person_id": person_id, "agency_id": agency.pk}
    gone = identity.forget(person_id, agency=agency)
    gone += sum(model._default_manager.filter(**mine).delete()[0] for model in (Fact, Share, Consent))
    gone += Emergency.objects.filter(person_id=person_id, holder=agency).delete()[0]
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
    """Delete places replaced before a moment; of somebody quiet, keep of the last only the agency's area."""
    count = identity.coarsen_places(person_id, agency=agency, before=before, is_quiet=is_quiet, at=at)
    if count:
        ledger.record(by=None, act="people.coarsen_places", at=at, person=person_id, detail={"rows": count})
    return count


@transaction.atomic
def forget_places(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete every place this agency recorded for a person."""
    count, _ = identity.places(agency).filter(person_id=person_id).delete()
    if count:
        ledger.record(by=None, act="people.forget_places", at=at, person=person_id, detail={"rows": count})
    return count
