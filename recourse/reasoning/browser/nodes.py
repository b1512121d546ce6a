"""Conditions and values as plain lists of numbers, as the JavaScript reader takes them.

A bare number is a name read plainly (a fact, a definition, an amount), -1 less the number its "not";
everything else is a list that begins with a sign. A node that is not known here is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from recourse.reasoning.rulebook import tree

_EPOCH = date(1970, 1, 1).toordinal()


class NotWritten(TypeError):
    """A node of the tree that this reader does not know."""

    def __init__(self, node: object) -> None:
        super().__init__(f"The browser's reader does not know the node {type(node).__name__}.")


class Numbers:
    """The number of every fact, definition, amount and code; `coded` are the names whose values are codes."""

    def __init__(self, names: list[str], codes: list[str], coded: set[str]) -> None:
        self.coded = coded
        self.names = {name: number for number, name in enumerate(names)}
        self.codes = {code: number for number, code in enumerate(codes)}

    def node(self, node: Any) -> Any:
        """A condition or a value. NotWritten when it is of no kind known here."""
        write = WRITTEN.get(type(node))
        if write is None:
            raise NotWritten(node)
        return write(node, self)

    def plain(self, value: Any) -> Any:
        """A value as the reader holds it: days as days since 1970, codes as their numbers."""
        if isinstance(value, date):
            return day(value)
        if isinstance(value, str):
            return self.codes[value]
        if isinstance(value, frozenset):
            return sorted(self.codes[code] for code in value)
        if isinstance(value, tuple) and not value:
            return []
        if value is None or isinstance(value, bool | int | float):
            return value
        raise TypeError(f"The browser's reader does not know a value such as {value!r}.")


def day(on: date) -> int:
    """A day as the number of days since 1 January 1970."""
    return on.toordinal() - _EPOCH


def _named(node: Any, numbers: Numbers) -> Any:
    number = numbers.names[node.name]
    return ["of", number] if node.of else number


def _not(node: tree.Not, numbers: Numbers) -> Any:
    part = numbers.node(node.part)
    return -1 - part if type(part) is int and part >= 0 else ["!", part]


def _codes(sign: str) -> Callable[[Any, Numbers], Any]:
    def write(node: Any, numbers: Numbers) -> Any:
        return [sign, numbers.node(node.what), *sorted(numbers.codes[code] for code in node.codes)]

    return write


def _nothing(node: tree.Nothing, numbers: Numbers) -> Any:
    has_codes = getattr(node.what, "name", "") in numbers.coded
    return ["none" if has_codes else "nil", numbers.node(node.what)]


def _parts(sign: str) -> Callable[[Any, Numbers], Any]:
    return lambda node, numbers: [sign, *(numbers.node(part) for part in node.parts)]


def _compare(node: tree.Compare, numbers: Numbers) -> Any:
    return [node.sign, numbers.node(node.left), numbers.node(node.right)]


WRITTEN: dict[type, Callable[[Any, Numbers], Any]] = {
    tree.Always: lambda node, numbers: node.holds,
    tree.Is: _named,
    tree.Holds: _named,
    tree.OneOf: _codes("="),
    tree.Has: _codes("has"),
    tree.Nothing: _nothing,
    tree.Compare: _compare,
    tree.All: _parts("&"),
    tree.Some: _parts("|"),
    tree.Not: _not,
    tree.Among: lambda node, numbers: [node.how, node.who, numbers.node(node.part)],
    tree.UnlessAsked: lambda node, numbers: ["?", numbers.node(node.part)],
    tree.Literal: lambda node, numbers: ["value", numbers.plain(node.value)],
    tree.AsAt: lambda node, numbers: ["today"],
    tree.FactValue: _named,
    tree.ValueOf: _named,
    tree.AmountOf: lambda node, numbers: numbers.names[node.name],
    tree.Shift: lambda node, numbers: ["+", numbers.node(node.start), node.count, node.unit],
    tree.Sum: lambda node, numbers: ["sum", numbers.node(node.left), node.sign, numbers.node(node.right)],
    tree.Apply: lambda node, numbers: [node.function, *(numbers.node(one) for one in node.arguments)],
}
