"""Emergencies: one of them, what waits for a second person, and what an agency has to know of."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from recourse.records.directory.models import Worker
from recourse.records.people.models import Emergency
from recourse.records.people.models.emergency import UNCONFIRMED
from recourse.records.people.words import EmergencyState

RECENT = timedelta(days=14)
_ABOUT = ("agency", "holder", "service", "asked_by", "decided_by", "ended_by", "disputed_by", "person")


def one(emergency_id: UUID) -> Emergency | None:
    """Give one emergency the reader may see, with everybody it names."""
    return Emergency.objects.select_related(*_ABOUT).filter(pk=emergency_id).first()


def of_agency(by: Worker, *, at: datetime) -> list[Emergency]:
    """Give what a worker's agency asked in the last days, newest first."""
    ours = _about().filter(agency=by.organisation_id, asked_at__gt=at - RECENT)
    return list(ours.order_by("-asked_at")[:20])


def to_confirm(by: Worker, *, at: datetime) -> list[Emergency]:
    """Give what colleagues asked and this worker could confirm."""
    waiting = _about().filter(
        agency=by.organisation_id, state=EmergencyState.ASKED, asked_at__gt=at - UNCONFIRMED
    )
    return list(waiting.exclude(asked_by=by).order_by("asked_at"))


def to_read(by: Worker, *, answers_for_others: bool) -> list[Emergency]:
    """Give what others opened of people this worker leads, or answers for, and nobody has read about yet."""
    opened = _about().filter(holder=by.organisation_id, person__isnull=False, read_at=None)
    if not answers_for_others:
        opened = opened.filter(Q(person__lead_worker=by) | Q(person__lead_worker=None))
    return list(opened.order_by("decided_at"))


def disputed(by: Worker, *, at: datetime, answers_for_others: bool) -> list[Emergency]:
    """Give what this worker asked, or answers for, and the other agency disputed in the last days."""
    ours = _about().filter(agency=by.organisation_id, disputed_at__gt=at - RECENT)
    if not answers_for_others:
        ours = ours.filter(Q(asked_by=by) | Q(decided_by=by))
    return list(ours.order_by("disputed_at"))


def _about() -> QuerySet[Emergency]:
    return Emergency.objects.select_related(*_ABOUT)
