"""Learning a fact never removes or delays a deadline that protects something, unless that fact settles it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.routes import deadlines
from recourse.reasoning.routes.deadlines import Deadlines
from recourse.reasoning.routes.timetable import timetable
from recourse.reasoning.rulebook import checking, tree
from recourse.reasoning.rulebook.facts import Type
from tests.reasoning import crowd

ENGLAND = rulebook.england()
ROWS = timetable(ENGLAND).rows
TODAY = date(2026, 11, 22)
BASES = sorted(timetable(ENGLAND).basis)
NAMES = sorted(name for name, fact in ENGLAND.facts.items() if fact.type is not Type.PEOPLE)


def settles(name: str, key: str) -> bool:
    """Whether the fact, or a fact it implies something of, is one that settles the deadline."""
    return name in SETTLING[key]


def settling(key: str) -> set[str]:
    """The facts a deadline names as settling it, by their own names, and all that those may follow from."""
    found = {ENGLAND.also_called.get(name, name) for name in ROWS[key].settled_by}
    waiting = [*found]
    while waiting:
        one = waiting.pop()
        for name in checking.leans_on(ENGLAND, one) if one in ENGLAND.facts else ():
            if name in ENGLAND.facts and name not in found and name not in BASES:
                found.add(name)
                waiting.append(name)
    return found | {"status_code"}


SETTLING = {key: settling(key) for key in ROWS}


def drawn(dice: Random) -> dict[str, Any]:
    """A person with some of the days on letters, and with some of everything else."""
    facts: dict[str, Any] = {}
    for name in dice.sample(BASES, dice.randint(1, 5)):
        facts[name] = (TODAY + timedelta(days=dice.randint(-120, 60))).isoformat()
    for name in dice.sample(NAMES, dice.randint(0, 6)):
        facts.setdefault(name, value(name, dice))
    facts["last_decision_kind"] = dice.choice(sorted(ENGLAND.facts["last_decision_kind"].options))
    return facts


def value(name: str, dice: Random) -> Any:
    fact = ENGLAND.facts[name]
    match fact.type:
        case Type.YES_NO:
            return dice.random() < 0.5
        case Type.DAY:
            return (TODAY + timedelta(days=dice.randint(-400, 400))).isoformat()
        case Type.NUMBER | Type.MONEY:
            return dice.randint(0, 60)
        case Type.SOME_OF:
            return [dice.choice(sorted(fact.options) or ["FR"])]
        case Type.TEXT:
            return "hospital"
        case _:
            return dice.choice(sorted(fact.options))


def protecting(found: Deadlines) -> dict[str, date]:
    return {one.key: one.result_date for one in found.by_key.values() if one.running and one.protects}


@pytest.mark.parametrize("seed", range(6))
def test_adding_a_fact_never_removes_or_delays_what_protects_somebody(seed: int) -> None:
    dice, looked = Random(seed), 0
    for _ in range(60):
        facts = drawn(dice)
        before = deadlines.of_facts(ENGLAND, facts, as_at=TODAY)
        name = dice.choice([one for one in NAMES if one not in facts])
        after = deadlines.of_facts(ENGLAND, {**facts, name: value(name, dice)}, as_at=TODAY)
        if before.contradictions or after.contradictions:
            continue
        kept = protecting(after)
        for key, day in protecting(before).items():
            looked += 1
            if not settles(name, key):
                assert key in kept and kept[key] <= day, f"learning {name} moved {key} of {facts}"
    assert looked > 20


def test_adding_a_fact_to_anybody_in_the_crowd_never_delays_what_protects_them() -> None:
    dice = Random(9)
    for someone in crowd.people(ENGLAND, count=150, seed=9):
        before = deadlines.of_facts(ENGLAND, someone.facts, as_at=someone.as_at)
        free = [one for one in NAMES if one not in someone.facts]
        if not free:
            continue
        name = dice.choice(free)
        after = deadlines.of_facts(ENGLAND, {**someone.facts, name: value(name, dice)}, as_at=someone.as_at)
        if before.contradictions or after.contradictions:
            continue
        kept = protecting(after)
        moved = [key for key, day in protecting(before).items() if kept.get(key, date.max) > day]
        assert [key for key in moved if not settles(name, key)] == [], f"learning {name}"


def test_the_facts_may_come_in_any_order() -> None:
    dice = Random(4)
    for _ in range(60):
        facts = drawn(dice)
        shuffled = [*facts.items()]
        dice.shuffle(shuffled)
        one = deadlines.of_facts(ENGLAND, facts, as_at=TODAY)
        assert one == deadlines.of_facts(ENGLAND, dict(shuffled), as_at=TODAY)


def test_every_fact_that_only_rules_a_deadline_out_is_named_as_settling_it() -> None:
    wrong = []
    for key, row in ROWS.items():
        if row.sort != "deadline" or not row.protects:
            continue
        for name in row.days:
            for rule in ENGLAND.definitions[name].cases:
                wrong += [f"{key}: {one}" for one in ruled_out(rule.when) if one not in SETTLING[key]]
    assert wrong == []


def ruled_out(node: Any) -> set[str]:
    """The facts read inside “not unless asked”."""
    if isinstance(node, tree.Not) and isinstance(node.part, tree.UnlessAsked):
        return {name for name in checking.names_in(node.part) if name in ENGLAND.facts}
    return {name for part in getattr(node, "parts", ()) for name in ruled_out(part)}
