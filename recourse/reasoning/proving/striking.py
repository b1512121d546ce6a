"""A book in which each definition stands again without each of its rules, so that both can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.tree import Definition, Rule

_LISTS = ("not_applicable", "requires", "opens", "bars", "cases")


@dataclass(frozen=True, slots=True)
class Struck:
    """A rule or exception, the rules it is an exception to (outermost first), and the key without it."""

    key: str
    rule: Rule
    above: tuple[Rule, ...]
    place: str
    without: str


def struck(book: Book, keys: list[str]) -> tuple[Book, list[Struck]]:
    """The book with its definitions and, under further keys, each of them with one rule struck out."""
    further: dict[str, Definition] = {}
    found = []
    for key in keys:
        definition = book.definitions[key]
        for place in _LISTS:
            rules: tuple[Rule, ...] = getattr(definition, place) or ()
            for above, rule, left in _each_left_out(rules, ()):
                without = f"{key} without {len(further)}"
                further[without] = _with(definition, without, place, left)
                found.append(Struck(key, rule, above, place, without))
    return replace(book, definitions={**book.definitions, **further}, compiled={}), found


def _with(definition: Definition, key: str, place: str, rules: tuple[Rule, ...]) -> Definition:
    changed: dict[str, Any] = {"key": key, place: rules}
    return replace(definition, **changed)


def _each_left_out(
    rules: tuple[Rule, ...], above: tuple[Rule, ...]
) -> Iterator[tuple[tuple[Rule, ...], Rule, tuple[Rule, ...]]]:
    """Each rule, then each of its exceptions, with what stands above it and the list without it."""
    for number, rule in enumerate(rules):
        before, after = rules[:number], rules[number + 1 :]
        yield above, rule, before + after
        for further, exception, left in _each_left_out(rule.unless, (*above, rule)):
            yield further, exception, (*before, replace(rule, unless=left), *after)
