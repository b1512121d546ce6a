"""One sentence of the tree that says why an answer is what it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.person import RECORDED, UNKNOWN
from recourse.reasoning.rulebook.tree import Rule

DEEPEST = 3
VERDICTS = {True: "true", False: "false", None: "not_known"}
_MARKS = ("fact", "key", "source", "whose", "contested")


class Reason:
    """What was found of one rule, fact or definition, and the reasons it rests on.

    Never changed once made: a definition's tree is one object wherever it is rested on, and the leaf of a
    fact may be shared by people.
    """

    __slots__ = ("children", "verdict")
    rule: Rule | None = None
    fact: str = ""
    key: str = ""
    source: str = ""
    whose: str = ""
    contested: str = ""

    def __init__(self, verdict: str, children: list[Reason]) -> None:
        self.verdict = verdict
        self.children = children

    @property
    def says(self) -> str:
        """The sentence."""
        return ""

    @property
    def cites(self) -> str:
        """The provision a rule rests on."""
        return self.rule.cites if self.rule else ""

    def to_json(self) -> dict[str, Any]:
        """The tree as plain values, definitions within definitions down to `DEEPEST`, each expanded once."""
        return self._json(set(), DEEPEST)

    def _json(self, seen: set[tuple[str, str]], depth: int) -> dict[str, Any]:
        children = self.children
        if self.key and children:
            again = (self.whose, self.key)
            children = [] if again in seen or not depth else children
            seen.add(again)
            depth -= 1
        return {**self.alone(), "children": [child._json(seen, depth) for child in children]}

    def told(self, beneath: list[OfDefinition]) -> dict[str, Any]:
        """The tree as plain values, where a definition is only named (`see`), and added to `beneath`."""
        told = self.alone()
        if self.children:
            told["children"] = [child.named(beneath) for child in self.children]
        return told

    def named(self, beneath: list[OfDefinition]) -> dict[str, Any]:
        """As `told`; of a definition the bare sentence and its name."""
        return self.told(beneath)

    def alone(self) -> dict[str, Any]:
        """The sentence as plain values, alone; a fact is recorded where no source is told."""
        told: dict[str, Any] = {"verdict": self.verdict, "says": self.says}
        if self.rule:
            told["cites"] = self.rule.cites
            told["rule"] = self.rule.id
        for name in _MARKS:
            value = getattr(self, name)
            if value and not (self.fact and value == RECORDED):
                told[name] = value
        return told


class OfRule(Reason):
    """What was found of a rule."""

    __slots__ = ("contested", "rule")

    def __init__(self, verdict: str, children: list[Reason], rule: Rule, contested: str = "") -> None:
        self.verdict = verdict
        self.children = children
        self.rule: Rule = rule
        self.contested = contested

    @property
    def says(self) -> str:
        """The sentence of the rule."""
        return self.rule.says


class OfFact(Reason):
    """What a fact says, of the person or of one they live with; nothing is beneath it."""

    __slots__ = ("clause", "fact", "source", "whose", "worded")

    def __init__(self, verdict: str, clause: str, fact: str, source: str, whose: str) -> None:
        self.verdict = verdict
        self.children = _NOTHING
        self.clause = clause
        self.fact = fact
        self.source = source
        self.whose = whose
        self.worded: Any = None

    @property
    def says(self) -> str:
        """The fact as a clause."""
        return self.clause

    def assumed(self, verdict: str) -> OfFact:
        """The same fact, taken to be so or not until it is asked."""
        return OfFact(verdict, self.clause, self.fact, "assumed", self.whose)


class OfDefinition(Reason):
    """What was found of a test, an outcome or a value, and everything that is gathered from beneath it."""

    __slots__ = ("found", "key", "source", "title", "whose")

    def __init__(
        self, verdict: str, title: str, children: list[Reason], key: str, whose: str, found: Gathered,
        source: str = "",
    ) -> None:  # fmt: skip
        self.verdict = verdict
        self.title = title
        self.children = children
        self.key = key
        self.whose = whose
        self.found = found
        self.source = source

    @property
    def says(self) -> str:
        """Its title; of a value, with what it is."""
        return self.title

    @property
    def name(self) -> str:
        """Its key and, of somebody the person lives with, whose it is."""
        return f"{self.key} of {self.whose}" if self.whose else self.key

    def named(self, beneath: list[OfDefinition]) -> dict[str, Any]:
        """As `told`; of a definition the bare sentence and its name."""
        if not self.children:
            return self.alone()
        beneath.append(self)
        return {**self.alone(), "see": self.name}


class Gathered:
    """What one tree of reasons holds, each thing once, in the order it is met; leaves by fact and whose."""

    __slots__ = ("assumed", "cites", "contested", "missing")

    def __init__(self) -> None:
        self.cites: dict[str, None] = {}
        self.missing: dict[tuple[str, str], OfFact] = {}
        self.contested: dict[str, None] = {}
        self.assumed: dict[tuple[str, str], OfFact] = {}

    def take(self, under: OfDefinition) -> None:
        """Add what a definition beneath holds.

        What is refused is cited by its own rules: not by every provision that was tried in vain beneath them.
        """
        found = under.found
        if under.verdict != "false":
            self.cites.update(found.cites)
        if found.missing:
            self.missing.update(found.missing)
        if found.contested:
            self.contested.update(found.contested)
        if found.assumed:
            self.assumed.update(found.assumed)

    def take_leaf(self, leaf: OfFact) -> None:
        """Add a fact when it is not known, or assumed."""
        if leaf.verdict == "not_known":
            self.missing[leaf.fact, leaf.whose] = leaf
        elif leaf.source == "assumed":
            self.assumed[leaf.fact, leaf.whose] = leaf


_NOTHING: list[Reason] = []


def verdict_of(truth: bool | None, parts: list[Reason]) -> str:
    """The word for a truth; contested when all that is undecided is so for a contested point of law alone."""
    if truth is not None:
        return "true" if truth else "false"
    is_contested = False
    for part in parts:
        if part.verdict == "not_known":
            return "not_known"
        is_contested = is_contested or part.verdict == "contested"
    return "contested" if is_contested else "not_known"


def leaves(reasons: list[Reason]) -> list[OfFact]:
    """The facts at the ends of some reasons."""
    found: list[OfFact] = []
    for reason in reasons:
        if isinstance(reason, OfFact):
            found.append(reason)
        found += leaves(reason.children)
    return found


def said(fact: Fact, value: Any) -> str:
    """A fact and its value as a clause, or as the question and its answer."""
    name = fact.name.replace("_", " ")
    if fact.type is Type.YES_NO:
        return fact.says or name
    asked = fact.question or f"{name}:"
    if value is UNKNOWN:
        return f"{asked} Not known"
    if isinstance(value, frozenset):
        value = ", ".join(fact.options.get(code, code) for code in sorted(value)) or "none"
    elif isinstance(value, str):
        value = fact.options.get(value, value)
    elif isinstance(value, (list, tuple)):
        value = str(len(value))
    answer = worded(value)
    return f"{asked} {answer[:1].upper()}{answer[1:]}"


def worded(value: Any) -> str:
    """A value in words."""
    if value is None:
        return "none"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, tuple):
        return ", ".join(str(code).replace("_", " ") for code in value) or "none"
    return str(value)
