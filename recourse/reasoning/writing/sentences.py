"""Conditions and values in words: a fact is spoken as its clause or its question, a definition as its title.

A node that is not known here is refused, never passed over.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.reason import worded
from recourse.reasoning.rulebook.tree import Condition

ALL, ANY, NONE = "All of these", "Any of these", "None of these"
SIGNS = {
    "==": "exactly", "!=": "anything but", "<": "less than", "<=": "at most", ">": "more than",
    ">=": "at least",
}  # fmt: skip
_OF_DAYS = {
    "==": "on", "!=": "on any day but", "<": "before", "<=": "on or before", ">": "after",
    ">=": "on or after",
}  # fmt: skip
_WHO = {
    "child": "child who lives with them",
    "household member": "person they live with",
    "adult": "adult of the household",
}
_SINCE = {
    "years_since": "whole years since", "months_since": "whole months since",
    "days_since": "days since", "days_until": "days until",
}  # fmt: skip


class NotSpoken(TypeError):
    """A node of the tree for which there are no words here."""

    def __init__(self, node: object) -> None:
        super().__init__(f"There are no words for the node {type(node).__name__}.")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a rule looks at: words (with `key`, the title of that definition), and what is in it."""

    says: str
    key: str = ""
    parts: tuple[Check, ...] = ()


