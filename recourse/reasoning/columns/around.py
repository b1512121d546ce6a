"""Writes what is asked over the children, the adults or the whole household, plane by plane."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from recourse.reasoning.columns.cells import MEMBER, PERSON, Plan
from recourse.reasoning.columns.held import Planes, Seat
from recourse.reasoning.rulebook.tree import Condition

if TYPE_CHECKING:
    from recourse.reasoning.columns.emitting import Emitter

KNOWN = {"child": "children_known", "adult": "members_known", "household member": "members_known"}
COUNTED = {"child": "is_counted_child", "adult": "is_adult", "household member": "is_member"}
Plane = Callable[[Planes], int]


def among(emitter: Emitter, how: str, who: str, part: Condition, sheet: str) -> Planes:
    """Over the people around: a list not known to be whole leaves open what nobody on it decides."""
    plan = emitter.plan

    def decides(planes: Planes) -> int:
        return planes.false if how == "every" else planes.true

    def may_decide(planes: Planes) -> int:
        return plan.opposite(planes.true if how == "every" else planes.false)

    decided = _anybody(emitter, who, part, sheet, decides)
    undecided = _anybody(emitter, who, part, sheet, may_decide)
    whole = flag(emitter, PERSON, KNOWN[who])
    if sheet == MEMBER:
        whole = plan.brought(whole)
        if who == "child":
            is_child = flag(emitter, MEMBER, "is_child")
            decided, undecided = (plan.both(found, plan.opposite(is_child)) for found in (decided, undecided))
            whole = plan.either(whole, is_child)
    found = Planes(decided, plan.both(whole, plan.opposite(undecided)))
    return found if how == "any" else Planes(found.false, found.true)


def flag(emitter: Emitter, sheet: str, name: str) -> int:
    """A column of yes and no that a sheet comes with; no when it has no such column."""
    return emitter.plan.column(sheet, name) if name in emitter.columns[sheet] else Plan.FALSE


def _anybody(emitter: Emitter, who: str, part: Condition, sheet: str, plane: Plane) -> int:
    """Whether the plane is yes for anybody around; a member's household is the applicant and the others."""
    plan, person, member = emitter.plan, Seat(PERSON), Seat(MEMBER)
    is_around = flag(emitter, MEMBER, COUNTED[who])
    listed = Plan.FALSE
    if is_around != Plan.FALSE:
        listed = plan.both(is_around, plane(emitter.test(part, member)))
    if sheet == MEMBER and who == "household member":
        own = plan.chosen(listed, plan.fixed(1), plan.fixed(0))
        others = plan.compared(plan.brought(plan.total(listed)), ">", own)
        return plan.either(others, plan.brought(plane(emitter.test(part, person))))
    found = plan.any_member(listed)
    if who == "adult":
        found = plan.either(found, plane(emitter.test(part, person)))
    return plan.brought(found) if sheet == MEMBER else found
