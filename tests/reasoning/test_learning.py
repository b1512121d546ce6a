"""Learning a fact never turns an open answer into a closed one, or back: on the whole law.

An assumed or implied value that a recorded one replaces is a correction, not the learning of something
unknown (an answer may then change): a step that corrects one is walked over without looking.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import Fact, NotKnown, cases, loading, recording, tree
from recourse.reasoning.rulebook.checking import every_rule
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from tests.reasoning import crowd

ENGLAND = rulebook.england()
LAW = compiled(ENGLAND)
OPEN, CLOSED = {"eligible", "discretionary", "true"}, {"not_eligible", "not_applicable", "false"}
READ_AT = {rule.reads_at for one in ENGLAND.definitions.values() for rule in every_rule(one)}
PEOPLE = {fact.name for fact in ENGLAND.facts.values() if fact.type is Type.PEOPLE or fact.of_partner}
LEARNABLE = sorted(set(ENGLAND.facts) - READ_AT - PEOPLE)
DAYS = st.dates(date(2015, 1, 1), date(2031, 12, 31)).map(date.isoformat)
AS_AT = st.dates(date(2019, 1, 1), date(2027, 12, 31))
QUICK = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def values(fact: Fact) -> st.SearchStrategy[Any]:
    """Any value the fact may have, none among them."""
    codes = st.sampled_from(sorted(fact.options)) if fact.options else st.text("abc", max_size=3)
    sorts: dict[Type, st.SearchStrategy[Any]] = {
        Type.YES_NO: st.booleans(),
        Type.ONE_OF: codes,
        Type.SOME_OF: st.lists(codes, max_size=3, unique=True),
        Type.NUMBER: st.integers(0, 90),
        Type.MONEY: st.integers(0, 3000),
        Type.DAY: st.one_of(DAYS, st.none()),
        Type.TEXT: st.just("words"),
    }
    return sorts[fact.type]


@cache
def assumptions() -> list[tree.UnlessAsked]:
    """Every "unless asked" of the law."""
    nodes: list[Any] = [
        node
        for one in ENGLAND.definitions.values()
        for rule in every_rule(one)
        for node in (rule.when, rule.value)
    ]
    nodes += [entry.when for fact in ENGLAND.facts.values() for entry in fact.implied]
    found = []
    while nodes:
        node = nodes.pop()
        if isinstance(node, tree.UnlessAsked):
            found.append(node)
        nodes += [*getattr(node, "parts", ()), *([node.part] if hasattr(node, "part") else [])]
    return found


class Known:
    """What is worked out about a person: each answer, and all that was implied or assumed on the way."""

    def __init__(self, facts: dict[str, Any], day: date) -> None:
        law: Compiled = LAW
        person = Person(law, recording.recorded(ENGLAND, facts), day=day)
        self.answers = {
            key: word(law.judged(person, key)) for key in law.gates
        } | {key: law.result(person, key) for key in law.choices}  # fmt: skip
        people = [person, *person.around().members]
        self.supposed = [
            one.value(name) for one in people for name in ENGLAND.facts if name not in one.recorded
        ] + [law.test(node.part)(one) or False for one in people for node in assumptions()]  # fmt: skip


def word(judged: tuple[bool | None, bool | None, bool | None]) -> Any:
    truth, _, _ = judged
    return UNKNOWN if truth is None else truth


def corrects(before: Known, after: Known, learned: str, facts: dict[str, Any]) -> bool:
    """Whether learning the fact replaced a value that had been implied or assumed."""
    names = [name for name in ENGLAND.facts if name not in facts]
    old = before.supposed
    new = list(after.supposed)
    new.insert(names.index(learned), UNKNOWN)
    if old[names.index(learned)] is not UNKNOWN:
        return True
    return len(old) != len(new) or any(
        one is not UNKNOWN and one != other for one, other in zip(old, new, strict=True)
    )


def walk(facts: dict[str, Any], learned: dict[str, Any], day: date) -> int:
    """Learn facts one by one, and see that no answer once known changes; how often that could be seen."""
    before, seen = Known(facts, day), 0
    for name, value in learned.items():
        after = Known({**facts, name: value}, day)
        if not corrects(before, after, name, facts):
            seen += 1
            changed = {
                key: (old, after.answers[key])
                for key, old in before.answers.items()
                if old is not UNKNOWN and old != after.answers[key]
            }
            assert changed == {}, f"learning {name} = {value} of {facts} on {day} turned {changed}"
        facts, before = {**facts, name: value}, after
    return seen


@QUICK
@given(st.data(), AS_AT)
def test_learning_a_fact_about_anybody_never_turns_an_answer(data: st.DataObject, day: date) -> None:
    names = data.draw(st.lists(st.sampled_from(LEARNABLE), min_size=1, max_size=14, unique=True))
    status = data.draw(st.sampled_from([None, *ENGLAND.statuses]))
    children = data.draw(st.sampled_from([None, [], [{"age": 3}], [{}]]))
    facts: dict[str, Any] = {"status_code": status} if status else {}
    if children is not None:
        facts["dependent_children"] = children
    learned = {name: data.draw(values(ENGLAND.facts[name])) for name in names if name not in facts}
    walk(facts, learned, day)


EXAMPLES = [
    case
    for path in sorted(loading.ENGLAND.glob("*/examples.yaml"))
    for case in cases.read(path)
    if isinstance(case, cases.Case)
]


@QUICK
@given(st.data())
def test_learning_the_facts_of_an_example_in_any_order_never_turns_an_answer(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(EXAMPLES))
    given = {
        ENGLAND.also_called.get(name, name): value for name, value in case.facts.items() if value != "unknown"
    }
    later = [name for name in given if name in LEARNABLE]
    order = data.draw(st.permutations(later))
    begun = data.draw(st.integers(0, len(order)))
    facts = {name: value for name, value in given.items() if name not in order[begun:]}
    walk(facts, {name: given[name] for name in order[begun:]}, case.as_at)


def test_the_walks_do_learn_things() -> None:
    learned = [
        walk({"status_code": "OVERSTAYER"}, {"destitute": True, "rough_sleeping": True}, date(2026, 11, 22)),
        walk({}, {"care_needs": True, "pregnant": False, "employed": False}, date(2026, 11, 22)),
    ]
    assert sum(learned) >= 4


@pytest.mark.parametrize("status", sorted(ENGLAND.statuses))
def test_not_knowing_anything_but_the_status_is_enough_for_an_answer_to_every_question(status: str) -> None:
    answers = rulebook.answer(ENGLAND, {"status_code": status}, as_at=date(2026, 11, 22))
    for key, outcome in answers.outcomes.items():
        assert outcome.outcome in OPEN | CLOSED | {"depends"}
        if outcome.outcome == "depends":
            assert outcome.missing or outcome.contested, f"{key} depends on nothing for {status}"


def test_learning_never_turns_an_answer_of_anybody_in_a_crowd_with_households() -> None:
    dice, learned = Random(3), 0
    for someone in crowd.people(ENGLAND, count=60, seed=3):
        known = {ENGLAND.also_called.get(name, name): value for name, value in someone.facts.items()}
        later = [
            name for name, value in known.items() if name in LEARNABLE and not isinstance(value, NotKnown)
        ]
        dice.shuffle(later)
        later = later[:3]
        facts = {name: value for name, value in known.items() if name not in later}
        learned += walk(facts, {name: known[name] for name in later}, someone.as_at)
    assert learned > 30
