"""Lays people out as a population: the columns that `recourse check --population` reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from recourse.reasoning.columns import form
from recourse.reasoning.rulebook import Book, NotKnown
from recourse.reasoning.rulebook.facts import Type
from tests.reasoning.crowd import Someone


def population(book: Book, people: Sequence[Someone]) -> pl.DataFrame:
    """A row a person, with the columns that somebody has something in."""
    rows = [_row(book, one.facts) for one in people]
    types = form.types(book)
    names = sorted({name for row in rows for name in row})
    within = {
        name: sorted({key for row in rows for one in row.get(name) or () for key in one})
        for name in names
        if isinstance(types[name], pl.List) and isinstance(types[name].inner, pl.Struct)
    }
    columns: dict[str, pl.Series] = {
        form.ID: pl.Series([one.id for one in people], dtype=pl.String),
        form.AS_AT: pl.Series([one.as_at for one in people], dtype=pl.Date),
    }
    for name in names:
        dtype = types[name]
        if name in within:
            fields = {field.name: field.dtype for field in dtype.inner.fields}
            dtype = pl.List(pl.Struct({key: fields[key] for key in within[name] or ["role"]}))
        columns[name] = pl.Series([row.get(name) for row in rows], dtype=dtype)
    return pl.DataFrame(columns)


def _row(book: Book, facts: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in facts.items():
        fact = book.fact(name)
        own = fact.name if fact else name
        if isinstance(value, NotKnown) or value is None:
            row[f"{own}__null"] = "none" if value is None else value.why
        elif value == "unknown" and "unknown" not in (fact.options if fact else ()):
            continue
        elif fact and fact.type is Type.DAY:
            row[own] = value if isinstance(value, date) else date.fromisoformat(value)
        elif fact and fact.type is Type.PEOPLE:
            row[own] = [_row(book, one) for one in value]
        elif fact and fact.type is Type.SOME_OF:
            row[own] = [str(code) for code in (value if isinstance(value, list) else [value])]
        elif fact and fact.type in (Type.NUMBER, Type.MONEY):
            row[own] = float(value)
        else:
            row[own] = str(value) if fact and fact.type in (Type.ONE_OF, Type.TEXT) else value
    return row
