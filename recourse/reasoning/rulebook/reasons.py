"""Why an answer is what it is: the branches that decided it, or that keep it undecided, as a tree of sentences."""

from __future__ import annotations

from datetime import date
from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.logic import OUT, Compiled, Truth, members
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from recourse.reasoning.rulebook.tree import Condition, Definition, Rule

DEEPEST = 3
VERDICTS = {True: "true", False: "false", None: "not_known"}


class Reason:
    """One sentence of the tree: what was found of it, where it is written, and what it rests on."""

    __slots__ = (
        "children",
        "cites",
        "contested",
        "fact",
        "key",
        "rule",
        "says",
        "source",
        "verdict",
        "whose",
    )

    def __init__(
        self, verdict: str, says: str, children: list[Reason], *, cites: str = "", rule: Rule | None = None,
        fact: str = "", key: str = "", source: str = "", whose: str = "", contested: str = "",
    ) -> None:  # fmt: skip
        self.verdict = verdict
        self.says = says
        self.children = children
        self.cites = cites
        self.rule = rule
        self.fact = fact
        self.key = key
        self.source = source
        self.whose = whose
        self.contested = contested

    def to_json(self) -> dict[str, Any]:
        """The tree as plain values, definitions within definitions down to `DEEPEST`, each expanded once."""
        return self._json(set(), DEEPEST)

    def _json(self, seen: set[tuple[str, str]], depth: int) -> dict[str, Any]:
        told: dict[str, Any] = {"verdict": self.verdict, "says": self.says}
        if self.cites:
            told["cites"] = self.cites
        if self.rule:
            told["rule"] = self.rule.id
        for name in ("fact", "key", "source", "whose", "contested"):
            value = getattr(self, name)
            if value:
                told[name] = value
        children = self.children
        if self.key and children:
            again = (self.whose, self.key)
            children = [] if again in seen or not depth else children
            seen.add(again)
            depth -= 1
        told["children"] = [child._json(seen, depth) for child in children]
        return told


