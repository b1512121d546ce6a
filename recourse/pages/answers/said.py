"""What had been said about a person when an answer was given, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate

from recourse.pages.look import known
from recourse.reasoning.rulebook import Book
from recourse.records.people.identity import Identity

if TYPE_CHECKING:
    from recourse.records.advice.models import Answer
    from recourse.records.people.models import Fact

IN_THE_CARD = 6


@dataclass(frozen=True, slots=True)
class Said:
    """One fact as it was said."""

    question: str
    words: str
    is_known: bool
    by: str
    address: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What was said on the day of the answer, and all that was known with what was not."""

    heading: str
    first: list[Said]
    known: list[Said]
    not_known: list[Said]


def facts(found: Iterable[Fact], answer: Answer, book: Book) -> Facts:
    """The facts an answer stood on, the newest first; each can be corrected."""
    every = list(found)
    day = localdate(answer.asked_at)
    on_the_day = [fact for fact in every if localdate(fact.recorded_at) == day]
    heading = "Said today" if day == localdate() else f"Said by {day.day} {day:%B}"
    lines = {fact.pk: _said(fact, answer, book) for fact in every}
    return Facts(
        heading=heading,
        first=[lines[fact.pk] for fact in (on_the_day or every)][:IN_THE_CARD],
        known=[line for line in lines.values() if line.is_known],
        not_known=[line for line in lines.values() if not line.is_known],
    )


def called(who: Identity) -> str:
    """What one calls a person in a sentence."""
    return who.name.split()[0] if who.name else who.nickname or "this person"


def day_of(written: str | None) -> date | None:
    """A day written in an answer."""
    return date.fromisoformat(written) if written else None


def _said(fact: Fact, answer: Answer, book: Book) -> Said:
    told = known.said(fact, book.facts.get(fact.name))
    may_ask = fact.name in book.facts and answer.about in book.goals
    address = reverse("ask:question", args=[fact.person_id, answer.about, fact.name]) + "?then=answers"
    return Said(
        question=told.question,
        words=told.words,
        is_known=fact.is_known,
        by=fact.recorded_by.name,
        address=address if may_ask else "",
    )
