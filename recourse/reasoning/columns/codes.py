"""A number for every code of the law, so that a column of codes is a column of small numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Type

OTHER = -1
_TREE = tree.__name__


class Codes:
    """Every code that a fact, a rule or a value of the book names, numbered in their order."""

    def __init__(self, book: Book) -> None:
        named = {code: None for fact in book.facts.values() for code in fact.options}
        named |= dict.fromkeys(["none", *book.statuses])
        open_lists: dict[str, dict[str, None]] = {}
        implied = [entry for fact in book.facts.values() for entry in fact.implied]
        said = [
            *book.definitions.values(),
            *(part for entry in implied for part in (entry.when, entry.value)),
        ]
        for node in (node for thing in said for node in nodes(thing)):
            named |= dict.fromkeys(_written(node))
            if isinstance(node, tree.Has) and isinstance(node.what, tree.FactValue):
                open_lists.setdefault(node.what.name, {}).update(dict.fromkeys(sorted(node.codes)))
        named |= {word: None for words in open_lists.values() for word in words}
        self.words = tuple(named)
        self._numbers = {word: number for number, word in enumerate(self.words, 1)}
        self.lists = {
            fact.name: tuple(fact.options) or ("none", *open_lists.get(fact.name, {}), "")
            for fact in book.facts.values()
            if fact.type is Type.SOME_OF
        }

    def number(self, code: str) -> int:
        """The number of a code; `OTHER` for a word the law does not name."""
        return self._numbers.get(code, OTHER)


def _written(node: Any) -> Iterator[str]:
    if isinstance(node, tree.OneOf):
        yield from sorted(node.codes)
    elif isinstance(node, tree.Literal) and isinstance(node.value, str):
        yield node.value


def nodes(thing: Any) -> Iterator[Any]:
    """The thing and all that hangs from it, as far as it is of the tree."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting.extend(reversed(one))
        elif type(one).__module__ == _TREE and hasattr(one, "__dataclass_fields__"):
            yield one
            waiting.extend(getattr(one, name) for name in reversed(one.__dataclass_fields__))
