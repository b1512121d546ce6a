"""What about people waits for whoever has a minute: those whom nobody leads."""

from __future__ import annotations

from django.db.models import QuerySet

from recourse.records.directory.models import Worker
from recourse.records.people.models import Person


def without_a_worker(by: Worker) -> QuerySet[Person]:
    """Give the agency's open people whom nobody leads."""
    return Person.objects.filter(agency=by.organisation_id, is_closed=False, lead_worker=None)
