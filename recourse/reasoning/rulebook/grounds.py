"""What decided a condition: the facts, tests and values in it that came out as it did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.kleene import Test, Truth, members
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from recourse.reasoning.rulebook.reason import (
    VERDICTS,
    Gathered,
    OfDefinition,
    OfFact,
    Reason,
    leaves,
    said,
)
from recourse.reasoning.rulebook.tree import Condition

Why = Callable[[Person, Truth, Gathered, list[Reason]], None]
"""Adds the reasons of a condition that came out so to a list, and what they hold to what is gathered."""
Leaf = Callable[[Person, Truth], OfFact]
Deeper = Callable[[Person, str], OfDefinition]


class Grounds:
    """A closure for each condition and value of the law, made when it is first explained."""

    def __init__(self, law: Compiled, definition: Deeper, value: Deeper) -> None:
        self.law = law
        self.definition = definition
        self.value = value
        self.facts: dict[str, Leaf] = {}

    def of(self, node: Condition) -> Why:
        """What decided a condition that came out so."""
        match node:
            case tree.Is(name=name, of=of):
                return self._fact(name, bool(of))
            case tree.Holds(name=name, of=of):
                return _resting_on(self.definition, name, bool(of))
            case tree.All(parts=parts):
                return _those([(self.law.test(part), self.of(part)) for part in parts], whole=True)
            case tree.Some(parts=parts):
                return _those([(self.law.test(part), self.of(part)) for part in parts], whole=False)
            case tree.Not(part=part):
                return _turned(self.of(part))
            case tree.OneOf(what=what) | tree.Has(what=what) | tree.Nothing(what=what):
                return self.of_value(what)
            case tree.Compare(left=left, right=right):
                return _compared(self.of_value(left), self.of_value(right))
            case tree.Among(how=how, who=who, part=part):
                return self._among(how, who, self.law.test(part), self.of(part))
            case tree.UnlessAsked(part=part):
                supposed = VERDICTS[isinstance(part, tree.Not)]
                return _unless_asked(self.law.test(part), self.of(part), supposed)
            case _:
                return _nothing

    def of_value(self, node: Any) -> Why:
        """The facts and values that a value is worked out from."""
        match node:
            case tree.FactValue(name=name, of=of):
                return self._fact(name, bool(of), as_value=True)
            case tree.ValueOf(name=name, of=of):
                return _resting_on(self.value, name, bool(of))
            case tree.Shift(start=start):
                return self.of_value(start)
            case tree.Sum(left=left, right=right):
                return _joined([self.of_value(left), self.of_value(right)])
            case tree.Apply(arguments=arguments):
                return _joined([self.of_value(argument) for argument in arguments])
            case _:
                return _nothing

    def _fact(self, name: str, of_applicant: bool, as_value: bool = False) -> Why:
        leaf = self.facts.get(name)
        if leaf is None:
            leaf = self.facts[name] = self._leaf(name)
        leaf_of = leaf

        def told(person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
            made = leaf_of(person.first() if of_applicant else person, True if as_value else truth)
            into.append(made)
            if made.verdict == "not_known" or made.source == "assumed":
                found.take_leaf(made)

        return told

    def _leaf(self, name: str) -> Leaf:
        """What a fact says. The leaf of a plain yes, no or not known is one for all people."""
        fact = self.law.book.facts[name]
        is_plain = fact.type is Type.YES_NO
        place = self.law.facts.places[name]
        unknown, shared = said(fact, UNKNOWN), dict[tuple[str, str], OfFact]()

        def leaf(person: Person, truth: Truth) -> OfFact:
            value = person.resolved(place)
            if value is UNKNOWN:
                verdict, source, clause = "not_known", "", unknown
            else:
                verdict = VERDICTS[value if value is True or value is False else truth]
                source = person.sources[place]
                clause = unknown if is_plain else ""
            if person.name or not clause:
                made = person.leaves.get((name, truth))
                if made is None:
                    made = OfFact(verdict, clause or said(fact, value), name, source, person.name)
                    person.leaves[name, truth] = made
                return made
            made = shared.get((verdict, source))
            if made is None:
                made = shared[verdict, source] = OfFact(verdict, clause, name, source, "")
            return made

        return leaf

    def _among(self, how: str, who: str, test: Test, why: Why) -> Why:
        def told(person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
            people, is_whole = members(person, who)
            wanted = truth if how != "no" or truth is None else not truth
            if not people or (truth is None and not is_whole):
                leaf = self._list_of(who, person)
                into.append(leaf)
                found.take_leaf(leaf)
            for one in people:
                if test(one) is wanted:
                    why(one, wanted, found, into)

        return told

    def _list_of(self, who: str, person: Person) -> OfFact:
        """The leaf about a list of people: that it is empty, or not known."""
        of_children = [fact for fact in self.law.people_facts if fact.lists_children]
        others = [fact for fact in self.law.people_facts if not fact.lists_children]
        facts = (of_children or others) if who == "child" else (others or of_children)
        around = person.around()
        is_known = around.children_known if who == "child" else around.members_known
        says = _EMPTY if is_known else _NOT_SAID
        name = facts[0].name if facts else ""
        verdict = "false" if is_known else "not_known"
        return OfFact(verdict, says[who == "child"], name, "", person.first().name)


_EMPTY = ("nobody else is recorded", "no child is recorded")
_NOT_SAID = ("the people they live with are not recorded", "their children are not recorded")


def _nothing(person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
    """What is the same for everybody rests on nothing."""


def _resting_on(deeper: Deeper, name: str, of_applicant: bool) -> Why:
    def told(person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
        under = deeper(person.first() if of_applicant else person, name)
        into.append(under)
        found.take(under)

    return told


def _those(parts: list[tuple[Test, Why]], *, whole: bool) -> Why:
    """The parts of a list of conditions that came out as the whole did: all, when it came out `whole`."""
    every = [why for _, why in parts]

    def told(person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
        if truth is whole:
            for why in every:
                why(person, truth, found, into)
            return
        for test, why in parts:
            if test(person) is truth:
                why(person, truth, found, into)

    return told


def _turned(why: Why) -> Why:
    def told(person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
        why(person, None if truth is None else not truth, found, into)

    return told


def _joined(parts: list[Why]) -> Why:
    def told(person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
        for part in parts:
            part(person, truth, found, into)

    return told


def _compared(left: Why, right: Why) -> Why:
    """What was compared; where it could not be, only what is not known of it."""

    def told(person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
        if truth is not None:
            left(person, truth, found, into)
            right(person, truth, found, into)
            return
        every: list[Reason] = []
        left(person, truth, Gathered(), every)
        right(person, truth, Gathered(), every)
        for one in every:
            if one.verdict == "not_known":
                into.append(one)
                _gather(one, found)

    return told


def _gather(one: Reason, found: Gathered) -> None:
    if isinstance(one, OfDefinition):
        found.take(one)
    elif isinstance(one, OfFact):
        found.take_leaf(one)


def _unless_asked(test: Test, why: Why, supposed: str) -> Why:
    """The reasons of what was asked; of what was not, its facts as assumed (so, where "not" is asked)."""

    def told(person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
        inner = test(person)
        if inner is not None:
            why(person, inner, found, into)
            return
        asked: list[Reason] = []
        why(person, None, Gathered(), asked)
        for leaf in leaves(asked):
            made = leaf.assumed(supposed)
            into.append(made)
            found.take_leaf(made)

    return told
