"""Deleting what panels said and decided of somebody when its time is over; done by the clock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from recourse.records.directory.models import Organisation
from recourse.records.ledger import actions as ledger
from recourse.records.panels.models import Choice, Decision, Word


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete every word, decision and choice about a person; says how many rows."""
    mine = {"person_id": person_id, "agency_id": agency.pk}
    gone = sum(model._default_manager.filter(**mine).delete()[0] for model in (Choice, Decision, Word))
    if gone:
        ledger.record(by=None, act="panels.forget", at=at, person=person_id, detail={"rows": gone})
    return gone
