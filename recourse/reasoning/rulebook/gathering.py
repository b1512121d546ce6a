"""Words what was gathered from a tree of reasons: the facts that are missing, and those that are assumed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.reason import OfFact


class Missing(NamedTuple):
    """A fact an answer waits for or assumes; `whose` is empty for the person themselves."""

    fact: str
    whose: str
    question: str
    says: str

    def to_json(self) -> dict[str, str]:
        """As plain values."""
        return {**self.asked(), "says": self.says}

    def asked(self) -> dict[str, str]:
        """As plain values, what is to be asked alone."""
        told = {"fact": self.fact, "question": self.question}
        return {**told, "whose": self.whose} if self.whose else told


def named(leaves: Mapping[tuple[str, str], OfFact], book: Book) -> list[Missing]:
    """The leaves with their questions, and for what is assumed not to be so, saying that."""
    if not leaves:
        return []
    return [leaf.worded or _worded(leaf, book.facts[leaf.fact]) for leaf in leaves.values()]


def _worded(leaf: OfFact, fact: Fact) -> Missing:
    """Remembered on the leaf, since many outcomes wait for the same fact."""
    leaf.worded = made = Missing(leaf.fact, leaf.whose, fact.question, _clause(leaf, fact))
    return made


def _clause(leaf: OfFact, fact: Fact) -> str:
    if leaf.source != "assumed" or leaf.verdict != "false":
        return leaf.clause
    if fact.type is Type.YES_NO:
        return f"it is not so that {leaf.clause}"
    return f"nobody has said anything against it when asked “{fact.question or fact.name.replace('_', ' ')}”"
