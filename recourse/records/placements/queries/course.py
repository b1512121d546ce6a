"""The course of a stay: what was kept of it, until when it lasts, and when it is looked at next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from recourse.reasoning import agreements
from recourse.records.directory.models import Worker
from recourse.records.people.models import Person
from recourse.records.placements.models import Mark, Stay
from recourse.records.placements.words import Course

MOST = 200


@dataclass(frozen=True, slots=True)
class Due:
    """A stay that is to be looked at together, since or until a day."""

    stay: Stay
    on: date


def marks(stay: Stay) -> list[Mark]:
    """Everything kept of the course of a stay, newest first."""
    found = Mark.objects.filter(stay=stay).select_related("made_by")
    return list(found.order_by("-on_day", "-made_at")[:MOST])


def course_of(person: Person) -> list[Mark]:
    """Everything kept of the course of every stay of a person, newest first."""
    found = Mark.objects.filter(person=person).select_related("made_by", "agency")
    return list(found.order_by("-on_day", "-made_at"))


def last_day(stay: Stay) -> date:
    """The day until which a stay is meant to last: as offered, or as it was last made longer."""
    longer = Mark.objects.filter(stay=stay, kind=Course.LONGER).order_by("-until").first()
    return longer.until if longer and longer.until else stay.offer.expected_last_day


def next_look(since: date, *, looked_on: date | None) -> date:
    """The first day after the last look on which a stay since a day is to be looked at: a week, then four.

    A look on the day itself, or in the week before it, is that look.
    """
    done = (looked_on or since) + timedelta(days=agreements.FIRST_REVIEW if looked_on else 0)
    ahead = done + timedelta(days=2 * agreements.NEXT_REVIEW)
    return next(day for day in agreements.reviews(since, until=ahead) if day > done)


def to_look_at(by: Worker, *, until: date) -> list[Due]:
    """The stays of the worker's agency that are to be looked at by a day, the most overdue first.

    Their people are not read: a stay goes on when the share that showed its person to the scheme has ended.
    """
    live = Stay.objects.filter(agency=by.organisation_id, after_last_day=None)
    live = live.select_related("bedspace__room__home")
    looked: dict[object, date] = {}
    for mark in Mark.objects.filter(agency=by.organisation_id, kind=Course.LOOKED, stay__after_last_day=None):
        looked[mark.stay_id] = max(mark.on_day, looked.get(mark.stay_id, mark.on_day))
    due = [Due(stay, next_look(stay.first_day, looked_on=looked.get(stay.pk))) for stay in live]
    return sorted((one for one in due if one.on <= until), key=lambda one: (one.on, one.stay.pk))[:MOST]


def plan_of(stay: Stay) -> Mark | None:
    """Where somebody means to go next, as it was written last."""
    return Mark.objects.filter(stay=stay, kind=Course.MOVE_ON).order_by("-on_day", "-made_at").first()
