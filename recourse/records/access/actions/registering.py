"""Recording that a worker may give immigration advice, and that this has ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from recourse.records.access import may, queries
from recourse.records.access.models import Registration
from recourse.records.access.words import REGULATED_BY, Category, Level
from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger

NOT_YOURS = "Only their manager can record this, and nobody can record it of themselves."


class NotRegistered(ValueError):
    """What was said of a registration cannot stand."""


class AlreadyRegistered(Exception):
    """Somebody recorded just this before."""


class AlreadyEnded(Exception):
    """No registration stands that could end."""


@transaction.atomic
def register(
    worker: Worker,
    *,
    level: Level,
    categories: Iterable[str],
    number: str,
    first_day: date,
    last_day: date | None,
    by: Worker,
    at: datetime,
) -> Registration:
    """Record at which level a worker may advise for this agency, and when; one that stands meanwhile ends."""
    require(may.change(by, worker), NOT_YOURS)
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    chosen = sorted(Category(one).value for one in set(categories))
    if not chosen or not number.strip():
        raise NotRegistered("Give the number in the public register, and at least one category.")
    if last_day is not None and last_day < first_day:
        raise NotRegistered("The last day comes before the first.")
    after_last_day = last_day + timedelta(days=1) if last_day else None
    said = (level.value, chosen, " ".join(number.split()), first_day, after_last_day)
    for earlier in queries.registrations(worker):
        if said == _said(earlier):
            raise AlreadyRegistered("This was recorded already.")
        if earlier.after_last_day is None or earlier.after_last_day > first_day:
            _end(earlier, max(first_day, earlier.first_day))
    kept = Registration.objects.create(
        agency_id=by.organisation_id,
        worker=worker,
        level=level,
        body=REGULATED_BY[level],
        categories=chosen,
        number=said[2],
        first_day=first_day,
        after_last_day=after_last_day,
        recorded_by=by,
        recorded_at=at,
    )
    detail = {"worker": worker.pk, "level": kept.level, "body": kept.body, "categories": chosen}
    ledger.record(by=by, act="access.register", at=at, about=kept, detail=detail)
    return kept


@transaction.atomic
def end_registration(worker: Worker, *, by: Worker, at: datetime) -> None:
    """Say that a worker gives no immigration advice here from today on."""
    require(may.change(by, worker), NOT_YOURS)
    Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)
    today = at.astimezone(LONDON).date()
    stand = [
        one
        for one in queries.registrations(worker)
        if one.after_last_day is None or one.after_last_day > max(today, one.first_day)
    ]
    if not stand:
        raise AlreadyEnded("They gave no advice here already.")
    for one in stand:
        _end(one, max(today, one.first_day))
        ledger.record(by=by, act="access.end_registration", at=at, about=one, detail={"worker": worker.pk})


def _end(registration: Registration, after_last_day: date) -> None:
    registration.after_last_day = after_last_day
    registration.save(update_fields=["after_last_day"])


def _said(registration: Registration) -> tuple[str, list[str], str, date, date | None]:
    return (
        registration.level,
        sorted(registration.categories),
        registration.number,
        registration.first_day,
        registration.after_last_day,
    )
