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
    """One walk over the tree; what a definition rests on is walked once, and cited unless it came out false.

    What is refused is cited by its own rules: not by every provision that was tried in vain beneath them.
    """
    found = Gathered()
    _Walk(book, found).into(reason.children, True)
    return found


class _Walk:
    """Where a walk has been."""

    def __init__(self, book: Book, found: Gathered) -> None:
        self.book, self.found = book, found
        self.seen: set[tuple[int, bool]] = set()
        self.named: set[tuple[str, str, str]] = set()

    def into(self, reasons: list[Reason], is_citing: bool) -> None:
        """Walk over these and what is under them."""
        found = self.found
        for reason in reasons:
            if reason.key:
                if (id(reason), is_citing) in self.seen:
                    continue
                self.seen.add((id(reason), is_citing))
            if is_citing and reason.cites and reason.cites not in found.cites:
                found.cites.append(reason.cites)
            if reason.contested:
                found.contested[reason.contested] = self.book.contested[reason.contested]
            if reason.fact:
                if reason.verdict == "not_known" or reason.source == "assumed":
                    self._name(reason)
            elif reason.children:
                self.into(reason.children, is_citing and not (reason.key and reason.verdict == "false"))

    def _name(self, reason: Reason) -> None:
        sort = "assumed" if reason.source == "assumed" else "missing"
        if (sort, reason.fact, reason.whose) in self.named:
            return
        self.named.add((sort, reason.fact, reason.whose))
        says = reason.says
        if sort == "assumed" and reason.verdict == "false":
            says = f"it is not so that {says}"
        item = Missing(reason.fact, reason.whose, self.book.facts[reason.fact].question, says)
        (self.found.assumed if sort == "assumed" else self.found.missing).append(item)
