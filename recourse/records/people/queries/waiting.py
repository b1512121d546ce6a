"""What about people waits for a worker: somebody new, agreements that end, questions put off."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from recourse.records.directory.composed import Composed
from recourse.records.directory.models import Worker
from recourse.records.people.models import Person, Share
from recourse.records.people.queries.sharing import live

LITTLE = 3
_MOST = 50


def shares_ending(by: Worker, *, before: date) -> list[Share]:
    """Give the shares agreed through this agency that stand today and end before a day, soonest first."""
    return _ENDING.all(ours=by.organisation_id, before=before)


_ENDING = Composed(
    lambda ours, before: (
        live()
        .filter(emergency=None, person__is_closed=False, agency=ours, after_last_day__lte=before)
        .select_related("person__lead_worker")
        .order_by("after_last_day", "pk")[:_MOST]
    )
)


def without_a_worker(by: Worker) -> QuerySet[Person]:
    """Give the agency's open people whom nobody leads."""
    return Person.objects.filter(agency=by.organisation_id, is_closed=False, lead_worker=None)
