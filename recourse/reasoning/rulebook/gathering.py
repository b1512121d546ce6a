"""Gathers from a tree of reasons what it cites, what is missing, what is contested and what is assumed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.reason import Reason


class Missing(NamedTuple):
    """A fact an answer waits for or assumes; `whose` is empty for the person themselves."""

    fact: str
    whose: str
    question: str
    says: str

    def to_json(self) -> dict[str, str]:
        """As plain values."""
        told = {"fact": self.fact, "question": self.question, "says": self.says}
        return {**told, "whose": self.whose} if self.whose else told


Leaves = dict[tuple[str, str], Reason]


@dataclass(slots=True)
class Gathered:
    """What one tree of reasons holds, each thing once, in the order it is met; leaves by fact and whose."""

    cites: dict[str, None] = field(default_factory=dict)
    missing: Leaves = field(default_factory=dict)
    contested: dict[str, None] = field(default_factory=dict)
    assumed: Leaves = field(default_factory=dict)


def gather(reason: Reason) -> Gathered:
    """What is found in the tree of a definition; remembered on it, since others rest on it too.

    What is refused is cited by its own rules: not by every provision that was tried in vain beneath them.
    """
    if reason.found is None:
        reason.found = Gathered()
        _walk(reason.children, reason.found)
    found: Gathered = reason.found
    return found


def _walk(reasons: list[Reason], found: Gathered) -> None:
    for reason in reasons:
        if reason.key:
            under = gather(reason)
            found.missing.update(under.missing)
            found.assumed.update(under.assumed)
            found.contested.update(under.contested)
            if reason.verdict != "false":
                found.cites.update(under.cites)
            continue
        if reason.rule:
            found.cites[reason.rule.cites] = None
            if reason.contested:
                found.contested[reason.contested] = None
        elif reason.fact:
            if reason.verdict == "not_known":
                found.missing[reason.fact, reason.whose] = reason
            elif reason.source == "assumed":
                found.assumed[reason.fact, reason.whose] = reason
        if reason.children:
            _walk(reason.children, found)


def named(leaves: Leaves, book: Book) -> list[Missing]:
    """The leaves with their questions, and for what is assumed not to be so, saying that."""
    return [
        Missing(name, whose, book.facts[name].question, _clause(leaf, book.facts[name]))
        for (name, whose), leaf in leaves.items()
    ]


def _clause(leaf: Reason, fact: Fact) -> str:
    if leaf.source != "assumed" or leaf.verdict != "false":
        return leaf.says
    if fact.type is Type.YES_NO:
        return f"it is not so that {leaf.says}"
    return f"nothing against it is recorded under “{fact.name.replace('_', ' ')}”"
