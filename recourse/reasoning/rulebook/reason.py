"""One sentence of the tree that says why an answer is what it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.person import UNKNOWN
from recourse.reasoning.rulebook.tree import Rule

DEEPEST = 3
VERDICTS = {True: "true", False: "false", None: "not_known"}


class Reason:
    """What was found of one rule, fact or definition, where it is written, and the reasons it rests on."""

    __slots__ = (
        "children",
        "contested",
        "fact",
        "found",
        "key",
        "rule",
        "says",
        "source",
        "verdict",
        "whose",
    )

    def __init__(
        self, verdict: str, says: str, children: list[Reason], rule: Rule | None = None, fact: str = "",
        key: str = "", source: str = "", whose: str = "", contested: str = "",
    ) -> None:  # fmt: skip
        self.verdict = verdict
        self.says = says
        self.children = children
        self.rule = rule
        self.fact = fact
        self.key = key
        self.source = source
        self.whose = whose
        self.contested = contested
        self.found: Any = None

    @property
    def cites(self) -> str:
        """The provision a rule rests on."""
        return self.rule.cites if self.rule else ""

    def to_json(self) -> dict[str, Any]:
        """The tree as plain values, definitions within definitions down to `DEEPEST`, each expanded once."""
        return self._json(set(), DEEPEST)

    def _json(self, seen: set[tuple[str, str]], depth: int) -> dict[str, Any]:
        told: dict[str, Any] = {"verdict": self.verdict, "says": self.says}
        if self.rule:
            told["cites"] = self.rule.cites
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
    if fact.type is Type.YES_NO:
        return fact.says or fact.name.replace("_", " ")
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
