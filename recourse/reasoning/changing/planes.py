"""The law about one person as clauses over what may be chosen: when a condition is certainly true, or false.

Two planes, as everywhere: what is not known is in neither. Parts on which nothing bears that may be chosen
are asked of the ordinary reader. Where a part is too rare to write out it is taken as it stands now: an
option found so is tried out in full before anybody sees it, so a shortcut here can only lose an option.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, assert_never

from recourse.reasoning.changing.clauses import Formula
from recourse.reasoning.changing.setters import Setters
from recourse.reasoning.changing.standing import Standing
from recourse.reasoning.rulebook import kleene, tree
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from recourse.reasoning.rulebook.reaching import Reach
from recourse.reasoning.rulebook.tree import Condition, Definition, Rule


class Planes(Standing):
    """Writes the law about one person out as clauses; `setters` says what may be chosen."""

    def __init__(self, law: Compiled, reach: Reach, person: Person, setters: Setters) -> None:
        super().__init__(law, reach, person, setters)
        self.made: dict[tuple[str | int, bool], Formula] = {}

    def definition(self, key: str, wanted: bool) -> Formula:
        """Whether a test is certainly met (an outcome certainly open), or certainly not."""
        recorded = self.person.recorded.get(key)
        if recorded is True or recorded is False:
            return recorded is wanted
        if not self.reach.names[key] & self.touched:
            return self.law.judged(self.person, key)[0] is wanted
        made = self.made.get((key, wanted))
        if made is None:
            definition = self.law.book.definitions[key]
            made = self._met(definition) if wanted else self._not_met(definition)
            self.made[key, wanted] = made
        return made

    def _met(self, one: Definition) -> Formula:
        if one.opens is None and not any(self._in_force(rule) for rule in one.requires):
            return False

        def parts() -> Iterator[Formula]:
            for rule in (*one.not_applicable, *one.bars):
                yield self.rule(rule, False, out=True)
            for rule in one.requires:
                yield self.rule(rule, True, out=True)
            if one.opens is not None:
                yield self.clauses.some(self.rule(rule, True, out=False) for rule in one.opens)

        return self.clauses.every(parts())

    def _not_met(self, one: Definition) -> Formula:
        if one.opens is None and not any(self._in_force(rule) for rule in one.requires):
            return True

        def parts() -> Iterator[Formula]:
            for rule in (*one.not_applicable, *one.bars):
                yield self.rule(rule, True, out=False)
            for rule in one.requires:
                yield self.rule(rule, False, out=False)
            if one.opens is not None:
                yield self.clauses.every(self.rule(rule, False, out=True) for rule in one.opens)

        return self.clauses.some(parts())

    def _in_force(self, rule: Rule) -> bool:
        return self.law.in_force(rule, self.person)

    def rule(self, rule: Rule, wanted: bool, *, out: bool) -> Formula:
        """Whether a rule certainly holds, or certainly does not; `out` when it is not law on its day."""
        if not self._in_force(rule):
            return out
        if not self.reach.of_rule(rule) & self.touched:
            return self.law.rule(rule)(self.person) is wanted
        if not wanted:
            return self.clauses.some(self._of_rule(rule, False))
        return not rule.contested and self.clauses.every(self._of_rule(rule, True))

    def _of_rule(self, rule: Rule, wanted: bool) -> Iterator[Formula]:
        yield self.holds(rule.when, wanted)
        for exception in rule.unless:
            yield self.rule(exception, not wanted, out=wanted)

    def holds(self, node: Condition, wanted: bool) -> Formula:
        """Whether a condition is certainly true, or certainly false."""
        key = id(node), wanted
        made = self.made.get(key)
        if made is None:
            is_open = self.reach.of(node) & self.touched
            made = self._condition(node, wanted) if is_open else self.law.test(node)(self.person) is wanted
            self.made[key] = made
        return made

    def _condition(self, node: Condition, wanted: bool) -> Formula:
        match node:
            case tree.All(parts=parts):
                told = (self.holds(part, wanted) for part in parts)
                return self.clauses.every(told) if wanted else self.clauses.some(told)
            case tree.Some(parts=parts):
                told = (self.holds(part, wanted) for part in parts)
                return self.clauses.some(told) if wanted else self.clauses.every(told)
            case tree.Is(name=name):
                return self.fact(name, lambda value: (value is True) is wanted)
            case tree.Holds(name=name):
                return self.definition(name, wanted)
            case tree.OneOf(what=what, codes=codes):
                return self.value(what, lambda value: (value in codes) is wanted)
            case tree.Compare():
                return self._compared(node, wanted)
            case tree.Not(part=part):
                return self.holds(part, not wanted)
            case tree.Among():
                return self._among(node, wanted)
            case tree.Has(what=what, codes=codes):
                return self.value(
                    what, lambda value: (value is not None and not codes.isdisjoint(value)) is wanted
                )
            case tree.Nothing(what=what):
                return self.value(what, lambda value: kleene.nothing_in(value) is wanted)
            case tree.UnlessAsked(part=part):
                is_so = self.law.test(part)(self.person) is True
                return self.holds(part, wanted) if wanted or is_so else True
            case tree.Always(holds=holds):
                return holds is wanted
            case _:
                assert_never(node)

    def _compared(self, node: tree.Compare, wanted: bool) -> Formula:
        sign = kleene.SIGNS[node.sign]
        person = self.person
        if not self.reach.of(node.right) & self.touched:
            right = self.law.value(node.right)(person)
            return right is not UNKNOWN and self.value(
                node.left, lambda value: _is(sign, value, right) is wanted
            )
        if not self.reach.of(node.left) & self.touched:
            left = self.law.value(node.left)(person)
            return left is not UNKNOWN and self.value(
                node.right, lambda value: _is(sign, left, value) is wanted
            )
        return self.law.test(node)(person) is wanted

    def _among(self, node: tree.Among, wanted: bool) -> Formula:
        """Over the people around: only the person's own part may be chosen, the others stay as they are."""
        people, is_whole = kleene.members(self.person, node.who)
        if self.person not in people:
            return self.law.test(node)(self.person) is wanted
        decisive = node.how != "every"
        is_some = wanted is (node.how == "any")
        asked = decisive if is_some else not decisive
        told = (
            self.holds(node.part, asked) if one is self.person else self.law.test(node.part)(one) is asked
            for one in people
        )
        if is_some:
            return self.clauses.some(told)
        return is_whole and self.clauses.every(told)


def _is(sign: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    """A comparison with none is false."""
    return left is not None and right is not None and sign(left, right)
