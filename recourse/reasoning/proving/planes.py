"""Truth for the solver: a pair of formulas, certainly true and certainly false, so that open law stays open.

A formula is a Z3 one or a plain bool; what is known beforehand is folded away as it is built.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import z3

Formula = Any


class Planes(NamedTuple):
    """When something certainly holds, and when it certainly does not; neither is a point left open."""

    yes: Formula
    no: Formula


def both(parts: Iterable[Formula]) -> Formula:
    """Every formula holds."""
    left = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            left.append(part)
    return True if not left else left[0] if len(left) == 1 else z3.And(left)


def either(parts: Iterable[Formula]) -> Formula:
    """At least one formula holds."""
    left = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            left.append(part)
    return False if not left else left[0] if len(left) == 1 else z3.Or(left)


def turned(part: Formula) -> Formula:
    """The formula does not hold."""
    return not part if isinstance(part, bool) else z3.Not(part)


def alike(one: Formula, other: Formula) -> Formula:
    """Both hold or neither does."""
    if isinstance(one, bool):
        return other if one else turned(other)
    if isinstance(other, bool):
        return one if other else turned(one)
    return True if one.eq(other) else one == other


def chosen(when: Formula, one: Formula, other: Formula) -> Formula:
    """One of two formulas, as a third holds or not."""
    if isinstance(when, bool):
        return one if when else other
    return either((both((when, one)), both((turned(when), other))))


def certain(formula: Formula) -> Planes:
    """What is never left open."""
    return Planes(formula, turned(formula))


def opposite(part: Planes) -> Planes:
    """The part does not hold; what is open stays open."""
    return Planes(part.no, part.yes)


def every(parts: Iterable[Planes]) -> Planes:
    """All parts hold."""
    told = list(parts)
    return Planes(both(part.yes for part in told), either(part.no for part in told))


def some(parts: Iterable[Planes]) -> Planes:
    """At least one part holds."""
    told = list(parts)
    return Planes(either(part.yes for part in told), both(part.no for part in told))


def is_open(part: Planes) -> Formula:
    """It is left open."""
    return both((turned(part.yes), turned(part.no)))
