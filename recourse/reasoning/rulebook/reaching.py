"""Which facts each part of the law can rest on, however far down: a bit for each fact."""

from __future__ import annotations

from typing import Any

from recourse.reasoning.rulebook import checking, tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.person import STATUS
from recourse.reasoning.rulebook.tree import Rule


class Reach:
    """The facts beneath every name, rule and condition of a book, as bits of one number.

    The status is beneath all that some status implies, unless that is left to the caller (`past_status`).
    """

    def __init__(self, book: Book, *, past_status: bool = True) -> None:
        self.book = book
        self.past_status = past_status
        self.bits = {name: 1 << place for place, name in enumerate(book.facts)}
        self.names = self._names()
        self.nodes: dict[int, int] = {}

    def _names(self) -> dict[str, int]:
        book = self.book
        by_status = {name for implied in book.implies.values() for name in implied if name != STATUS}
        below = {name: set(checking.leans_on(book, name)) for name in (*book.facts, *book.definitions)}
        for name in by_status if self.past_status else ():
            below[name].add(STATUS)
        around = self._around()
        for definition in book.definitions.values():
            if any(_asks_around(rule.when) for rule in checking.every_rule(definition)):
                below[definition.key] |= around
        for fact in book.facts.values():
            if fact.of_partner:
                below[fact.name] |= around | {fact.of_partner}
            if any(_asks_around(entry.when) for entry in fact.implied):
                below[fact.name] |= around
        masks = {name: self.bits.get(name, 0) for name in below}
        is_growing = True
        while is_growing:
            is_growing = False
            for name, under in below.items():
                mask = masks[name]
                for other in under:
                    mask |= masks.get(other, 0)
                is_growing = is_growing or mask != masks[name]
                masks[name] = mask
        return masks

    def _around(self) -> set[str]:
        """The facts that say who lives with somebody."""
        return {fact.name for fact in self.book.facts.values() if fact.type is Type.PEOPLE or fact.of_partner}

    def of(self, node: Any) -> int:
        """The facts beneath a condition or a value."""
        mask = self.nodes.get(id(node))
        if mask is None:
            mask = 0
            for name in checking.names_in(node):
                mask |= self.names.get(name, 0)
            self.nodes[id(node)] = mask
        return mask

    def of_rule(self, rule: Rule) -> int:
        """The facts beneath a rule and its exceptions."""
        mask = self.nodes.get(id(rule))
        if mask is None:
            mask = self.of(rule.when)
            for exception in rule.unless:
                mask |= self.of_rule(exception)
            self.nodes[id(rule)] = mask
        return mask

    def facts(self, name: str) -> list[str]:
        """The names of the facts beneath a definition."""
        mask = self.names[name]
        return [fact for fact, bit in self.bits.items() if mask & bit]


def _asks_around(node: Any) -> bool:
    """Whether a condition goes over the people somebody lives with."""
    match node:
        case tree.Among():
            return True
        case tree.All(parts=parts) | tree.Some(parts=parts):
            return any(_asks_around(part) for part in parts)
        case tree.Not(part=part) | tree.UnlessAsked(part=part):
            return _asks_around(part)
        case _:
            return False


def reach(book: Book) -> Reach:
    """The reach of a book, worked out once."""
    made: Reach | None = book.compiled.get("reach")
    if made is None:
        made = book.compiled["reach"] = Reach(book)
    return made
