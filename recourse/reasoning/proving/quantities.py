"""Values for the solver: none, or a number, a day, a code, a list of codes or a yes or no.

Numbers are whole hundredths and days are counted from the first of the calendar, so that all of it is whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import z3

from recourse.reasoning.proving import planes
from recourse.reasoning.proving.planes import Formula

HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value: whether there is none, whether it cannot be worked out, and what it is.

    `number` counts hundredths or days; `codes` says for each code when the value is it, or lists it.
    """

    none: Formula = False
    unknown: Formula = False
    number: Any = 0
    codes: dict[str, Formula] = field(default_factory=dict)
    holds: Formula = False


def literal(value: Any) -> Quantity:
    """A value that is written in the law, or recorded."""
    match value:
        case None:
            return Quantity(none=True)
        case bool():
            return Quantity(holds=value)
        case date():
            return Quantity(number=value.toordinal())
        case int() | float():
            return Quantity(number=round(value * HUNDREDTHS))
        case str():
            return Quantity(codes={value: True})
        case frozenset() | tuple():
            return Quantity(codes=dict.fromkeys(value, True))
    raise TypeError(f"the proof cannot read {value!r}")


def same(one: Quantity, other: Quantity) -> Formula:
    """The two are known and are the same, or there is none of either."""
    codes = {*one.codes, *other.codes}
    alike = [planes.alike(one.codes.get(code, False), other.codes.get(code, False)) for code in codes]
    alike += [planes.alike(one.holds, other.holds), equal(one.number, other.number)]
    known = planes.both((planes.turned(one.unknown), planes.turned(other.unknown)))
    some = planes.both((planes.turned(one.none), planes.turned(other.none), *alike))
    return planes.both((known, planes.either((planes.both((one.none, other.none)), some))))


def equal(one: Any, other: Any) -> Formula:
    """The same number."""
    if isinstance(one, int) and isinstance(other, int):
        return one == other
    return one == other


def chosen(when: Formula, one: Quantity, other: Quantity) -> Quantity:
    """One of two values, as a formula holds or not."""
    if isinstance(when, bool):
        return one if when else other
    codes = {
        code: planes.chosen(when, one.codes.get(code, False), other.codes.get(code, False))
        for code in {**one.codes, **other.codes}
    }
    plain = isinstance(one.number, int) and isinstance(other.number, int) and one.number == other.number
    return Quantity(
        none=planes.chosen(when, one.none, other.none),
        unknown=planes.chosen(when, one.unknown, other.unknown),
        number=one.number if plain else z3.If(when, one.number, other.number),
        codes=codes,
        holds=planes.chosen(when, one.holds, other.holds),
    )


def first_that_holds(cases: Iterable[tuple[planes.Planes, Quantity]], otherwise: Quantity) -> Quantity:
    """The value of the first case that holds; not known where an open case before it would give another."""
    told = otherwise
    for holds, value in reversed(list(cases)):
        left_open = planes.is_open(holds)
        doubtful = planes.both((left_open, planes.turned(same(value, told))))
        told = chosen(holds.yes, value, told)
        if doubtful is not False:
            unknown = planes.either((told.unknown, doubtful))
            none = planes.both((told.none, planes.turned(doubtful)))
            told = Quantity(none, unknown, told.number, told.codes, told.holds)
    return told


def listed(cases: Iterable[tuple[planes.Planes, Quantity]]) -> Quantity:
    """The codes of every case that holds; not known while one is open."""
    told = list(cases)
    codes: dict[str, Formula] = {}
    for holds, value in told:
        for code, is_it in value.codes.items():
            codes[code] = planes.either((codes.get(code, False), planes.both((holds.yes, is_it))))
    return Quantity(unknown=planes.either(planes.is_open(holds) for holds, _ in told), codes=codes)
