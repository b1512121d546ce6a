"""Writes rules, exceptions, gates and cases: what each definition comes to, for everybody at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from recourse.reasoning.columns import held
from recourse.reasoning.columns.cells import Plan
from recourse.reasoning.columns.days import number_of
from recourse.reasoning.columns.held import Held, Planes, Seat
from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.provisions import CODES
from recourse.reasoning.rulebook.tree import Definition, Rule

if TYPE_CHECKING:
    from recourse.reasoning.columns.emitting import Emitter


class Ruled(NamedTuple):
    """A rule for everybody: its planes where it is law, and where it is not law at all."""

    planes: Planes
    out: int


class Judged(NamedTuple):
    """A definition for everybody: met or open, not applicable, and its own conditions."""

    met: Planes
    outside: Planes
    gate: Planes


def ruled(emitter: Emitter, rule: Rule, seat: Seat) -> Ruled:
    """Whether the rule holds: what it asks, unless an exception does; never certainly when contested."""
    made = emitter.rules.get((id(rule), seat))
    if made is None:
        made = emitter.rules[id(rule), seat] = _ruled(emitter, rule, seat)
    return made


def _ruled(emitter: Emitter, rule: Rule, seat: Seat) -> Ruled:
    plan = emitter.plan
    law = in_force(emitter, rule, seat)
    if law == Plan.FALSE:
        return Ruled(held.NEVER, Plan.TRUE)
    parts = [emitter.test(rule.when, seat)]
    for exception in rule.unless:
        planes = emitter.rule(exception, seat).planes
        parts.append(held.turned(planes))
    true, false = held.every(plan, parts)
    if rule.contested:
        true = Plan.FALSE
    out = plan.opposite(law)
    return Ruled(Planes(plan.both(law, true), plan.either(out, false)), out)


def in_force(emitter: Emitter, rule: Rule, seat: Seat) -> int:
    """Where the rule is law on the day it is read at."""
    plan = emitter.plan
    today = _is_law(rule, emitter.day)
    if not rule.reads_at:
        return plan.TRUE if today else plan.FALSE
    other = emitter.fact(rule.reads_at, seat)
    if other.cell is None:
        return plan.TRUE if today else plan.FALSE
    begun = plan.compared(plan.fixed(number_of(rule.first_day)), "<=", other.cell)
    last = plan.fixed(number_of(rule.last_day or date.max))
    there = plan.both(begun, plan.compared(other.cell, "<=", last))
    return plan.decided(other.has, there, plan.TRUE if today else plan.FALSE)


def _is_law(rule: Rule, day: date) -> bool:
    return rule.first_day <= day and (rule.last_day is None or day <= rule.last_day)


def lawful(emitter: Emitter, definition: Definition, sheet: str) -> int:
    """Where any rule of the definition is law."""
    return emitter.plan.either(*(in_force(emitter, rule, Seat(sheet)) for rule in definition.rules))


def judged(emitter: Emitter, key: str, sheet: str) -> Judged:
    """What a test or an entitlement comes to for everybody on the sheet; a recorded answer stands."""
    made = emitter.judged.get((key, sheet))
    if made is None:
        made = emitter.judged[key, sheet] = _judged(emitter, key, sheet)
    return made


def _judged(emitter: Emitter, key: str, sheet: str) -> Judged:
    plan, definition, seat = emitter.plan, emitter.book.definitions[key], Seat(sheet)
    gate = _gate(emitter, definition, seat)
    outside = held.NEVER
    if definition.not_applicable:
        outside = held.some(plan, [emitter.rule(rule, seat).planes for rule in definition.not_applicable])
    yes, has = emitter.recorded(key, sheet, "value"), emitter.recorded(key, sheet, "has")
    told = Planes(plan.both(has, yes), plan.both(has, plan.opposite(yes)))
    gate = _unless(plan, has, told, gate)
    outside = _unless(plan, has, held.NEVER, outside)
    return Judged(held.every(plan, [gate, held.turned(outside)]), outside, gate)


def _unless(plan: Plan, when: int, then: Planes, otherwise: Planes) -> Planes:
    true = plan.decided(when, then.true, otherwise.true)
    return Planes(true, plan.decided(when, then.false, otherwise.false))


def _gate(emitter: Emitter, definition: Definition, seat: Seat) -> Planes:
    plan = emitter.plan
    requires = [emitter.rule(rule, seat) for rule in definition.requires]
    parts = [_if_law(plan, one) for one in requires]
    if definition.opens is not None:
        parts.append(held.some(plan, [emitter.rule(rule, seat).planes for rule in definition.opens]))
    else:
        all_out = plan.both(*(one.out for one in requires))
        parts.append(Planes(plan.opposite(all_out), all_out))
    if definition.bars:
        bars = held.some(plan, [emitter.rule(rule, seat).planes for rule in definition.bars])
        parts.append(held.turned(bars))
    return held.every(plan, parts)


def _if_law(plan: Plan, rule: Ruled) -> Planes:
    """A requirement that is not law asks nothing."""
    true, false = rule.planes
    return Planes(plan.either(true, rule.out), plan.both(false, plan.opposite(rule.out)))


def given(emitter: Emitter, key: str, sheet: str) -> Held:
    """What a value definition gives everybody on the sheet."""
    made = emitter.values.get((key, sheet))
    if made is None:
        definition = emitter.book.definitions[key]
        give = _every_code if definition.gives_type == CODES else _first_case
        made = emitter.values[key, sheet] = give(emitter, definition, sheet)
    return made


def _first_case(emitter: Emitter, definition: Definition, sheet: str) -> Held:
    """The value of the first case that holds, unless an earlier one that is not known would give another."""
    plan, seat = emitter.plan, Seat(sheet)
    nothing = tree.Literal(None)
    earlier: list[tuple[int, Held]] = []
    cases: list[tuple[int, Held]] = []
    for rule in definition.cases:
        planes = emitter.rule(rule, seat).planes
        value = emitter.value(rule.value or nothing, seat)
        cases.append((planes.true, _settled(plan, earlier, value)))
        earlier.append((held.is_open(plan, planes), value))
    last = _settled(plan, earlier, emitter.value(definition.otherwise or nothing, seat))
    for when, value in reversed(cases):
        last = held.picked(plan, when, value, last)
    return last


def _settled(plan: Plan, earlier: list[tuple[int, Held]], value: Held) -> Held:
    others = [plan.both(is_open, plan.opposite(held.same(plan, other, value))) for is_open, other in earlier]
    return held.only_where(plan, plan.opposite(plan.either(*others)), value)


def _every_code(emitter: Emitter, definition: Definition, sheet: str) -> Held:
    """The codes of all cases that hold, as bits in the order of the cases; not known while one is open."""
    plan, seat = emitter.plan, Seat(sheet)
    words: list[str] = []
    total, settled = plan.fixed(0), []
    for number, rule in enumerate(definition.cases):
        if not isinstance(rule.value, tree.Literal) or not isinstance(rule.value.value, str):
            raise TypeError(f"The columns want a code written out in each case of “{definition.key}”.")
        words.append(rule.value.value)
        planes = emitter.rule(rule, seat).planes
        bit = plan.chosen(planes.true, plan.fixed(1 << number), plan.fixed(0))
        total = plan.added(total, bit)
        settled.append(plan.either(planes.true, planes.false))
    return Held("codes", total, plan.both(*settled), Plan.FALSE, tuple(words))
