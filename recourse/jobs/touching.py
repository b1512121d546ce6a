"""Each agency's count of open cases that the last and the next change of the law touch, taken at night.

An agency's facts are read for that agency alone, and what is kept is a number, hidden below five.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from procrastinate.contrib.django import app

from recourse.reasoning import rulebook
from recourse.reasoning.comparing import changes, touching
from recourse.records.advice import touching as advice
from recourse.records.directory import figures
from recourse.records.directory import queries as directory
from recourse.records.directory.acting import LONDON, acting_for

if TYPE_CHECKING:
    from recourse.records.directory.models import Organisation


@app.periodic(cron="50 2 * * *")
@app.task(name="count_touched", queueing_lock="count_touched", pass_context=False)
def count_touched(timestamp: int) -> None:
    """Run as of the moment it was due; running twice changes nothing."""
    count_all(at=datetime.fromtimestamp(timestamp, UTC))


def count_all(*, at: datetime) -> None:
    """Let every agency count whom the last and the next change of the law touch, acting for one at a time.

    What goes wrong for one agency is raised once all the others had their turn.
    """
    today = at.astimezone(LONDON).date()
    book = rulebook.england()
    turns = [touching.on(book, day) for day in changes.last_and_next(book, today) if day is not None]
    wrong = []
    for agency in directory.agencies():
        try:
            with acting_for(agency, at=at):
                for turn in turns:
                    touched = advice.count(agency.pk, turn, as_at=max(today, turn.after))
                    _say(agency, turn.after, touched, at=at)
        except Exception as failure:
            wrong.append(failure)
    if wrong:
        raise ExceptionGroup("The open cases of some agencies were not counted.", wrong)


def _say(agency: Organisation, day: date, touched: int, *, at: datetime) -> None:
    counts = {figures.touched_by(day): touched}
    figures.say(agency, month=day.replace(day=1), counts=counts, by=None, at=at)
