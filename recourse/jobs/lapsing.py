"""Ends the offers of a bed that nobody answered in time, every five minutes."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from recourse.records.directory import queries as directory
from recourse.records.directory.acting import acting_for
from recourse.records.placements import actions as placements
from recourse.records.placements import queries


@app.periodic(cron="*/5 * * * *")
@app.task(name="lapse_offers", queueing_lock="lapse_offers", pass_context=False)
def lapse_offers(timestamp: int) -> None:
    """Run as of the moment it was due; running twice ends nothing twice."""
    lapse_all(at=datetime.fromtimestamp(timestamp, UTC))


def lapse_all(*, at: datetime) -> int:
    """Let the overdue offers of every agency lapse, acting for one at a time; says how many did.

    What goes wrong for one agency is raised once all the others had their turn.
    """
    lapsed, wrong = 0, []
    for agency in directory.agencies():
        try:
            with acting_for(agency, at=at):
                lapsed += sum(placements.lapse(offer, at=at) for offer in queries.overdue(at))
        except Exception as failure:
            wrong.append(failure)
    if wrong:
        raise ExceptionGroup("Offers of some agencies did not lapse.", wrong)
    return lapsed
