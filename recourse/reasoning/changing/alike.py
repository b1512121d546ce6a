"""Which codes of a fact the law never tells apart: what holds of one holds of all, so one alone is tried."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

from recourse.reasoning.rulebook import checking, kleene, tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.person import STATUS

_CODED = frozenset({Type.ONE_OF, Type.SOME_OF})


class Alike:
    """For each coded fact, a mark for each code; codes with one mark are alike everywhere in the law."""

    def __init__(self, book: Book) -> None:
        self.readings: dict[str, list[Any]] = {}
        self.exactly = {fact.name for fact in book.facts.values() if fact.of_partner}
        self.marks: dict[str, dict[str, Hashable]] = {}
        for node in _written(book):
            self._read(node)
        for fact in book.facts.values():
            if fact.type in _CODED:
                self.marks[fact.name] = {code: self._mark(book, fact, code) for code in fact.options}

    def mark(self, fact: Fact, value: Any) -> Hashable:
        """What a value shares with all that the law does not tell from it."""
        code = next(iter(value)) if isinstance(value, frozenset) and len(value) == 1 else value
        return self.marks[fact.name][code]

    def _mark(self, book: Book, fact: Fact, code: str) -> Hashable:
        if fact.name in self.exactly:
            return code
        reads = tuple(_holds(node, code) for node in self.readings.get(fact.name, ()))
        return reads, repr(book.implies.get(code, {}).items()) if fact.name == STATUS else ""

    def _read(self, node: Any) -> None:
        match node:
            case tree.OneOf(what=tree.FactValue(name=name)) | tree.Has(what=tree.FactValue(name=name)):
                self.readings.setdefault(name, []).append(node)
            case tree.Nothing(what=tree.FactValue(name=name)):
                self.readings.setdefault(name, []).append(node)
            case tree.All(parts=parts) | tree.Some(parts=parts):
                for part in parts:
                    self._read(part)
            case tree.Not(part=part) | tree.Among(part=part) | tree.UnlessAsked(part=part):
                self._read(part)
            case _:
                self.exactly |= set(checking.names_in(node))


def _written(book: Book) -> Iterator[Any]:
    """Every condition and value of the law."""
    for definition in book.definitions.values():
        yield definition.otherwise
        for rule in checking.every_rule(definition):
            yield from (rule.when, rule.value)
    for fact in book.facts.values():
        for entry in fact.implied:
            yield from (entry.when, entry.value)


def _holds(node: tree.OneOf | tree.Has | tree.Nothing, code: str) -> bool:
    return kleene.nothing_in(code) if isinstance(node, tree.Nothing) else code in node.codes


def alike(book: Book) -> Alike:
    """The codes of a book that are alike, worked out once."""
    made: Alike | None = book.compiled.get("alike")
    if made is None:
        made = book.compiled["alike"] = Alike(book)
    return made
