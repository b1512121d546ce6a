"""The page of all deadlines, and the worker's own calendar address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from recourse.pages.deadlines import gathering
from recourse.pages.look import receipts
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.ledger import reads
from recourse.records.people import identity

if TYPE_CHECKING:
    from recourse.pages.deadlines.gathering import Theirs
    from recourse.reasoning.routes.deadlines import Deadline
    from recourse.records.people.identity import Identity
    from recourse.records.people.models import Person

#: What is nearer than so many days stands under the words; the last group holds what was missed.
GROUPS = ((3, "Within three days"), (14, "Within two weeks"), (28, "Within four weeks"), (10**6, "Later"))
MISSED = "Missed: act now all the same"


@dataclass(frozen=True)
class Line:
    """One deadline of one person."""

    person: Person
    who: Identity
    deadline: Deadline
    days: int

    @property
    def left(self) -> str:
        """How long there is, in words."""
        if self.deadline.missed:
            return f"{-self.days} day{'' if self.days == -1 else 's'} ago"
        if self.days < 0:
            return "Today: the tribunal still takes it"
        return ("Today", "Tomorrow")[self.days] if self.days < 2 else f"In {self.days} days"


@require_safe
@for_workers(*CASEWORK)
def every(request: WorkerRequest) -> HttpResponse:
    """Every deadline of the people I lead, the nearest first, and my calendar."""
    return _every(request)


@require_POST
@for_workers(*CASEWORK)
def open_calendar(request: WorkerRequest) -> HttpResponse:
    """Make a new secret address and show it, this once."""
    secret = access.open_feed(by=request.user, at=now())
    address = request.build_absolute_uri(reverse("deadlines:calendar", args=[secret]))
    return page(request, "deadlines/calendar.html", address=address)


@require_POST
@for_workers(*CASEWORK)
def end_calendar(request: WorkerRequest) -> HttpResponse:
    """End the address: a calendar that still asks finds nothing there."""
    any_ended = access.close_feed(by=request.user, at=now())
    receipts.give(
        request, "The calendar address is ended." if any_ended else "There was no calendar address."
    )
    return redirect("deadlines:all")


def _every(request: WorkerRequest) -> HttpResponse:
    reads.usual()
    at = now()
    everybody = gathering.of_everybody(request.user, at=at)
    known = identity.read_many(theirs.person for theirs in everybody if theirs.deadlines.every)
    today = localdate(at)
    lines = [
        Line(theirs.person, known[theirs.person.pk], one, (one.act_by - today).days)
        for theirs in everybody
        for one in theirs.deadlines.every
        if one.sort == "deadline"
    ]
    return page(
        request,
        "deadlines/all.html",
        groups=_grouped(lines),
        windows=_windows(everybody, today),
        doubts=[theirs for theirs in everybody if theirs.deadlines.contradictions],
        people=len(everybody),
        feed=queries.open_feed(request.user),
    )


def _grouped(lines: list[Line]) -> list[tuple[str, list[Line]]]:
    lines = sorted(lines, key=lambda line: (line.deadline.act_by, line.person.reference))
    running = [line for line in lines if not line.deadline.missed]
    groups, before = [], -(10**6)
    for within, words in GROUPS:
        groups.append((words, [line for line in running if before < line.days <= within]))
        before = within
    missed = [line for line in reversed(lines) if line.deadline.missed]
    return [group for group in [*groups, (MISSED, missed)] if group[1]]


def _windows(everybody: list[Theirs], today: date) -> list[tuple[Person, str, date]]:
    """The days to come on which a window opens or something should be begun."""
    opens = [
        (theirs.person, one.says, one.result_date)
        for theirs in everybody
        for one in theirs.deadlines.every
        if one.sort != "deadline"
    ]
    begun = [
        (theirs.person, one.says, one.day) for theirs in everybody for one in theirs.kept if one.before > 0
    ]
    return sorted(
        (one for one in opens + begun if one[2] >= today), key=lambda one: (one[2], one[0].reference)
    )
