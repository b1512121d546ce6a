"""All the law of one edition, as one book."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from recourse.reasoning.rulebook.facts import Fact
from recourse.reasoning.rulebook.hoping import Hope
from recourse.reasoning.rulebook.tree import Amount, Definition


@dataclass(frozen=True, slots=True)
class Goal:
    """What a person may come for, and the outcomes that answer it."""

    key: str
    title: str
    help: str
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The bank holidays, and the first and last year for which all of them are known."""

    holidays: frozenset[date]
    first_year: int
    last_year: int

    def knows(self, first: date, last: date) -> bool:
        """Whether every bank holiday between the two days, in either order, is known."""
        return self.first_year <= min(first, last).year and max(first, last).year <= self.last_year


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """All the law of one edition. `edition` is a hash of every file it was read from."""

    facts: dict[str, Fact]
    also_called: dict[str, str]
    definitions: dict[str, Definition]
    amounts: dict[str, tuple[Amount, ...]]
    statuses: dict[str, str]
    implies: dict[str, dict[str, Any]]
    contested: dict[str, str]
    warnings: dict[str, str]
    goals: dict[str, Goal]
    hopes: dict[str, Hope]
    calendar: Calendar
    edition: str
    compiled: dict[str, Any] = field(default_factory=dict)

    def fact(self, name: str) -> Fact | None:
        """The fact of that name, also by another of its names."""
        return self.facts.get(self.also_called.get(name, name))

    @property
    def entitlements(self) -> list[str]:
        """The keys of everything a person may be told they can have."""
        return [key for key, definition in self.definitions.items() if definition.kind == "entitlement"]
