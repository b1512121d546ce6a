"""Turns the tree into closures over a person: three-valued, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from recourse.reasoning.rulebook import kleene, tree, values
from recourse.reasoning.rulebook.emitting import Emitter
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.kleene import OUT, Test, Truth, Value
from recourse.reasoning.rulebook.person import NOT_YET, Person
from recourse.reasoning.rulebook.provisions import CODES
from recourse.reasoning.rulebook.tree import Condition, Definition, Expression, Kind, Rule

if TYPE_CHECKING:
    from recourse.reasoning.rulebook.book import Book

_DAYS_KEPT = 500


class Compiled:
    """A book made ready to answer: a closure for each definition, rule, condition and value in it."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.tests: dict[int, Test] = {}
        self.people_facts = [fact for fact in book.facts.values() if fact.type is Type.PEOPLE]
        self.partner_facts = [fact for fact in book.facts.values() if fact.of_partner]
        self.implied_by_status = {name for implied in book.implies.values() for name in implied}
        self.gates: dict[str, tuple[Test | None, Test]] = {}
        emitter = Emitter(self.test, self.in_force, self._judge)
        for definition in book.definitions.values():
            for rule in definition.rules:
                emitter.add(rule)
        self.numbered = emitter.rules
        self.rules: dict[int, Test] = emitter.functions()
        self.days: dict[date, list[Any]] = {}
        self.with_law: dict[date, frozenset[str]] = {}
        self.choices: dict[str, Value] = {}
        for definition in book.definitions.values():
            if definition.kind is Kind.VALUE:
                self.choices[definition.key] = self._choice(definition)
            else:
                self.gates[definition.key] = self._gates(definition)
        self.implications = {
            fact.name: tuple((self.test(entry.when), self.value(entry.value)) for entry in fact.implied)
            for fact in book.facts.values()
        }

    def _gates(self, definition: Definition) -> tuple[Test | None, Test]:
        """Whether the definition is not applicable (None: it always is), and whether its conditions hold."""
        outside = (
            kleene.some_of([self.rule(rule) for rule in definition.not_applicable])
            if definition.not_applicable
            else None
        )
        requires = [self.rule(rule) for rule in definition.requires]
        needs = kleene.every_of(requires)
        opens = (
            None
            if definition.opens is None
            else kleene.some_of([self.rule(rule) for rule in definition.opens])
        )
        bars = kleene.some_of([self.rule(rule) for rule in definition.bars]) if definition.bars else None

        def gate(person: Person) -> Truth:
            truth = needs(person)
            if truth is False:
                return False
            if opens is not None:
                opened = opens(person)
                if opened is False:
                    return False
                truth = truth and opened
            elif all(rule(person) is OUT for rule in requires):
                return False
            if bars is None:
                return truth
            barred = bars(person)
            if barred:
                return False
            return None if barred is None else truth

        return outside, gate

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
        return person.truths.get(key) or self._judge(person, key)

    def _judge(self, person: Person, key: str) -> tuple[Truth, Truth, Truth]:
        found = person.truths[key] = self._judged(person, key)
        return found

    def _judged(self, person: Person, key: str) -> tuple[Truth, Truth, Truth]:
        recorded = person.recorded.get(key)
        if recorded is True or recorded is False:
            return recorded, False, recorded
        outside, gate = self.gates[key]
        truth = gate(person)
        if outside is None:
            return truth, False, truth
        out = outside(person)
        if out or truth is False:
            return False, out, truth
        return (None if out is None else truth), out, truth

    def result(self, person: Person, key: str) -> Any:
        """What a value definition gives this person: a value, None or UNKNOWN."""
        results = person.results
        if key not in results:
            results[key] = self.choices[key](person)
        return results[key]

    def _choice(self, definition: Definition) -> Value:
        cases = [(self.rule(rule), self.value(rule.value or tree.Literal(None))) for rule in definition.cases]
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
                return kleene.is_so(name, bool(of))
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
                if of:
                    return lambda person: person.first().value(name)
                return lambda person: person.value(name)
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


def _is_law(rule: Rule, day: date) -> bool:
    return rule.first_day <= day and (rule.last_day is None or day <= rule.last_day)


def compiled(book: Book) -> Compiled:
    """The book made ready, once."""
    made = book.compiled.get("logic")
    if made is None:
        made = book.compiled["logic"] = Compiled(book)
    return made
