"""Deleting grants to a person when their time is over; done by the clock, for one agency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.models import Organisation
from recourse.records.funds.models import Award
from recourse.records.ledger import actions as ledger


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete what this agency gave a person; says how many rows."""
    gone = Award.objects.filter(person_id=person_id, agency_id=agency.pk).delete()[0]
    if gone:
        ledger.record(by=None, act="funds.forget", at=at, person=person_id, detail={"rows": gone})
    return gone
