"""Finds the next day on which an answer changes by itself, by asking again on each day that could matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from recourse.reasoning import periods
from recourse.reasoning.rulebook import checking, judging, tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.person import Person

_DAY = timedelta(days=1)
_DEEPEST = 4


def next_day(
    book: Book, facts: Mapping[str, Any], *, as_at: date, keys: Iterable[str], closed_world: bool = False
) -> date | None:
    """The first day after `as_at` on which the outcome of any of the keys differs, if nobody does anything.

    `facts` as `recording.recorded` gives them. A day on which leave ends counts itself, though answers change
    on the day after it.
    """
    law = compiled(book)
    keys = list(keys)
    person = Person(law, facts, day=as_at, closed=closed_world)
    now = _outcomes(person, keys)
    reached = _reached(book, keys)
    ends = _leave_ends(person)
    for day in sorted(set(_candidates(person, law, reached))):
        if day <= as_at:
            continue
        if ends is not None and day > ends and day - ends > _DAY:
            break
        if _outcomes(Person(law, facts, day=day, closed=closed_world), keys) != now:
            return min(day, ends) if ends else day
    return ends


def _outcomes(person: Person, keys: list[str]) -> list[Any]:
    told = []
    for key in keys:
        own, one = judging.whose(person, key)
        told.append(judging.verdict(person.law.book.definitions[own], one, person.law) if one else None)
    return told


def _leave_ends(person: Person) -> date | None:
    """The day the person's own leave ends, if it lies ahead."""
    for fact in person.law.book.facts.values():
        if fact.ends_leave:
            day = person.value(fact.name)
            if isinstance(day, date) and day > person.day:
                return day
    return None


def _reached(book: Book, keys: list[str]) -> set[str]:
    """Every definition and fact the keys lean on, however far."""
    waiting = []
    for key in keys:
        for suffix in judging.AS_PARTNER:
            key = key if key in book.definitions else key.removesuffix(suffix)
        waiting.append(key)
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        waiting += checking.leans_on(book, name)
    return reached


def _candidates(person: Person, law: Compiled, reached: set[str]) -> Iterator[date]:
    people = [person, *person.around().members]
    for name in reached:
        definition = law.book.definitions.get(name)
        if definition is None:
            nodes: list[Any] = [
                node for entry in law.book.facts[name].implied for node in (entry.when, entry.value)
            ]
            days = [one.value(name) for one in people] if law.book.facts[name].type is Type.DAY else []
        else:
            rules = list(checking.every_rule(definition))
            for rule in rules:
                yield rule.first_day
                if rule.last_day and rule.last_day < date.max:
                    yield rule.last_day + _DAY
            nodes = [node for rule in rules for node in (rule.when, rule.value)]
            days = [law.result(one, name) for one in people] if definition.gives_type == "day" else []
        for day in days:
            yield from _around(day)
        for node in nodes:
            yield from _turns(node, people, law)


def _around(day: Any) -> Iterator[date]:
    if isinstance(day, date):
        yield day
        if day < date.max:
            yield day + _DAY


def _turns(node: Any, people: list[Person], law: Compiled) -> Iterator[date]:
    """The days on which the comparisons in a condition can turn."""
    for compared in _comparisons(node):
        for left, right in ((compared.left, compared.right), (compared.right, compared.left)):
            for one in _spelled_out(left, law.book, 0):
                for person in people:
                    yield from _turn(one, right, person, law)


def _spelled_out(node: Any, book: Book, depth: int) -> Iterator[Any]:
    """A value, and the values it may stand for: an age stands for the years since a birthday."""
    yield node
    if depth > _DEEPEST:
        return
    match node:
        case tree.FactValue(name=name):
            stands_for: list[Any] = [entry.value for entry in book.facts[name].implied]
        case tree.ValueOf(name=name):
            definition = book.definitions[name]
            stands_for = [*(rule.value for rule in definition.cases), definition.otherwise]
        case _:
            stands_for = []
    for other in stands_for:
        yield from _spelled_out(other, book, depth + 1)


def _comparisons(node: Any) -> Iterator[tree.Compare]:
    match node:
        case tree.Compare():
            yield node
        case tree.All(parts=parts) | tree.Some(parts=parts):
            for part in parts:
                yield from _comparisons(part)
        case tree.Not(part=part) | tree.Among(part=part) | tree.UnlessAsked(part=part):
            yield from _comparisons(part)


def _turn(one: Any, other: Any, person: Person, law: Compiled) -> Iterator[date]:
    value = law.value(other)(person)
    try:
        match one:
            case tree.Apply(function=function, arguments=(argument,)) if isinstance(value, int):
                day = law.value(argument)(person)
                if isinstance(day, date):
                    for moved in (_passed(function, day, value), _passed(function, day, value + 1)):
                        yield from _around(moved)
            case tree.Shift(start=tree.AsAt(), count=count, unit=unit) if isinstance(value, date):
                back = {"days": periods.later_by_days, "months": periods.later_by_months,
                        "years": periods.later_by_years}.get(unit)  # fmt: skip
                if back:
                    near = back(value, -count)
                    for offset in range(-3, 4):
                        yield near + offset * _DAY
            case _:
                day = law.value(one)(person)
                yield from _around(day)
    except OverflowError:
        return


def _passed(function: str, day: date, count: int) -> date:
    if function == "years_since":
        return periods.later_by_years(day, count)
    if function == "months_since":
        return periods.later_by_months(day, count)
    return periods.later_by_days(day, count if function == "days_since" else -count)
