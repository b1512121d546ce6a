"""Finds the next day on which an answer changes by itself, by asking again on each day that could matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from recourse.reasoning import periods
from recourse.reasoning.rulebook import checking, judging, tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.kleene import Value
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.person import Person

_DAY = timedelta(days=1)
_DEEPEST = 4
_PLANS_KEPT = 100
Turn = Callable[[Person], Iterator[date]]


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
    plan = _planned(law, tuple(keys))
    ends = _leave_ends(person)
    for day in sorted(set(_candidates(person, law, plan))):
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


@dataclass(frozen=True, slots=True)
class Plan:
    """Where to look for the days on which some keys can turn: the same for everybody, so worked out once."""

    boundaries: frozenset[date]
    day_facts: tuple[str, ...]
    day_values: tuple[str, ...]
    turns: tuple[Turn, ...]


def _planned(law: Compiled, keys: tuple[str, ...]) -> Plan:
    plans = law.book.compiled.setdefault("flipping", {})
    made = plans.get(keys)
    if made is None:
        if len(plans) >= _PLANS_KEPT:
            plans.clear()
        made = plans[keys] = _plan(law, _reached(law.book, keys))
    return made  # type: ignore[no-any-return]


def _plan(law: Compiled, reached: set[str]) -> Plan:
    book = law.book
    definitions = [book.definitions[name] for name in reached if name in book.definitions]
    facts = [book.facts[name] for name in reached if name not in book.definitions]
    rules = [rule for definition in definitions for rule in checking.every_rule(definition)]
    ends = {rule.last_day + _DAY for rule in rules if rule.last_day and rule.last_day < date.max}
    nodes = [node for rule in rules for node in (rule.when, rule.value)]
    nodes += [node for fact in facts for entry in fact.implied for node in (entry.when, entry.value)]
    turns = {
        (id(one), id(other)): _turn(one, other, law)
        for node in nodes
        for compared in comparisons(node)
        for left, other in ((compared.left, compared.right), (compared.right, compared.left))
        for one in _spelled_out(left, book, 0)
    }
    return Plan(
        boundaries=frozenset({rule.first_day for rule in rules} | ends),
        day_facts=tuple(fact.name for fact in facts if fact.type is Type.DAY),
        day_values=tuple(one.key for one in definitions if one.gives_type == "day"),
        turns=tuple(turns.values()),
    )


def _reached(book: Book, keys: Iterable[str]) -> set[str]:
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


def _candidates(person: Person, law: Compiled, plan: Plan) -> Iterator[date]:
    yield from plan.boundaries
    for one in (person, *person.around().members):
        for name in plan.day_facts:
            yield from _around(one.value(name))
        for key in plan.day_values:
            yield from _around(law.result(one, key))
        for turn in plan.turns:
            yield from turn(one)


def _around(day: Any) -> Iterator[date]:
    if isinstance(day, date):
        yield day
        if day < date.max:
            yield day + _DAY


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
            given = [*(rule.value for rule in definition.cases), definition.otherwise]
            stands_for = [value for value in given if value is not None]
        case _:
            stands_for = []
    for other in stands_for:
        yield from _spelled_out(other, book, depth + 1)


def comparisons(node: Any) -> Iterator[tree.Compare]:
    """Every comparison within a condition."""
    match node:
        case tree.Compare():
            yield node
        case tree.All(parts=parts) | tree.Some(parts=parts):
            for part in parts:
                yield from comparisons(part)
        case tree.Not(part=part) | tree.Among(part=part) | tree.UnlessAsked(part=part):
            yield from comparisons(part)


_BACK = {
    "days": periods.later_by_days,
    "months": periods.later_by_months,
    "years": periods.later_by_years,
}


def _turn(one: Any, other: Any, law: Compiled) -> Turn:
    """The days of a person on which a comparison of one value with the other can turn."""
    value_of = law.value(other)
    match one:
        case tree.Apply(function=function, arguments=(argument,)):
            days = _passing(function, law.value(argument), law.value(one))
        case tree.Shift(start=tree.AsAt(), count=count, unit=unit):
            days = _nearing(count, _BACK.get(unit), law.value(one))
        case _:
            plainly = law.value(one)

            def days(person: Person, value: Any) -> Iterator[date]:
                return _around(plainly(person))

    def turn(person: Person) -> Iterator[date]:
        try:
            yield from days(person, value_of(person))
        except OverflowError:
            return

    return turn


def _passing(function: str, day_of: Value, plainly: Value) -> Callable[[Person, Any], Iterator[date]]:
    def days(person: Person, value: Any) -> Iterator[date]:
        if not isinstance(value, int):
            yield from _around(plainly(person))
            return
        day = day_of(person)
        if isinstance(day, date):
            for moved in (_passed(function, day, value), _passed(function, day, value + 1)):
                yield from _around(moved)

    return days


def _nearing(
    count: int, back: Callable[[date, int], date] | None, plainly: Value
) -> Callable[[Person, Any], Iterator[date]]:
    def days(person: Person, value: Any) -> Iterator[date]:
        if not isinstance(value, date):
            yield from _around(plainly(person))
        elif back:
            near = back(value, -count)
            for offset in range(-3, 4):
                yield near + offset * _DAY

    return days


def _passed(function: str, day: date, count: int) -> date:
    if function == "years_since":
        return periods.later_by_years(day, count)
    if function == "months_since":
        return periods.later_by_months(day, count)
    return periods.later_by_days(day, count if function == "days_since" else -count)
