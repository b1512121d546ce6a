"""Deleting what was kept about refusals when its time is over; done by the clock, for one agency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.models import Organisation
from recourse.records.ledger import actions as ledger
from recourse.records.refusals.models import Refusal


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete what this agency kept about what a person was refused; says how many rows."""
    gone = Refusal.objects.filter(person_id=person_id, agency_id=agency.pk).delete()[0]
    if gone:
        ledger.record(by=None, act="refusals.forget", at=at, person=person_id, detail={"rows": gone})
    return gone
