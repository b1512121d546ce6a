"""Answers what one person may have on one day: each outcome with its reasons, provisions and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from recourse.reasoning.rulebook import gathering, recording
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.complaints import NoLawThatDay, UnknownKey
from recourse.reasoning.rulebook.gathering import Missing
from recourse.reasoning.rulebook.logic import Compiled, Truth, compiled
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from recourse.reasoning.rulebook.reasons import VERDICTS, Explainer, Reason, worded
from recourse.reasoning.rulebook.tree import Definition, Kind

AS_PARTNER = ("_partner_as_applicant", "_partner")
FLIPS_ON = "flips_on"
OUTCOMES = ("eligible", "discretionary", "depends", "not_eligible", "not_applicable")


@dataclass(slots=True)
class Outcome:
    """The answer to one question, with everything that carries it."""

    key: str
    kind: str
    title: str
    asks: str
    outcome: str
    says: str
    reasons: Reason
    cites: list[str]
    missing: list[Missing]
    contested: dict[str, str]
    assumed: list[Missing]
    warnings: dict[str, str]
    decided_by: str
    challenge: dict[str, str | int]
    sure: str
    verified_on: date | None
    in_force_since: date | None

    def to_json(self) -> dict[str, Any]:
        """The outcome as plain values, with every sentence needed to show it later."""
        return {
            "outcome": self.outcome, "kind": self.kind, "title": self.title, "asks": self.asks, "says": self.says,
            "reasons": self.reasons.to_json(), "cites": self.cites,
            "missing": [item.to_json() for item in self.missing],
            "contested": [{"id": id, "says": says} for id, says in self.contested.items()],
            "assumed": [item.to_json() for item in self.assumed],
            "warnings": [{"id": id, "says": says} for id, says in self.warnings.items()],
            "decided_by": self.decided_by, "challenge": self.challenge, "sure": self.sure,
            "verified_on": self.verified_on.isoformat() if self.verified_on else "never",
            "since": self.in_force_since.isoformat() if self.in_force_since else "",
        }  # fmt: skip


class Answers:
    """What was answered for one person: `outcomes` and `values` by key."""

    def __init__(
        self, book: Book, facts: Mapping[str, Any], *, as_at: date, only: tuple[str, ...] | None, closed_world: bool
    ) -> None:
        self.book, self.as_at, self.only, self.closed_world = book, as_at, only, closed_world
        self.edition = book.edition
        self._facts = facts
        self._law = compiled(book)
        self._person = Person(self._law, facts, day=as_at, closed=closed_world)
        self._explainer = Explainer(self._law)
        self.outcomes: dict[str, Outcome] = {}
        self.values: dict[str, Any] = {}
        self.unanswered: dict[str, str] = {}
        self._answer()

    def _answer(self) -> None:
        wanted = self.only if self.only is not None else tuple(self.book.definitions)
        for key in wanted:
            if key == FLIPS_ON:
                continue
            own, person = whose(self._person, key)
            if person is None:
                self.unanswered[key] = "No partner is recorded."
                continue
            try:
                self._one(key, own, person)
            except NoLawThatDay:
                if self.only is not None:
                    raise
                self.unanswered[key] = "No law about this is recorded for that day."
        if self.only is not None and FLIPS_ON in self.only:
            self.values[FLIPS_ON] = self.flips_on

    def _one(self, key: str, own: str, person: Person) -> None:
        definition = self.book.definitions.get(own)
        if definition is None:
            fact = self.book.fact(own)
            if fact is None:
                raise UnknownKey(key)
            value = person.value(fact.name)
            self.values[key] = UNKNOWN if value is UNKNOWN else value
            return
        refuse_without_law(definition, person, self._law)
        if definition.kind is Kind.VALUE:
            self.values[key] = self._law.result(person, own)
        else:
            self.outcomes[key] = outcome_of(key, definition, person, self._law, self._explainer)

    @property
    def flips_on(self) -> date | None:
        """The next day after `as_at` on which an answer changes by itself, or None."""
        from recourse.reasoning.rulebook import flipping

        keys = [key for key in (self.only or tuple(self.outcomes)) if key in self.outcomes]
        return flipping.next_day(
            self.book, self._facts, as_at=self.as_at, keys=keys, closed_world=self.closed_world
        )

    def value_reason(self, key: str) -> Reason | None:
        """Why a value is what it is."""
        own, person = whose(self._person, key)
        definition = self.book.definitions.get(own)
        if person is None or definition is None or definition.kind is not Kind.VALUE:
            return None
        return self._explainer.value(person, own)

    def to_json(self) -> dict[str, Any]:
        """The whole answer as plain values, self-contained for showing it later as it stood."""
        flips_on = self.flips_on
        return {
            "as_at": self.as_at.isoformat(),
            "edition": self.edition,
            "outcomes": {key: outcome.to_json() for key, outcome in self.outcomes.items()},
            "values": {key: plain(value) for key, value in self.values.items()},
            "flips_on": flips_on.isoformat() if flips_on else None,
            "unanswered": dict(self.unanswered),
        }


def answer(
    book: Book, facts: Mapping[str, Any], *, as_at: date, only: Collection[str] | None = None,
    closed_world: bool = False,
) -> Answers:  # fmt: skip
    """What the person may have on that day, by the law of the book.

    `facts`: by name, a value (text for a day or a code is read) or a NotKnown; None means known that there is none.
    `only`: the keys wanted (outcomes, tests, values, also with `_partner`); None means every definition.
    `closed_world`: facts left out take the value they have in a worked example.
    Raises BadFacts (unknown fact, wrong type), UnknownKey, and NoLawThatDay when a wanted key had no law yet.
    """
    return Answers(
        book,
        recording.recorded(book, facts),
        as_at=as_at,
        only=None if only is None else tuple(only),
        closed_world=closed_world,
    )


def whose(person: Person, key: str) -> tuple[str, Person | None]:
    """The definition a key asks for and of whom: `part7_partner_as_applicant` is `part7` of the partner."""
    if key in person.law.book.definitions or person.law.book.fact(key):
        return key, person
    for suffix in AS_PARTNER:
        if key.endswith(suffix):
            return key.removesuffix(suffix), person.around().partner
    return key, person


def refuse_without_law(definition: Definition, person: Person, law: Compiled) -> None:
    """NoLawThatDay when none of the definition's rules is law on the day."""
    if any(law.in_force(rule)(person) for rule in definition.rules):
        return
    since = min((rule.first_day for rule in definition.rules), default=date.max)
    raise NoLawThatDay(definition.key, person.day, since)