class Explainer:
    """Walks the tree for one person after the answer is known."""

    def __init__(self, law: Compiled) -> None:
        self.law = law

    def definition(self, person: Person, key: str) -> Reason:
        """Why a test or an outcome is met, not met or undecided for this person."""
        made = person.reasons.get(key)
        if made is not None:
            return made  # type: ignore[no-any-return]
        definition = self.law.book.definitions[key]
        if isinstance(person.recorded.get(key), bool):
            verdict = VERDICTS[person.recorded[key]]
            reason = Reason(verdict, definition.title, [], key=key, source="recorded", whose=person.name)
        else:
            _, outside, truth = self.law.judged(person, key)
            if outside:
                parts = self._rules(definition.not_applicable, True, person)
                truth = False
            else:
                parts = self.gate(definition, truth, person)
                if outside is None and truth is not False:
                    parts = self._rules(definition.not_applicable, None, person) + parts
                    truth = None
            reason = Reason(verdict_of(truth, parts), definition.title, parts, key=key, whose=person.name)
        person.reasons[key] = reason
        return reason

    def gate(self, definition: Definition, truth: Truth, person: Person) -> list[Reason]:
        """The rules that decide a definition's own conditions, or keep them undecided."""
        parts = self._rules(definition.requires, truth, person)
        opens = definition.opens
        if opens is not None:
            opened = _together([self.law.rules[id(rule)](person) for rule in opens])
            if opened is truth:
                parts += self._rules(opens, opened, person)
        if truth is False:
            return parts + self._rules(definition.bars, True, person)
        return parts + self._rules(definition.bars, False if truth else None, person)

    def value(self, person: Person, key: str) -> Reason:
        """Why a value is what it is."""
        made = person.reasons.get(key)
        if made is not None:
            return made  # type: ignore[no-any-return]
        definition = self.law.book.definitions[key]
        result = self.law.result(person, key)
        parts: list[Reason] = []
        for rule in definition.cases:
            truth = self.law.rules[id(rule)](person)
            if truth is OUT or truth is False:
                continue
            parts.append(self.rule(rule, truth, person))
            parts[-1].children += self._expression(rule.value, person)
            if truth is True:
                break
        verdict = "not_known" if result is UNKNOWN else "true"
        shown = "not known" if result is UNKNOWN else worded(result)
        reason = Reason(verdict, f"{definition.title}: {shown}", parts, key=key, whose=person.name)
        person.reasons[key] = reason
        return reason

    def _rules(self, rules: tuple[Rule, ...], wanted: Truth, person: Person) -> list[Reason]:
        """The rules among these that came out as wanted."""
        found = []
        for rule in rules:
            truth = self.law.rules[id(rule)](person)
            if truth is wanted:
                found.append(self.rule(rule, truth, person))
        return found

    def rule(self, rule: Rule, truth: Truth, person: Person) -> Reason:
        """Why one rule holds, does not hold, or is undecided."""
        when = self.law.test(rule.when)(person)
        children: list[Reason] = []
        contested = ""
        if truth is None:
            if when is None:
                children = self.condition(rule.when, None, person)
            children += self._rules(rule.unless, None, person)
            if rule.contested and not children:
                contested = rule.contested
                children = self.condition(rule.when, True, person)
        elif truth:
            children = self.condition(rule.when, True, person) + self._rules(rule.unless, False, person)
        elif when is False:
            children = self.condition(rule.when, False, person)
        else:
            children = self._rules(rule.unless, True, person)
        verdict = "contested" if contested else verdict_of(truth, children)
        return Reason(verdict, rule.says, children, cites=rule.cites, rule=rule, contested=contested)

    def condition(self, node: Any, truth: Truth, person: Person) -> list[Reason]:
        """What decided a condition that came out so."""
        sort = type(node)
        if sort is tree.Is:
            return [self.fact(node.name, person.first() if node.of else person, truth)]
        if sort is tree.Holds:
            return [self.definition(person.first() if node.of else person, node.name)]
        if sort is tree.All or sort is tree.Some:
            tests, found = self.law.tests, []
            for part in node.parts:
                if tests[id(part)](person) is truth:
                    found += self.condition(part, truth, person)
            return found
        if sort is tree.Not:
            return self.condition(node.part, None if truth is None else not truth, person)
        return self._condition(node, truth, person)

    def _condition(self, node: Condition, truth: Truth, person: Person) -> list[Reason]:
        match node:
            case tree.OneOf(what=what) | tree.Has(what=what) | tree.Nothing(what=what):
                return self._expression(what, person)
            case tree.Compare(left=left, right=right):
                found = self._expression(left, person) + self._expression(right, person)
                return [one for one in found if one.verdict == "not_known"] if truth is None else found
            case tree.Among(how=how, who=who, part=part):
                return self._among(how, who, part, truth, person)
            case tree.UnlessAsked(part=part):
                return self._unless_asked(part, truth, person)
            case _:
                return []

    def _among(self, how: str, who: str, part: Condition, truth: Truth, person: Person) -> list[Reason]:
        people, is_whole = members(person, who)
        wanted = truth if how != "no" or truth is None else not truth
        test = self.law.tests[id(part)]
        found = [
            reason for one in people if test(one) is wanted for reason in self.condition(part, wanted, one)
        ]
        if truth is None and not is_whole:
            found.insert(0, self._list_of(who, person))
        elif not people:
            found.append(self._list_of(who, person))
        return found

    def _list_of(self, who: str, person: Person) -> Reason:
        first = person.first()
        of_children = [fact for fact in self.law.people_facts if fact.lists_children]
        others = [fact for fact in self.law.people_facts if not fact.lists_children]
        facts = of_children if who == "child" and of_children else others or of_children
        around = person.around()
        known = around.children_known if who == "child" else around.members_known
        says = {"child": "no child is recorded", "adult": "no other adult is recorded"}.get(
            who, "nobody else is recorded"
        )
        if not known:
            says = (
                "their children are not recorded"
                if who == "child"
                else "the people they live with are not recorded"
            )
        return Reason(
            "false" if known else "not_known", says, [], fact=facts[0].name if facts else "", whose=first.name
        )

    def _unless_asked(self, part: Condition, truth: Truth, person: Person) -> list[Reason]:
        inner = self.law.tests[id(part)](person)
        if inner is not None:
            return self.condition(part, inner, person)
        found = []
        for leaf in leaves(self.condition(part, None, person)):
            found.append(Reason("false", leaf.says, [], fact=leaf.fact, whose=leaf.whose, source="assumed"))
        return found

    def _expression(self, node: Any, person: Person) -> list[Reason]:
        match node:
            case tree.FactValue(name=name, of=of):
                return [self.fact(name, person.first() if of else person, True)]
            case tree.ValueOf(name=name, of=of):
                return [self.value(person.first() if of else person, name)]
            case tree.Shift(start=start):
                return self._expression(start, person)
            case tree.Sum(left=left, right=right):
                return self._expression(left, person) + self._expression(right, person)
            case tree.Apply(arguments=arguments):
                return [reason for argument in arguments for reason in self._expression(argument, person)]
            case _:
                return []

    def fact(self, name: str, person: Person, truth: Truth) -> Reason:
        """The leaf: what a fact says."""
        made = person.leaves.get((name, truth))
        if made is None:
            made = person.leaves[name, truth] = self._fact(name, person, truth)
        return made

    def _fact(self, name: str, person: Person, truth: Truth) -> Reason:
        fact = self.law.book.facts[name]
        value = person.value(name)
        if value is UNKNOWN:
            return Reason("not_known", said(fact, UNKNOWN), [], fact=name, whose=person.name)
        verdict = VERDICTS[value] if isinstance(value, bool) else VERDICTS[truth]
        source = person.sources.get(name, "recorded")
        return Reason(verdict, said(fact, value), [], fact=name, source=source, whose=person.name)


def _together(truths: list[Truth]) -> Truth:
    if any(truth is True for truth in truths):
        return True
    return None if any(truth is None for truth in truths) else False


def verdict_of(truth: Truth, parts: list[Reason]) -> str:
    """The word for a truth; contested when every undecided part is so for a contested point of law alone."""
    if truth is not None:
        return "true" if truth else "false"
    undecided = [part.verdict for part in parts if part.verdict in ("not_known", "contested")]
    return "contested" if undecided and all(verdict == "contested" for verdict in undecided) else "not_known"


def leaves(reasons: list[Reason]) -> list[Reason]:
    """The facts at the ends of some reasons."""
    found: list[Reason] = []
    for reason in reasons:
        if reason.fact:
            found.append(reason)
        found += leaves(reason.children)
    return found


def said(fact: Fact, value: Any) -> str:
    """A fact and its value as a clause."""
    clause = fact.says or fact.name.replace("_", " ")
    if fact.type is Type.YES_NO:
        return clause
    name = fact.name.replace("_", " ")
    if value is UNKNOWN:
        return f"{name}: not known"
    if isinstance(value, frozenset):
        value = ", ".join(fact.options.get(code, code) for code in sorted(value)) or "none"
    elif isinstance(value, str):
        value = fact.options.get(value, value)
    elif isinstance(value, (list, tuple)):
        value = str(len(value))
    return f"{name}: {worded(value)}"


def worded(value: Any) -> str:
    """A value in words."""
    if value is None:
        return "none"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return str(value)
