"""What two days, or two editions of the law, answer differently, each with a person who shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import z3

from recourse.reasoning.proving import planes, quantities, witnesses
from recourse.reasoning.proving.describing import shortened
from recourse.reasoning.proving.encoding import Encoding
from recourse.reasoning.proving.findings import Finding, Sort
from recourse.reasoning.proving.planes import Formula
from recourse.reasoning.proving.proof import answered, words
from recourse.reasoning.proving.witnesses import Facts
from recourse.reasoning.proving.world import World
from recourse.reasoning.rulebook import recording
from recourse.reasoning.rulebook.answering import plain
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.logic import compiled
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.tree import Kind

_ROUNDS = 60
Told = tuple[Any, Any]


class Two:
    """One person under two laws: each a book and a day."""

    def __init__(self, before: tuple[Book, date], after: tuple[Book, date]) -> None:
        self.laws = (before, after)
        facts = {**after[0].facts, **before[0].facts}
        self.world = World(replace(before[0], facts=facts))
        self.encodings = [Encoding(book, day, self.world) for book, day in self.laws]
        self.solver = z3.Solver()
        self.solver.set("timeout", 20_000)
        self.people: list[Facts] = []
        self.said = 0

    def told(self, facts: Facts, key: str) -> Told:
        """What the person is answered under the one and under the other."""
        answers = []
        for book, day in self.laws:
            known = {name: value for name, value in facts.items() if name in book.facts}
            law = compiled(book)
            person = Person(law, recording.recorded(book, known), day=day)
            answers.append(answered(person, book.definitions[key], law))
        return answers[0], answers[1]

    def differ(self, key: str) -> Formula:
        """When the two answer differently."""
        one, two = self.encodings
        if one.book.definitions[key].kind is Kind.VALUE:
            first, second = (encoding.result(key, self.world.applicant) for encoding in (one, two))
            both_open = planes.both((first.unknown, second.unknown))
            return planes.turned(planes.either((both_open, quantities.same(first, second))))
        told = zip(words(one, key), words(two, key), strict=True)
        return planes.either(planes.turned(planes.alike(left, right)) for left, right in told)

    def shown(self, key: str) -> tuple[Facts | None, bool]:
        """A person who is answered differently; or that nobody is, for certain."""
        for facts in self.people:
            first, second = self.told(facts, key)
            if first != second:
                return facts, False
        formula = self.differ(key)
        if formula is False:
            return None, True
        self._tell()
        self.solver.push()
        self.solver.add(formula)
        try:
            return self._searched(key)
        finally:
            self.solver.pop()
            self.said = 0
            self._tell()

    def _tell(self) -> None:
        self.solver.add(self.world.told[self.said :])
        self.said = len(self.world.told)

    def _searched(self, key: str) -> tuple[Facts | None, bool]:
        for _ in range(_ROUNDS):
            found = self.solver.check()
            if found != z3.sat:
                return None, bool(found == z3.unsat)
            model = self.solver.model()
            facts = witnesses.facts_of(model, self.world)
            self.people.append(facts)
            first, second = self.told(facts, key)
            if first != second:
                return facts, False
            if not self.world.steps.mend(model):
                break
            self._tell()
        return None, False


def findings(before: tuple[Book, date], after: tuple[Book, date], keys: list[str]) -> Iterator[Finding]:
    """Each key that some person is answered differently under the two, with such a person."""
    two = Two(before, after)
    for key in keys:
        if key not in after[0].definitions or key not in before[0].definitions:
            continue
        facts, is_same = two.shown(key)
        definition = after[0].definitions[key]
        place = (definition.file, definition.line)
        if facts is not None:
            first, second = two.told(facts, key)
            found = shortened(facts, partial(_as_told, two, key, (first, second)))
            says = f"“{definition.asks}” was answered {plain(first)} and is answered {plain(second)}."
            yield Finding(Sort.DIFFERENT, key, "", says, *place, found)
        elif not is_same:
            says = f"Neither shown nor ruled out that “{definition.asks}” is answered differently."
            yield Finding(Sort.NOT_SHOWN, key, "", says, *place)


def _as_told(two: Two, key: str, told: Told, facts: Facts) -> bool:
    return two.told(facts, key) == told
