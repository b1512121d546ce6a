"""Remembers the reasons of a condition by what decides them, since they are the same for everybody alike.

A condition over yes-or-no facts, codes and other definitions comes out in few ways. The first time it comes
out so, its reasons are made in full; the next person with the same values is given the same ones. Nothing is
remembered of conditions on days, amounts or other people: those belong to one person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.emitting import Emitter
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.kleene import Truth
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.reason import Gathered, OfDefinition, OfFact, OfRule, Reason, verdict_of
from recourse.reasoning.rulebook.tree import Condition, Rule

Why = Callable[[Person, Truth, Gathered, list[Reason]], None]
"""Adds the reasons of a condition that came out so to a list, and what they hold to what is gathered."""
Key = Callable[[Person], tuple[Any, ...]]
_CODED = frozenset({Type.YES_NO, Type.ONE_OF, Type.SOME_OF})
_KEPT = 256


class Plan:
    """The reasons of one way in which a condition comes out; a definition beneath is named by its key."""

    __slots__ = ("children", "found", "shared", "steps")

    def __init__(self, children: list[Reason], shared: OfRule | None) -> None:
        self.children = children
        self.steps = [one.key if isinstance(one, OfDefinition) else one for one in children]
        self.shared = None if any(isinstance(step, str) for step in self.steps) else shared
        self.found = Gathered()
        for child in children:
            if isinstance(child, OfFact):
                self.found.take_leaf(child)


class Remembered:
    """Why a condition came out as it did: made once for all who are alike in what decides it."""

    __slots__ = ("deeper", "key", "plans", "slowly")

    def __init__(self, key: Key, slowly: Why, deeper: Callable[[Person, str], OfDefinition]) -> None:
        self.key, self.slowly, self.deeper = key, slowly, deeper
        self.plans: dict[tuple[Any, ...], Plan] = {}

    def plan(self, person: Person, truth: Truth, rule: Rule | None = None) -> Plan:
        """What is remembered of it; made now when this is the first of their like."""
        key = self.key(person)
        made = self.plans.get(key)
        if made is None:
            if len(self.plans) >= _KEPT:
                self.plans.clear()
            children: list[Reason] = []
            self.slowly(person, truth, Gathered(), children)
            shared = OfRule(verdict_of(truth, children), children, rule) if rule else None
            made = self.plans[key] = Plan(children, shared)
        return made

    def why(self, person: Person, truth: Truth, found: Gathered, into: list[Reason]) -> None:
        """As the closure it stands for."""
        if person.applicant is not None:
            self.slowly(person, truth, found, into)
            return
        deeper = self.deeper
        for step in self.plan(person, truth).steps:
            if isinstance(step, str):
                under = deeper(person, step)
                into.append(under)
                found.take(under)
            else:
                into.append(step)
                if isinstance(step, OfFact):
                    found.take_leaf(step)

    def told(self, person: Person, truth: Truth, found: Gathered, rule: Rule) -> OfRule:
        """The reason of a rule that is this condition and no more."""
        plan = self.plan(person, truth, rule)
        found.cites[rule.cites] = None
        if plan.shared is not None:
            if plan.found.missing:
                found.missing.update(plan.found.missing)
            if plan.found.assumed:
                found.assumed.update(plan.found.assumed)
            return plan.shared
        deeper = self.deeper
        children: list[Reason] = []
        for step in plan.steps:
            if isinstance(step, str):
                under = deeper(person, step)
                children.append(under)
                found.take(under)
            else:
                children.append(step)
                if isinstance(step, OfFact):
                    found.take_leaf(step)
        return OfRule(verdict_of(truth, children), children, rule)


def keys(law: Compiled, conditions: Iterable[Condition]) -> dict[int, Key]:
    """What decides each condition that can be remembered, as a function of a person, by its identity."""
    emitter = Emitter(law.facts, law.places, (law.test, law.value), {"judges": law.judges})
    numbers: dict[int, int] = {}
    for number, node in enumerate(conditions):
        if is_plain(node, law.book.facts):
            facts, tests = set[str](), set[str]()
            for leaf in _leaves(node):
                (tests if isinstance(leaf, tree.Holds) else facts).add(leaf.name)
            emitter.function(f"key_{number}", f"    return {_key(sorted(facts), sorted(tests), emitter)}\n")
            numbers[id(node)] = number
    made = emitter.made()
    return {of: made[f"key_{number}"] for of, number in numbers.items()}


def _key(facts: list[str], tests: list[str], emitter: Emitter) -> str:
    """Each fact and how it is known, and each test."""
    parts = []
    for name in facts:
        parts += [emitter.expression(tree.FactValue(name)), f"sources[{emitter.facts.places[name]}]"]
    parts += [emitter.condition(tree.Holds(name)) for name in tests]
    return f"({''.join(f'{part}, ' for part in parts)})"


def is_plain(node: Condition, facts: dict[str, Fact]) -> bool:
    """Whether a condition rests on the person's own codes and tests alone, and so comes out in few ways."""
    match node:
        case tree.Always():
            return True
        case tree.Is(of=tree.SELF) | tree.Holds(of=tree.SELF):
            return True
        case tree.OneOf(what=tree.FactValue() as what) | tree.Has(what=tree.FactValue() as what):
            return not what.of and facts[what.name].type in _CODED
        case tree.Nothing(what=tree.FactValue() as what):
            return not what.of and facts[what.name].type in _CODED
        case tree.All(parts=parts) | tree.Some(parts=parts):
            return all(is_plain(part, facts) for part in parts)
        case tree.Not(part=part):
            return is_plain(part, facts)
        case tree.UnlessAsked(part=part):
            tests = any(isinstance(leaf, tree.Holds) for leaf in _leaves(part))
            return is_plain(part, facts) and not tests
        case _:
            return False


def _leaves(node: Any) -> Iterator[Any]:
    """The facts and tests at the ends of a plain condition."""
    match node:
        case tree.Is() | tree.Holds() | tree.FactValue():
            yield node
        case tree.All(parts=parts) | tree.Some(parts=parts):
            for part in parts:
                yield from _leaves(part)
        case tree.Not(part=part) | tree.UnlessAsked(part=part):
            yield from _leaves(part)
        case tree.OneOf(what=what) | tree.Has(what=what) | tree.Nothing(what=what):
            yield from _leaves(what)
