"""Serves the calendar feed: no sign-in, only the secret in the address; a wrong one is not there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from recourse.pages.deadlines import gathering
from recourse.pages.door import guessing
from recourse.pages.look.guards import open_to_all
from recourse.reasoning.routes import feed as calendar
from recourse.reasoning.routes.feed import Entry
from recourse.records.access import actions as changing
from recourse.records.access import queries as access
from recourse.records.access.actions.feeding import hashed
from recourse.records.directory.acting import acting
from recourse.records.hosting import queries as hosting
from recourse.records.placements import queries as placements
from recourse.records.placements.queries import What

if TYPE_CHECKING:
    from recourse.pages.deadlines.gathering import Theirs
    from recourse.records.directory.models import Worker
    from recourse.records.placements.queries import Reminder

GUESSED = "calendar feed"
CALLED = "Recourse"
#: Nothing of what a day is about leaves for a calendar: only that it is the last, the first, or a reminder.
SAID = {"deadline": "last day", "opens": "first day", "reminder": "reminder"}
#: The same of a stay and of a house: a look and a move-on plan remind, a notice or a paper has a last day.
SORTS = {
    What.LOOK: "reminder",
    What.MOVE_ON: "reminder",
    What.NOTICE: "deadline",
    What.CERTIFICATE: "deadline",
    What.LEASE: "deadline",
}
#: What stands where somebody's reference would: a house is never named, nor a stay whose person is hidden.
A_STAY, A_HOUSE = "Stay", "House"
AHEAD, MOST = timedelta(days=366), 300


@open_to_all
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The days of the worker whose secret this is; wrong ones count as guesses from where they came."""
    if guessing.is_shut_out(request, GUESSED):
        return _nothing()
    found = access.feed_of(hashed(secret))
    if found is None:
        guessing.failed(request, GUESSED)
        return _nothing()
    if found.ended_at is not None or not found.worker.is_active:
        return _nothing()
    at = now()
    with acting(found.worker, at=at):
        told = entries(found.worker, at=at)
        changing.read_feed(found, at=at)
    answer = HttpResponse(
        calendar.written(told, at=at, called=CALLED), content_type="text/calendar; charset=utf-8"
    )
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def entries(by: Worker, *, at: datetime) -> list[Entry]:
    """The days to come of the worker's people and of their agency's stays, each with a reference."""
    everybody, today = gathering.of_everybody(by, at=at), localdate(at)
    theirs = [entry for one in everybody for entry in _entries(one, today)]
    return theirs + [_entry(one) for one in _ahead(by, today)] + _check_ins(by, today)


def _ahead(by: Worker, today: date) -> list[Reminder]:
    """The days of stays in the year to come; of houses too for whoever manages them."""
    found = placements.reminders(by, today=today, houses=by.role == "manager")
    return [one for one in found if today <= one.on <= today + AHEAD][:MOST]


def _check_ins(by: Worker, today: date) -> list[Entry]:
    """The next check-in with every host's guest; neither is read, so it is of a stay."""
    due = [one for one in hosting.due_check_ins(by, until=today + AHEAD) if one.on >= today]
    named = ((one.on, hashlib.sha256(f"{one.stay.pk}:check-in:{one.on}".encode()).hexdigest()) for one in due)
    return [Entry(f"{name[:32]}@recourse", on, A_STAY, SAID["reminder"]) for on, name in named]


def _entry(one: Reminder) -> Entry:
    is_house = one.what in (What.CERTIFICATE, What.LEASE)
    name = hashlib.sha256(f"{one.about}:{one.what}:{one.detail}:{one.on}".encode()).hexdigest()[:32]
    reference = A_HOUSE if is_house else one.reference or A_STAY
    return Entry(f"{name}@recourse", one.on, reference, SAID[SORTS[one.what]])


def _entries(theirs: Theirs, today: date) -> Iterator[Entry]:
    days = [
        (f"{one.key}:{one.whose}:{one.basis}", one.act_by, SAID[one.sort]) for one in theirs.deadlines.every
    ]
    days += [(f"in time:{one.before}", one.day, SAID["reminder"]) for one in theirs.kept if one.before > 0]
    for what, day, said in days:
        if day >= today:
            name = hashlib.sha256(f"{theirs.person.pk}:{what}".encode()).hexdigest()[:32]
            yield Entry(f"{name}@recourse", day, theirs.person.reference, said)


def _nothing() -> HttpResponse:
    return HttpResponse("There is nothing here.\n", content_type="text/plain; charset=utf-8", status=404)
