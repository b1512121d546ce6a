"""What about people waits for a worker: somebody new, agreements that end, questions put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from recourse.records.directory.models import Worker
from recourse.records.people.models import Fact, Person, Share
from recourse.records.people.queries.sharing import live
from recourse.records.people.words import WhyNotKnown

LITTLE = 3
_MOST = 50


@dataclass(frozen=True)
class PutOff:
    """A person, and how many questions were put off with "skip for now"."""

    person: Person
    count: int


def newly_added(by: Worker, *, since: datetime) -> list[Person]:
    """Give the agency's own people added since a moment of whom few facts are known, newest first."""
    facts = Fact.objects.filter(person=OuterRef("pk"), replaced_at=None, why_not_known="")
    known = Subquery(facts.order_by().values("person").annotate(count=Count("pk")).values("count"))
    people = _ours(by).filter(added_at__gte=since).annotate(known=Coalesce(known, 0))
    return list(people.filter(known__lt=LITTLE).order_by("-added_at")[:_MOST])


def shares_ending(by: Worker, *, before: date) -> list[Share]:
    """Give the shares agreed through this agency that stand today and end before a day, soonest first."""
    agreed = live().filter(emergency=None, person__is_closed=False)
    ending = agreed.filter(agency=by.organisation_id, after_last_day__lte=before)
    return list(ending.select_related("person__lead_worker").order_by("after_last_day", "pk")[:_MOST])


def put_off(by: Worker) -> list[PutOff]:
    """Give the people this worker leads for whom questions were put off, most questions first."""
    skipped = Fact.objects.filter(
        person__in=_ours(by).filter(lead_worker=by), replaced_at=None, why_not_known=WhyNotKnown.NOT_ASKED
    )
    counted = skipped.order_by().values("person").annotate(count=Count("pk")).order_by("-count", "person")
    counts = dict(counted.values_list("person", "count")[:_MOST])
    people = _ours(by).in_bulk(list(counts))
    return [PutOff(people[pk], count) for pk, count in counts.items()]


def without_a_worker(by: Worker) -> int:
    """Count the agency's open people whom nobody leads."""
    return _ours(by).filter(lead_worker=None).count()


def _ours(by: Worker) -> QuerySet[Person]:
    return Person.objects.filter(agency=by.organisation_id, is_closed=False).select_related("lead_worker")
