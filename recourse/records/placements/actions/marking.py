"""Keeping the course of a stay: looked at together, made longer, notice given, something happened."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from recourse.reasoning import agreements
from recourse.reasoning.agreements import Funding
from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import MayNot, require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import text
from recourse.records.placements import may, queries
from recourse.records.placements.happenings import AlreadyEnded, AlreadyMarked, NoSuchDays
from recourse.records.placements.models import Mark, Stay
from recourse.records.placements.words import Course

LONGEST = 2_000


@transaction.atomic
def look(stay: Stay, *, on: date, words: str, plan: str = "", by: Worker, at: datetime) -> Mark:
    """Keep that a stay was looked at together: how they are, and where they go next."""
    said = _needs(words, "Say in a few words how they are.")
    plans = text.lines(plan, what="The plan", at_most=LONGEST)
    return _mark(stay, Course.LOOKED, on=on, until=None, words=said, plan=plans, by=by, at=at)


@transaction.atomic
def lengthen(stay: Stay, *, until: date, reason: str, by: Worker, at: datetime) -> Mark:
    """Make a stay longer, until a day, with a reason."""
    today = _today(at)
    meant = queries.last_day(stay)
    if until <= meant:
        raise NoSuchDays(f"It lasts until {_words(meant)} already: give a later day.")
    said = _needs(reason, "Say why the stay is made longer.")
    return _mark(stay, Course.LONGER, on=today, until=until, words=said, by=by, at=at)


@transaction.atomic
def give_notice(
    stay: Stay,
    *,
    reaches_them: date,
    days: int,
    reason: str,
    council_pays: bool = False,
    with_a_host: bool = False,
    by: Worker,
    at: datetime,
) -> Mark:
    """Give notice: the day on which it runs out is worked out from who pays and how many days are given.

    Raises `NoSuchDays` when that is fewer days than such a room allows.
    """
    is_council = council_pays or stay.bedspace.kind == "council"
    funding = Funding.COUNCIL if is_council else Funding.PAYING if stay.offer.pays_rent else Funding.FREE
    least = agreements.least_notice(funding, with_a_host=with_a_host)
    if days < least:
        raise NoSuchDays(f"Give {least} days or more for such a room.")
    said = _needs(reason, "Say why the stay has to end.")
    ends = agreements.notice_ends(reaches_them, days=days)
    return _mark(stay, Course.NOTICE, on=reaches_them, until=ends, words=said, by=by, at=at)


@transaction.atomic
def tell_incident(stay: Stay, *, on: date, words: str, by: Worker, at: datetime) -> Mark:
    """Keep that something happened there."""
    said = _needs(words, "Say what happened.")
    return _mark(stay, Course.INCIDENT, on=on, until=None, words=said, by=by, at=at)


def _mark(
    stay: Stay,
    kind: Course,
    *,
    on: date,
    until: date | None,
    words: str,
    plan: str = "",
    by: Worker,
    at: datetime,
) -> Mark:
    require(may.mark(by, stay), may.NOT_YOUR_STAY)
    now = Stay.objects.select_for_update(of=("self",)).filter(pk=stay.pk).first()
    if now is None:
        raise MayNot(may.NOT_YOUR_STAY)
    if now.after_last_day is not None and kind is not Course.INCIDENT:
        raise AlreadyEnded(f"This stay ended on {_words(now.after_last_day)}.")
    if on < now.first_day:
        raise NoSuchDays(f"They moved in on {_words(now.first_day)}: give that day or a later one.")
    if on > _today(at) and kind is not Course.NOTICE:
        raise NoSuchDays("That day has not come yet.")
    before = Mark.objects.filter(stay=stay, kind=kind, on_day=on).select_related("made_by").first()
    if before is not None and kind is not Course.INCIDENT:
        raise AlreadyMarked(by_name=before.made_by.name, at=before.made_at)
    made = Mark.objects.create(
        stay=now,
        person_id=now.person_id,
        agency_id=now.agency_id,
        kind=kind,
        on_day=on,
        until=until,
        words=words,
        plan=plan,
        made_by=by,
        made_at=at,
    )
    detail = {"kind": kind.value, "on": on.isoformat()} | ({"until": until.isoformat()} if until else {})
    ledger.record(by=by, act="placements.mark", at=at, about=made, person=now.person_id, detail=detail)
    return made


def _needs(words: str, sentence: str) -> str:
    kept = text.lines(words, what="What you wrote", at_most=LONGEST)
    if not kept:
        raise NoSuchDays(sentence)
    return kept


def _today(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
