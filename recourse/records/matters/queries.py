"""Reads tasks and barriers; the policies decide what they give."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from recourse.records.directory.models import Worker
from recourse.records.matters.models import Barrier, Task
from recourse.records.matters.words import State
from recourse.records.people.models import Person

_ABOUT = ("person", "agency", "worker", "made_by", "ended_by", "moved_by")
MOST = 100


def one(task_id: UUID) -> Task | None:
    """Give one task, or nothing when it is not there for this worker."""
    return Task.objects.select_related(*_ABOUT).filter(pk=task_id).first()


def of_person(person: Person) -> list[Task]:
    """Give the tasks for a person, the open ones first, the soonest first."""
    found = Task.objects.filter(person=person).select_related(*_ABOUT)
    return sorted(
        found[: 2 * MOST],
        key=lambda one: (not one.is_open, one.until or date.max, -one.made_at.timestamp()),
    )


def open_for_step(person: Person, *, route: str, step: str, by: Worker) -> Task | None:
    """Give the open task of the worker's agency for a step, if there is one."""
    open_ones = Task.objects.filter(person=person, agency=by.organisation_id, state=State.OPEN)
    return open_ones.filter(route=route, step=step).select_related(*_ABOUT).first()


def waiting(by: Worker) -> list[Task]:
    """Give the open tasks of the worker's agency, the soonest first; not more than a page can hold."""
    open_ones = Task.objects.filter(agency=by.organisation_id, state=State.OPEN)
    mine_first = open_ones.select_related("person", "worker", "made_by")
    return list(mine_first.order_by("until", "made_at", "pk")[:MOST])


def barriers(person: Person) -> list[Barrier]:
    """Give why steps could not be taken for a person, newest first."""
    found = Barrier.objects.filter(person=person).select_related("recorded_by", "agency")
    return list(found.order_by("-recorded_at", "pk")[:MOST])


def counted(agency_id: UUID, *, first: datetime, after_last: datetime) -> dict[tuple[str, str], int]:
    """How many different people each reason stopped on each route, of what an agency recorded in a time."""
    rows: QuerySet[Barrier, tuple[str, str, int]] = (
        Barrier.objects.filter(agency=agency_id, recorded_at__gte=first, recorded_at__lt=after_last)
        .filter(~Q(route=""))
        .order_by()
        .values_list("why", "route")
        .annotate(Count("person", distinct=True))
    )
    return {(why, route): count for why, route, count in rows}
