"""One book on one day before the solver: what can be, shown by a person whom `answering` bears out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import z3

from recourse.reasoning.proving import planes, quantities, witnesses
from recourse.reasoning.proving.encoding import Encoding
from recourse.reasoning.proving.planes import Formula
from recourse.reasoning.proving.witnesses import Facts
from recourse.reasoning.proving.world import World
from recourse.reasoning.rulebook import judging, recording
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.tree import Definition, Kind

Bears = Callable[[Person], bool]
_ROUNDS = 80
_MOST_MILLISECONDS = 20_000


@dataclass(frozen=True, slots=True)
class Shown:
    """Whether something can be: shown by a person, or impossible, or neither within the time there is."""

    facts: Facts | None
    is_impossible: bool


class Proof:
    """A book, a day, and one solver that is told more and more."""

    def __init__(self, book: Book, day: date, *, may_be_open: bool = False) -> None:
        self.book, self.day = book, day
        self.law: Compiled = compiled(book)
        self.world = World(book, may_be_open=may_be_open)
        self.encoding = Encoding(book, day, self.world)
        self.solver = z3.Solver()
        self.solver.set("timeout", _MOST_MILLISECONDS)
        self._said = 0
        self.people: list[tuple[Facts, Person]] = []

    def _tell(self) -> None:
        told = self.world.told
        self.solver.add(told[self._said :])
        self._said = len(told)

    def person(self, facts: Facts) -> Person:
        """Those facts as `answering` reads them."""
        return Person(self.law, recording.recorded(self.book, facts), day=self.day)

    def known(self, bears: Bears) -> Facts | None:
        """A person met before who bears something out."""
        return next((facts for facts, person in self.people if bears(person)), None)

    def can(self, formula: Formula, bears: Bears) -> Shown:
        """Whether the formula can hold: by a person met before, or by a new one, replayed."""
        met = self.known(bears)
        if met is not None:
            return Shown(met, False)
        if formula is False:
            return Shown(None, True)
        self._tell()
        self.solver.push()
        self.solver.add(formula)
        try:
            return self._searched(bears)
        finally:
            self.solver.pop()
            self.solver.add(self.world.told[self._said :])
            self._said = len(self.world.told)

    def _searched(self, bears: Bears) -> Shown:
        said = self._said
        for _ in range(_ROUNDS):
            found = self.solver.check()
            if found != z3.sat:
                return Shown(None, found == z3.unsat)
            model = self.solver.model()
            facts = witnesses.facts_of(model, self.world)
            person = self.person(facts)
            self.people.append((facts, person))
            if bears(person):
                return Shown(facts, False)
            if not self.world.steps.mend(model):
                break
            self.solver.add(self.world.told[said:])
            said = len(self.world.told)
        return Shown(None, False)

    def differs(self, key: str, other: str) -> Formula:
        """When two definitions answer the same person differently."""
        definition, encoding, someone = self.book.definitions[key], self.encoding, self.world.applicant
        if definition.kind is Kind.VALUE:
            one, two = encoding.result(key, someone), encoding.result(other, someone)
            both_open = planes.both((one.unknown, two.unknown))
            return planes.turned(planes.either((both_open, quantities.same(one, two))))
        told = zip(words(encoding, key), words(encoding, other), strict=True)
        return planes.either(planes.turned(planes.alike(one, two)) for one, two in told)

    def answer(self, person: Person, key: str) -> Any:
        """What the person is answered, as a plain value."""
        return answered(person, self.book.definitions[key], self.law)


def answered(person: Person, definition: Definition, law: Compiled) -> Any:
    """The word of an outcome or test, or the value."""
    if definition.kind is Kind.VALUE:
        return law.result(person, definition.key)
    return judging.verdict(definition, person, law)


def words(encoding: Encoding, key: str) -> tuple[Formula, ...]:
    """When an outcome is not applicable, closed, certainly open, and open as of right."""
    definition, someone = encoding.book.definitions[key], encoding.world.applicant
    outside, truth = encoding.gate(key, someone)
    closed = planes.both((planes.turned(outside.yes), truth.no))
    is_open = planes.both((outside.no, truth.yes))
    away = outside.yes
    if definition.kind is Kind.TEST:
        away, closed = False, planes.either((outside.yes, truth.no))
    holding = [(rule, encoding.counted(rule, someone).yes) for rule in definition.opens or ()]
    of_right = planes.either(
        holds for rule, holds in holding if (rule.gives or definition.gives) == "eligible"
    )
    if definition.gives == "eligible":
        of_right = planes.either((of_right, planes.turned(planes.either(holds for _, holds in holding))))
    return away, closed, is_open, planes.both((is_open, of_right))
