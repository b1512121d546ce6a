"""Keeping the course of a stay: looked at together, made longer, notice given, something happened."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from recourse.reasoning import agreements
from recourse.reasoning.agreements import Funding
from recourse.records.directory.models import Worker
from recourse.records.people import text
from recourse.records.placements import queries
from recourse.records.placements.actions.writing import LONGEST, Said, in_words, keep, needed, today_of
from recourse.records.placements.happenings import NoSuchDays
from recourse.records.placements.models import Mark, Stay
from recourse.records.placements.words import Course, MovedTo


@transaction.atomic
def look(stay: Stay, *, on: date, words: str, plan: str = "", by: Worker, at: datetime) -> Mark:
    """Keep that a stay was looked at together: how they are, and where they go next."""
    said = needed(words, "Say in a few words how they are.")
    plans = text.lines(plan, what="The plan", at_most=LONGEST)
    return keep(stay, Course.LOOKED, Said(words=said, plan=plans), on=on, by=by, at=at)


@transaction.atomic
def plan_move_on(stay: Stay, *, to: str, until: date, steps: str, on: date, by: Worker, at: datetime) -> Mark:
    """Keep where somebody goes next, by when, and the steps there; the newest plan counts."""
    if to not in MovedTo.values:
        raise NoSuchDays("Choose where they go.")
    if until < on:
        raise NoSuchDays("The day by which they move on comes before the plan. Give a later one.")
    said = needed(steps, "Say what the next steps are.")
    return keep(stay, Course.MOVE_ON, Said(words=said, choice=to, until=until), on=on, by=by, at=at)


@transaction.atomic
def lengthen(stay: Stay, *, until: date, reason: str, by: Worker, at: datetime) -> Mark:
    """Make a stay longer, until a day, with a reason."""
    meant = queries.last_day(stay)
    if until <= meant:
        raise NoSuchDays(f"It lasts until {in_words(meant)} already: give a later day.")
    said = needed(reason, "Say why the stay is made longer.")
    return keep(stay, Course.LONGER, Said(words=said, until=until), on=today_of(at), by=by, at=at)


@transaction.atomic
def give_notice(
    stay: Stay,
    *,
    reaches_them: date,
    days: int,
    reason: str,
    council_pays: bool = False,
    by: Worker,
    at: datetime,
) -> Mark:
    """Give notice: the day on which it runs out is worked out from who pays and how many days are given.

    Raises `NoSuchDays` when that is fewer days than such a room allows.
    """
    paid = queries.paid(stay, on=reaches_them).who
    funding = Funding.COUNCIL if council_pays or stay.bedspace.kind == "council" else paid
    least = agreements.least_notice(funding)
    if days < least:
        raise NoSuchDays(f"Give {least} days or more for such a room.")
    said = needed(reason, "Say why the stay has to end.")
    ends = agreements.notice_ends(reaches_them, days=days)
    return keep(stay, Course.NOTICE, Said(words=said, until=ends), on=reaches_them, by=by, at=at)


@transaction.atomic
def tell_incident(stay: Stay, *, on: date, words: str, by: Worker, at: datetime) -> Mark:
    """Keep that something happened there."""
    said = needed(words, "Say what happened.")
    return keep(stay, Course.INCIDENT, Said(words=said), on=on, by=by, at=at)
