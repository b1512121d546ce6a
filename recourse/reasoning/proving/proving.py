"""The whole proof of a book for one day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from recourse.reasoning.proving import contradictions, gaps, reaching
from recourse.reasoning.proving.findings import Finding
from recourse.reasoning.proving.proof import Proof
from recourse.reasoning.rulebook.book import Book


class NoTopic(ValueError):
    """The book has no topic, and no key, of that name."""


def prove(book: Book, *, day: date, only: Collection[str] = ()) -> list[Finding]:
    """Every gap, contradiction, dead rule and inert rule or exception of the book on that day.

    `only`: topics or keys; none means the whole book, with its goals. NoTopic when nothing has the name.
    What the law means, by the list in `meant.yaml`, is found too; it says so itself.
    """
    keys = chosen(book, only)
    proof = Proof(book, day)
    goals = () if only else book.goals.values()
    return [
        *gaps.findings(proof, keys, goals),
        *contradictions.findings(proof, keys),
        *reaching.findings(book, day, keys),
    ]


def chosen(book: Book, only: Collection[str]) -> list[str]:
    """The keys of the topics and keys named, or all. NoTopic when nothing has the name."""
    definitions = book.definitions.values()
    for name in only:
        if not any(name in (one.key, one.topic) for one in definitions):
            topics = ", ".join(sorted({one.topic for one in definitions}))
            raise NoTopic(f"No topic or key is called “{name}”. The topics: {topics}.")
    return [one.key for one in definitions if not only or one.key in only or one.topic in only]
