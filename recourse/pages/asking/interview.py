"""Where an interview stands: the next question, how far it is, why it is asked, and what is open so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import Book, Fact, Goal, NotKnown, Outcome

STATUS = "status_code"
COSTS = {
    "low": "Costs little to ask.",
    "personal": "Personal: ask where nobody else can hear.",
    "painful": "Can hurt to be asked. It may wait for another day.",
    "restricted": "Only for those who need it. Yes or no is enough; never write down the story.",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One outcome that waits for an answer."""

    key: str
    title: str
    cites: str


@dataclass(frozen=True, slots=True)
class SoFar:
    """How many outcomes are open, turn on facts, or are closed; and which open one to name."""

    is_open: int
    among: str
    depends: int
    on_this: int
    closed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything a question page says besides the question."""

    left: int
    reasons: list[Reason]
    so_far: SoFar

    @property
    def others(self) -> int:
        """How many reasons there are besides the two that are named."""
        return len(self.reasons) - 2


def next_question(
    goal: Goal, facts: Mapping[str, Any], *, passed: list[str], as_at: date, book: Book
) -> Fact | None:
    """The next question worth asking: not what is known, refused, or was passed over in this interview.

    Where it follows from the immigration status, that is asked first: one question instead of a dozen.
    """
    put_aside = {name: NotKnown("declined") for name in passed}
    to_ask = {name: value for name, value in facts.items() if not _may_be_asked_again(value)} | put_aside
    found = rulebook.next_question(book, to_ask, as_at=as_at, only=goal.outputs)
    if found and STATUS not in to_ask and any(found.name in implied for implied in book.implies.values()):
        return book.facts[STATUS]
    return found


def standing(goal: Goal, fact: Fact, facts: Mapping[str, Any], *, as_at: date, book: Book) -> Standing:
    """Where the interview stands when this fact is asked."""
    without = {name: value for name, value in facts.items() if name != fact.name}
    outcomes = rulebook.answer(book, without, as_at=as_at, only=goal.outputs).outcomes
    found = [one for one in outcomes.values() if one.kind == "entitlement"]
    missing = {name for one in found for name in _missing(one)}
    refused = {
        name for name, value in facts.items() if isinstance(value, NotKnown) and value.why == "declined"
    }
    turning = [one for one in found if fact.name in _missing(one)]
    reasons = [Reason(one.key, one.title, "; ".join(one.cites[:2])) for one in turning]
    return Standing(len(missing - refused - {fact.name}), reasons, _so_far(found, turning))


def _so_far(found: list[Outcome], turning: list[Outcome]) -> SoFar:
    is_open = [one for one in found if one.outcome in ("eligible", "discretionary")]
    return SoFar(
        is_open=len(is_open),
        among=is_open[0].title if is_open else "",
        depends=sum(one.outcome == "depends" for one in found),
        on_this=sum(one.outcome == "depends" for one in turning),
        closed=sum(one.outcome == "not_eligible" for one in found),
    )


def _missing(outcome: Outcome) -> set[str]:
    return {one.fact for one in outcome.missing}


def _may_be_asked_again(value: Any) -> bool:
    return isinstance(value, NotKnown) and value.why in ("not_asked", "does_not_know", "not_yet_decided")
