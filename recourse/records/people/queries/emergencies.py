"""Emergencies: one of them, what waits for a second person, and what an agency has to know of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from recourse.records.directory.composed import Composed
from recourse.records.directory.models import Worker
from recourse.records.people.models import Emergency, Person
from recourse.records.people.models.emergency import UNCONFIRMED
from recourse.records.people.words import EmergencyState

RECENT = timedelta(days=14)
_ABOUT = ("agency", "holder", "service", "asked_by", "decided_by", "ended_by", "disputed_by", "person")


def one(emergency_id: UUID) -> Emergency | None:
    """Give one emergency the reader may see, with everybody it names."""
    return Emergency.objects.select_related(*_ABOUT).filter(pk=emergency_id).first()


def of_person(person: Person) -> list[Emergency]:
    """Give the emergencies in which a person's record was opened, newest first."""
    return list(_about().filter(person=person).order_by("-asked_at"))


def of_agency(by: Worker, *, at: datetime) -> list[Emergency]:
    """Give what a worker's agency asked in the last days, newest first."""
    ours = _about().filter(agency=by.organisation_id, asked_at__gt=at - RECENT)
    return list(ours.order_by("-asked_at")[:20])


@dataclass(frozen=True)
class Waiting:
    """What a worker should do about emergencies."""

    to_confirm: list[Emergency]
    to_read: list[Emergency]
    disputed: list[Emergency]


def waiting(by: Worker, *, at: datetime, answers_for_others: bool) -> Waiting:
    """Give what colleagues asked and this worker could confirm, what others opened of people this worker
    leads or answers for and nobody has read about, and what was disputed of theirs in the last days.
    """
    asked = _OF_OTHERS_TOO if answers_for_others else _OF_MINE
    found: list[Any] = asked.all(
        me=by.pk, ours=by.organisation_id, unconfirmed_since=at - UNCONFIRMED, recently=at - RECENT
    )
    return Waiting(
        sorted((one for one in found if one.is_to_confirm), key=lambda one: one.asked_at),
        sorted((one for one in found if one.is_to_read), key=lambda one: _or_last(one.decided_at)),
        sorted((one for one in found if one.is_disputed), key=lambda one: _or_last(one.disputed_at)),
    )


def _waiting(
    me: UUID, ours: UUID, unconfirmed_since: datetime, recently: datetime, *, for_others: bool
) -> QuerySet[Emergency]:
    confirm = Q(agency=ours, state=EmergencyState.ASKED, asked_at__gt=unconfirmed_since) & ~Q(asked_by=me)
    read = Q(holder=ours, person__isnull=False, read_at=None)
    disputed = Q(agency=ours, disputed_at__gt=recently)
    if not for_others:
        read &= Q(person__lead_worker=me) | Q(person__lead_worker=None)
        disputed &= Q(asked_by=me) | Q(decided_by=me)
    kinds = {"is_to_confirm": confirm, "is_to_read": read, "is_disputed": disputed}
    is_kind = {name: Case(When(kind, then=True), default=False) for name, kind in kinds.items()}
    return _about().filter(confirm | read | disputed).annotate(**is_kind)


_OF_OTHERS_TOO = Composed(partial(_waiting, for_others=True))
_OF_MINE = Composed(partial(_waiting, for_others=False))


def _or_last(at: datetime | None) -> datetime:
    return at or datetime.max.replace(tzinfo=UTC)


def _about() -> QuerySet[Emergency]:
    return Emergency.objects.select_related(*_ABOUT)
