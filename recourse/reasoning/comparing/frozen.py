"""A book held to the law of one day, whatever day it is then asked of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from recourse.reasoning.comparing.changes import is_law
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.tree import Definition, Rule

_KEPT = 8


def frozen(book: Book, day: date) -> Book:
    """The book with what is law on the day in force for ever, and nothing else.

    A rule that is read at a day of its own keeps its dates: which one somebody comes under does not turn on
    the day of asking. The last few are kept, since making one takes a while.
    """
    kept: dict[date, Book] = book.compiled.setdefault("frozen", {})
    made = kept.get(day)
    if made is None:
        if len(kept) >= _KEPT:
            kept.clear()
        made = kept[day] = replace(
            book,
            definitions={key: _definition(one, day) for key, one in book.definitions.items()},
            amounts={
                name: tuple(
                    replace(one, first_day=date.min, last_day=None) for one in amounts if is_law(one, day)
                )
                for name, amounts in book.amounts.items()
            },
            compiled={},
        )
    return made


def _definition(definition: Definition, day: date) -> Definition:
    return replace(
        definition,
        not_applicable=_rules(definition.not_applicable, day),
        requires=_rules(definition.requires, day),
        opens=None if definition.opens is None else _rules(definition.opens, day),
        bars=_rules(definition.bars, day),
        cases=_rules(definition.cases, day),
    )


def _rules(rules: tuple[Rule, ...], day: date) -> tuple[Rule, ...]:
    told = []
    for rule in rules:
        if rule.reads_at:
            told.append(replace(rule, unless=_rules(rule.unless, day)))
        elif is_law(rule, day):
            told.append(replace(rule, first_day=date.min, last_day=None, unless=_rules(rule.unless, day)))
    return tuple(told)
