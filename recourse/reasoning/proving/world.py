"""The people of a proof, and what the solver is told of them."""

from __future__ import annotations

from typing import Any

from recourse.reasoning.proving.people import Household, Someone
from recourse.reasoning.proving.stretching import Steps
from recourse.reasoning.rulebook.book import Book


class World:
    """The people of a proof and what the solver is told of them; shared by all books and days compared."""

    def __init__(self, book: Book, *, may_be_open: bool = False) -> None:
        self.told: list[Any] = []
        self.steps = Steps(self.told.append)
        self.household = Household(book, self.told.append, may_be_open=may_be_open)

    @property
    def applicant(self) -> Someone:
        """The person the proof is about."""
        return self.household.applicant
