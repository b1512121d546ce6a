"""Compares the columns with `answering`, person by person, by id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from recourse.reasoning.rulebook import Book, answering
from recourse.reasoning.rulebook.person import UNKNOWN
from tests.reasoning.crowd import Someone


def reference(book: Book, one: Someone, keys: Iterable[str]) -> dict[str, Any]:
    """Every answer of the reference as the columns would tell it; None where it is not answered."""
    told = answering.answer(book, one.facts, as_at=one.as_at, only=tuple(keys), refuse=False)
    found: dict[str, Any] = {}
    for key in keys:
        if key in told.outcomes:
            found[key] = told.outcomes[key].outcome
        elif key in told.values:
            value = told.values[key]
            found[key] = "depends" if value is UNKNOWN else "none" if value is None else plain(value)
        else:
            found[key] = None
    return found


def plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return sorted(value) if isinstance(value, frozenset) else value


def columns(answers: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """The same of the columns, by id; a value that is null says why beside it."""
    found = {}
    for row in answers.iter_rows(named=True):
        found[row["id"]] = {
            key: row[f"{key}__null"] if value is None and f"{key}__null" in row else value
            for key, value in row.items()
            if key not in ("id", "row", "as_at") and not key.endswith("__null")
        }
    return found


def differences(book: Book, people: Iterable[Someone], answers: pl.DataFrame) -> list[str]:
    """Each answer that is not the reference's."""
    told = columns(answers)
    found = []
    for one in people:
        ours = told[one.id]
        for key, theirs in reference(book, one, list(ours)).items():
            if ours[key] != theirs:
                found.append(f"{one.id} {key}: columns {ours[key]!r}, answering {theirs!r}")
    return found
