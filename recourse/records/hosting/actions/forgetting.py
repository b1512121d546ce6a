"""Deleting check-ins with a guest when their time is over; done by the clock, for one agency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.models import Organisation
from recourse.records.hosting.models import CheckIn
from recourse.records.ledger import actions as ledger


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete what this agency kept of checking in with a guest; says how many rows."""
    gone = CheckIn.objects.filter(person_id=person_id, agency_id=agency.pk).delete()[0]
    if gone:
        ledger.record(by=None, act="hosting.forget", at=at, person=person_id, detail={"rows": gone})
    return gone
