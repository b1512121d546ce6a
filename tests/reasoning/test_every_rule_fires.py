"""Every rule and every exception of the law fires in an example beside it, or is named here until it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import cases, checking, judging, loading, recording
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.tree import Rule

# Written so that it never holds: NHS care is no public fund for anybody.
NEVER_TRUE = {"HW-NHS-NRPF"}
NOT_FIRING: set[str] = set()


def name(rule: Rule) -> str:
    return f"{rule.id} of {rule.first_day}"


def examples() -> Iterator[cases.Case]:
    for path in sorted(loading.ENGLAND.glob("*/examples.yaml")):
        for case in cases.read(path):
            assert isinstance(case, cases.Case), str(case)
            yield case


@cache
def leans_on(law: Book, key: str) -> frozenset[str]:
    """The key and everything it rests on, however deep."""
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        one = waiting.pop()
        if one not in seen and (one in law.definitions or one in law.facts):
            seen.add(one)
            waiting.extend(checking.leans_on(law, one))
    return frozenset(seen)


def asked(law: Book, case: cases.Case) -> set[str]:
    """What the example expects something of, and all that it rests on."""
    own = {key.removesuffix(suffix) for key in case.expect for suffix in judging.AS_PARTNER}
    return {found for key in own | set(case.expect) for found in leans_on(law, key)}


def fires(law: Compiled, rule: Rule, person: Person) -> bool:
    """Whether it is law that day, its condition is true, and no exception undoes it."""
    if not law.in_force(rule, person) or law.test(rule.when)(person) is not True:
        return False
    return all(law.rule(exception)(person) is not True for exception in rule.unless)


def not_firing(law: Book, told: Iterable[cases.Case]) -> set[str]:
    compiled = Compiled(law)
    waiting = [(key, rule) for key, found in law.definitions.items() for rule in checking.every_rule(found)]
    for case in told:
        person = Person(compiled, recording.recorded(law, case.facts), day=case.as_at, closed=True)
        around = person.around()
        people = [person, *around.adults, *around.children, *around.members]
        keys = asked(law, case)
        waiting = [
            (key, rule)
            for key, rule in waiting
            if key not in keys or not any(fires(compiled, rule, one) for one in people)
        ]
    return {name(rule) for _, rule in waiting}


def test_every_rule_and_every_exception_fires_in_an_example_that_asks_for_it() -> None:
    left = not_firing(rulebook.england(), examples())
    found = {one for one in left if one.partition(" of ")[0] not in NEVER_TRUE}
    assert len(left) - len(found) == len(NEVER_TRUE), "One of those that never hold does, or is gone."
    assert found - NOT_FIRING == set(), "Write an example in which each of these decides."
    assert NOT_FIRING - found == set(), "These fire now: take them off the list."


def test_a_rule_without_an_example_is_found() -> None:
    law = rulebook.england()
    without = [case for case in examples() if not case.id.startswith("NU")]
    assert {one.partition(" of ")[0] for one in not_firing(law, without)} >= {"HW-RX-MED", "HW-NHS-GP-list"}
    assert len(not_firing(law, [])) > 900
