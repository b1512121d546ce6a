"""Writes the tree as formulas over a person of whom each fact is recorded or disputed: `answering`, for Z3.

A node of the tree that is not known here is refused, never guessed.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import z3

from recourse.reasoning.proving import planes, quantities
from recourse.reasoning.proving.people import Someone
from recourse.reasoning.proving.planes import Formula, Planes
from recourse.reasoning.proving.quantities import Quantity
from recourse.reasoning.proving.values import UnknownNode, Values
from recourse.reasoning.proving.world import World
from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.provisions import CODES
from recourse.reasoning.rulebook.tree import Condition, Definition, Expression, Rule


class Gate(NamedTuple):
    """Of a definition: whether it is not applicable, and whether its own conditions hold."""

    outside: Planes
    truth: Planes


class Encoding(Values):
    """One book read on one day, over the people of a world."""

    def __init__(self, book: Book, day: date, world: World) -> None:
        super().__init__(book, day, world)
        self._rules: dict[tuple[int, str], Planes | None] = {}
        self._gates: dict[tuple[str, str], Gate] = {}
        self._results: dict[tuple[str, str], Quantity] = {}

    def in_force(self, rule: Rule, someone: Someone) -> Formula:
        """Whether the rule is law on the day it is read at."""
        today = rule.first_day <= self.day <= (rule.last_day or date.max)
        if not rule.reads_at:
            return today
        read = someone.fact(rule.reads_at)
        first, last = rule.first_day.toordinal(), (rule.last_day or date.max).toordinal()
        nowhere = planes.either((read.none, read.unknown))
        return planes.chosen(nowhere, today, z3.And(read.number >= first, read.number <= last))

    def rule(self, rule: Rule, someone: Someone) -> tuple[Formula, Planes]:
        """Whether the rule is law, and whether it holds while it is."""
        key = (id(rule), someone.name)
        if key not in self._rules:
            is_law = self.in_force(rule, someone)
            self._rules[key] = None if is_law is False else self._rule(rule, someone)
        holds = self._rules[key]
        return (False, Planes(False, True)) if holds is None else (self.in_force(rule, someone), holds)

    def _rule(self, rule: Rule, someone: Someone) -> Planes:
        when = self.condition(rule.when, someone)
        unless = [self.counted(one, someone) for one in rule.unless]
        told = planes.every([when, *(planes.opposite(one) for one in unless)])
        return Planes(False, told.no) if rule.contested else told

    def counted(self, rule: Rule, someone: Someone) -> Planes:
        """Whether the rule holds; what is not law on its day does not."""
        is_law, holds = self.rule(rule, someone)
        return Planes(planes.both((is_law, holds.yes)), planes.either((planes.turned(is_law), holds.no)))

    def needed(self, rule: Rule, someone: Someone) -> Planes:
        """Whether what is required is met; what is not law on its day is not required."""
        is_law, holds = self.rule(rule, someone)
        return Planes(planes.either((planes.turned(is_law), holds.yes)), planes.both((is_law, holds.no)))

    def gate(self, key: str, someone: Someone) -> Gate:
        """Whether a definition is not applicable to them, and whether its own conditions hold."""
        made = self._gates.get((key, someone.name))
        if made is None:
            made = self._gates[key, someone.name] = self._gate(self.book.definitions[key], someone)
        return made

    def _gate(self, definition: Definition, someone: Someone) -> Gate:
        outside = planes.some(self.counted(rule, someone) for rule in definition.not_applicable)
        parts = [self.needed(rule, someone) for rule in definition.requires]
        if definition.opens is not None:
            parts.append(planes.some(self.counted(rule, someone) for rule in definition.opens))
        else:
            parts.append(
                planes.certain(planes.either(self.in_force(rule, someone) for rule in definition.requires))
            )
        parts += [planes.opposite(self.counted(rule, someone)) for rule in definition.bars]
        return Gate(outside, planes.every(parts))

    def holds(self, key: str, someone: Someone) -> Planes:
        """Whether a test is met or an outcome open, as other rules read it."""
        outside, truth = self.gate(key, someone)
        return planes.every([planes.opposite(outside), truth])

    def result(self, key: str, someone: Someone) -> Quantity:
        """What a value definition gives them."""
        made = self._results.get((key, someone.name))
        if made is None:
            made = self._results[key, someone.name] = self._result(self.book.definitions[key], someone)
        return made

    def _result(self, definition: Definition, someone: Someone) -> Quantity:
        cases = [
            (self.counted(rule, someone), self.value(rule.value or tree.Literal(None), someone))
            for rule in definition.cases
        ]
        if definition.gives_type == CODES:
            return quantities.listed(cases)
        return quantities.first_that_holds(
            cases, self.value(definition.otherwise or tree.Literal(None), someone)
        )

    def condition(self, node: Condition, someone: Someone) -> Planes:
        """When a condition holds of somebody, and when it does not."""
        match node:
            case tree.Always(holds=holds):
                return planes.certain(holds)
            case tree.Is(name=name, of=of):
                told = (someone.first if of else someone).fact(name)
                return _known(told, told.holds)
            case tree.Holds(name=name, of=of):
                return self.holds(name, someone.first if of else someone)
            case tree.OneOf(what=what, codes=codes) | tree.Has(what=what, codes=codes):
                value = self.value(what, someone)
                return _known(value, planes.either(value.codes.get(code, False) for code in codes))
            case tree.Nothing(what=what):
                return self._nothing(self.value(what, someone), what)
            case tree.Compare(left=left, sign=sign, right=right):
                return self._compared(self.value(left, someone), sign, self.value(right, someone))
            case tree.All(parts=parts):
                return planes.every(self.condition(part, someone) for part in parts)
            case tree.Some(parts=parts):
                return planes.some(self.condition(part, someone) for part in parts)
            case tree.Not(part=part):
                return planes.opposite(self.condition(part, someone))
            case tree.Among(how=how, who=who, part=part):
                return self._among(how, who, part, someone)
            case tree.UnlessAsked(part=part):
                return planes.certain(self.condition(part, someone).yes)
            case _:
                raise UnknownNode(f"the proof does not know the condition {type(node).__name__}")

    def _nothing(self, value: Quantity, what: Expression) -> Planes:
        others = [is_it for code, is_it in value.codes.items() if code != "none"]
        is_list = isinstance(what, (tree.FactValue, tree.ValueOf)) and self._is_list(what.name)
        empty = planes.turned(planes.either(others)) if is_list else value.codes.get("none", False)
        return _known(value, planes.either((value.none, empty)))

    def _is_list(self, name: str) -> bool:
        definition = self.book.definitions.get(name)
        if definition is not None:
            return definition.gives_type == CODES
        return self.book.facts[name].type in ("some_of", "people")

    def _compared(self, left: Quantity, sign: str, right: Quantity) -> Planes:
        self.world.steps.compared(left.number, right.number)
        one, other = left.number, right.number
        told = {
            "==": one == other, "!=": one != other, "<": one < other,
            "<=": one <= other, ">": one > other, ">=": one >= other,
        }[sign]  # fmt: skip
        some = planes.both((planes.turned(left.none), planes.turned(right.none)))
        known = planes.both((planes.turned(left.unknown), planes.turned(right.unknown)))
        yes = planes.both((some, known, told))
        return Planes(yes, planes.either((planes.turned(some), planes.both((known, planes.turned(told))))))

    def _among(self, how: str, who: str, part: Condition, someone: Someone) -> Planes:
        wanted = how != "every"
        found = [Planes(False, self.world.household.is_whole(someone, who))]
        for one in someone.around(who):
            told = self.condition(part, one)
            told = told if wanted else planes.opposite(told)
            is_there = one.is_there
            found.append(
                Planes(planes.both((is_there, told.yes)), planes.either((planes.turned(is_there), told.no)))
            )
        some = planes.some(found)
        return some if how == "any" else planes.opposite(some)


def _known(value: Quantity, told: Formula) -> Planes:
    known = planes.turned(value.unknown)
    return Planes(planes.both((known, told)), planes.both((known, planes.turned(told))))
