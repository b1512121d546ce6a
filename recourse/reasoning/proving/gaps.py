"""Whether every question has an answer for everybody.

An answer is: of an outcome or a test, one of its words, where "depends" names what it waits for (of a person
of whom everything is known, a contested point); of a value, what a case that holds gives, or what stands
written under `otherwise` (`none` too); of a list, its codes, perhaps not one; of a goal, at least one outcome
that is about the person at all. On a day without law a question is refused, and that must not be a hole
between two days with law; nor may a rule read an amount that has no figure on the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from recourse.reasoning.comparing import changes
from recourse.reasoning.proving import planes
from recourse.reasoning.proving.describing import shortened
from recourse.reasoning.proving.findings import Finding, Sort
from recourse.reasoning.proving.planes import Formula
from recourse.reasoning.proving.proof import Bears, Proof, Shown, words
from recourse.reasoning.rulebook import checking
from recourse.reasoning.rulebook.book import Book, Goal
from recourse.reasoning.rulebook.outcome import Outcome
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.provisions import CODES
from recourse.reasoning.rulebook.reasons import explainer
from recourse.reasoning.rulebook.tree import Amount, Definition, Kind, Rule

_DAY = timedelta(days=1)


def findings(proof: Proof, keys: list[str], goals: Iterable[Goal]) -> Iterator[Finding]:
    """Every gap in the answers to the keys and goals on the day of the proof, and every hole between days."""
    for key in keys:
        definition = proof.book.definitions[key]
        if definition.kind is Kind.VALUE:
            yield from _without_case(proof, definition)
        else:
            yield from _undecided(proof, definition)
        yield from _holes(definition)
        yield from _without_figure(proof.book, definition, proof.day)
    for goal in goals:
        yield from _nothing_applies(proof, goal)


def _gap(definition: Definition, says: str, shown: Shown | None = None) -> Finding:
    facts = shown.facts if shown else None
    return Finding(Sort.GAP, definition.key, "", says, definition.file, definition.line, facts)


def _seen(proof: Proof, formula: Formula, bears: Bears) -> Shown | None:
    """A person who shows it, in as few facts as do; None when it is impossible."""
    shown = proof.can(formula, bears)
    if shown.facts is None:
        return None if shown.is_impossible else shown
    return Shown(shortened(shown.facts, lambda facts: bears(proof.person(facts))), False)


def _without_case(proof: Proof, definition: Definition) -> Iterator[Finding]:
    if definition.gives_type == CODES or definition.otherwise is not None:
        return
    encoding, someone, law = proof.encoding, proof.world.applicant, proof.law
    told = [encoding.counted(rule, someone).no for rule in definition.cases]
    if not any(encoding.in_force(rule, someone) is not False for rule in definition.cases):
        return

    def bears(person: Person) -> bool:
        truths = [law.rule(rule)(person) for rule in definition.cases]
        return not any(truth is True or truth is None for truth in truths)

    shown = _seen(proof, planes.both(told), bears)
    if shown is not None:
        yield _gap(definition, f"“{definition.asks}” has no case for them, and nothing otherwise.", shown)


def _undecided(proof: Proof, definition: Definition) -> Iterator[Finding]:
    """Of a person of whom everything is known, it depends, and names no contested point."""
    away, closed, is_open, _ = words(proof.encoding, definition.key)
    told = explainer(proof.law)

    def bears(person: Person) -> bool:
        if proof.answer(person, definition.key) != "depends":
            return False
        outcome = Outcome(definition.key, definition, person, told)
        return not outcome.contested and not outcome.missing

    undecided = planes.turned(planes.either((away, closed, is_open)))
    if undecided is False:
        return
    shown = proof.can(undecided, bears)
    if shown.facts is not None:
        yield _gap(definition, f"“{definition.asks}” depends, and nothing says on what.", shown)


def _nothing_applies(proof: Proof, goal: Goal) -> Iterator[Finding]:
    book, law = proof.book, proof.law
    asked = [book.definitions[key] for key in goal.outputs]
    asked = [one for one in asked if one.key in law.settled(proof.day)]

    def bears(person: Person) -> bool:
        return all(proof.answer(person, one.key) == "not_applicable" for one in asked)

    someone = proof.world.applicant
    away = [
        proof.encoding.gate(one.key, someone).outside.yes if one.kind is Kind.ENTITLEMENT else False
        for one in asked
    ]
    shown = _seen(proof, planes.both(away), bears) if asked else Shown({}, False)
    if shown is not None:
        says = f"Somebody who comes for “{goal.title}” is told of every outcome that it is not about them."
        yield Finding(Sort.GAP, goal.key, "", says, "goals.yaml", 1, shown.facts)


def _holes(definition: Definition) -> Iterator[Finding]:
    """Days between two days with law on which none of its rules is law."""
    rules = definition.rules
    if len({rule.reads_at for rule in rules}) > 1:
        return
    for after, before in _between(rules):
        says = f"From {after} to {before} “{definition.asks}” has no law, though it has before and after."
        yield _gap(definition, says)


def _between(dated: Iterable[Rule | Amount]) -> Iterator[tuple[date, date]]:
    """The first and last day of each stretch that none covers, between the first day and the last."""
    covered = None
    for one in sorted(dated, key=lambda one: one.first_day):
        if covered is not None and covered < date.max and one.first_day > covered + _DAY:
            yield covered + _DAY, one.first_day - _DAY
        covered = max(covered or date.min, one.last_day or date.max)


def _without_figure(book: Book, definition: Definition, day: date) -> Iterator[Finding]:
    for rule in checking.every_rule(definition):
        in_force = rule.first_day <= day <= (rule.last_day or date.max)
        for name in sorted({*changes.amounts_in(rule.when), *changes.amounts_in(rule.value)}):
            figures = book.amounts[name]
            if in_force and not any(one.first_day <= day <= (one.last_day or date.max) for one in figures):
                yield Finding(
                    Sort.GAP, definition.key, rule.id,
                    f"The rule reads “{name.replace('_', ' ')}”, which has no figure on {day}.",
                    rule.file, rule.line,
                )  # fmt: skip
