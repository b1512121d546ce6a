"""What the facts and values of one person certainly are, by choice or as they stand, as clauses."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any, assert_never

from recourse.reasoning.changing.clauses import Clauses, Formula
from recourse.reasoning.changing.setters import GONE, Setters
from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import NotKnown
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import STATUS, UNKNOWN, Person
from recourse.reasoning.rulebook.provisions import CODES
from recourse.reasoning.rulebook.reaching import Reach
from recourse.reasoning.rulebook.tree import Condition, Definition, Expression, Rule

Wanted = Callable[[Any], bool]
_UNDECIDED = frozenset({"contested", "not_yet_decided"})


class Standing(ABC):
    """The facts and values of one person; the conditions they follow from are written out by `Planes`."""

    def __init__(self, law: Compiled, reach: Reach, person: Person, setters: Setters) -> None:
        self.law, self.reach, self.person, self.setters = law, reach, person, setters
        self.clauses: Clauses = setters.clauses
        self.touched = 0
        for name in setters.names:
            self.touched |= reach.bits[name]
        self.resolving: list[str] = []
        self.worked_out: dict[int, tuple[Any, list[tuple[int, Any]]]] = {}
        self.with_each: dict[tuple[str, int], Person] = {}
        self.told_by_status = _told_by_status(law.book)
        self.of_status: dict[Any, Formula] = {}

    @abstractmethod
    def holds(self, node: Condition, wanted: bool) -> Formula:
        """Whether a condition is certainly true, or certainly false."""

    @abstractmethod
    def rule(self, rule: Rule, wanted: bool, *, out: bool) -> Formula:
        """Whether a rule certainly holds, or certainly does not; `out` when it is not law on its day."""

    def value(self, node: Expression, wanted: Wanted) -> Formula:
        """Whether a value is certainly one that is wanted."""
        match node:
            case tree.FactValue(name=name):
                return self.fact(name, wanted)
            case tree.ValueOf(name=name):
                return self._chosen(self.law.book.definitions[name], wanted)
            case tree.Literal() | tree.AsAt() | tree.AmountOf() | tree.Shift() | tree.Sum() | tree.Apply():
                return self._worked_out(node, wanted)
            case _:
                assert_never(node)

    def _worked_out(self, node: Expression, wanted: Wanted) -> Formula:
        """A value worked out from one fact that may be chosen: each choice tried; else as it stands."""
        mask = self.reach.of(node) & self.touched
        made = self.worked_out.get(id(node))
        if made is None:
            names = [name for name in self.setters.names if mask & self.reach.bits[name]] if mask else []
            tried = list(self._with_each(node, names[0])) if len(names) == 1 else []
            made = self.worked_out[id(node)] = (self.law.value(node)(self.person), tried)
        now, tried = made
        options: list[Formula] = [
            variable for variable, value in tried if value is not UNKNOWN and wanted(value)
        ]
        if now is not UNKNOWN and wanted(now):
            options.append(True)
        return self.clauses.some(options)

    def _with_each(self, node: Expression, name: str) -> Iterator[tuple[int, Any]]:
        person, value = self.person, self.law.value(node)
        for variable, chosen in self.setters.of(name):
            if chosen is not GONE:
                one = self.with_each.get((name, variable))
                if one is None:
                    known = {**person.recorded, name: chosen}
                    one = Person(self.law, known, day=person.day, closed=person.closed)
                    self.with_each[name, variable] = one
                yield variable, value(one)

    def _chosen(self, one: Definition, wanted: Wanted) -> Formula:
        """A value by cases: the first that holds, all before it being ruled out."""
        if one.gives_type == CODES or not self.reach.names[one.key] & self.touched:
            value = self.law.result(self.person, one.key)
            return value is not UNKNOWN and wanted(value)
        options: list[Formula] = []
        before: list[Formula] = []
        for rule in one.cases:
            given = self.value(rule.value or tree.Literal(None), wanted)
            if given is not False:
                options.append(self.clauses.every([*before, self.rule(rule, True, out=False), given]))
            before.append(self.rule(rule, False, out=True))
            if before[-1] is False:
                return self.clauses.some(options)
        options.append(self.clauses.every([*before, self.value(one.otherwise or tree.Literal(None), wanted)]))
        return self.clauses.some(options)

    def fact(self, name: str, wanted: Wanted) -> Formula:
        """Whether a fact certainly says what is wanted, by choice or as it stands."""
        setters = self.setters.of(name)
        parts: list[Formula] = [
            variable for variable, value in setters if value is not GONE and wanted(value)
        ]
        stands = self._stands(name, wanted)
        if setters and stands is not False:
            stands = self.clauses.every([stands, -self.setters.chosen(name)])
        return self.clauses.some([*parts, stands])

    def _stands(self, name: str, wanted: Wanted) -> Formula:
        """Whether a fact says what is wanted when it is not chosen itself."""
        recorded = self.person.recorded.get(name)
        is_recorded = name in self.person.recorded and not isinstance(recorded, NotKnown)
        if is_recorded:
            return wanted(recorded)
        if isinstance(recorded, NotKnown) and recorded.why in _UNDECIDED:
            return False
        if not self.reach.names[name] & ~self.reach.bits[name] & self.touched:
            value = self.person.value(name)
            return value is not UNKNOWN and wanted(value)
        if name in self.resolving:
            return False
        self.resolving.append(name)
        found = self.clauses.some(self._followed(name, wanted))
        self.resolving.pop()
        return found

    def _followed(self, name: str, wanted: Wanted) -> Iterator[Formula]:
        """The ways in which a fact can follow from others, in the order in which they are looked at."""
        before: list[Formula] = []
        if name in self.law.facts.by_status and name != STATUS:
            yield self._told_by_status(name, wanted)
            before.append(self._silent_status(name))
        fact = self.law.book.facts[name]
        for entry in fact.implied:
            given = self.value(entry.value, wanted)
            if given is not False:
                yield self.clauses.every([*before, given, self.holds(entry.when, True)])
            before.append(self.holds(entry.when, False))
            if before[-1] is False:
                return
        default = self._default(name)
        if default is not UNKNOWN and wanted(default):
            yield self.clauses.every(before)

    def _told_by_status(self, name: str, wanted: Wanted) -> Formula:
        """Whether the status, as it would be, says of a fact what is wanted."""
        told = self.told_by_status[name]
        key = (name, tuple([wanted(value) for value in told]))
        made = self.of_status.get(key)
        if made is None:
            codes = frozenset().union(*(told[value] for value in told if wanted(value)))
            made = self.fact(STATUS, codes.__contains__)
            if STATUS not in self.resolving:
                self.of_status[key] = made
        return made

    def _silent_status(self, name: str) -> Formula:
        """Whether the status, as it would be, says nothing about a fact."""
        made = self.of_status.get(name)
        if made is None:
            made = self.of_status[name] = self._silent(frozenset().union(*self.told_by_status[name].values()))
        return made

    def _silent(self, codes: frozenset[str]) -> Formula:
        parts: list[Formula] = [
            variable for variable, code in self.setters.of(STATUS) if code is GONE or code not in codes
        ]
        now = self.person.value(STATUS)
        if now is UNKNOWN or now not in codes:
            is_chosen = self.setters.of(STATUS)
            parts.append(-self.setters.chosen(STATUS) if is_chosen else True)
        return self.clauses.some(parts)

    def _default(self, name: str) -> Any:
        fact, person = self.law.book.facts[name], self.person
        if fact.of_partner and (partner := person.around().partner_listed) is not None:
            return partner.value(fact.of_partner)
        if person.closed and name not in person.recorded and fact.has_worked_example:
            return fact.worked_example
        return fact.assumed if fact.is_assumed else UNKNOWN


def _told_by_status(book: Book) -> dict[str, dict[Any, frozenset[str]]]:
    """What some status implies of each fact: by what it says, the statuses that say so."""
    found: dict[str, dict[Any, frozenset[str]]] | None = book.compiled.get("told by status")
    if found is None:
        found = book.compiled["told by status"] = {}
        for code, implied in book.implies.items():
            for name, value in implied.items():
                told = found.setdefault(name, {})
                told[value] = told.get(value, frozenset()) | {code}
    return found
