"""Turns the tree into closures over a person: three-valued, and nothing else."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from recourse.reasoning.rulebook import gating, kleene, tree, values
from recourse.reasoning.rulebook.emitting import Emitter
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.gating import Judge, Shown
from recourse.reasoning.rulebook.kleene import OUT, Test, Truth, Value
from recourse.reasoning.rulebook.laid import Facts
from recourse.reasoning.rulebook.person import NOT_YET, Person
from recourse.reasoning.rulebook.provisions import CODES
from recourse.reasoning.rulebook.tree import Condition, Definition, Expression, Kind, Rule

if TYPE_CHECKING:
    from recourse.reasoning.rulebook.book import Book

_DAYS_KEPT = 500


class Compiled:
    """A book made ready to answer: a function for each definition and rule, a closure for what is rarer."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.tests: dict[int, Test] = {}
        self.people_facts = [fact for fact in book.facts.values() if fact.type is Type.PEOPLE]
        self.partner_facts = [fact for fact in book.facts.values() if fact.of_partner]
        self.facts = Facts(book)
        self.places = {key: place for place, key in enumerate(book.definitions)}
        self.nothing_judged: list[Any] = [None] * len(self.places)
        self.nothing_chosen: list[Any] = [NOT_YET] * len(self.places)
        self.days: dict[date, list[Any]] = {}
        self.with_law: dict[date, frozenset[str]] = {}
        self.gates: dict[str, Judge] = {}
        self.choices: dict[str, Value] = {}
        self.gives = {key: gating.gives(definition) for key, definition in book.definitions.items()}
        self.rules: dict[int, Test] = {}
        self._emit()
        self.implications = {
            fact.name: tuple((self.test(entry.when), self.value(entry.value)) for entry in fact.implied)
            for fact in book.facts.values()
        }

    def _emit(self) -> None:
        """Write the law out as functions, and keep them by rule and by definition."""
        count = len(self.places)
        self.judges: list[Judge] = [_nobody] * count
        self.choosers: list[Value] = [_nobody] * count
        shared = {"judges": self.judges, "choosers": self.choosers}
        emitter = Emitter(self.facts, self.places, (self.test, self.value), shared)
        for definition in self.book.definitions.values():
            for rule in definition.rules:
                emitter.add(rule)
        for key, definition in self.book.definitions.items():
            gating.emit(definition, self.places[key], emitter, self._choice(definition))
            if definition.warnings:
                gating.emit_warnings(definition, self.places[key], emitter, self.book.warnings)
        made = emitter.made()
        self.numbered, self.numbers = emitter.rules, emitter.numbers
        self.warnings: dict[str, Shown] = {
            key: made[f"warnings_{place}"]
            for key, place in self.places.items()
            if f"warnings_{place}" in made
        }
        self.rules |= {of: made[f"rule_{number}"] for of, number in emitter.numbers.items()}
        for key, definition in self.book.definitions.items():
            place = self.places[key]
            if definition.kind is Kind.VALUE:
                self.choices[key] = self.choosers[place] = gating.keeping(made[f"choose_{place}"], place)
            else:
                self.gates[key] = self.judges[place] = made[f"judge_{place}"]

    def in_force(self, rule: Rule, person: Person) -> bool:
        """Whether the rule is law on the day it is read at."""
        day = person.day
        if rule.reads_at:
            other = person.value(rule.reads_at)
            day = other if isinstance(other, date) else day
        return _is_law(rule, day)

    def standing(self, day: date) -> list[Any]:
        """What is known of each rule before anything is asked: that it is not law that day, or nothing."""
        made = self.days.get(day)
        if made is None:
            if len(self.days) >= _DAYS_KEPT:
                self.days.clear()
            made = self.days[day] = [
                NOT_YET if rule.reads_at or _is_law(rule, day) else OUT for rule in self.numbered
            ]
        return made

    def settled(self, day: date) -> frozenset[str]:
        """The definitions of which some rule is law on the day, whatever day is written of the person."""
        made = self.with_law.get(day)
        if made is None:
            if len(self.with_law) >= _DAYS_KEPT:
                self.with_law.clear()
            made = self.with_law[day] = frozenset(
                key
                for key, definition in self.book.definitions.items()
                if any(not rule.reads_at and _is_law(rule, day) for rule in definition.rules)
            )
        return made

    def rule(self, rule: Rule) -> Test:
        """Whether the rule holds; OUT when it is not law on its day."""
        return self.rules[id(rule)]

    def judged(self, person: Person, key: str) -> tuple[Truth, Truth, Truth]:
        """Of this person: whether it is met or open, whether it is not applicable, and its own conditions."""
        place = self.places[key]
        found: tuple[Truth, Truth, Truth] = person.truths[place] or self.judges[place](person)
        return found

    def note(self, person: Person, name: str, value: Any) -> None:
        """Take it as recorded that a test is met, or not."""
        place = self.places.get(name)
        if place is not None and (value is True or value is False):
            person.truths[place] = value, False, value

    def result(self, person: Person, key: str) -> Any:
        """What a value definition gives this person: a value, None or UNKNOWN."""
        place = self.places[key]
        result = person.results[place]
        return self.choosers[place](person) if result is NOT_YET else result

    def _choice(self, definition: Definition) -> Value:
        """A value while an earlier case is not decided: what all that may hold agree on; or all the codes."""
        cases: list[tuple[Test, Value]] = [
            (partial(self._holds_of, id(rule)), self.value(rule.value or tree.Literal(None)))
            for rule in definition.cases
        ]
        otherwise = self.value(definition.otherwise or tree.Literal(None))
        if definition.gives_type == CODES:
            return values.listed(cases)

        def choose(person: Person) -> Any:
            open_cases: list[Value] = []
            for holds, value in cases:
                truth = holds(person)
                if truth is None:
                    open_cases.append(value)
                elif truth is True:
                    return values.settled(open_cases, value(person), person)
            return values.settled(open_cases, otherwise(person), person)

        return choose

    def _holds_of(self, rule: int, person: Person) -> Truth:
        return self.rules[rule](person)

    def test(self, node: Condition) -> Test:
        """The closure of a condition."""
        made = self.tests.get(id(node))
        if made is None:
            made = self.tests[id(node)] = self._test(node)
        return made

    def _test(self, node: Condition) -> Test:
        match node:
            case tree.Always(holds=holds):
                return lambda person: holds
            case tree.Is(name=name, of=of):
                return kleene.is_so(self.facts.places[name], bool(of))
            case tree.Holds(name=name, of=of):
                return self._holds(name, bool(of))
            case tree.OneOf(what=what, codes=codes):
                return kleene.is_listed(self.value(what), codes)
            case tree.Has(what=what, codes=codes):
                return kleene.has(self.value(what), codes)
            case tree.Nothing(what=what):
                return kleene.is_nothing(self.value(what))
            case tree.Compare(left=left, sign=sign, right=right):
                return kleene.compared(self.value(left), kleene.SIGNS[sign], self.value(right))
            case tree.All(parts=parts):
                return kleene.every_of([self.test(part) for part in parts])
            case tree.Some(parts=parts):
                return kleene.some_of([self.test(part) for part in parts])
            case tree.Not(part=part):
                return kleene.turned(self.test(part))
            case tree.Among(how=how, who=who, part=part):
                return kleene.among(how, who, self.test(part))
            case tree.UnlessAsked(part=part):
                inner = self.test(part)
                return lambda person: inner(person) is True

    def _holds(self, name: str, of_applicant: bool) -> Test:
        judged = self.judged

        def holds(person: Person) -> Truth:
            return judged(person.first() if of_applicant else person, name)[0]

        return holds

    def value(self, node: Expression) -> Value:
        """The closure of a value."""
        match node:
            case tree.Literal(value=value):
                return lambda person: value
            case tree.AsAt():
                return lambda person: person.day
            case tree.FactValue(name=name, of=of):
                place = self.facts.places[name]
                if of:
                    return lambda person: person.first().resolved(place)
                return lambda person: person.resolved(place)
            case tree.ValueOf(name=name, of=of):
                return lambda person: self.result(person.first() if of else person, name)
            case tree.AmountOf(name=name):
                return lambda person: self.amount(name, person.day)
            case tree.Shift(start=start, count=count, unit=unit):
                return values.shifted(self.value(start), count, unit, self.book)
            case tree.Sum(left=left, sign=sign, right=right):
                return values.summed(self.value(left), sign, self.value(right))
            case tree.Apply(function=function, arguments=arguments):
                return values.applied(function, [self.value(argument) for argument in arguments])

    def amount(self, name: str, day: date) -> Any:
        """The amount in force on a day, or None."""
        for amount in self.book.amounts[name]:
            if amount.first_day <= day <= (amount.last_day or date.max):
                return amount.value
        return None


def _nobody(person: Person) -> Any:
    raise AssertionError("This definition is of the other kind.")


def _is_law(rule: Rule, day: date) -> bool:
    return rule.first_day <= day and (rule.last_day is None or day <= rule.last_day)


def compiled(book: Book) -> Compiled:
    """The book made ready, once."""
    made = book.compiled.get("logic")
    if made is None:
        made = book.compiled["logic"] = Compiled(book)
    return made
