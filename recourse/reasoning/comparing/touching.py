"""Whose answers change with the law, from what, to what, and which rule does it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from recourse.reasoning.comparing import changes
from recourse.reasoning.comparing.changes import Change
from recourse.reasoning.comparing.frozen import frozen
from recourse.reasoning.rulebook import answering, checking, judging, recording
from recourse.reasoning.rulebook.answering import Answers
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.logic import compiled
from recourse.reasoning.rulebook.outcome import says
from recourse.reasoning.rulebook.person import Person

NO_LAW = "no_law"


@dataclass(frozen=True, slots=True)
class Touched:
    """One question a person is answered differently, with the words before and after and what did it."""

    key: str
    title: str
    asks: str
    before: str
    after: str
    said_before: str
    said_after: str
    by: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One change of the law: the book before and after, what changed, and the questions it may touch."""

    book: Book
    before: date
    after: date
    changes: tuple[Change, ...]
    keys: tuple[str, ...]

    def touched(self, facts: Mapping[str, Any], *, as_at: date) -> list[Touched]:
        """Every question that the same facts on the same day are answered differently under the two laws."""
        if not self.keys:
            return []
        old, new = (self._answers(facts, day, as_at=as_at) for day in (self.before, self.after))
        found = []
        for key in self.keys:
            first, second = _word(old, key), _word(new, key)
            if first != second:
                found.append(self._told(key, first, second, facts, as_at=as_at))
        return found

    def _answers(self, facts: Mapping[str, Any], day: date, *, as_at: date) -> Answers:
        law = frozen(self.book, day)
        return answering.answer(law, facts, as_at=as_at, only=self.keys, refuse=False)

    def _told(self, key: str, first: str, second: str, facts: Mapping[str, Any], *, as_at: date) -> Touched:
        definition = self.book.definitions[key]
        reached = _reached(self.book, key)
        near = tuple(one for one in self.changes if one.key in reached)
        did = tuple(one for one in near if self._bears_on(one, facts, as_at=as_at))
        return Touched(
            key, definition.title, definition.asks, first, second,
            _sentence(self.book, key, first), _sentence(self.book, key, second), did or near,
        )  # fmt: skip

    def _bears_on(self, change: Change, facts: Mapping[str, Any], *, as_at: date) -> bool:
        """Whether the rule is not ruled out for this person, under the law it stands in."""
        if change.key not in self.book.definitions:
            return True
        for day in (self.before, self.after):
            book = frozen(self.book, day)
            law = compiled(book)
            person = Person(law, recording.recorded(book, facts), day=as_at)
            for rule in checking.every_rule(book.definitions[change.key]):
                if rule.id == change.rule and law.rules[id(rule)](person) in (True, None):
                    return True
        return False


def turn(book: Book, before: date, after: date) -> Turn:
    """What changes in the law between two days. NoLawYet before there was any."""
    before, after = sorted((before, after))
    found = changes.between(book, before, after)
    turned = {one.key for one in found}
    keys = tuple(key for key in book.entitlements if turned & _reached(book, key))
    return Turn(book, before, after, tuple(found), keys)


def on(book: Book, day: date) -> Turn:
    """What changes in the law on one day, against the day before."""
    return turn(book, day - timedelta(days=1), day)


def _reached(book: Book, key: str) -> frozenset[str]:
    """The key, and every definition, fact and amount it leans on, however far."""
    kept: dict[str, frozenset[str]] = book.compiled.setdefault("reached", {})
    if key not in kept:
        seen: set[str] = set()
        waiting = [key]
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            if name in book.definitions or name in book.facts:
                waiting += checking.leans_on(book, name)
            if name in book.definitions:
                waiting += _amounts(book, name)
        kept[key] = frozenset(seen)
    return kept[key]


def _amounts(book: Book, key: str) -> list[str]:
    rules = checking.every_rule(book.definitions[key])
    return [name for rule in rules for node in (rule.when, rule.value) for name in changes.amounts_in(node)]


def _word(answers: Answers, key: str) -> str:
    told = answers.outcomes.get(key)
    return told.outcome if told is not None else NO_LAW


def _sentence(book: Book, key: str, word: str) -> str:
    if word not in judging.OUTCOMES:
        return "No law on this was in force."
    return says(book.definitions[key], word)
