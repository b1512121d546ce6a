"""The examples beside the law are tests: every one passes, or is named here until it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import cases, loading

NOT_PASSING: set[str] = set()
FILES = sorted(loading.ENGLAND.glob("*/examples.yaml"))
CASES = [(path.parent.name, case) for path in FILES for case in cases.read(path)]


def name(one: tuple[str, cases.Case | cases.Mistake]) -> str:
    topic, case = one
    return f"{topic}-{case.id if isinstance(case, cases.Case) else case.case}"


@pytest.mark.parametrize("one", CASES, ids=name)
def test_the_example_is_answered_as_it_expects(one: tuple[str, cases.Case | cases.Mistake]) -> None:
    _, case = one
    assert isinstance(case, cases.Case), str(case)
    found = [str(line) for line in cases.compared(rulebook.england(), case, only=None)]
    if name(one) in NOT_PASSING:
        assert found, f"{name(one)} passes now: take it off the list."
        return
    assert found == []


def test_every_example_that_is_excused_exists() -> None:
    assert {name(one) for one in CASES} >= NOT_PASSING


def test_every_topic_with_rules_has_examples() -> None:
    topics = {path.parent.name for path in Path(loading.ENGLAND).glob("*/rules.yaml")}
    assert topics == {path.parent.name for path in FILES}
