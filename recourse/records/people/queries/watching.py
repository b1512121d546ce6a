"""Looks that the worker who leads for a person should know of, and colleagues who read of too many people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from recourse.records.directory.models import Worker
from recourse.records.people.models import Overread, Person

RECENT = timedelta(days=14)


@dataclass(frozen=True)
class Unusual:
    """Looks at one person that the lead worker has not read about yet."""

    person: Person
    refused: int
    from_elsewhere: int
    at: datetime

    @property
    def says(self) -> str:
        """Who looked, without a name: the list has them."""
        tries = "Somebody outside the sharing tried to open this, and was refused."
        if self.refused > 1:
            tries = f"Somebody outside the sharing tried to open this {self.refused} times, and was refused."
        others = "Somebody of your agency who works in none of your services opened this."
        return " ".join([tries] * bool(self.refused) + [others] * bool(self.from_elsewhere))


def overread(by: Worker) -> QuerySet[Overread]:
    """Give what nobody has settled yet about colleagues who read of many people, newest first."""
    open_ones = Overread.objects.filter(agency=by.organisation_id, answered_at=None).exclude(worker=by)
    return open_ones.select_related("worker").order_by("-at")


def lately_overread(by: Worker, *, at: datetime) -> list[Overread]:
    """Give all of them of the worker's agency in the last thirty days, settled or not, newest first."""
    lately = Overread.objects.filter(agency=by.organisation_id, at__gte=at - timedelta(days=30))
    return list(lately.select_related("worker", "answered_by").order_by("-at")[:100])


def one_overread(overread_id: UUID) -> Overread | None:
    """Give one of them."""
    return Overread.objects.select_related("worker", "answered_by").filter(pk=overread_id).first()
