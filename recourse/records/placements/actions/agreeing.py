"""How a stay comes about and what is paid for it: a meeting, a paper signed, who pays, the right to rent."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from recourse.reasoning.agreements import Funding
from recourse.records.directory.models import Worker
from recourse.records.people import text
from recourse.records.placements.actions.writing import LONGEST, Said, keep, needed
from recourse.records.placements.happenings import NoSuchDays
from recourse.records.placements.models import Mark, Stay
from recourse.records.placements.words import Course, Found, Meeting, Signed


@transaction.atomic
def arrange(stay: Stay, *, on: date, words: str, by: Worker, at: datetime) -> Mark:
    """Keep on which day they meet before they move in, where, and who comes."""
    said = needed(words, "Say where they meet and who comes.")
    return keep(stay, Course.ARRANGED, Said(words=said), on=on, by=by, at=at)


@transaction.atomic
def meet(stay: Stay, *, on: date, went: str, words: str = "", by: Worker, at: datetime) -> Mark:
    """Keep that they met, and how it went."""
    if went not in Meeting.values:
        raise NoSuchDays("Say how the meeting went.")
    said = text.lines(words, what="What you wrote", at_most=LONGEST)
    return keep(stay, Course.MET, Said(words=said, choice=went), on=on, by=by, at=at)


@transaction.atomic
def agree(stay: Stay, *, on: date, paper: str, signed_by: str, by: Worker, at: datetime) -> Mark:
    """Keep which paper was signed, on which day, and by whom."""
    if paper not in Signed.values:
        raise NoSuchDays("Say which paper was signed.")
    said = needed(signed_by, "Say who signed it.")
    return keep(stay, Course.AGREED, Said(words=said, choice=paper), on=on, by=by, at=at)


@transaction.atomic
def say_who_pays(
    stay: Stay, *, who: str, pence: int = 0, from_day: date, words: str = "", by: Worker, at: datetime
) -> Mark:
    """Keep who pays for the room from a day on, and how much: a week, or a night where a council pays."""
    if who not in list(Funding):
        raise NoSuchDays("Say who pays for the room.")
    if pence < 0:
        raise NoSuchDays("What is paid is nothing or more.")
    if who == Funding.FREE and pence:
        raise NoSuchDays("A free room costs nothing. Leave the money empty, or say who pays.")
    if who != Funding.FREE and not pence:
        raise NoSuchDays("Say what is paid: without a charge it is a free room.")
    said = text.lines(words, what="What you wrote", at_most=LONGEST)
    return keep(stay, Course.PAYS, Said(words=said, choice=who, pence=pence), on=from_day, by=by, at=at)


@transaction.atomic
def look_at_right_to_rent(
    stay: Stay,
    *,
    on: date,
    found: str,
    until: date | None = None,
    words: str,
    by: Worker,
    at: datetime,
) -> Mark:
    """Keep that the right to rent was looked at, what came of it, and what it rests on."""
    if found not in Found.values:
        raise NoSuchDays("Say what came of it.")
    if found == Found.HAS_IT_UNTIL and until is None:
        raise NoSuchDays("Give the day until which they have it: look again before that.")
    if found == Found.HAS_IT_UNTIL and until is not None and until < on:
        raise NoSuchDays("That day has passed already: then it was not shown.")
    kept = until if found == Found.HAS_IT_UNTIL else None
    said = needed(words, "Say what you looked at, or why no check is needed.")
    return keep(stay, Course.CHECKED, Said(words=said, choice=found, until=kept), on=on, by=by, at=at)
