"""The formulas say of every person what `answering` says, and refuse a node of the tree they do not know."""

from __future__ import annotations

import random
from datetime import date
from typing import Any, get_args

import pytest
import z3

from recourse.reasoning import rulebook
from recourse.reasoning.proving import witnesses
from recourse.reasoning.proving.encoding import Encoding
from recourse.reasoning.proving.values import UnknownNode
from recourse.reasoning.proving.world import World
from recourse.reasoning.rulebook import recording, tree
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.person import UNKNOWN, Person

DAY = date(2026, 11, 22)
KNOWN = {
    "Always", "Is", "Holds", "OneOf", "Has", "Nothing", "Compare", "All", "Some", "Not", "Among",
    "UnlessAsked", "Literal", "AsAt", "FactValue", "ValueOf", "AmountOf", "Shift", "Sum", "Apply",
}  # fmt: skip


def test_the_tree_has_no_node_that_the_proof_does_not_know() -> None:
    nodes = {one.__name__ for one in (*get_args(tree.Condition), *get_args(tree.Expression))}
    assert nodes == KNOWN, "A node came or went: teach it to recourse/reasoning/proving/encoding.py."


def test_a_node_it_does_not_know_is_refused() -> None:
    class Strange:
        pass

    book = rulebook.england()
    world = World(book)
    encoding = Encoding(book, DAY, world)
    strange: Any = Strange()
    with pytest.raises(UnknownNode, match="Strange"):
        encoding.condition(strange, world.applicant)
    with pytest.raises(UnknownNode, match="Strange"):
        encoding.value(strange, world.applicant)


@pytest.mark.parametrize("may_be_open", [False, True])
def test_of_people_the_solver_makes_up_it_says_what_answering_says(*, may_be_open: bool) -> None:
    book = rulebook.england()
    law = compiled(book)
    world = World(book, may_be_open=may_be_open)
    encoding = Encoding(book, DAY, world)
    for definition in book.definitions.values():
        if definition.kind == "value":
            encoding.result(definition.key, world.applicant)
        else:
            encoding.gate(definition.key, world.applicant)
    people = list(_people(world, random.Random(1), 6))
    assert len(people) == 6
    for model in people:
        facts = witnesses.facts_of(model, world)
        person = Person(law, recording.recorded(book, facts), day=DAY)
        told = {key: _told(law, person, key) for key in book.definitions}
        assert {key: _modelled(encoding, model, key) for key in book.definitions} == told


def _people(world: World, dice: random.Random, count: int) -> Any:
    """Models of the world, pushed about at random, each with its days counted right."""
    solver = z3.Solver()
    solver.add(world.told)
    everybody = [world.applicant, *world.household.members]
    truths = [one for someone in everybody for fact in someone.facts.values() for one in _truths(fact)]
    values = [fact for someone in everybody for fact in someone.facts.values()]
    days = [fact.number for fact in values if not isinstance(fact.number, int)]
    while count:
        solver.push()
        for one in dice.sample(truths, 10):
            solver.add(one if dice.random() < 0.5 else z3.Not(one))
        for one in dice.sample(days, 6):
            solver.add(one <= DAY.toordinal() - dice.randrange(3000))
        made = solver.check() == z3.sat
        while made and world.steps.mend(solver.model()):
            solver.add(world.told)
            made = solver.check() == z3.sat
        if made:
            count -= 1
            yield solver.model()
        solver.pop()


def _truths(fact: Any) -> list[Any]:
    return [one for one in (fact.holds, fact.unknown, *fact.codes.values()) if not isinstance(one, bool)]


def _told(law: Compiled, person: Person, key: str) -> Any:
    if law.book.definitions[key].kind == "value":
        value = law.result(person, key)
        return frozenset(value) if isinstance(value, tuple) else value
    held, outside, truth = law.judged(person, key)
    return held, truth


def _modelled(encoding: Encoding, model: Any, key: str) -> Any:
    someone = encoding.world.applicant
    definition = encoding.book.definitions[key]
    if definition.kind == "value":
        value = encoding.result(key, someone)
        if _is_so(model, value.unknown):
            return UNKNOWN
        if _is_so(model, value.none):
            return None
        codes = frozenset(code for code, is_it in value.codes.items() if _is_so(model, is_it))
        if definition.gives_type == "codes":
            return codes
        if definition.gives_type == "code":
            return next(iter(codes))
        number = model.eval(z3.IntVal(0) + value.number, model_completion=True).as_long()
        return date.fromordinal(number) if definition.gives_type == "day" else number / 100
    held, truth = encoding.holds(key, someone), encoding.gate(key, someone).truth
    return _truth(model, held), _truth(model, truth)


def _truth(model: Any, planes: Any) -> bool | None:
    return True if _is_so(model, planes.yes) else False if _is_so(model, planes.no) else None


def _is_so(model: Any, formula: Any) -> bool:
    return formula if isinstance(formula, bool) else z3.is_true(model.eval(formula, model_completion=True))
