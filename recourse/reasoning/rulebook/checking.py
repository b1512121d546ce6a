"""Checks the law as a whole: loops, and versions of one rule that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.tree import Definition, Rule

if TYPE_CHECKING:
    from recourse.reasoning.rulebook.book import Book


def check(book: Book, desk: Desk) -> None:
    """Complain of every loop and every overlap."""
    _overlaps(book, desk)
    _loops(book, desk)
    for fact in book.facts.values():
        if fact.of_partner and book.fact(fact.of_partner) is None:
            desk.complain(
                fact.file, fact.line, f"no fact is called “{fact.of_partner}”", "a fact of the partner"
            )


def every_rule(definition: Definition) -> Iterator[Rule]:
    """Its rules and, in turn, their exceptions."""
    waiting = list(reversed(definition.rules))
    while waiting:
        rule = waiting.pop()
        yield rule
        waiting.extend(reversed(rule.unless))


def first_day(book: Book) -> date:
    """The first day for which any law is recorded."""
    made: date | None = book.compiled.get("first day")
    if made is None:
        made = min(rule.first_day for one in book.definitions.values() for rule in every_rule(one))
        book.compiled["first day"] = made
    return made


def names_in(node: Any) -> Iterator[str]:
    """The facts and definitions a condition or value leans on."""
    match node:
        case tree.Is(name=name) | tree.Holds(name=name) | tree.FactValue(name=name) | tree.ValueOf(name=name):
            yield name
        case tree.All(parts=parts) | tree.Some(parts=parts) | tree.Apply(arguments=parts):
            for part in parts:
                yield from names_in(part)
        case tree.Not(part=part) | tree.Among(part=part) | tree.UnlessAsked(part=part):
            yield from names_in(part)
        case tree.OneOf(what=part) | tree.Has(what=part) | tree.Nothing(what=part) | tree.Shift(start=part):
            yield from names_in(part)
        case tree.Compare(left=left, right=right) | tree.Sum(left=left, right=right):
            yield from names_in(left)
            yield from names_in(right)


def leans_on(book: Book, name: str) -> list[str]:
    """The names a definition or an implied fact leans on directly."""
    definition = book.definitions.get(name)
    if definition is None:
        implied = book.facts[name].implied
        return [found for entry in implied for node in (entry.when, entry.value) for found in names_in(node)]
    found = [
        leaf for rule in every_rule(definition) for node in (rule.when, rule.value) for leaf in names_in(node)
    ]
    found += [rule.reads_at for rule in every_rule(definition) if rule.reads_at]
    return found + list(names_in(definition.otherwise))


def _overlaps(book: Book, desk: Desk) -> None:
    versions: dict[str, list[Rule]] = {}
    for definition in book.definitions.values():
        for rule in every_rule(definition):
            for other in versions.setdefault(rule.id, []):
                if rule.first_day <= (other.last_day or date.max) and other.first_day <= (
                    rule.last_day or date.max
                ):
                    place = f"{other.file}:{other.line}"
                    desk.complain(
                        rule.file, rule.line, f"two versions of {rule.id} overlap (the other is {place})",
                        "from and to that do not overlap, or another id",
                    )  # fmt: skip
            versions[rule.id].append(rule)
    for amounts in book.amounts.values():
        for number, amount in enumerate(amounts):
            for earlier in amounts[:number]:
                if amount.first_day <= (earlier.last_day or date.max) and earlier.first_day <= (
                    amount.last_day or date.max
                ):
                    desk.complain(
                        amount.file,
                        amount.line,
                        f"two versions of {amount.name} overlap",
                        "days that do not overlap",
                    )


def _loops(book: Book, desk: Desk) -> None:
    """Depth first; a loop among facts alone is two names of one thing and is allowed."""
    done: set[str] = set()
    for start in [*book.definitions, *book.facts]:
        _walk(start, [], done, book, desk)


def _walk(name: str, path: list[str], done: set[str], book: Book, desk: Desk) -> None:
    if name in path:
        loop = path[path.index(name) :]
        inside = [key for key in loop if key in book.definitions]
        if inside:
            definition = book.definitions[inside[0]]
            what = f"“{inside[0]}” rests on itself: {' -> '.join([*loop, name])}"
            desk.complain(definition.file, definition.line, what, "definitions that do not go in a circle")
        return
    if name in done or (name not in book.definitions and name not in book.facts):
        return
    path.append(name)
    for other in leans_on(book, name):
        _walk(other, path, done, book, desk)
    path.pop()
    done.add(name)
