"""Each agency's counts of a month, taken from its own ledger by the clock at night, without persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count
from procrastinate.contrib.django import app

from recourse.records.directory import figures
from recourse.records.directory import queries as directory
from recourse.records.directory.acting import LONDON, acting_for
from recourse.records.ledger import queries as ledger
from recourse.records.matters import queries as matters

if TYPE_CHECKING:
    from recourse.records.directory.models import Organisation

ACTS = {
    "people_added": "people.add",
    "answers_given": "advice.answer",
    "referrals_sent": "referrals.send",
    "referrals_accepted": "referrals.accept",
    "referrals_refused": "referrals.refuse",
    "beds_offered": "placements.offer",
    "stays_begun": "placements.start",
    "stays_ended": "placements.end",
}


@app.periodic(cron="20 2 * * *")
@app.task(name="say_figures", queueing_lock="say_figures", pass_context=False)
def say_figures(timestamp: int) -> None:
    """Run as of the moment it was due; running twice changes nothing."""
    say_all(at=datetime.fromtimestamp(timestamp, UTC))


def say_all(*, at: datetime, months: int = 2) -> None:
    """Let every agency say its counts of the last months, this one too; saying them again changes nothing."""
    for agency in directory.agencies():
        with acting_for(agency, at=at):
            for month in back_from(at.astimezone(LONDON).date(), months=months):
                first, after_last = moments(month)
                acts = ledger.of_agency(agency.pk, since=first).filter(
                    at__lt=after_last, act__in=ACTS.values()
                )
                counts = dict(acts.order_by().values_list("act").annotate(Count("pk")))
                said = {name: counts.get(act, 0) for name, act in ACTS.items()}
                figures.say(agency, month=month, counts=said, by=None, at=at)
                if after_last <= at:
                    _say_what_stopped(agency, month=month, at=at)


def _say_what_stopped(agency: Organisation, *, month: date, at: datetime) -> None:
    """Of a month that is over, how many different people each reason stopped on each route; said once."""
    if figures.has_said_what_stopped(agency, month=month):
        return
    first, after_last = moments(month)
    found = matters.counted(agency.pk, first=first, after_last=after_last)
    if found:
        counts = {figures.stopped(why, route): count for (why, route), count in found.items()}
        figures.say(agency, month=month, counts=counts, by=None, at=at)


def moments(month: date) -> tuple[datetime, datetime]:
    """When a month begins and when the next one does, in London."""
    following = (month + timedelta(days=32)).replace(day=1)
    first, after_last = (datetime(day.year, day.month, 1, tzinfo=LONDON) for day in (month, following))
    return first, after_last


def back_from(today: date, *, months: int) -> Iterator[date]:
    """The first days of this month and of those before it."""
    month = today.replace(day=1)
    for _ in range(months):
        yield month
        month = (month - timedelta(days=1)).replace(day=1)