def outcome_of(key: str, definition: Definition, person: Person, law: Compiled, explainer: Explainer) -> Outcome:
    """The outcome of one definition for one person."""
    reason = explainer.definition(person, definition.key)
    outcome = verdict(definition, person, law)
    rules = [child.rule for child in reason.children if child.rule]
    found = gathering.gather(reason, law.book)
    return Outcome(
        key=key,
        kind=definition.kind,
        title=definition.title,
        asks=definition.asks,
        outcome=outcome,
        says=_says(definition, outcome, reason),
        reasons=reason,
        cites=found.cites,
        missing=found.missing,
        contested=found.contested,
        assumed=found.assumed,
        warnings=_warnings(definition, outcome, person, law),
        decided_by=definition.decided_by,
        challenge=dict(definition.challenge),
        sure=_least_sure(rule.sure for rule in rules),
        verified_on=None if any(rule.verified_on is None for rule in rules) else min(
            (rule.verified_on for rule in rules if rule.verified_on), default=None
        ),
        in_force_since=max((rule.first_day for rule in rules), default=None),
    )  # fmt: skip


def verdict(definition: Definition, person: Person, law: Compiled) -> str:
    """The bare word of an outcome: one of `OUTCOMES`, or true, false or depends for a test."""
    outside: Truth = False
    truth: Truth
    recorded = person.recorded.get(definition.key)
    if isinstance(recorded, bool):
        truth = recorded
    else:
        not_applicable, gate = law.gates[definition.key]
        outside, truth = not_applicable(person), gate(person)
    if definition.kind is Kind.TEST:
        if outside:
            return "false"
        if truth is False:
            return "false"
        return "depends" if truth is None or outside is None else "true"
    if outside:
        return "not_applicable"
    if truth is False:
        return "not_eligible"
    if truth is None or outside is None:
        return "depends"
    opened = [rule for rule in definition.opens or () if law.rules[id(rule)](person) is True]
    given = {rule.gives or definition.gives for rule in opened} or {definition.gives}
    return "eligible" if "eligible" in given else "discretionary"


_SURENESS = ("read", "settled", "inferred", "contested")


def _least_sure(marks: Iterable[str]) -> str:
    return max(marks, key=_SURENESS.index, default="settled")


_HEADLINES = {
    "eligible": "open", "discretionary": "open", "true": "open", "not_eligible": "closed", "false": "closed",
    "depends": "depends", "not_applicable": "not applicable",
}  # fmt: skip
_PLAIN = {
    "eligible": "Open now.", "discretionary": "Possible: the decision-maker may help but does not have to.",
    "true": "Yes.", "not_eligible": "Closed as things stand.", "false": "No.",
    "depends": "It depends on what is not known yet.", "not_applicable": "This does not apply here.",
}  # fmt: skip


def _says(definition: Definition, outcome: str, reason: Reason) -> str:
    if outcome == "discretionary" and "discretionary" in definition.says:
        return definition.says["discretionary"]
    return definition.says.get(_HEADLINES[outcome]) or _PLAIN[outcome]


def _warnings(definition: Definition, outcome: str, person: Person, law: Compiled) -> dict[str, str]:
    if outcome == "not_applicable":
        return {}
    shown = (warning.id for warning in definition.warnings if law.test(warning.when)(person) is not False)
    return {id: law.book.warnings[id] for id in shown}


def plain(value: Any) -> Any:
    """A value for JSON: days as ISO text, lists sorted, not known as the word `depends`."""
    if value is UNKNOWN:
        return "depends"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    return value


__all__ = ["OUTCOMES", "VERDICTS", "Answers", "Outcome", "answer", "worded"]
