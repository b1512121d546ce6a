"""The pieces of a condition as closures over a person: true, false, or None for not known."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from recourse.reasoning.rulebook.person import NOT_YET, UNKNOWN, Person

Truth = bool | None
Test = Callable[[Person], Truth]
Value = Callable[[Person], Any]
OUT: Any = "out of force"


def some_of(parts: list[Test]) -> Test:
    """At least one part holds: true decides, whatever is not known beside it."""

    def some(person: Person) -> Truth:
        truth: Truth = False
        for part in parts:
            found = part(person)
            if found is True:
                return True
            if found is None:
                truth = None
        return truth

    return some


def every_of(parts: list[Test]) -> Test:
    """Every part holds: false decides, whatever is not known beside it."""

    def every(person: Person) -> Truth:
        truth: Truth = True
        for part in parts:
            found = part(person)
            if found is False:
                return False
            if found is None:
                truth = None
        return truth

    return every


def turned(part: Test) -> Test:
    """The part does not hold; what is not known stays not known."""

    def opposite(person: Person) -> Truth:
        truth = part(person)
        return None if truth is None else not truth

    return opposite


def is_so(place: int, of_applicant: bool) -> Test:
    """A yes-or-no fact; known that there is none is no."""

    def yes(person: Person) -> Truth:
        value = person.values[place]
        if value is NOT_YET:
            value = person.resolved(place)
        return None if value is UNKNOWN else value is True

    def yes_of_applicant(person: Person) -> Truth:
        return yes(person.first())

    return yes_of_applicant if of_applicant else yes


def is_listed(what: Value, codes: frozenset[str]) -> Test:
    """One code, and whether it is in the list."""

    def listed(person: Person) -> Truth:
        value = what(person)
        return None if value is UNKNOWN else value in codes

    return listed


def has(what: Value, codes: frozenset[str]) -> Test:
    """Several codes, and whether any of them is in the list."""

    def found(person: Person) -> Truth:
        value = what(person)
        if value is UNKNOWN:
            return None
        return False if value is None else not codes.isdisjoint(value)

    return found


_NONE = frozenset({"none"})


def is_nothing(what: Value) -> Test:
    """Known that there is none."""

    def nothing(person: Person) -> Truth:
        value = what(person)
        return None if value is UNKNOWN else nothing_in(value)

    return nothing


def nothing_in(value: Any) -> bool:
    """Whether a known value says that there is none."""
    return (
        value is None or value == "none" or value == () or (isinstance(value, frozenset) and value <= _NONE)
    )


SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compared(left: Value, sign: Callable[[Any, Any], bool], right: Value) -> Test:
    """Two numbers or two days; a comparison with none is false."""

    def told(person: Person) -> Truth:
        one, other = left(person), right(person)
        if one is None or other is None:
            return False
        if one is UNKNOWN or other is UNKNOWN:
            return None
        return sign(one, other)

    return told


def members(person: Person, who: str) -> tuple[list[Person], bool]:
    """The people a quantifier goes over, and whether the list is known to be whole."""
    around = person.around()
    if who == "child":
        return around.children, around.children_known
    if who == "adult":
        return around.adults, around.adults_known
    return around.members, around.members_known


def among(how: str, who: str, part: Test) -> Test:
    """Over the people around: a list not known to be whole leaves open what nobody on it decides."""

    wanted = how != "every"

    def found(person: Person) -> Truth:
        people, is_whole = members(person, who)
        truth: Truth = False if is_whole else None
        for one in people:
            told = part(one)
            if told is wanted:
                truth = True
                break
            if told is None:
                truth = None
        if how == "any" or truth is None:
            return truth
        return not truth

    return found
