"""Writes an act of access into the right chain, also for somebody who has not come in yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from recourse.records.access.queries import installation
from recourse.records.directory.acting import acting, acting_for
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger


def note(act: str, *, by: Worker, at: datetime, **more: Any) -> None:
    """Write what a worker did about themselves, whether or not they are in yet."""
    with acting(by, at=at):
        ledger.record(by=by, act=act, at=at, **more)


def note_at_the_door(worker: Worker | None, act: str, *, at: datetime, **detail: Any) -> None:
    """Write what a stranger did: into the chain of the worker they named, or of the installation."""
    agency = worker.organisation if worker else installation()
    with acting_for(agency, at=at):
        ledger.record(by=None, act=act, at=at, about=worker, detail=detail)
