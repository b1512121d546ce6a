"""Deleting offers and stays when their time is over; done by the clock, for one agency."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.models import Organisation
from recourse.records.ledger import actions as ledger
from recourse.records.placements.models import Mark, Occupation, Offer, Stay


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete what this agency offered a person and where they stayed; says how many rows."""
    mine = {"person_id": person_id, "agency_id": agency.pk}
    gone = sum(model._default_manager.filter(**mine).delete()[0] for model in (Mark, Occupation, Stay, Offer))
    if gone:
        ledger.record(by=None, act="placements.forget", at=at, person=person_id, detail={"rows": gone})
    return gone
