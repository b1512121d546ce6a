"""Destroys the keys whose destruction was kept and not carried out: the machine died in between."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from recourse.records.directory import queries as directory
from recourse.records.directory.acting import acting_for
from recourse.records.sealing import destroying


@app.periodic(cron="20 * * * *")
@app.task(name="destroy_keys", queueing_lock="destroy_keys", pass_context=False)
def destroy(timestamp: int) -> None:
    """Run as of the moment it was due; running twice destroys nothing twice."""
    destroy_all(at=datetime.fromtimestamp(timestamp, UTC))


def destroy_all(*, at: datetime) -> int:
    """Destroy what is left over, for every agency; says how many keys there were."""
    count = 0
    for agency in directory.agencies():
        with acting_for(agency, at=at):
            count += destroying.carry_out(agency.pk)
    return count
