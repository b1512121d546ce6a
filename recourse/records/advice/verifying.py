"""When the law under a step was last compared with its source: the step's own rule and all it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from recourse.reasoning import routes, rulebook
from recourse.records.advice import freezing


def oldest(days: Iterable[date | None]) -> date | None:
    """The earliest of some days; nothing, if one of them never was."""
    known = list(days)
    return None if None in known else min((day for day in known if day), default=None)


@lru_cache(maxsize=256)
def compared_on(route: str) -> date | None:
    """The earliest day on which a rule that the route rests on was compared; nothing, if one never was."""
    atlas, book = routes.england(), rulebook.england()
    one = atlas.routes[route]
    clauses = (*one.gateways, *one.not_if, *one.contested)
    names = freezing.definitions_of([clause.when for clause in clauses], atlas.law.book)
    rules = [rule for name in names if name in book.definitions for rule in book.definitions[name].rules]
    return oldest([one.verified_on, *(rule.verified_on for rule in rules)])
