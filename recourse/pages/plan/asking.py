"""The questions that find routes, in order: each left open, answered, or refused and not asked again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recourse.pages.asking.interview import COSTS
from recourse.reasoning import routes, rulebook
from recourse.reasoning.rulebook import NotKnown

ONLY_IF_RAISED = "Q16"
DECLINED, PUT_OFF = "declined", NotKnown("not_asked")


@dataclass(frozen=True)
class Open:
    """One fact of a question that was not asked yet."""

    name: str
    question: str
    costs: str


@dataclass(frozen=True)
class Triage:
    """One question as it is said aloud, and how far it is answered."""

    asks: str
    facts: list[Open]
    known: int
    refused: int
    only_if_raised: bool

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is left to ask: all of it is known, or some of it was refused."""
        return not self.facts


def questions(known: Mapping[str, Any]) -> list[Triage]:
    """Every question; a refusal of one of its facts closes the whole of it."""
    return [_question(one, known) for one in routes.england().questions]


def refused(known: Mapping[str, Any]) -> frozenset[str]:
    """The facts they would rather not say: nothing asks for them again."""
    return frozenset(
        name for name, said in known.items() if isinstance(said, NotKnown) and said.why == DECLINED
    )


def _question(written: Mapping[str, Any], known: Mapping[str, Any]) -> Triage:
    book = rulebook.england()
    names = [book.also_called.get(name, name) for name in written["sets"]]
    said = {name: known[name] for name in names if name in known and known[name] != PUT_OFF}
    refused = sum(isinstance(one, NotKnown) and one.why == DECLINED for one in said.values())
    left = [name for name in names if name not in said and name in book.facts]
    return Triage(
        asks=str(written["asks"]).strip(),
        facts=[] if refused else list(_open(left)),
        known=sum(not isinstance(one, NotKnown) for one in said.values()),
        refused=refused,
        only_if_raised=written["id"] == ONLY_IF_RAISED,
    )


def _open(names: Iterable[str]) -> Iterable[Open]:
    book = rulebook.england()
    for name in names:
        fact = book.facts[name]
        if fact.question:
            yield Open(name, fact.question, COSTS[fact.sensitivity])
