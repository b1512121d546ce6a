"""Reads the law, answers what a person may have and why, and finds the next question."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from recourse.reasoning.rulebook.answering import Answers, Outcome, answer
from recourse.reasoning.rulebook.asking import next_question
from recourse.reasoning.rulebook.book import Book, Goal
from recourse.reasoning.rulebook.complaints import (
    Complaint,
    LawError,
    NoLawThatDay,
    UnknownKey,
    Unreadable,
    Wrong,
)
from recourse.reasoning.rulebook.facts import Fact, NotKnown
from recourse.reasoning.rulebook.loading import england, load
from recourse.reasoning.rulebook.recording import BadFact, BadFacts


def check(facts: Mapping[str, Any], *, as_at: date, only: Collection[str] | None = None) -> Answers:
    """What a person may have in England on that day: `answer` by the law the package holds."""
    return answer(england(), facts, as_at=as_at, only=only)


__all__ = [
    "Answers",
    "BadFact",
    "BadFacts",
    "Book",
    "Complaint",
    "Fact",
    "Goal",
    "LawError",
    "NoLawThatDay",
    "NotKnown",
    "Outcome",
    "Unreadable",
    "UnknownKey",
    "Wrong",
    "answer",
    "check",
    "england",
    "load",
    "next_question",
]
