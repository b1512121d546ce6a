"""The whole book as compact data: every definition and rule, what follows from what, and the sentences.

Rules stand in one row, each before its exceptions; columns beside them hold what most rules have, and maps by
number what few have. Days are numbers into one table, which itself holds the steps from one day to the next.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from recourse.reasoning.browser.nodes import Numbers, day
from recourse.reasoning.rulebook import checking, person, regulated, tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.tree import Definition, Kind, Rule

TYPES = {
    Type.YES_NO: "y", Type.ONE_OF: "o", Type.SOME_OF: "s", Type.NUMBER: "n",
    Type.MONEY: "m", Type.DAY: "d", Type.PEOPLE: "p", Type.TEXT: "t",
}  # fmt: skip
KINDS = {Kind.ENTITLEMENT: "e", Kind.TEST: "t", Kind.VALUE: "v"}
_MEMBER = "member"


def every_name(book: Book) -> list[str]:
    """The facts, the definitions and the amounts: the place of each is its number."""
    return [*book.facts, *book.definitions, *book.amounts]


def every_code(book: Book) -> list[str]:
    """Every code of a fact or a value, “none” first: the place of each is its number."""
    found = dict.fromkeys(["none", _MEMBER, *sorted(person.PARTNER_ROLES | person.CHILD_ROLES)])
    for fact in book.facts.values():
        found.update(dict.fromkeys(fact.options))
    for node in _nodes(book):
        found.update(dict.fromkeys(_codes_in(node)))
    return list(found)


def _nodes(book: Book) -> Iterator[Any]:
    """Every condition and value that stands by itself."""
    for rule, _ in every_rule(book):
        yield from (rule.when, rule.value)
    for definition in book.definitions.values():
        yield definition.otherwise
        yield from (caution.when for caution in definition.warnings)
    for fact in book.facts.values():
        for entry in fact.implied:
            yield from (entry.when, entry.value)


def _codes_in(node: Any) -> Iterator[str]:
    if isinstance(node, tree.OneOf | tree.Has):
        yield from sorted(node.codes)
    elif isinstance(node, tree.Literal) and isinstance(node.value, str):
        yield node.value
    elif dataclasses.is_dataclass(node):
        for field in dataclasses.fields(node):
            part = getattr(node, field.name)
            for one in part if isinstance(part, tuple) else (part,):
                yield from _codes_in(one)


def _coded(book: Book) -> set[str]:
    """The names whose values are codes."""
    facts = {name for name, fact in book.facts.items() if TYPES[fact.type] in "ost"}
    return facts | {name for name, one in book.definitions.items() if one.gives_type in ("code", "codes")}


def every_rule(book: Book) -> Iterator[tuple[Rule, int]]:
    """Every rule in the order of its number, with how deep an exception it is."""
    for definition in book.definitions.values():
        for rule in definition.rules:
            yield from _with_exceptions(rule, 0)


def _with_exceptions(rule: Rule, depth: int) -> Iterator[tuple[Rule, int]]:
    yield rule, depth
    for exception in rule.unless:
        yield from _with_exceptions(exception, depth + 1)


def reached(book: Book) -> frozenset[str]:
    """All that an outcome on the device may rest on: definitions, facts, and the lists of people.

    What stands by itself, a day in a plan of routes and what only such a plan asks about, is worked out
    there too, but the device says no sentence about it: it makes no plans.
    """
    made = book.compiled.get("reached on the device")
    if made is None:
        lists = [name for name, fact in book.facts.items() if fact.type is Type.PEOPLE or fact.of_partner]
        outcomes = [key for key, one in book.definitions.items() if one.kind is not Kind.VALUE]
        waiting, seen = [*outcomes, *lists], set[str]()
        while waiting:
            name = waiting.pop()
            if name not in seen and (name in book.facts or name in book.definitions):
                seen.add(name)
                waiting += checking.leans_on(book, name)
        made = book.compiled["reached on the device"] = frozenset(seen)
    return frozenset(made)


def pack(book: Book) -> dict[str, Any]:
    """The book as plain values, ready to be written as JSON."""
    numbers = Numbers(every_name(book), every_code(book), _coded(book))
    return {
        "edition": book.edition[:12],
        **_facts(book, numbers),
        **_definitions(book, numbers),
        **_rules(book, numbers),
        "amounts": [
            [[day(one.first_day), one.last_day and day(one.last_day), one.value] for one in dated]
            for dated in book.amounts.values()
        ],
        "holidays": _steps(sorted(day(one) for one in book.calendar.holidays)),
        "years": [book.calendar.first_year, book.calendar.last_year],
        "roles": {
            "fact": numbers.names[person.ROLE],
            "member": numbers.codes[_MEMBER],
            "child": numbers.codes["child"],
            "partner": numbers.codes["partner"],
            "children": sorted(numbers.codes[role] for role in person.CHILD_ROLES),
            "partners": sorted(numbers.codes[role] for role in person.PARTNER_ROLES),
        },
    }


def _facts(book: Book, numbers: Numbers) -> dict[str, Any]:
    facts = book.facts
    status = facts[person.STATUS]
    return {
        "questions": "\n".join(
            fact.question if fact.name in reached(book) else "" for fact in facts.values()
        ),
        "types": "".join(TYPES[fact.type] for fact in facts.values()),
        "shared": _having(one.of == "household" for one in facts.values()),
        "lists": _having(one.lists_children for one in facts.values()),
        "partner": {
            number: numbers.names[one.of_partner]
            for number, one in enumerate(facts.values())
            if one.of_partner
        },
        "assumed": {
            number: numbers.plain(one.assumed) for number, one in enumerate(facts.values()) if one.is_assumed
        },
        "implied": {
            number: [[numbers.node(each.when), numbers.node(each.value)] for each in one.implied]
            for number, one in enumerate(facts.values())
            if one.implied
        },
        "status": numbers.names[person.STATUS],
        "implies": [
            [
                [numbers.names[name], numbers.plain(value)]
                for name, value in book.implies.get(code, {}).items()
            ]
            for code in status.options
        ],
        "statuses": [numbers.codes[code] for code in status.options],
    }


def _having(flags: Iterable[bool]) -> list[int]:
    return [number for number, flag in enumerate(flags) if flag]


def _definitions(book: Book, numbers: Numbers) -> dict[str, Any]:
    every = list(book.definitions.values())
    warnings = list(book.warnings)
    return {
        "titles": "\n".join(one.title for one in every),
        "kinds": "".join(KINDS[one.kind] for one in every),
        "shapes": [_shape(one) for one in every],
        "listing": _having(one.gives_type == "codes" for one in every),
        "powers": _having(one.gives == "discretionary" for one in every),
        "otherwise": {
            number: numbers.node(one.otherwise)
            for number, one in enumerate(every)
            if one.otherwise is not None
        },
        "matters": {number: numbers.codes[one.matter] for number, one in enumerate(every) if one.matter},
        "warned": {
            number: [[warnings.index(each.id), numbers.node(each.when)] for each in one.warnings]
            for number, one in enumerate(every)
            if one.warnings
        },
        "matter": [numbers.names.get(name, -1) for name in (regulated.MATTER, regulated.FORM)],
        "personal": numbers.codes.get(regulated.PERSONAL, -1),
        "definitions": len(book.facts),
    }


def _shape(one: Definition) -> list[int]:
    """How many rules stand in each list; -1 where there is no such list at all."""
    opens = -1 if one.opens is None else len(one.opens)
    return [len(one.not_applicable), len(one.requires), opens, len(one.bars), len(one.cases)]


def _rules(book: Book, numbers: Numbers) -> dict[str, Any]:
    every = [rule for rule, _ in every_rule(book)]
    days = sorted({one for rule in every for one in (rule.first_day, rule.last_day) if one})
    place = {on: number for number, on in enumerate(days)}
    points = list(book.contested)
    return {
        "says": "\n".join(_said(book)),
        "depths": "".join(str(depth) for _, depth in every_rule(book)),
        "when": [numbers.node(rule.when) for rule in every],
        "days": _steps([day(on) for on in days]),
        "from": [place[rule.first_day] for rule in every],
        "to": {number: place[one.last_day] for number, one in enumerate(every) if one.last_day},
        "at": {number: numbers.names[one.reads_at] for number, one in enumerate(every) if one.reads_at},
        "contested": {
            number: points.index(one.contested) for number, one in enumerate(every) if one.contested
        },
        "gives": {number: int(one.gives == "discretionary") for number, one in enumerate(every) if one.gives},
        "values": {
            number: numbers.node(one.value) for number, one in enumerate(every) if one.value is not None
        },
    }


def _said(book: Book) -> Iterator[str]:
    """The sentence of every rule that an outcome may rest on, in the order of their numbers."""
    for key, definition in book.definitions.items():
        for rule in definition.rules:
            yield from (one.says if key in reached(book) else "" for one, _ in _with_exceptions(rule, 0))


def _steps(days: list[int]) -> list[int]:
    return days[:1] + [later - earlier for earlier, later in pairwise(days)]
