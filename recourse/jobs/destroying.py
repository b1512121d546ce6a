"""Carries out erasures that were kept and not carried out, and those an older copy of the database forgot."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from recourse.records.directory import queries as directory
from recourse.records.directory.acting import acting_for
from recourse.records.keeping import actions as keeping
from recourse.records.keeping import hosts, queries
from recourse.records.sealing import destroying


@app.periodic(cron="20 * * * *")
@app.task(name="destroy_keys", queueing_lock="destroy_keys", pass_context=False)
def destroy(timestamp: int) -> None:
    """Run as of the moment it was due; running twice destroys nothing twice."""
    destroy_all(at=datetime.fromtimestamp(timestamp, UTC))


def destroy_all(*, at: datetime) -> int:
    """Destroy what is left over, for every agency, and erase anew who came back; says how many."""
    count = 0
    for agency in directory.agencies():
        with acting_for(agency, at=at):
            count += destroying.carry_out(agency.pk)
            for person in queries.brought_back(agency):
                keeping.erase_again(person, agency=agency, at=at)
                count += 1
            for host in hosts.brought_back(agency):
                keeping.erase_host_again(host, agency=agency, at=at)
                count += 1
    return count
