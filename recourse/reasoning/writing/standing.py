"""What nobody has compared with the legislation yet, or not for long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from recourse.reasoning.rulebook import checking
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.tree import Definition, Rule
from recourse.reasoning.writing import pages

DAYS_FRESH = 90


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule that should be compared with the legislation; never compared when `verified_on` is None."""

    rule: Rule
    definition: Definition

    @property
    def anchor(self) -> str:
        """Where the rule stands on the page of its topic."""
        return pages.anchor(self.rule)

    @property
    def verified_on(self) -> date | None:
        """The day on which somebody last compared it."""
        return self.rule.verified_on


def stale(book: Book, *, on: date) -> Iterator[Standing]:
    """Every rule never compared with the legislation, or more than `DAYS_FRESH` days before the day."""
    for definition in book.definitions.values():
        for rule in checking.every_rule(definition):
            if rule.verified_on is None or on - rule.verified_on > timedelta(days=DAYS_FRESH):
                yield Standing(rule, definition)
