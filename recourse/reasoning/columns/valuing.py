"""Writes every expression of the tree as a value: a cell, where it has one, and where there is none."""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

from recourse.reasoning.columns import held, judging
from recourse.reasoning.columns.cells import PERSON, Plan
from recourse.reasoning.columns.days import NO_DAY, number_of, table
from recourse.reasoning.columns.held import Held, Seat, UnknownNode, bits
from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.tree import Expression

if TYPE_CHECKING:
    from recourse.reasoning.columns.emitting import Emitter


def valued(emitter: Emitter, node: Expression, seat: Seat) -> Held:
    """The value of an expression, of whoever sits there."""
    match node:
        case tree.Literal(value=value):
            return literal(emitter, value)
        case tree.AsAt():
            return literal(emitter, emitter.day)
        case tree.FactValue(name=name, of=of):
            return _whose(emitter, of, seat, lambda whose: emitter.fact(name, whose))
        case tree.ValueOf(name=name, of=of):
            return _whose(emitter, of, seat, lambda whose: judging.given(emitter, name, whose.sheet))
        case tree.AmountOf(name=name):
            return literal(emitter, _amount(emitter, name))
        case tree.Shift(start=start, count=count, unit=unit):
            return _looked_up(emitter, emitter.value(start, seat), ("later", count, unit), "day")
        case tree.Sum(left=left, sign=sign, right=right):
            return _added(emitter.plan, emitter.value(left, seat), sign, emitter.value(right, seat))
        case tree.Apply(function=function, arguments=arguments):
            days = [emitter.value(argument, seat) for argument in arguments]
            if function in ("later_of", "earlier_of"):
                return reduce(lambda one, other: _outer(emitter.plan, function, one, other), days)
            return _looked_up(emitter, days[0], (function, number_of(emitter.day)), "number")
        case _:
            raise UnknownNode(node)


def literal(emitter: Emitter, value: Any, words: tuple[str, ...] = ()) -> Held:
    """A value that is the same for everybody."""
    plan = emitter.plan
    match value:
        case None:
            return held.NONE
        case bool():
            return Held("yes_no", plan.fixed(value), Plan.TRUE, Plan.FALSE)
        case int() | float():
            return Held("number", plan.fixed(float(value)), Plan.TRUE, Plan.FALSE)
        case date():
            return Held("day", plan.fixed(number_of(value)), Plan.TRUE, Plan.FALSE)
        case str():
            return Held("code", plan.fixed(emitter.codes.number(value)), Plan.TRUE, Plan.FALSE)
        case frozenset():
            return Held("codes", plan.fixed(bits(words, value)), Plan.TRUE, Plan.FALSE, words)
        case tuple():
            return Held("people", plan.fixed(len(value)), Plan.TRUE, Plan.FALSE)
        case _:
            raise TypeError(f"The columns do not know what {value!r} is.")


def brought(plan: Plan, what: Held) -> Held:
    """The applicant's value, for each member of the household."""
    cell = None if what.cell is None else plan.brought(what.cell)
    return what._replace(cell=cell, has=plan.brought(what.has), none=plan.brought(what.none))


def _whose(emitter: Emitter, of: str, seat: Seat, read: Any) -> Held:
    if not of or seat.sheet == PERSON:
        told: Held = read(seat)
        return told
    return brought(emitter.plan, read(Seat(PERSON)))


def _amount(emitter: Emitter, name: str) -> Any:
    for amount in emitter.book.amounts[name]:
        if amount.first_day <= emitter.day <= (amount.last_day or date.max):
            return amount.value
    return None


def _looked_up(emitter: Emitter, start: Held, function: tuple[Any, ...], kind: str) -> Held:
    """What a function on days gives; beyond the calendar it is not known."""
    if start.cell is None:
        return Held(kind, None, Plan.FALSE, start.none)
    plan, (sort, _, _, told) = emitter.plan, emitter.plan.cells[start.cell]
    if sort == "fixed":
        end = plan.fixed(table(function, [told], emitter.book)[told])
    else:
        end = plan.looked_up(start.cell, function)
    there = plan.opposite(plan.compared(end, "==", plan.fixed(NO_DAY)))
    return Held(kind, end, plan.both(start.has, there), start.none)


def _added(plan: Plan, left: Held, sign: int, right: Held) -> Held:
    nothing = plan.either(left.none, right.none)
    if left.cell is None or right.cell is None:
        return Held("number", None, Plan.FALSE, nothing)
    return Held("number", plan.added(left.cell, right.cell, sign), plan.both(left.has, right.has), nothing)


def _outer(plan: Plan, function: str, one: Held, other: Held) -> Held:
    """The later or the earlier of two days; one that is none gives way, one that is not known does not."""
    if one.cell is None or other.cell is None:
        there = one if one.cell is not None else other
        gives_way = other.none if there is one else one.none
        return there._replace(has=plan.both(there.has, gives_way), none=plan.both(there.none, gives_way))
    sign = ">=" if function == "later_of" else "<="
    first = plan.compared(one.cell, sign, other.cell)
    both = plan.chosen(first, one.cell, other.cell)
    cell = plan.chosen(other.none, one.cell, plan.chosen(one.none, other.cell, both))
    is_there = plan.either(
        plan.both(one.has, other.has), plan.both(one.has, other.none), plan.both(one.none, other.has)
    )
    return Held("day", cell, is_there, plan.both(one.none, other.none))
