"""Forgets whom workers read of more than an hour ago; the ledger keeps it, this only counts."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from recourse.records.directory import queries as directory
from recourse.records.directory.acting import acting_for
from recourse.records.people.actions import reading


@app.periodic(cron="25 * * * *")
@app.task(name="forget_readings", queueing_lock="forget_readings", pass_context=False)
def forget_readings(timestamp: int) -> None:
    """Run as of the moment it was due; running twice forgets nothing more."""
    forget_all(at=datetime.fromtimestamp(timestamp, UTC))


def forget_all(*, at: datetime) -> None:
    """Let every agency forget."""
    for agency in directory.agencies():
        with acting_for(agency, at=at):
            reading.forget_seen(at=at)
