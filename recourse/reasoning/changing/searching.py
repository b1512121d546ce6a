"""Finds the smallest options with a weighted solver, and tries each out before it is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from recourse.reasoning.changing import choices, steps, turning
from recourse.reasoning.changing.alike import alike
from recourse.reasoning.changing.choices import GONE, Choice
from recourse.reasoning.changing.clauses import Clauses
from recourse.reasoning.changing.planes import Planes
from recourse.reasoning.changing.setters import Setters
from recourse.reasoning.changing.solving import Chosen, Solver
from recourse.reasoning.changing.steps import Option, Step
from recourse.reasoning.rulebook import answering, flipping, judging, recording, regulated
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.person import STATUS, Person
from recourse.reasoning.rulebook.reaching import reach

OPEN = ("eligible", "discretionary")
_ORDERED = {
    Type.DAY: (" or later", " or before"),
    Type.NUMBER: (" or more", " or less"),
    Type.MONEY: (" or more", " or less"),
}
_FLIPS = 4
_TRIES = 12
_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Changes:
    """What would open one outcome: options, smallest first, and the day on which it opens by itself."""

    key: str
    outcome: str
    is_general: bool
    options: tuple[Option, ...] = ()
    opens_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is open already."""
        return self.outcome in OPEN

    @property
    def has_none(self) -> bool:
        """Whether it is shut, or undecided, and nothing that one may honestly hope for would open it."""
        is_shut = self.outcome in ("not_eligible", "depends") and not self.is_general
        return is_shut and not self.options and self.opens_on is None


def changes(book: Book, facts: Mapping[str, Any], key: str, *, as_at: date, at_most: int = 3) -> Changes:
    """The smallest changes that would open an outcome on that day, each tried out; at most so many.

    `facts` and errors as for `answering.answer`; `key` an outcome. Where only regulated advisers may speak,
    nothing is said to anybody else of this person's own changes (`is_general`).
    """
    taken = recording.recorded(book, facts)
    told = answering.Answers(book, taken, as_at=as_at, only=(key,), closed_world=False, refuse=True).outcomes[
        key
    ]
    found = Changes(key, told.outcome, told.is_general)
    if found.is_open or found.is_general or told.outcome == "not_applicable":
        return found
    search = _Search(book, taken, key, as_at)
    names = None
    if told.outcome == "depends":
        names = list(dict.fromkeys(one.fact for one in told.missing if not one.whose))
    options = tuple(search.options(at_most, names))
    return Changes(key, told.outcome, False, options, _opens_on(book, taken, key, as_at))


def opens_by_itself(book: Book, facts: Mapping[str, Any], key: str, *, as_at: date) -> date | None:
    """The day on which the outcome opens though nobody does anything; None when none is known."""
    return _opens_on(book, recording.recorded(book, facts), key, as_at)


def _opens_on(book: Book, taken: Mapping[str, Any], key: str, as_at: date) -> date | None:
    day = as_at
    for _ in range(_FLIPS):
        flips = flipping.next_day(book, taken, as_at=day, keys=(key,))
        if flips is None:
            return None
        if _verdict(book, taken, key, flips) in OPEN:
            return flips
        day = flips
    return None


def _verdict(book: Book, facts: Mapping[str, Any], key: str, day: date) -> str:
    law = compiled(book)
    own, person = judging.whose(Person(law, facts, day=day), key)
    return judging.verdict(book.definitions[own], person, law) if person else ""


