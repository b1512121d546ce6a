"""Says for whom the database is being read and written: the only code that sets the policies' context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection, transaction

from recourse.records.directory.models import Organisation, Worker

LONDON = ZoneInfo("Europe/London")
SETTINGS = ("recourse.agency", "recourse.services", "recourse.worker", "recourse.day", "recourse.moment")
_CHANGES = ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)
_SET = f"select {_CHANGES}"
_BEFORE = ", ".join(
    f"coalesce(current_setting('{name}', true), '') as was_{number}" for number, name in enumerate(SETTINGS)
)
_READ_AND_SET = f"with before as materialized (select {_BEFORE}) select before.*, {_CHANGES} from before"


class NoLongerAWorker(Exception):
    """Somebody who has left tried to act."""


@contextmanager
def acting(by: Worker, *, at: datetime) -> Iterator[None]:
    """Read and write as a worker, inside one transaction, and put back what was set before."""
    _require_active(by)
    with _context(by.organisation_id, by.service_ids, by.pk, at):
        yield


@contextmanager
def acting_to_the_end(by: Worker, *, at: datetime) -> Iterator[None]:
    """Read and write as a worker until the open transaction ends, and forget with it whom it was for.

    Spares what `acting` does to put back what was set before, when nothing was: the transaction must
    have been opened for this worker alone. Inside a larger one it is the same as `acting`.
    """
    if not connection.in_atomic_block or connection.savepoint_ids:
        with acting(by, at=at):
            yield
        return
    _require_active(by)
    with connection.cursor() as cursor:
        cursor.execute(_SET, _values(by.organisation_id, by.service_ids, by.pk, at))
    yield


@contextmanager
def acting_for(agency: Organisation, *, at: datetime) -> Iterator[None]:
    """Read and write as the clock, for one agency and all of its services."""
    services = list(agency.services.values_list("pk", flat=True))
    with _context(agency.pk, services, None, at):
        yield


@contextmanager
def _context(agency: UUID, services: Sequence[UUID], worker: UUID | None, at: datetime) -> Iterator[None]:
    is_nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        before: Sequence[str] = ()
        values = _values(agency, services, worker, at)
        if is_nested:
            cursor.execute(_READ_AND_SET, values)
            before = cursor.fetchone()[: len(SETTINGS)]
        else:
            cursor.execute(_SET, values)
        yield
        if is_nested and not connection.needs_rollback:
            cursor.execute(_SET, list(before))


def _values(agency: UUID, services: Sequence[UUID], worker: UUID | None, at: datetime) -> list[str]:
    day = at.astimezone(LONDON).date().isoformat()
    worked_in = "{" + ",".join(map(str, services)) + "}"
    return [str(agency), worked_in, str(worker or ""), day, at.isoformat()]


def _require_active(by: Worker) -> None:
    if not by.is_active:
        raise NoLongerAWorker("This account has been closed.")
