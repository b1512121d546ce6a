"""Writing down what a request read of people, and stopping whoever reads of more than the work asks for."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

from django.db import connection, transaction

from recourse.records.directory.may import require, see_to_others
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.ledger.reads import Reading
from recourse.records.people.models import Overread, Seen

HOUR = timedelta(hours=1)


class AlreadyAnswered(Exception):
    """Somebody asked the worker about it before."""


class Budget(Enum):
    """How a request left the worker's budget: within it, just past where others are told, or used up."""

    WITHIN = "within"
    TOLD = "told"
    STOPPED = "stopped"


@transaction.atomic(savepoint=False)
def read(
    reading: Reading, *, page: str, tell_at: int, stop_at: int, since: datetime, by: Worker, at: datetime
) -> Budget:
    """Write what was read into the ledger, or, when it would be too much, only that it was stopped.

    Different people are counted over an hour: at `tell_at` somebody is told; past `stop_at`, counted
    from `since` (the last sign-in), nothing more is shown.
    """
    entries = ledger.gathered(reading, by=by, at=at, page=page)
    counted = reading.counted
    if not counted:
        if entries:
            ledger.record_gathered(entries)
        return Budget.WITHIN
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from people_read(%s, %s, %s, %s::jsonb)",
            [counted, since, stop_at, json.dumps(_told(entries))],
        )
        were, are, is_stopped = cursor.fetchone()
    if is_stopped:
        stopped = {"page": page, "people": were, "wanted": len(counted)}
        ledger.record(by=by, act="people.reading_stopped", at=at, detail=stopped)
        _tell(were, was_stopped=True, by=by, at=at)
        return Budget.STOPPED
    if were < tell_at <= are:
        _tell(are, was_stopped=False, by=by, at=at)
        return Budget.TOLD
    return Budget.WITHIN


@transaction.atomic
def answer_overread(overread: Overread, *, by: Worker, at: datetime) -> None:
    """Say that one has asked about it: for who answers for the worker, and never the worker."""
    require(
        see_to_others(by) and by.pk != overread.worker_id and by.organisation_id == overread.agency_id,
        "Only a manager of this worker can answer this.",
    )
    if not Overread.objects.filter(pk=overread.pk, answered_at=None).update(answered_by=by, answered_at=at):
        raise AlreadyAnswered("This was settled already.")
    ledger.record(by=by, act="people.reading_answered", at=at, about=overread)


def _told(entries: Iterable[Entry]) -> list[dict[str, object]]:
    return [
        {
            "place": place,
            "by_name": entry.by_name,
            "act": entry.act,
            "about_kind": entry.about_kind,
            "about": str(entry.about) if entry.about else None,
            "person": str(entry.person) if entry.person else None,
            "detail": entry.detail,
        }
        for place, entry in enumerate(entries)
    ]


def forget_seen(*, at: datetime) -> None:
    """Forget whom anybody of the agency acted for read of more than an hour ago."""
    Seen.objects.filter(at__lte=at - HOUR).delete()


def _tell(people: int, *, was_stopped: bool, by: Worker, at: datetime) -> None:
    recent = Overread.objects.filter(worker=by, was_stopped=was_stopped, at__gt=at - HOUR)
    if recent.exists():
        return
    overread = Overread.objects.create(
        agency_id=by.organisation_id, worker=by, people=people, was_stopped=was_stopped, at=at
    )
    ledger.record(by=by, act="people.reading_told", at=at, about=overread, detail={"people": people})
