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
_SETTINGS = ("recourse.agency", "recourse.services", "recourse.worker", "recourse.day")
_READ = "select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in _SETTINGS)
_SET = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)


class NoLongerAWorker(Exception):
    """Somebody who has left tried to act."""


@contextmanager
def acting(by: Worker, *, at: datetime) -> Iterator[None]:
    """Read and write as a worker, inside one transaction, and put back what was set before."""
    if not by.is_active:
        raise NoLongerAWorker("This account has been closed.")
    with _context(by.organisation_id, by.service_ids, by.pk, at):
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
        if is_nested:
            cursor.execute(_READ)
            before = cursor.fetchone()
        cursor.execute(
            _SET,
            [
                str(agency),
                "{" + ",".join(map(str, services)) + "}",
                str(worker or ""),
                at.astimezone(LONDON).date().isoformat(),
            ],
        )
        yield
        if is_nested and not connection.needs_rollback:
            cursor.execute(_SET, list(before))