class Speaker:
    """Speaks the conditions of one book."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def check(self, node: Condition, *, turned: bool = False) -> Check:
        """A condition in words; `turned`: that it must not hold. NotSpoken when there are no words for it."""
        speak = CONDITIONS.get(type(node))
        if speak is None:
            raise NotSpoken(node)
        return speak(self, node, turned)

    def value(self, node: Any) -> str:
        """A value in words. NotSpoken when there are none."""
        speak = VALUES.get(type(node))
        if speak is None:
            raise NotSpoken(node)
        return speak(self, node)

    def fact(self, name: str) -> Fact:
        """The fact of that name."""
        return self.book.facts[name]

    def asked(self, node: Any) -> str:
        """What is looked at, as a heading before what it must be."""
        if isinstance(node, tree.FactValue):
            return self.fact(node.name).question or _spaced(node.name)
        return self.value(node)

    def labels(self, node: Any, codes: frozenset[str]) -> str:
        """Codes in the words of their options."""
        options = self.fact(node.name).options if isinstance(node, tree.FactValue) else {}
        return ", ".join(options.get(code, _spaced(code)) for code in sorted(codes))

    def is_day(self, node: Any) -> bool:
        """Whether a value is a day."""
        if isinstance(node, tree.FactValue):
            return self.fact(node.name).type is Type.DAY
        if isinstance(node, tree.ValueOf):
            return self.book.definitions[node.name].gives_type == "day"
        return isinstance(node, tree.AsAt | tree.Shift)


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _always(speaker: Speaker, node: tree.Always, turned: bool) -> Check:
    return Check("Always" if node.holds is not turned else "Never")


def _is(speaker: Speaker, node: tree.Is, turned: bool) -> Check:
    fact = speaker.fact(node.name)
    whose = "Of the applicant: " if node.of else ""
    clause = fact.says or fact.question or _spaced(node.name)
    return Check(_sentence(f"{whose}{'it is not so that ' if turned else ''}{clause}"))


def _holds(speaker: Speaker, node: tree.Holds, turned: bool) -> Check:
    whose = " (of the applicant)" if node.of else ""
    title = speaker.book.definitions[node.name].title
    return Check(f"{'Not: ' if turned else ''}{title}{whose}", key=node.name)


def _one_of(speaker: Speaker, node: tree.OneOf, turned: bool) -> Check:
    verb = "none of" if turned and len(node.codes) > 1 else "not" if turned else ""
    several = "" if len(node.codes) == 1 or turned else "one of: "
    key = node.what.name if isinstance(node.what, tree.ValueOf) else ""
    words = (speaker.asked(node.what), verb, several + speaker.labels(node.what, node.codes))
    return Check(" ".join(word for word in words if word) + ".", key)


def _has(speaker: Speaker, node: tree.Has, turned: bool) -> Check:
    verb = "none of these" if turned else "at least one of these" if len(node.codes) > 1 else "among others"
    key = node.what.name if isinstance(node.what, tree.ValueOf) else ""
    return Check(f"{speaker.asked(node.what)} ({verb}) {speaker.labels(node.what, node.codes)}.", key)


def _nothing(speaker: Speaker, node: tree.Nothing, turned: bool) -> Check:
    return Check(f"{speaker.asked(node.what)} {'There is one' if turned else 'There is none'}.")


_OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def _compare(speaker: Speaker, node: tree.Compare, turned: bool) -> Check:
    sign = _OPPOSITE[node.sign] if turned else node.sign
    signs = _OF_DAYS if speaker.is_day(node.left) else SIGNS
    return Check(_sentence(f"{speaker.asked(node.left)} {signs[sign]} {speaker.value(node.right)}"))


def _all(speaker: Speaker, node: tree.All, turned: bool) -> Check:
    if turned:
        return Check("Not all of these at once", parts=tuple(speaker.check(part) for part in node.parts))
    return Check(ALL, parts=tuple(speaker.check(part) for part in node.parts))


def _some(speaker: Speaker, node: tree.Some, turned: bool) -> Check:
    return Check(NONE if turned else ANY, parts=tuple(speaker.check(part) for part in node.parts))


def _not(speaker: Speaker, node: tree.Not, turned: bool) -> Check:
    return speaker.check(node.part, turned=not turned)


def _among(speaker: Speaker, node: tree.Among, turned: bool) -> Check:
    how = {"any": "At least one", "no": "No", "every": "Every"}[node.how]
    not_so = "It is not so: " if turned else ""
    return Check(f"{not_so}{how} {_WHO[node.who]}", parts=(speaker.check(node.part),))


def _unless_asked(speaker: Speaker, node: tree.UnlessAsked, turned: bool) -> Check:
    said = (
        "Unless somebody has asked and been told otherwise"
        if turned
        else "Only once it has been asked and is so"
    )
    return Check(said, parts=(speaker.check(node.part, turned=turned),))


def _sentence(words: str) -> str:
    words = words.strip()
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?", "!")) else ".")


def _fact_value(speaker: Speaker, node: tree.FactValue) -> str:
    return f"the answer to “{speaker.asked(node)}”"


def _shift(speaker: Speaker, node: tree.Shift) -> str:
    unit = node.unit if abs(node.count) != 1 else node.unit.removesuffix("s")
    if node.count < 0:
        return f"{-node.count} {unit} before {speaker.value(node.start)}"
    return f"{node.count} {unit} after {speaker.value(node.start)}"


def _sum(speaker: Speaker, node: tree.Sum) -> str:
    return f"{speaker.value(node.left)} {'plus' if node.sign > 0 else 'less'} {speaker.value(node.right)}"


def _apply(speaker: Speaker, node: tree.Apply) -> str:
    told = [speaker.value(argument) for argument in node.arguments]
    if node.function in _SINCE:
        return f"{_SINCE[node.function]} {told[0]}"
    return f"the {'later' if node.function == 'later_of' else 'earlier'} of {' and '.join(told)}"


CONDITIONS: dict[type, Callable[[Speaker, Any, bool], Check]] = {
    tree.Always: _always, tree.Is: _is, tree.Holds: _holds, tree.OneOf: _one_of, tree.Has: _has,
    tree.Nothing: _nothing, tree.Compare: _compare, tree.All: _all, tree.Some: _some, tree.Not: _not,
    tree.Among: _among, tree.UnlessAsked: _unless_asked,
}  # fmt: skip
VALUES: dict[type, Callable[[Speaker, Any], str]] = {
    tree.Literal: lambda speaker, node: worded(node.value).replace("_", " "),
    tree.AsAt: lambda speaker, node: "the day asked about",
    tree.FactValue: _fact_value,
    tree.ValueOf: lambda speaker, node: f"“{speaker.book.definitions[node.name].title}”",
    tree.AmountOf: lambda speaker, node: f"the amount “{_spaced(node.name)}”",
    tree.Shift: _shift,
    tree.Sum: _sum,
    tree.Apply: _apply,
}
