"""Gathers from a tree of reasons what it cites, what is missing, what is contested and what is assumed."""

from __future__ import annotations

from dataclasses import dataclass, field

from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.reasons import Reason


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact an answer waits for or assumes; `whose` is empty for the person themselves."""

    fact: str
    whose: str
    question: str
    says: str

    def to_json(self) -> dict[str, str]:
        """As plain values."""
        told = {"fact": self.fact, "question": self.question, "says": self.says}
        return {**told, "whose": self.whose} if self.whose else told


@dataclass(slots=True)
class Gathered:
    """What one tree of reasons holds, each thing once, in the order it is met."""

    cites: list[str] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    contested: dict[str, str] = field(default_factory=dict)
    assumed: list[Missing] = field(default_factory=list)


def gather(reason: Reason, book: Book) -> Gathered:
    """One walk over the tree; what a definition rests on is walked once."""
    found = Gathered()
    seen: set[int] = set()
    named: set[tuple[str, str, str]] = set()
    cited: set[str] = set()
    _walk(reason, book, found, seen, named, cited)
    return found


def _walk(
    reason: Reason, book: Book, found: Gathered, seen: set[int], named: set[tuple[str, str, str]], cited: set[str]
) -> None:
    if id(reason) in seen:
        return
    seen.add(id(reason))
    if reason.cites and reason.cites not in cited:
        cited.add(reason.cites)
        found.cites.append(reason.cites)
    if reason.contested:
        found.contested[reason.contested] = book.contested[reason.contested]
    if reason.fact and (reason.verdict == "not_known" or reason.source == "assumed"):
        _name(reason, book, found, named)
    for child in reason.children:
        _walk(child, book, found, seen, named, cited)


def _name(reason: Reason, book: Book, found: Gathered, named: set[tuple[str, str, str]]) -> None:
    sort = "assumed" if reason.source == "assumed" else "missing"
    if (sort, reason.fact, reason.whose) in named:
        return
    named.add((sort, reason.fact, reason.whose))
    item = Missing(reason.fact, reason.whose, book.facts[reason.fact].question, reason.says)
    (found.assumed if sort == "assumed" else found.missing).append(item)
