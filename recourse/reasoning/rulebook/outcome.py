"""The answer to one question about one person: its word, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from recourse.reasoning.rulebook import gathering, judging, regulated
from recourse.reasoning.rulebook.gathering import Missing
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.reason import OfDefinition
from recourse.reasoning.rulebook.reasons import Explainer
from recourse.reasoning.rulebook.tree import Definition, Kind, Rule


class Outcome:
    """The answer to one question; why it is so is worked out when it is read."""

    __slots__ = ("_definition", "_explainer", "_person", "_told", "key", "outcome")

    def __init__(self, key: str, definition: Definition, person: Person, explainer: Explainer) -> None:
        self.key = key
        self.outcome = judging.verdict(definition, person, explainer.law)
        self._definition = definition
        self._person = person
        self._explainer = explainer
        self._told: OfDefinition | None = None

    @property
    def kind(self) -> Kind:
        """Whether it is an outcome a person sees, or a test."""
        return self._definition.kind

    @property
    def title(self) -> str:
        """What the question is about."""
        return self._definition.title

    @property
    def says(self) -> str:
        """The headline sentence; the general form where that is all that may be told."""
        definition = self._definition
        if definition.matter and self.outcome != "not_applicable" and self.is_general:
            return regulated.general(definition)
        return says(definition, self.outcome)

    @property
    def general(self) -> str:
        """What everybody may be told of it; empty where nobody needs to be registered to say more."""
        return regulated.general(self._definition) if self._definition.matter else ""

    @property
    def is_general(self) -> bool:
        """Whether only a regulated adviser may speak of this matter, and the user is not known to be one."""
        return regulated.is_general(self._definition, self._person, self._explainer.law)

    @property
    def whose(self) -> str:
        """Which of the household it is about; empty for the person themselves."""
        return self._person.name

    @property
    def asks(self) -> str:
        """The question it answers."""
        return self._definition.asks

    @property
    def decided_by(self) -> str:
        """Who decides it."""
        return self._definition.decided_by

    @property
    def challenge(self) -> dict[str, str | int]:
        """What can be done against a refusal."""
        return dict(self._definition.challenge)

    @property
    def reasons(self) -> OfDefinition:
        """The tree of sentences that decides the outcome, or keeps it undecided."""
        told = self._told
        if told is None:
            told = self._told = self._explainer.definition(self._person, self._definition.key)
        return told

    @property
    def cites(self) -> list[str]:
        """Every provision the reasons rest on."""
        return list(self.reasons.found.cites)

    @property
    def missing(self) -> list[Missing]:
        """The facts an undecided outcome waits for."""
        if self.outcome != "depends":
            return []
        return gathering.named(self.reasons.found.missing, self._explainer.law.book)

    @property
    def contested(self) -> dict[str, str]:
        """The contested points of law an undecided outcome waits for, by id."""
        points = self.reasons.found.contested if self.outcome == "depends" else None
        if not points:
            return {}
        return {point: self._explainer.law.book.contested[point] for point in points}

    @property
    def assumed(self) -> list[Missing]:
        """What was assumed because nobody has asked yet."""
        return gathering.named(self.reasons.found.assumed, self._explainer.law.book)

    @property
    def _rules(self) -> list[Rule]:
        return [child.rule for child in self.reasons.children if child.rule]

    @property
    def warnings(self) -> dict[str, str]:
        """The sentences that must travel with the answer, by id."""
        if self.outcome == "not_applicable":
            return {}
        shown = self._explainer.law.warnings.get(self._definition.key)
        return shown(self._person) if shown else {}

    @property
    def sure(self) -> str:
        """How sure the least sure of the deciding rules is."""
        return max((rule.sure for rule in self._rules), key=_SURENESS.index, default="settled")

    @property
    def verified_on(self) -> date | None:
        """The earliest day a deciding rule was compared with the legislation; None when one never was."""
        days = [rule.verified_on for rule in self._rules]
        return None if not days or None in days else min(day for day in days if day)

    @property
    def in_force_since(self) -> date | None:
        """The latest day on which a deciding rule became law."""
        return max((rule.first_day for rule in self._rules), default=None)

    def to_json(self) -> dict[str, Any]:
        """The outcome as plain values, with every sentence needed to show it later."""
        return self.told(self.reasons.to_json())

    def told(self, reasons: dict[str, Any]) -> dict[str, Any]:
        """The outcome as plain values, with its reasons as they are given."""
        return {
            "outcome": self.outcome, "kind": self.kind, "title": self.title, "asks": self.asks,
            "says": self.says, "is_general": self.is_general, "general": self.general,
            "reasons": reasons, "cites": self.cites,
            "missing": [item.asked() for item in self.missing],
            "contested": [{"id": name, "says": says} for name, says in self.contested.items()],
            "assumed": [item.to_json() for item in self.assumed],
            "warnings": [{"id": name, "says": says} for name, says in self.warnings.items()],
            "decided_by": self.decided_by, "challenge": self.challenge, "sure": self.sure,
            "verified_on": self.verified_on.isoformat() if self.verified_on else "never",
            "since": self.in_force_since.isoformat() if self.in_force_since else "",
        }  # fmt: skip


_SURENESS = ("read", "settled", "inferred", "contested")
_HEADLINES = {
    "eligible": "open", "discretionary": "open", "true": "open", "not_eligible": "closed", "false": "closed",
    "depends": "depends", "not_applicable": "not applicable",
}  # fmt: skip
_PLAIN = {
    "eligible": "Open now.", "discretionary": "Possible: the decision-maker may help but does not have to.",
    "true": "Yes.", "not_eligible": "Closed as things stand.", "false": "No.",
    "depends": "It depends on what is not known yet.", "not_applicable": "This does not apply here.",
}  # fmt: skip


def says(definition: Definition, outcome: str) -> str:
    """The headline sentence of an outcome."""
    if outcome == "discretionary" and "discretionary" in definition.says:
        return definition.says["discretionary"]
    return definition.says.get(_HEADLINES[outcome]) or _PLAIN[outcome]
