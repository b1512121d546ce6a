"""Finds the rules in which some words stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recourse.reasoning import writing
from recourse.reasoning.rulebook import Book

MOST = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A rule in which the words stand, and where it is."""

    topic: writing.Topic
    question: writing.Question
    rule: writing.Rule


def rules(book: Book, asked: str) -> list[Found]:
    """Every rule in whose sentence, provision, id or question each of the words stands."""
    words = asked.lower().split()
    return [
        Found(topic, question, rule)
        for _, topics in writing.topics(book)
        for topic in topics
        for question in topic.questions
        for section in question.sections
        for rule in _each(section.rules)
        if all(word in _text(question, rule) for word in words)
    ]


def _each(found: Iterable[writing.Rule]) -> Iterable[writing.Rule]:
    for rule in found:
        yield rule
        yield from _each(rule.exceptions)


def _text(question: writing.Question, rule: writing.Rule) -> str:
    return f"{rule.id} {rule.says} {rule.cites} {question.title} {question.asks}".lower()
