"""The person of a proof, of whom everything is recorded (or disputed), and those they may live with.

Up to two children, a partner and one other adult: what no such household shows, the proof does not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import z3

from recourse.reasoning.proving import planes
from recourse.reasoning.proving.planes import Formula
from recourse.reasoning.proving.quantities import HUNDREDTHS, Quantity
from recourse.reasoning.proving.stretching import FIRST, LAST
from recourse.reasoning.rulebook import checking, tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.person import CHILD_ROLES, PARTNER_ROLES, ROLE

MOST = 10_000_000
# What a fact of free words may hold besides the words that the law looks for.
OTHER_WORDS = "other words"
Tell = Callable[[Any], None]


class Someone:
    """One person: the values of their facts, made when they are first asked for."""

    def __init__(self, name: str, is_there: Formula, household: Household, role: str = "") -> None:
        self.name, self.is_there, self.household, self.role = name, is_there, household, role
        self.facts: dict[str, Quantity] = {}

    @property
    def first(self) -> Someone:
        """The applicant of the household."""
        return self.household.applicant

    def around(self, who: str) -> list[Someone]:
        """The children, the adults or the members a quantifier goes over, whether or not they are there."""
        home = self.household
        is_applicant = self is home.applicant
        if who == "child":
            return [] if self.role == "child" else home.children
        if who == "adult":
            return [home.applicant, home.partner, home.other]
        others = [one for one in home.members if one is not self]
        return others if is_applicant else [home.applicant, *others]

    def fact(self, name: str) -> Quantity:
        """What the fact says of them."""
        made = self.facts.get(name)
        if made is None:
            made = self.facts[name] = self.household.made(self, name)
        return made


class Household:
    """The applicant and those around them, in a world of their own."""

    def __init__(self, book: Book, tell: Tell, *, may_be_open: bool) -> None:
        self.book, self.tell, self.may_be_open = book, tell, may_be_open
        self.applicant = Someone("the person", True, self)
        first, second = z3.Bool("a child"), z3.Bool("a second child")
        tell(z3.Implies(second, first))
        self.children = [
            Someone("child 1", first, self, "child"),
            Someone("child 2", second, self, "child"),
        ]
        self.partner = Someone("partner", z3.Bool("a partner"), self, "partner")
        self.other = Someone("other", z3.Bool("another adult"), self, "other")
        self.members = [*self.children, self.partner, self.other]
        self.children_listed, self.others_listed = self._listed("children"), self._listed("household")
        for one in self.members:
            is_listed = self.children_listed if one.role == "child" else self.others_listed
            tell(planes.either((planes.turned(one.is_there), is_listed)))

    def _listed(self, name: str) -> Formula:
        return z3.Bool(f"the {name} are known") if self.may_be_open else True

    def is_whole(self, someone: Someone, who: str) -> Formula:
        """Whether the list a quantifier goes over is known to be whole."""
        if who != "child":
            return self.others_listed
        if someone.role == "child":
            return True
        return planes.either((self.children_listed, self.others_listed))

    def made(self, someone: Someone, name: str) -> Quantity:
        """The value of a fact of somebody: free, or what the household gives it."""
        fact = self.book.facts[name]
        if fact.of_partner:
            return self._of_partner(someone, fact.of_partner)
        if someone is not self.applicant and fact.of == "household":
            return self.applicant.fact(name)
        is_role = name == ROLE and someone.role
        value = self._role(someone, fact) if is_role else self._perhaps(someone, fact)
        someone.facts[name] = value
        return value

    def _perhaps(self, someone: Someone, fact: Fact) -> Quantity:
        """A free value, and where facts may be open, perhaps none that is known."""
        value = self._free(someone, fact)
        if not self.may_be_open or fact.type is Type.PEOPLE:
            return value
        unknown = z3.Bool(f"{someone.name}: {fact.name} is not known")
        if value.none is not False:
            self.tell(z3.Implies(unknown, planes.turned(value.none)))
        return replace(value, unknown=unknown)

    def _of_partner(self, someone: Someone, name: str) -> Quantity:
        if someone.role in ("child", "other"):
            return Quantity(none=True)
        partner = self.partner if someone is self.applicant else self.applicant
        told = partner.fact(name)
        absent = planes.either((told.none, planes.turned(self.partner.is_there)))
        there = planes.turned(absent)
        return Quantity(
            absent, planes.both((told.unknown, there)), told.number,
            {code: planes.both((is_it, there)) for code, is_it in told.codes.items()},
            planes.both((told.holds, there)),
        )  # fmt: skip

    def _role(self, someone: Someone, fact: Fact) -> Quantity:
        if someone.role == "child":
            return Quantity(codes={"child": True})
        wanted = [
            code
            for code in fact.options
            if (code in PARTNER_ROLES) is (someone.role == "partner") and code not in CHILD_ROLES
        ]
        return Quantity(codes=self._one_of(someone, fact, wanted))

    def _one_of(self, someone: Someone, fact: Fact, codes: list[str]) -> dict[str, Formula]:
        made = {code: z3.Bool(f"{someone.name}: {fact.name} is {code}") for code in codes}
        self.tell(z3.PbEq([(one, 1) for one in made.values()], 1))
        return dict(made)

    def _words(self, name: str) -> set[str]:
        """The words the law looks for in a fact of free words, or in a list of them."""
        definitions = self.book.definitions.values()
        nodes = [rule.when for definition in definitions for rule in checking.every_rule(definition)]
        nodes += [entry.when for fact in self.book.facts.values() for entry in fact.implied]
        return {word for node in nodes for word in _looked_for(node, name)}

    def _free(self, someone: Someone, fact: Fact) -> Quantity:
        name = f"{someone.name}: {fact.name}"
        if fact.type is Type.PEOPLE:
            there = self.children if fact.lists_children else [self.partner, self.other]
            mine = there if someone is self.applicant else []
            listed = self.children_listed if fact.lists_children else self.others_listed
            unknown = planes.turned(listed) if someone is self.applicant else False
            return Quantity(unknown=unknown, codes={one.name: one.is_there for one in mine})
        if fact.type is Type.YES_NO:
            return Quantity(holds=z3.Bool(name))
        if fact.type is Type.SOME_OF:
            listed = fact.options or sorted(self._words(fact.name))
            return Quantity(codes={code: z3.Bool(f"{name} has {code}") for code in listed})
        none = z3.Bool(f"{name} is none")
        if fact.type is Type.ONE_OF:
            codes = self._one_of(someone, fact, [*fact.options, *([] if "none" in fact.options else [""])])
            return Quantity(none=codes.pop("", False), codes=codes)
        if fact.type is Type.TEXT:
            codes = self._one_of(someone, fact, [*sorted(self._words(fact.name)), OTHER_WORDS, ""])
            return Quantity(none=codes.pop(""), codes=codes)
        number = z3.Int(name)
        if fact.type is Type.DAY:
            self.tell(z3.And(number >= FIRST, number <= LAST))
            return Quantity(none=none, number=number)
        whole = z3.Int(f"{name}, whole")
        self.tell(z3.And(number >= 0, number <= MOST * HUNDREDTHS))
        if fact.type is Type.NUMBER:
            self.tell(number == whole * HUNDREDTHS)
        return Quantity(none=none, number=number)


def _looked_for(node: Any, name: str) -> Iterator[str]:
    match node:
        case (
            tree.OneOf(what=tree.FactValue(name=asked), codes=codes)
            | tree.Has(what=tree.FactValue(name=asked), codes=codes)
        ):
            if asked == name:
                yield from codes
        case tree.All(parts=parts) | tree.Some(parts=parts):
            for part in parts:
                yield from _looked_for(part, name)
        case tree.Not(part=part) | tree.Among(part=part) | tree.UnlessAsked(part=part):
            yield from _looked_for(part, name)
