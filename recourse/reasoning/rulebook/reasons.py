"""Why an answer is what it is: the branches that decide it, or keep it open, as a tree of sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.kleene import OUT, Test, Truth, members
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from recourse.reasoning.rulebook.reason import VERDICTS, Reason, leaves, said, verdict_of, worded
from recourse.reasoning.rulebook.tree import Condition, Definition, Rule

Why = Callable[[Person, Truth], list[Reason]]
WhyRule = Callable[[Person, Truth], Reason]
Rules = list[tuple[Test, WhyRule]]


class Explainer:
    """The book made ready to explain, as `Compiled` is to answer; it is asked once the answer is known."""

    def __init__(self, law: Compiled) -> None:
        self.law = law
        self.parts: dict[str, tuple[Rules, Rules, Rules | None, Rules]] = {}
        self.cases: dict[str, list[tuple[Test, WhyRule, Why]]] = {}

    def definition(self, person: Person, key: str) -> Reason:
        """Why a test or an outcome is met, not met or undecided for this person."""
        made = person.reasons.get(key)
        if made is not None:
            return made  # type: ignore[no-any-return]
        definition = self.law.book.definitions[key]
        recorded = person.recorded.get(key)
        if recorded is True or recorded is False:
            reason = Reason(VERDICTS[recorded], definition.title, [], None, "", key, "recorded", person.name)
        else:
            parts = self.parts.get(key) or self._parts(definition)
            _, outside, truth = self.law.judged(person, key)
            if outside:
                children, truth = _picked(parts[0], True, person), False
            else:
                children = _gate(parts, truth, person)
                if outside is None and truth is not False:
                    children, truth = _picked(parts[0], None, person) + children, None
            verdict = verdict_of(truth, children)
            reason = Reason(verdict, definition.title, children, None, "", key, "", person.name)
        person.reasons[key] = reason
        return reason

    def _parts(self, definition: Definition) -> tuple[Rules, Rules, Rules | None, Rules]:
        opens = None if definition.opens is None else self._rules(definition.opens)
        found = (
            self._rules(definition.not_applicable),
            self._rules(definition.requires),
            opens,
            self._rules(definition.bars),
        )
        self.parts[definition.key] = found
        return found

    def value(self, person: Person, key: str) -> Reason:
        """Why a value is what it is."""
        made = person.reasons.get(key)
        if made is not None:
            return made  # type: ignore[no-any-return]
        definition = self.law.book.definitions[key]
        if key not in self.cases:
            self.cases[key] = [
                (self.law.rule(rule), self._rule(rule), self._leaves_of(rule.value))
                for rule in definition.cases
            ]
        parts: list[Reason] = []
        for test, why, what in self.cases[key]:
            truth = test(person)
            if truth is OUT or truth is False:
                continue
            part = why(person, truth)
            parts.append(Reason(part.verdict, part.says, part.children + what(person, True), part.rule))
            if truth is True:
                break
        result = self.law.result(person, key)
        is_known = result is not UNKNOWN
        says = f"{definition.title}: {worded(result) if is_known else 'not known'}"
        reason = Reason("true" if is_known else "not_known", says, parts, None, "", key, "", person.name)
        person.reasons[key] = reason
        return reason

    def _rules(self, rules: tuple[Rule, ...]) -> Rules:
        return [(self.law.rule(rule), self._rule(rule)) for rule in rules]

    def _rule(self, rule: Rule) -> WhyRule:
        """Why one rule holds, does not hold, or is undecided."""
        test, why, unless = self.law.test(rule.when), self._condition(rule.when), self._rules(rule.unless)
        says, point = rule.says, rule.contested

        def told_plainly(person: Person, truth: Truth) -> Reason:
            children = why(person, truth)
            return Reason(verdict_of(truth, children), says, children, rule)

        def told(person: Person, truth: Truth) -> Reason:
            if truth is True:
                return Reason("true", says, why(person, True) + _picked(unless, False, person), rule)
            when = test(person)
            if truth is False:
                children = why(person, False) if when is False else _picked(unless, True, person)
                return Reason("false", says, children, rule)
            children = why(person, None) if when is None else []
            children += _picked(unless, None, person)
            if point and not children:
                return Reason("contested", says, why(person, True), rule, contested=point)
            return Reason(verdict_of(None, children), says, children, rule)

        return told if unless or point else told_plainly

    def _condition(self, node: Condition) -> Why:
        """What decided a condition that came out so."""
        match node:
            case tree.Is(name=name, of=of):
                return lambda person, truth: [self._fact(name, person.first() if of else person, truth)]
            case tree.Holds(name=name, of=of):
                return lambda person, truth: [self.definition(person.first() if of else person, name)]
            case tree.All(parts=parts) | tree.Some(parts=parts):
                return _those([(self.law.test(part), self._condition(part)) for part in parts])
            case tree.Not(part=part):
                why = self._condition(part)
                return lambda person, truth: why(person, None if truth is None else not truth)
            case tree.OneOf(what=what) | tree.Has(what=what) | tree.Nothing(what=what):
                return self._leaves_of(what)
            case tree.Compare(left=left, right=right):
                return self._compared(self._leaves_of(left), self._leaves_of(right))
            case tree.Among(how=how, who=who, part=part):
                return self._among(how, who, self.law.test(part), self._condition(part))
            case tree.UnlessAsked(part=part):
                return _unless_asked(self.law.test(part), self._condition(part))
            case _:
                return lambda person, truth: []

    def _compared(self, left: Why, right: Why) -> Why:
        def told(person: Person, truth: Truth) -> list[Reason]:
            found = left(person, truth) + right(person, truth)
            return [one for one in found if one.verdict == "not_known"] if truth is None else found

        return told

    def _among(self, how: str, who: str, test: Test, why: Why) -> Why:
        def told(person: Person, truth: Truth) -> list[Reason]:
            people, is_whole = members(person, who)
            wanted = truth if how != "no" or truth is None else not truth
            found = [reason for one in people if test(one) is wanted for reason in why(one, wanted)]
            if truth is None and not is_whole:
                found.insert(0, self._list_of(who, person))
            elif not people:
                found.append(self._list_of(who, person))
            return found

        return told

    def _list_of(self, who: str, person: Person) -> Reason:
        """The leaf about a list of people: that it is empty, or not known."""
        of_children = [fact for fact in self.law.people_facts if fact.lists_children]
        others = [fact for fact in self.law.people_facts if not fact.lists_children]
        facts = (of_children or others) if who == "child" else (others or of_children)
        around = person.around()
        is_known = around.children_known if who == "child" else around.members_known
        says = _EMPTY if is_known else _NOT_SAID
        name = facts[0].name if facts else ""
        return Reason(
            "false" if is_known else "not_known",
            says[who == "child"],
            [],
            None,
            name,
            whose=person.first().name,
        )

    def _leaves_of(self, node: Any) -> Why:
        """The facts and values that a value is worked out from."""
        match node:
            case tree.FactValue(name=name, of=of):
                return lambda person, truth: [self._fact(name, person.first() if of else person, True)]
            case tree.ValueOf(name=name, of=of):
                return lambda person, truth: [self.value(person.first() if of else person, name)]
            case tree.Shift(start=start):
                return self._leaves_of(start)
            case tree.Sum(left=left, right=right):
                return _joined([self._leaves_of(left), self._leaves_of(right)])
            case tree.Apply(arguments=arguments):
                return _joined([self._leaves_of(argument) for argument in arguments])
            case _:
                return lambda person, truth: []

    def _fact(self, name: str, person: Person, truth: Truth) -> Reason:
        """The leaf: what a fact says."""
        made = person.leaves.get((name, truth))
        if made is None:
            value = person.value(name)
            says = said(self.law.book.facts[name], value)
            if value is UNKNOWN:
                made = Reason("not_known", says, [], None, name, "", "", person.name)
            else:
                verdict = VERDICTS[value if value is True or value is False else truth]
                source = person.sources.get(name, "recorded")
                made = Reason(verdict, says, [], None, name, "", source, person.name)
            person.leaves[name, truth] = made
        return made


_EMPTY = ("nobody else is recorded", "no child is recorded")
_NOT_SAID = ("the people they live with are not recorded", "their children are not recorded")


def _picked(rules: Rules, wanted: Truth, person: Person) -> list[Reason]:
    """The reasons of the rules among these that came out as wanted."""
    return [why(person, wanted) for test, why in rules if test(person) is wanted] if rules else []


def _gate(parts: tuple[Rules, Rules, Rules | None, Rules], truth: Truth, person: Person) -> list[Reason]:
    """The rules that decide a definition's own conditions, or keep them undecided."""
    _, requires, opens, bars = parts
    children = _picked(requires, truth, person)
    if opens:
        found = {test(person) for test, _ in opens}
        opened = True if True in found else None if None in found else False
        if opened is truth:
            children += _picked(opens, opened, person)
    return children + _picked(bars, None if truth is None else not truth, person)


def _those(parts: list[tuple[Test, Why]]) -> Why:
    """The parts of a list of conditions that came out as the whole did."""

    def told(person: Person, truth: Truth) -> list[Reason]:
        found: list[Reason] = []
        for test, why in parts:
            if test(person) is truth:
                found += why(person, truth)
        return found

    return told


def _joined(parts: list[Why]) -> Why:
    return lambda person, truth: [reason for part in parts for reason in part(person, truth)]


def _unless_asked(test: Test, why: Why) -> Why:
    """The reasons of what was asked; of what was not, its facts as assumed."""

    def told(person: Person, truth: Truth) -> list[Reason]:
        inner = test(person)
        if inner is not None:
            return why(person, inner)
        return [
            Reason("false", leaf.says, [], None, leaf.fact, "", "assumed", leaf.whose)
            for leaf in leaves(why(person, None))
        ]

    return told


def explainer(law: Compiled) -> Explainer:
    """The explainer of a book, made once."""
    made = law.book.compiled.get("reasons")
    if made is None:
        made = law.book.compiled["reasons"] = Explainer(law)
    return made
