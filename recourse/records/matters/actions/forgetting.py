"""Deleting what was to be done and what stood in the way when its time is over; done by the clock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.models import Organisation
from recourse.records.ledger import actions as ledger
from recourse.records.matters.models import Barrier, Task


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete this agency's tasks for a person and what it said stood in the way; says how many rows."""
    mine = {"person_id": person_id, "agency_id": agency.pk}
    gone = Task.objects.filter(**mine).delete()[0] + Barrier.objects.filter(**mine).delete()[0]
    if gone:
        ledger.record(by=None, act="matters.forget", at=at, person=person_id, detail={"rows": gone})
    return gone
