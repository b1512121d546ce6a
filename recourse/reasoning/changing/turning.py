"""The values at which the law tells one number or day from another: those a fact need be tried with."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date, timedelta
from typing import Any

from recourse.reasoning import periods
from recourse.reasoning.changing.alike import alike
from recourse.reasoning.rulebook import checking, tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.flipping import comparisons
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import Person

_DAY = timedelta(days=1)
_BACK = {"days": periods.later_by_days, "months": periods.later_by_months, "years": periods.later_by_years}
_SINCE = {"years_since": "years", "months_since": "months", "days_since": "days", "days_until": "days"}
Turning = tuple[str, Any]


def turnings(book: Book) -> dict[str, list[Turning]]:
    """What the numbers and days of the law are compared with: by fact, how, and the other side."""
    found: dict[str, list[Turning]] | None = book.compiled.get("turnings")
    if found is None:
        found = book.compiled["turnings"] = {}
        conditions = [
            rule.when for definition in book.definitions.values() for rule in checking.every_rule(definition)
        ]
        conditions += [entry.when for fact in book.facts.values() for entry in fact.implied]
        for condition in conditions:
            for compared in comparisons(condition):
                _note(compared.left, compared.right, found)
                _note(compared.right, compared.left, found)
    return found


def _note(one: Any, other: Any, found: dict[str, list[Turning]]) -> None:
    match one:
        case tree.FactValue(name=name):
            found.setdefault(name, []).append(("", other))
        case tree.Apply(function=function, arguments=(tree.FactValue(name=name),)):
            found.setdefault(name, []).append((function, other))
        case tree.Shift(start=tree.FactValue(name=name), count=count, unit=unit) if unit in _BACK:
            found.setdefault(name, []).append((f"{-count} {unit}", other))
        case _:
            return


def values(fact: Fact, person: Person, law: Compiled) -> list[Any]:
    """The values a fact may turn out to have, as far as the law tells them apart."""
    match fact.type:
        case Type.YES_NO:
            return [True, False]
        case Type.ONE_OF:
            return list(fact.options)
        case Type.SOME_OF:
            return [frozenset({code}) for code in fact.options]
        case Type.NUMBER | Type.MONEY:
            others = [law.value(other)(person) for _, other in turnings(law.book).get(fact.name, ())]
            near = {value for value in others if isinstance(value, (int, float))}
            return sorted({moved for value in near for moved in (value - 1, value, value + 1) if moved >= 0})
        case Type.DAY:
            days: set[date] = {person.day}
            for how, other in turnings(law.book).get(fact.name, ()):
                days |= set(_days(how, law.value(other)(person), person.day))
            return sorted(days)
        case _:
            return []


def told_apart(fact: Fact, person: Person, law: Compiled) -> list[Any]:
    """The same values, but one alone of those codes that the law does not tell apart."""
    found = values(fact, person, law)
    if not fact.options:
        return found
    marks = alike(law.book)
    usual = [fact.worked_example] if fact.has_worked_example and fact.worked_example in found else []
    apart: dict[Hashable, Any] = {}
    for value in (*usual, *found):
        apart.setdefault(marks.mark(fact, value), value)
    return list(apart.values())


def _days(how: str, other: Any, day: date) -> Iterator[date]:
    """The days around which a comparison of a day turns."""
    try:
        if isinstance(other, date) and how:
            count, unit = how.split(" ", 1)
            near = _BACK[unit](other, int(count))
        elif isinstance(other, date):
            near = other
        elif how in _SINCE and isinstance(other, int):
            near = _BACK[_SINCE[how]](day, other if how == "days_until" else -other)
        else:
            return
        yield from (near - _DAY, near, near + _DAY)
    except OverflowError:
        return
