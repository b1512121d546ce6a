"""Finds the next question: the first fact that is missing where an answer is still open, and never one already refused."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from recourse.reasoning.rulebook import answering, recording
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, NotKnown


def next_question(
    book: Book, facts: Mapping[str, Any], *, as_at: date, only: Collection[str] | None = None
) -> Fact | None:
    """The next fact worth asking about for the wanted outcomes, or None when there is nothing left to ask.

    A fact is asked when an outcome that is still open waits for it: facts that cannot matter any more never are. A
    fact recorded as not known, for whatever reason (also `not_asked`: put off for now), is not asked again.
    """
    put_off = {recording.own_name(book, name) for name, value in facts.items() if isinstance(value, NotKnown)}
    wanted = tuple(only) if only is not None else tuple(book.entitlements)
    for key in wanted:
        answers = answering.answer(book, facts, as_at=as_at, only=(key,))
        outcome = answers.outcomes.get(key)
        if outcome is None or outcome.outcome != "depends":
            continue
        for item in outcome.missing:
            if not item.whose and item.fact not in put_off:
                return book.facts[item.fact]
    return None
