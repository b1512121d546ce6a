"""Finds the next question: the first fact missing where an answer is open, and never one refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from recourse.reasoning.rulebook import answering, gathering
from recourse.reasoning.rulebook.answering import Answers
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, NotKnown
from recourse.reasoning.rulebook.gathering import Missing
from recourse.reasoning.rulebook.person import UNKNOWN


def next_question(
    book: Book, facts: Mapping[str, Any], *, as_at: date, only: Collection[str] | None = None
) -> Fact | None:
    """The next fact worth asking about for the wanted keys, or None when there is nothing left to ask.

    A fact is asked when an outcome that is still open waits for it, so one that cannot matter any more never
    is. A fact recorded as not known, for whatever reason (`not_asked`: put off for now), is not asked again.
    Facts about one member of the household are not asked alone: they belong to the list that names them.
    """
    put_off = {
        book.also_called.get(name, name) for name, value in facts.items() if isinstance(value, NotKnown)
    }
    wanted = tuple(only) if only is not None else tuple(book.entitlements)
    answers = answering.answer(book, facts, as_at=as_at, only=wanted, refuse=False)
    for key in wanted:
        for item in _waited_for(answers, key, book):
            fact = book.facts[item.fact]
            if not item.whose and item.fact not in put_off and fact.question:
                return fact
    return None


def _waited_for(answers: Answers, key: str, book: Book) -> Iterator[Missing]:
    outcome = answers.outcomes.get(key)
    if outcome is not None:
        yield from outcome.missing
    elif answers.values.get(key) is UNKNOWN:
        reason = answers.value_reason(key)
        if reason is not None:
            yield from gathering.named(reason.found.missing, book)
