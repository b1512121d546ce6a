"""What can be known about a person: the facts, their types, and the ways of not knowing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Any

from recourse.reasoning.rulebook.complaints import Wrong

if TYPE_CHECKING:
    from recourse.reasoning.rulebook.tree import Condition, Expression

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class Type(StrEnum):
    """The kinds of value a fact may have."""

    YES_NO = "yes_no"
    ONE_OF = "one_of"
    SOME_OF = "some_of"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    PEOPLE = "people"
    TEXT = "text"


REASONS = ("not_asked", "does_not_know", "declined", "not_yet_decided", "contested")


@dataclass(frozen=True, slots=True)
class NotKnown:
    """A fact that is not known, and why: one of `REASONS`."""

    why: str = "not_asked"

    def __post_init__(self) -> None:
        if self.why not in REASONS:
            raise ValueError(
                f"“{self.why}” is no reason for not knowing; the reasons are {', '.join(REASONS)}."
            )


@dataclass(frozen=True, slots=True)
class Implication:
    """A value that follows from other facts."""

    value: Expression
    when: Condition
    line: int


CHILDREN = "dependent_children"
_ABSENT = object()


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that can be known about a person, with everything a page needs to ask it kindly."""

    name: str
    type: Type
    question: str
    help: str
    says: str
    options: dict[str, str]
    share_as: str
    sensitivity: str
    decided_by: str
    evidence: tuple[str, ...]
    may_change: str
    also_called: tuple[str, ...]
    of: str
    file: str
    line: int
    of_partner: str = ""
    ends_leave: bool = False
    unit: str = ""
    also_written: dict[str, Any] = field(default_factory=dict, compare=False)
    assumed: Any = _ABSENT
    worked_example: Any = _ABSENT
    implied: tuple[Implication, ...] = field(default=(), compare=False)

    @property
    def is_assumed(self) -> bool:
        """Whether a value is assumed until the question is asked."""
        return self.assumed is not _ABSENT

    @property
    def has_worked_example(self) -> bool:
        """Whether a worked example that leaves the fact out means something by that."""
        return self.worked_example is not _ABSENT

    @property
    def lists_children(self) -> bool:
        """Whether this is the list of the children who live with the person."""
        return self.type is Type.PEOPLE and (self.of == "child" or self.name == CHILDREN)

    @property
    def expected(self) -> str:
        """What a value must look like, in words."""
        if self.options:
            listed = ", ".join(self.options)
            if len(listed) > 400:
                listed = listed[:400].rsplit(", ", 1)[0] + ", ..."
            return f"a list of {listed}" if self.type is Type.SOME_OF else f"one of {listed}"
        return _EXPECTED[self.type]


_EXPECTED = {
    Type.YES_NO: "true or false",
    Type.ONE_OF: "a code",
    Type.SOME_OF: "a list of codes",
    Type.NUMBER: "a number",
    Type.MONEY: "an amount in pounds",
    Type.DAY: "a day that exists, as 2026-11-22",
    Type.PEOPLE: "a list of people, each with facts of their own",
    Type.TEXT: "words",
}


def day(value: Any) -> date:
    """A day from an ISO text or a date; Wrong when there is no such day."""
    if isinstance(value, date) and type(value) is date:
        return value
    if isinstance(value, str) and _DAY.match(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Wrong(f"there is no day {value}", _EXPECTED[Type.DAY]) from None
    raise Wrong(f"{shown(value)} is not a day", _EXPECTED[Type.DAY])


def coerced(fact: Fact, value: Any) -> Any:
    """The value as the reasoner holds it; Wrong, with what was expected, when it does not fit the fact.

    None stays None (known that there is none). Lists of people are left to the caller.
    """
    if value is None:
        return "none" if "none" in fact.options and fact.type is Type.ONE_OF else None
    if isinstance(value, str) and fact.type is Type.ONE_OF and value in fact.also_written:
        return NotKnown() if fact.also_written[value] == "unknown" else fact.also_written[value]
    match fact.type:
        case Type.YES_NO:
            fits = isinstance(value, bool)
        case Type.NUMBER | Type.MONEY:
            fits = isinstance(value, (int, float)) and not isinstance(value, bool) and value == value
        case Type.ONE_OF:
            return _code(fact, value)
        case Type.SOME_OF:
            items = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
            return frozenset(_code(fact, item) for item in items)
        case Type.DAY:
            return day(value)
        case Type.TEXT:
            fits = isinstance(value, (str, int, float)) and not isinstance(value, bool)
        case Type.PEOPLE:
            fits = isinstance(value, (list, tuple)) and all(isinstance(item, dict) for item in value)
    if not fits:
        raise Wrong(f"{shown(value)} is the wrong type", fact.expected)
    if fact.type in (Type.NUMBER, Type.MONEY) and not 0 <= value < inf:
        raise Wrong(f"{shown(value)} cannot be", f"{fact.expected}, not below 0")
    return value


def _code(fact: Fact, value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    value = fact.also_written.get(value, value) if isinstance(value, str) else value
    if not isinstance(value, str) or (fact.options and value not in fact.options):
        raise Wrong(f"{shown(value)} is not on the list", fact.expected)
    return value


def shown(value: Any) -> str:
    """A value as it would stand in a file, shortened."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = ", ".join(shown(item) for item in value) if isinstance(value, (list, tuple)) else str(value)
    return f"“{text[:60]}”"
