"""Truth as two planes, and values that may be there, known to be none, or not known: the algebra of both."""

from __future__ import annotations

from typing import NamedTuple

from recourse.reasoning.columns.cells import Plan


class Planes(NamedTuple):
    """A truth for everybody: where it is certainly true, and where it is certainly false."""

    true: int
    false: int


class Held(NamedTuple):
    """A value for everybody: the cell (to be read only where it `has` one), and where it is known to be none.

    `kind` is yes_no, code, day, number, codes (bits, of the words in `words`) or people (how many).
    """

    kind: str
    cell: int | None
    has: int
    none: int
    words: tuple[str, ...] = ()


class Seat(NamedTuple):
    """Of whom a node is read: the sheet, and the facts already being followed (which then are not known)."""

    sheet: str
    following: frozenset[str] = frozenset()


class UnknownNode(TypeError):
    """A node of the tree that this reader does not know."""

    def __init__(self, node: object) -> None:
        super().__init__(f"The columns do not know the node “{type(node).__name__}” of the tree.")


ALWAYS = Planes(Plan.TRUE, Plan.FALSE)
NEVER = Planes(Plan.FALSE, Plan.TRUE)
UNKNOWN = Held("", None, Plan.FALSE, Plan.FALSE)
NONE = Held("", None, Plan.FALSE, Plan.TRUE)


def every(plan: Plan, parts: list[Planes]) -> Planes:
    """Every part holds: one false decides."""
    return Planes(plan.both(*(one.true for one in parts)), plan.either(*(one.false for one in parts)))


def some(plan: Plan, parts: list[Planes]) -> Planes:
    """At least one part holds: one true decides."""
    return Planes(plan.either(*(one.true for one in parts)), plan.both(*(one.false for one in parts)))


def turned(part: Planes) -> Planes:
    """The part does not hold."""
    return Planes(part.false, part.true)


def is_open(plan: Plan, part: Planes) -> int:
    """Where the part is not known."""
    return plan.opposite(plan.either(part.true, part.false))


def known(plan: Plan, held: Held) -> int:
    """Where there is a value, or it is known that there is none."""
    return plan.either(held.has, held.none)


def picked(plan: Plan, when: int, then: Held, otherwise: Held) -> Held:
    """One value where it is yes, another where it is no."""
    if when == Plan.TRUE:
        return then
    if when == Plan.FALSE:
        return otherwise
    like = then if then.cell is not None else otherwise
    if then.cell is None or otherwise.cell is None:
        cell = like.cell
    elif like.kind == "yes_no":
        cell = plan.decided(when, then.cell, otherwise.cell)
    else:
        cell = plan.chosen(when, then.cell, otherwise.cell)
    has = plan.decided(when, then.has, otherwise.has)
    return Held(like.kind, cell, has, plan.decided(when, then.none, otherwise.none), like.words)


def same(plan: Plan, one: Held, other: Held) -> int:
    """Where both are known and alike."""
    nothing = plan.both(one.none, other.none)
    if one.cell is None or other.cell is None:
        return nothing
    if one.kind == "yes_no":
        alike = plan.decided(one.cell, other.cell, plan.opposite(other.cell))
    else:
        alike = plan.compared(one.cell, "==", other.cell)
    return plan.either(nothing, plan.both(one.has, other.has, alike))


def only_where(plan: Plan, where: int, held: Held) -> Held:
    """The value there; elsewhere not known."""
    return picked(plan, where, held, UNKNOWN)


def bits(words: tuple[str, ...], codes: frozenset[str] | set[str]) -> int:
    """The codes as bits of the words they are among."""
    return sum(1 << number for number, word in enumerate(words) if word in codes)
