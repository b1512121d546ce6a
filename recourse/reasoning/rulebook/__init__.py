"""Reads the law, answers what a person may have and why, and finds the next question."""

from recourse.reasoning.rulebook.book import Book, england, load
from recourse.reasoning.rulebook.complaints import Complaint, LawError, NoLawThatDay, Unreadable, UnknownKey, Wrong
from recourse.reasoning.rulebook.facts import Fact, NotKnown

__all__ = [
    "Book",
    "Complaint",
    "Fact",
    "LawError",
    "NoLawThatDay",
    "NotKnown",
    "Unreadable",
    "UnknownKey",
    "Wrong",
    "england",
    "load",
]
