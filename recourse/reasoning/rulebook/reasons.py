"""Why an answer is what it is: the branches that decide it, or keep it open, as a tree of sentences."""

from __future__ import annotations

from recourse.reasoning.rulebook import remembering
from recourse.reasoning.rulebook.grounds import Grounds, Why
from recourse.reasoning.rulebook.kleene import OUT, Test, Truth
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import NOT_YET, UNKNOWN, Person
from recourse.reasoning.rulebook.provisions import CODES
from recourse.reasoning.rulebook.reason import (
    VERDICTS,
    Gathered,
    OfDefinition,
    OfRule,
    Reason,
    verdict_of,
    worded,
)
from recourse.reasoning.rulebook.remembering import Remembered
from recourse.reasoning.rulebook.tree import Definition, Rule


class WhyRule:
    """Why one rule holds, does not hold, or is undecided; `test` says which."""

    __slots__ = ("alone", "number", "rule", "test", "unless", "when", "why")

    def __init__(self, rule: Rule, explainer: Explainer) -> None:
        self.rule = rule
        self.test = explainer.law.rule(rule)
        self.when: Test = explainer.law.test(rule.when)
        self.number = explainer.law.numbers[id(rule)]
        self.why: Why = explainer.grounds.of(rule.when)
        self.alone: Remembered | None = None
        key = explainer.keys.get(id(rule.when))
        if key:
            remembered = Remembered(key, self.why, explainer.definition)
            self.why = remembered.why
            self.alone = None if rule.unless or rule.contested else remembered
        self.unless = [WhyRule(exception, explainer) for exception in rule.unless]

    def told(self, person: Person, truth: Truth, found: Gathered) -> OfRule:
        """The reason, of a rule that came out so; what it holds is added to `found`."""
        rule = self.rule
        if self.alone is not None and person.applicant is None:
            return self.alone.told(person, truth, found, rule)
        children: list[Reason] = []
        found.cites[rule.cites] = None
        if not self.unless and not rule.contested:
            self.why(person, truth, found, children)
        elif truth is True:
            self.why(person, True, found, children)
            _pick(self.unless, False, person, found, children)
        elif truth is False:
            if self.when(person) is False:
                self.why(person, False, found, children)
            else:
                _pick(self.unless, True, person, found, children)
        else:
            if self.when(person) is None:
                self.why(person, None, found, children)
            _pick(self.unless, None, person, found, children)
            if rule.contested and not children:
                found.contested[rule.contested] = None
                self.why(person, True, found, children)
                return OfRule("contested", children, rule, rule.contested)
        return OfRule(verdict_of(truth, children), children, rule)


Rules = list[WhyRule]


class Parts:
    """The rules of a test or an outcome, each list ready to explain."""

    __slots__ = ("bars", "opens", "outside", "requires", "title")

    def __init__(self, definition: Definition, explainer: Explainer) -> None:
        self.title = definition.title
        self.outside = [WhyRule(rule, explainer) for rule in definition.not_applicable]
        self.requires = [WhyRule(rule, explainer) for rule in definition.requires]
        self.opens = [WhyRule(rule, explainer) for rule in definition.opens or ()]
        self.bars = [WhyRule(rule, explainer) for rule in definition.bars]

    def gate(self, truth: Truth, person: Person, found: Gathered, into: list[Reason]) -> None:
        """Add the rules that decide the definition's own conditions, or keep them undecided."""
        _pick(self.requires, truth, person, found, into)
        if self.opens and (truth is True or self._opened(person) is truth):
            _pick(self.opens, truth, person, found, into)
        _pick(self.bars, None if truth is None else not truth, person, found, into)

    def _opened(self, person: Person) -> Truth:
        known = person.rules
        told = [known[why.number] for why in self.opens]
        if NOT_YET in told:
            told = [why.test(person) for why in self.opens]
        return True if True in told else None if None in told else False


class Explainer:
    """The book made ready to explain, as `Compiled` is to answer; it is asked once the answer is known."""

    def __init__(self, law: Compiled) -> None:
        self.law = law
        self.grounds = Grounds(law, self.definition, self.value)
        self.keys = remembering.keys(law, [rule.when for rule in law.numbered])
        self.parts: dict[str, Parts] = {}
        self.cases: dict[str, list[tuple[WhyRule, Why]]] = {}

    def definition(self, person: Person, key: str) -> OfDefinition:
        """Why a test or an outcome is met, not met or undecided for this person."""
        made = person.reasons.get(key)
        if made is None:
            if person.nobody and person.alike[self.law.places[key]]:
                made = self.definition(person.nobody, key)
            else:
                made = self._definition(person, key)
            person.reasons[key] = made
        return made

    def _definition(self, person: Person, key: str) -> OfDefinition:
        parts = self.parts.get(key)
        if parts is None:
            parts = self.parts[key] = Parts(self.law.book.definitions[key], self)
        found = Gathered()
        children: list[Reason] = []
        recorded = person.recorded.get(key)
        if recorded is True or recorded is False:
            verdict = VERDICTS[recorded]
            return OfDefinition(verdict, parts.title, children, key, person.name, found, "recorded")
        _, outside, truth = self.law.judged(person, key)
        if outside:
            _pick(parts.outside, True, person, found, children)
            truth = False
        else:
            if outside is None and truth is not False:
                _pick(parts.outside, None, person, found, children)
            parts.gate(truth, person, found, children)
            if outside is None and truth is not False:
                truth = None
        return OfDefinition(verdict_of(truth, children), parts.title, children, key, person.name, found)

    def value(self, person: Person, key: str) -> OfDefinition:
        """Why a value is what it is."""
        made = person.reasons.get(key)
        if made is None:
            if person.nobody and person.alike[self.law.places[key]]:
                made = self.value(person.nobody, key)
            else:
                made = self._value(person, key)
            person.reasons[key] = made
        return made

    def _value(self, person: Person, key: str) -> OfDefinition:
        definition = self.law.book.definitions[key]
        cases = self.cases.get(key)
        if cases is None:
            cases = self.cases[key] = [
                (WhyRule(rule, self), self.grounds.of_value(rule.value)) for rule in definition.cases
            ]
        found = Gathered()
        parts: list[Reason] = []
        for case, what in cases:
            truth = case.test(person)
            if truth is OUT or truth is False:
                continue
            part = case.told(person, truth, found)
            children = list(part.children)
            what(person, True, found, children)
            parts.append(OfRule(part.verdict, children, case.rule, part.contested))
            if truth is True and definition.gives_type != CODES:
                break
        result = self.law.result(person, key)
        is_known = result is not UNKNOWN
        says = f"{definition.title}: {worded(result) if is_known else 'not known'}"
        return OfDefinition("true" if is_known else "not_known", says, parts, key, person.name, found)


def _pick(rules: Rules, wanted: Truth, person: Person, found: Gathered, into: list[Reason]) -> None:
    """Add the reasons of the rules among these that came out as wanted."""
    known = person.rules
    for why in rules:
        truth = known[why.number]
        if (why.test(person) if truth is NOT_YET else truth) is wanted:
            into.append(why.told(person, wanted, found))


def explainer(law: Compiled) -> Explainer:
    """The explainer of a book, made once."""
    made = law.book.compiled.get("reasons")
    if made is None:
        made = law.book.compiled["reasons"] = Explainer(law)
    return made
