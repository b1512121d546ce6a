"""Deleting what was kept about what left, when its six years are over; done by the clock, for one agency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.models import Organisation
from recourse.records.disclosures.models import Advice, Disclosure, Letter
from recourse.records.ledger import actions as ledger


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete what this agency kept about what left about a person; says how many rows."""
    mine = {"person_id": person_id, "agency_id": agency.pk}
    rooms = (Disclosure, Letter, Advice)
    gone = sum(model._default_manager.filter(**mine).delete()[0] for model in rooms)
    ledger.record(by=None, act="disclosures.forget", at=at, person=person_id, detail={"rows": gone})
    return gone
