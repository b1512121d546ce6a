"""How the rulebook comes to a day: the rule that gives it, the fact it is counted from, and the steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from recourse.reasoning.rulebook.tree import Expression, FactValue, Rule, Shift, ValueOf
from recourse.reasoning.rulebook.values import WORKING, later


@dataclass(frozen=True, slots=True)
class Counted:
    """A day and how it was counted.

    `steps` are amounts and units in the order taken. `is_earliest` says that working days reach beyond the
    years whose bank holidays are known, so that the true day may be later.
    """

    rule: Rule
    result: date
    basis: str
    basis_day: date | None
    steps: tuple[tuple[int, str], ...]
    is_earliest: bool


def count(law: Compiled, person: Person, key: str) -> Counted | None:
    """The day a value definition gives this person and how it came about; None when it gives none."""
    value = law.result(person, key)
    if value is None:
        return None
    rule = _deciding(law, person, key, is_known=value is not UNKNOWN)
    if rule is None or rule.value is None:
        return None
    walked = _walked(law, person, rule.value)
    if walked is None or (value is UNKNOWN and not walked[3]):
        return None
    day, basis, steps, is_earliest = walked
    started = person.value(basis) if basis else None
    return Counted(rule, day, basis, started if isinstance(started, date) else None, steps, is_earliest)


def _deciding(law: Compiled, person: Person, key: str, *, is_known: bool) -> Rule | None:
    """The first case that holds; where no day is known, only if no case before it is open."""
    for rule in law.book.definitions[key].cases:
        truth = law.rule(rule)(person)
        if truth is True:
            return rule
        if truth is None and not is_known:
            return None
    return None


_Walked = tuple[date, str, tuple[tuple[int, str], ...], bool]


def _walked(law: Compiled, person: Person, node: Expression) -> _Walked | None:
    match node:
        case FactValue(name=name):
            day = person.value(name)
            return (day, name, (), False) if isinstance(day, date) else None
        case ValueOf(name=name):
            value = law.result(person, name)
            rule = _deciding(law, person, name, is_known=value is not UNKNOWN)
            return None if rule is None or rule.value is None else _walked(law, person, rule.value)
        case Shift(start=start, count=count, unit=unit):
            begun = _walked(law, person, start)
            return None if begun is None else _moved(law, begun, count, unit)
        case _:
            day = law.value(node)(person)
            return (day, "", (), False) if isinstance(day, date) else None


def _moved(law: Compiled, begun: _Walked, count: int, unit: str) -> _Walked | None:
    day, basis, steps, is_earliest = begun
    try:
        moved = later(day, count, unit, law.book)
    except OverflowError:
        return None
    if unit == WORKING and not law.book.calendar.knows(day, moved):
        is_earliest = True
    return moved, basis, (*steps, (count, unit)), is_earliest
