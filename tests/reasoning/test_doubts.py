"""Each contested point on which a rule rests is reached: some example depends on it and names it."""

from __future__ import annotations

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import cases, checking, loading
from recourse.reasoning.rulebook.tree import Kind

ENGLAND = rulebook.england()
RESTED_ON = {
    rule.contested
    for one in ENGLAND.definitions.values()
    if one.kind is not Kind.VALUE
    for rule in checking.every_rule(one)
    if rule.contested
}


def named() -> set[str]:
    found: set[str] = set()
    for path in sorted(loading.ENGLAND.glob("*/examples.yaml")):
        for case in cases.read(path):
            assert isinstance(case, cases.Case), str(case)
            wanted = [
                key for key, said in case.expect.items() if said == "depends" and key in ENGLAND.definitions
            ]
            asked = [key for key in wanted if ENGLAND.definitions[key].kind is not Kind.VALUE]
            if asked:
                told = rulebook.answer(
                    ENGLAND, case.facts, as_at=case.as_at, only=tuple(asked), closed_world=True
                )
                found |= {point for key in asked for point in told.outcomes[key].contested}
    return found


def test_every_contested_point_is_named_by_an_example_that_depends_on_it() -> None:
    assert len(RESTED_ON) >= 25
    assert RESTED_ON - named() == set(), (
        "Write an example in which each of these is what the answer waits for."
    )
