"""Tells whoever lends a home how the house is, every night: numbers and days, nothing of people."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from recourse.records.directory import queries as directory
from recourse.records.directory.acting import LONDON, acting_for
from recourse.records.homes import actions as homes
from recourse.records.homes import queries as there
from recourse.records.placements import queries


@app.periodic(cron="50 2 * * *")
@app.task(name="tell_owners", queueing_lock="tell_owners", pass_context=False)
def tell_owners(timestamp: int) -> None:
    """Run as of the moment it was due; running twice tells nothing twice."""
    tell_all(at=datetime.fromtimestamp(timestamp, UTC))


def tell_all(*, at: datetime) -> int:
    """Let every agency tell whoever lends its homes; says how many homes were told of."""
    day, count = at.astimezone(LONDON).date(), 0
    for agency in directory.agencies():
        with acting_for(agency, at=at):
            for lent in there.lent_by_us():
                if lent.agency_id == agency.pk:
                    homes.tell_owner(lent, quarters=queries.quarters(lent.home, day=day), by=None, at=at)
                    count += 1
    return count
