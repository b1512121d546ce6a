"""Walks the tree and writes every condition as two planes and every value as a cell with its planes.

A node of the tree that is not known here is refused, never guessed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from recourse.reasoning.columns import around, following, held, judging
from recourse.reasoning.columns.cells import PERSON, Plan
from recourse.reasoning.columns.codes import Codes
from recourse.reasoning.columns.held import Held, Planes, Seat, UnknownNode, bits
from recourse.reasoning.columns.valuing import valued
from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.tree import Condition, Expression, Rule


class Emitter:
    """The plan for one book, one day and the columns a population has."""

    def __init__(self, book: Book, codes: Codes, columns: dict[str, frozenset[str]], day: date) -> None:
        self.book, self.codes, self.columns, self.day = book, codes, columns, day
        self.plan = Plan()
        self.facts: dict[tuple[str, Seat], Held] = {}
        self.rules: dict[tuple[int, Seat], judging.Ruled] = {}
        self.judged: dict[tuple[str, str], judging.Judged] = {}
        self.values: dict[tuple[str, str], Held] = {}
        self._tests: dict[tuple[int, Seat], Planes] = {}

    def test(self, node: Condition, seat: Seat) -> Planes:
        """The planes of a condition."""
        made = self._tests.get((id(node), seat))
        if made is None:
            made = self._tests[id(node), seat] = self._test(node, seat)
        return made

    def _test(self, node: Condition, seat: Seat) -> Planes:
        plan = self.plan
        match node:
            case tree.Always(holds=holds):
                return held.ALWAYS if holds else held.NEVER
            case tree.Is(name=name, of=of):
                return self._whose(of, seat, lambda whose: _is_so(plan, self.fact(name, whose)))
            case tree.Holds(name=name, of=of):
                return self._whose(of, seat, lambda whose: judging.judged(self, name, whose.sheet).met)
            case tree.OneOf(what=what, codes=codes):
                return self._listed(self.value(what, seat), codes)
            case tree.Has(what=what, codes=codes):
                return self._having(self.value(what, seat), codes)
            case tree.Nothing(what=what):
                return self._nothing(self.value(what, seat))
            case tree.Compare(left=left, sign=sign, right=right):
                return _compared(plan, self.value(left, seat), sign, self.value(right, seat))
            case tree.All(parts=parts):
                return held.every(plan, [self.test(part, seat) for part in parts])
            case tree.Some(parts=parts):
                return held.some(plan, [self.test(part, seat) for part in parts])
            case tree.Not(part=part):
                return held.turned(self.test(part, seat))
            case tree.Among(how=how, who=who, part=part):
                return around.among(self, how, who, part, seat.sheet)
            case tree.UnlessAsked(part=part):
                true = self.test(part, seat).true
                return Planes(true, plan.opposite(true))
            case _:
                raise UnknownNode(node)

    def _whose(self, of: str, seat: Seat, read: Any) -> Planes:
        """The planes, read of the person or (`of`) of the applicant."""
        if not of or seat.sheet == PERSON:
            told: Planes = read(seat)
            return told
        true, false = read(Seat(PERSON))
        return Planes(self.plan.brought(true), self.plan.brought(false))

    def _listed(self, what: Held, codes: frozenset[str]) -> Planes:
        if what.cell is None:
            return Planes(Plan.FALSE, what.none)
        inside = self.plan.listed(what.cell, frozenset(self.codes.number(code) for code in codes))
        outside = self.plan.both(what.has, self.plan.opposite(inside))
        return Planes(self.plan.both(what.has, inside), self.plan.either(what.none, outside))

    def _having(self, what: Held, codes: frozenset[str]) -> Planes:
        if what.cell is None:
            return Planes(Plan.FALSE, what.none)
        inside = self.plan.shares(what.cell, bits(what.words, codes))
        outside = self.plan.both(what.has, self.plan.opposite(inside))
        return Planes(self.plan.both(what.has, inside), self.plan.either(what.none, outside))

    def _nothing(self, what: Held) -> Planes:
        plan = self.plan
        if what.cell is None:
            return Planes(what.none, what.has)
        match what.kind:
            case "code":
                empty = plan.compared(what.cell, "==", plan.fixed(self.codes.number("none")))
            case "codes":
                empty = plan.opposite(plan.shares(what.cell, bits(what.words, set(what.words) - {"none"})))
            case "people":
                empty = plan.compared(what.cell, "==", plan.fixed(0))
            case _:
                empty = Plan.FALSE
        something = plan.both(what.has, plan.opposite(empty))
        return Planes(plan.either(what.none, plan.both(what.has, empty)), something)

    def value(self, node: Expression, seat: Seat) -> Held:
        """The value of an expression."""
        return valued(self, node, seat)

    def fact(self, name: str, seat: Seat) -> Held:
        """What the fact says of the person: recorded, or what follows."""
        return following.fact(self, name, seat)

    def rule(self, rule: Rule, seat: Seat) -> judging.Ruled:
        """Whether a rule holds."""
        return judging.ruled(self, rule, seat)

    def recorded(self, name: str, sheet: str, part: str) -> int:
        """The column that says this part of what is recorded; no for everybody when there is none."""
        column = f"{name}.{part}"
        return self.plan.column(sheet, column) if column in self.columns[sheet] else Plan.FALSE


def _is_so(plan: Plan, what: Held) -> Planes:
    if what.cell is None:
        return Planes(Plan.FALSE, what.none)
    no = plan.both(what.has, plan.opposite(what.cell))
    return Planes(plan.both(what.has, what.cell), plan.either(what.none, no))


def _compared(plan: Plan, left: Held, sign: str, right: Held) -> Planes:
    nothing = plan.either(left.none, right.none)
    if left.cell is None or right.cell is None:
        return Planes(Plan.FALSE, nothing)
    there = plan.both(left.has, right.has)
    told = plan.compared(left.cell, sign, right.cell)
    no = plan.both(there, plan.opposite(told))
    return Planes(plan.both(there, told), plan.either(nothing, no))
