"""The scheme's own past as a planner reads it: who came, who moved in and out, and the beds there were."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Min, Q

from recourse.reasoning.capacity import Came, Past, Stayed
from recourse.records.directory.acting import LONDON
from recourse.records.directory.models import Worker
from recourse.records.homes.models import BedState, State
from recourse.records.placements.models import Stay
from recourse.records.referrals.models import Referral

YEAR = timedelta(days=365)
_NOT_YET = (State.OFFERED, State.PREPARING, State.HANDED_BACK)


def past_year(by: Worker, *, on: date) -> Past | None:
    """The year before a day, or as much of it as there were beds; nothing where there were none.

    Somebody came on the day their referral was accepted or, without one, on which a bed was offered. Who
    gave up waiting is not recorded: a referral closed without a bed stands for it.
    """
    beds = _beds_from(on)
    if not beds:
        return None
    first = max(on - YEAR, min(beds))
    stays = _stays(by, on)
    waiting = _accepted(by, on)
    came, before = [], []
    for person, since, left, offered in stays:
        asked = [one for one in waiting.get(person, []) if one[0] <= since]
        if since < first:
            if left is None or left > first:
                before.append(Stayed(since=since, left_on=left))
        else:
            day = asked[-1][0] if asked else min(offered, since)
            came.append(Came(on=max(day, first), housed_on=since, left_on=left))
        for one in asked:
            waiting[person].remove(one)
    for left_waiting in waiting.values():
        came += [Came(on=day, gave_up_on=closed) for day, closed in left_waiting if day >= first]
    return Past(
        first_day=first,
        after_last_day=on,
        beds_from=tuple(sorted(beds)),
        came=tuple(sorted(came, key=lambda one: one.on)),
        there_before=tuple(before),
    )


def _beds_from(on: date) -> list[date]:
    there = BedState.objects.exclude(state__in=_NOT_YET).filter(first_day__lt=on)
    gone = BedState.objects.filter(
        Q(after_last_day=None) | Q(after_last_day__gt=on), first_day__lte=on, state=State.HANDED_BACK
    )
    kept = there.exclude(bedspace__in=gone.values("bedspace"))
    return [row["began"] for row in kept.values("bedspace").annotate(began=Min("first_day"))]


def _stays(by: Worker, on: date) -> list[tuple[UUID, date, date | None, date]]:
    told = Stay.objects.filter(agency=by.organisation_id, first_day__lt=on).order_by("first_day")
    rows = told.values_list("person_id", "first_day", "after_last_day", "offer__made_at")
    return [
        (person, since, left if left is None or left < on else None, made.astimezone(LONDON).date())
        for person, since, left, made in rows
        if left is None or left > since
    ]


def _accepted(by: Worker, on: date) -> dict[UUID, list[tuple[date, date | None]]]:
    """For every person the days on which a referral to us was accepted, and on which it was closed."""
    to_us = Referral.objects.filter(to_agency=by.organisation_id, answered_at__isnull=False, refusal_code="")
    found: dict[UUID, list[tuple[date, date | None]]] = {}
    for person, answered, closed in to_us.order_by("answered_at").values_list(
        "person_id", "answered_at", "closed_at"
    ):
        if answered is None:
            continue
        day = answered.astimezone(LONDON).date()
        ended = closed.astimezone(LONDON).date() if closed else None
        if day < on:
            found.setdefault(person, []).append((day, ended if ended and ended < on else None))
    return found
