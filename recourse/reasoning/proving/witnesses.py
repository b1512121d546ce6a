"""Reads a person out of the solver's model, and tells of them in the facts a case file would hold."""

from __future__ import annotations

from datetime import date
from typing import Any

import z3

from recourse.reasoning.proving.people import Someone
from recourse.reasoning.proving.quantities import HUNDREDTHS, Quantity
from recourse.reasoning.proving.world import World
from recourse.reasoning.rulebook.facts import Fact, NotKnown, Type
from recourse.reasoning.rulebook.person import ROLE

Facts = dict[str, Any]
DISPUTED = NotKnown("contested")


def facts_of(model: Any, world: World) -> Facts:
    """Everything the proof asked of the person in one model, as `answering` takes it."""
    home = world.household
    told = _facts(model, home.applicant)
    lists = [fact for fact in home.book.facts.values() if fact.type is Type.PEOPLE]
    for fact in lists:
        around = home.children if fact.lists_children else [home.partner, home.other]
        listed = home.children_listed if fact.lists_children else home.others_listed
        members = [_member(model, one) for one in around if _is_so(model, one.is_there)]
        told[fact.name] = members if _is_so(model, listed) else DISPUTED
    return told


def _member(model: Any, one: Someone) -> Facts:
    told = {ROLE: "child" if one.role == "child" else "other"} | _facts(model, one)
    if one.role == "partner" and ROLE not in one.facts:
        told[ROLE] = "partner"
    return told


def _facts(model: Any, someone: Someone) -> Facts:
    book = someone.household.book
    told = {}
    for name, value in someone.facts.items():
        fact = book.facts[name]
        if fact.type is not Type.PEOPLE and not (fact.of_partner and someone.role):
            told[name] = _value(model, fact, value)
    return told


def _value(model: Any, fact: Fact, value: Quantity) -> Any:
    if _is_so(model, value.unknown):
        return DISPUTED
    if _is_so(model, value.none):
        return None
    if fact.type is Type.YES_NO:
        return _is_so(model, value.holds)
    codes = [code for code, is_it in value.codes.items() if _is_so(model, is_it)]
    if fact.type is Type.SOME_OF:
        return codes
    if fact.type in (Type.ONE_OF, Type.TEXT):
        return codes[0]
    number = value.number if isinstance(value.number, int) else _number(model, value.number)
    if fact.type is Type.DAY:
        return date.fromordinal(number)
    return number // HUNDREDTHS if number % HUNDREDTHS == 0 else number / HUNDREDTHS


def _number(model: Any, number: Any) -> int:
    return int(model.eval(number, model_completion=True).as_long())


def _is_so(model: Any, formula: Any) -> bool:
    if isinstance(formula, bool):
        return formula
    return bool(z3.is_true(model.eval(formula, model_completion=True)))