class _Search:
    """One search for one person and one outcome."""

    def __init__(self, book: Book, recorded: Mapping[str, Any], key: str, as_at: date) -> None:
        self.book, self.recorded, self.key, self.as_at = book, recorded, key, as_at
        self.law: Compiled = compiled(book)
        self.reach = reach(book)
        self.person = Person(self.law, recorded, day=as_at)
        self.tries: dict[frozenset[tuple[str, Any]], str] = {}

    def options(self, at_most: int, names: list[str] | None) -> Iterator[Option]:
        """The options, smallest first; no option holds another, and no two rest on the same things."""
        may_be = [*choices.sought(self.person, self.law, self.key)]
        unknown = choices.unknown(self.person, self.reach, self.key)
        asked = unknown if names is None else [name for name in unknown if name in names or name == STATUS]
        may_be += choices.learned(self.person, self.law, asked)
        clauses = Clauses()
        setters = Setters(clauses, may_be)
        goal = Planes(self.law, self.reach, self.person, setters).definition(self.key, True)
        if isinstance(goal, bool):
            return
        clauses.hard.append([goal])
        if names is None:
            clauses.hard.append([var for var, choice in setters.choices.items() if not choice.is_learned])
        shown = 0
        with Solver(clauses, setters) as solver:
            for chosen in solver.smallest(_TRIES):
                outcome = self._tried(chosen)
                if outcome in OPEN and self._needs_each(chosen):
                    yield Option(tuple(self._step(choice, chosen, solver) for choice in chosen), outcome)
                    shown += 1
                    if shown == at_most:
                        return

    def _needs_each(self, chosen: Chosen) -> bool:
        """Whether the door would stay shut without any one of the changes."""
        return all(
            one.is_learned or self._tried([other for other in chosen if other is not one]) not in OPEN
            for one in chosen
        )

    def _after(self, chosen: Collection[Choice]) -> dict[str, Any]:
        """What would be recorded then."""
        facts = dict(self.recorded)
        for choice in chosen:
            for name in (*choice.gone, *choice.sets):
                facts.pop(name, None)
        for choice in chosen:
            facts.update(choice.sets)
        return facts

    def _tried(self, chosen: Collection[Choice]) -> str:
        """The outcome then; each set of changes is tried once."""
        changed = {name: GONE for one in chosen for name in one.gone}
        changed |= {name: value for one in chosen for name, value in one.sets.items()}
        what = frozenset(changed.items())
        told = self.tries.get(what)
        if told is None:
            told = self.tries[what] = _verdict(self.book, self._after(chosen), self.key, self.as_at)
        return told

    def _step(self, choice: Choice, chosen: Chosen, solver: Solver) -> Step:
        if not choice.is_learned:
            is_for_adviser = bool(choice.matter) and regulated.is_for_advisers(
                choice.matter, self.person, self.law
            )
            return steps.sought(choice, is_for_adviser=is_for_adviser)
        fact = self.book.facts[choice.fact]
        choice, chosen, side = self._at_the_edge(choice, chosen)
        return steps.learned(choice, fact, side=side, others=list(self._others(choice, chosen, solver)))

    def _others(self, choice: Choice, chosen: Chosen, solver: Solver) -> Iterator[Any]:
        """The first few other codes of a fact that would do as well."""
        fact = self.book.facts[choice.fact]
        if fact.type not in (Type.ONE_OF, Type.SOME_OF):
            return
        marks, taken = alike(self.book), choice.sets[fact.name]
        would_do = {marks.mark(fact, taken): True}
        found = 0
        for value in turning.values(fact, self.person, self.law):
            if value == taken or found == _OTHERS:
                continue
            mark = marks.mark(fact, value)
            if mark not in would_do:
                is_allowed = solver.allows(value, choice, chosen)
                would_do[mark] = is_allowed and self._tried(_instead(chosen, choice, value)) in OPEN
            if would_do[mark]:
                found += 1
                yield value

    def _at_the_edge(self, choice: Choice, chosen: Chosen) -> tuple[Choice, Chosen, str]:
        """The least number or day that would do where more would too, or the greatest where less would."""
        fact = self.book.facts[choice.fact]
        if fact.type not in _ORDERED:
            return choice, chosen, ""
        far = timedelta(days=3650) if fact.type is Type.DAY else 1000
        values = turning.values(fact, self.person, self.law)
        for place, beyond in enumerate((choice.sets[fact.name] + far, choice.sets[fact.name] - far)):
            if self._tried(_instead(chosen, choice, beyond)) in OPEN:
                doing = [one for one in values if self._tried(_instead(chosen, choice, one)) in OPEN]
                edge = min(doing) if place == 0 else max(doing)
                moved = _instead(chosen, choice, edge)
                return moved[chosen.index(choice)], moved, _ORDERED[fact.type][place]
        return choice, chosen, ""


def _instead(chosen: Chosen, choice: Choice, value: Any) -> Chosen:
    """The same choices, but that one fact turns out otherwise."""
    other = Choice(choice.name, {choice.fact: value}, choice.cost, fact=choice.fact)
    return tuple(other if one is choice else one for one in chosen)
