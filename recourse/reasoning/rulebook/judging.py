"""The bare word of an outcome, and of whom a key asks it."""

from __future__ import annotations

from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.tree import Definition, Kind

_TEST = Kind.TEST
AS_PARTNER = ("_partner_as_applicant", "_partner")
OUTCOMES = ("eligible", "discretionary", "depends", "not_eligible", "not_applicable")


def best_first(outcome: str) -> int:
    """The place of an outcome, or of a test's word, among all: what is open comes first."""
    return ("eligible", "true", "discretionary", "depends", "not_eligible", "false", "not_applicable").index(
        outcome
    )


def whose(person: Person, key: str) -> tuple[str, Person | None]:
    """The definition a key asks for and of whom: `part7_partner_as_applicant` is `part7` of the partner."""
    book = person.law.book
    if key in book.definitions or book.fact(key):
        return key, person
    for suffix in AS_PARTNER:
        if key.endswith(suffix):
            return key.removesuffix(suffix), person.around().partner
    return key, person


def verdict(definition: Definition, person: Person, law: Compiled) -> str:
    """The bare word of an outcome: one of `OUTCOMES`, or true, false or depends for a test."""
    key = definition.key
    _, outside, truth = law.judged(person, key)
    if definition.kind is _TEST:
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
    if law.gives[key]:
        return law.gives[key]
    opened = [rule for rule in definition.opens or () if law.rules[id(rule)](person) is True]
    given = {rule.gives or definition.gives for rule in opened} or {definition.gives}
    return "eligible" if "eligible" in given else "discretionary"
