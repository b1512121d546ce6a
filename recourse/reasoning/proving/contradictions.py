"""Whether two rules contradict each other.

The law's own order is no contradiction: what is not applicable or barred is shut whatever opens it, and the
first case of a value that holds gives it. A contradiction is: two cases that count different periods from one
day, or give different figures, for one person, where neither is the special case of the other; a rule that
opens what a bar beside it, or a requirement, always shuts; and two versions of one rule that hold together,
because they are read at different days.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from recourse.reasoning.proving import planes
from recourse.reasoning.proving.describing import shortened
from recourse.reasoning.proving.findings import Finding, Sort
from recourse.reasoning.proving.planes import Formula
from recourse.reasoning.proving.proof import Proof
from recourse.reasoning.rulebook import checking, tree
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.tree import Definition, Expression, Rule


def findings(proof: Proof, keys: list[str]) -> Iterator[Finding]:
    """Every contradiction within the definitions of the keys, on the day of the proof."""
    for key in keys:
        definition = proof.book.definitions[key]
        for one, other in combinations(definition.cases, 2):
            if _rival(one.value, other.value):
                yield from _both(proof, definition, one, other, is_ordered=True)
        for rule in definition.opens or ():
            yield from _always_shut(proof, definition, rule)
        versions = combinations(checking.every_rule(definition), 2)
        for one, other in versions:
            if one.id == other.id and (one.reads_at or other.reads_at):
                yield from _both(proof, definition, one, other, is_ordered=False)


def _rival(one: Expression | None, other: Expression | None) -> bool:
    """Different periods counted from one day, or different figures."""
    match one, other:
        case tree.Shift(start=start), tree.Shift(start=beside):
            return start == beside and one != other
        case (tree.Literal(value=int() | float()), tree.Literal(value=int() | float())):
            return one != other
        case tree.AmountOf(name=name), tree.AmountOf(name=beside):
            return name != beside
    return False


def _both(
    proof: Proof, definition: Definition, one: Rule, other: Rule, *, is_ordered: bool
) -> Iterator[Finding]:
    encoding, someone, law = proof.encoding, proof.world.applicant, proof.law
    first, second = encoding.counted(one, someone), encoding.counted(other, someone)

    def together(person: Person) -> bool:
        return law.rule(one)(person) is True and law.rule(other)(person) is True

    def alone(person: Person) -> bool:
        return law.rule(one)(person) is True and law.rule(other)(person) is False

    shown = proof.can(planes.both((first.yes, second.yes)), together)
    if shown.facts is None:
        return
    if is_ordered and proof.can(planes.both((first.yes, second.no)), alone).facts is None:
        return
    says = f"Both hold for one person and say different things: “{one.says}” and “{other.says}”"
    facts = shortened(shown.facts, lambda facts: together(proof.person(facts)))
    yield Finding(Sort.CONTRADICTION, definition.key, other.id, says, other.file, other.line, facts)


def _always_shut(proof: Proof, definition: Definition, rule: Rule) -> Iterator[Finding]:
    """A rule that opens something, although a rule beside it stops everybody who comes under it."""
    encoding, someone, law = proof.encoding, proof.world.applicant, proof.law
    opens = encoding.counted(rule, someone).yes
    shutting: list[tuple[Rule, Formula, bool]] = [
        *((one, encoding.counted(one, someone).yes, True) for one in definition.not_applicable),
        *((one, encoding.counted(one, someone).yes, True) for one in definition.bars),
        *((one, encoding.needed(one, someone).no, False) for one in definition.requires),
    ]
    if opens is False:
        return

    def holds(person: Person) -> bool:
        return law.rule(rule)(person) is True

    for one, shuts, shutting_word in shutting:
        if shuts is False:
            continue

        def gets_past(person: Person, one: Rule = one, word: bool = shutting_word) -> bool:
            return holds(person) and law.rule(one)(person) is not word

        if not proof.can(planes.both((opens, planes.turned(shuts))), gets_past).is_impossible:
            continue
        shown = proof.can(opens, holds)
        if shown.facts is None:
            continue
        says = f"What “{rule.says}” opens, “{one.says}” always shuts."
        facts = shortened(shown.facts, lambda facts: holds(proof.person(facts)))
        yield Finding(Sort.CONTRADICTION, definition.key, rule.id, says, rule.file, rule.line, facts)
