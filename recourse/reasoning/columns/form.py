"""The columns a population comes in: a row a person, a column a fact, and what a null means beside it.

`NAME` holds what is known; null is not known. `NAME__null` may say what a null stands for: `none` (known that
there is none), or why it is not known. Lists of people hold a struct for each, with the same columns in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import polars as pl

from recourse.reasoning.columns.recording import NONE, NULL
from recourse.reasoning.columns.sheets import TYPES
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import REASONS, Fact, Type
from recourse.reasoning.rulebook.person import ROLE
from recourse.reasoning.rulebook.tree import Kind

ID, AS_AT, ROW = "id", "as_at", "row"
NULLS = (NONE, *REASONS)
NAMES = {
    Type.YES_NO: "boolean", Type.ONE_OF: "text", Type.TEXT: "text", Type.SOME_OF: "list of text",
    Type.NUMBER: "number", Type.MONEY: "number", Type.DAY: "date", Type.PEOPLE: "list of structs",
}  # fmt: skip


class Column(NamedTuple):
    """One column of the form: its name, its type in words, the values it may hold, and what it means."""

    name: str
    type: str
    allowed: tuple[str, ...]
    means: str


def columns(book: Book) -> Iterator[Column]:
    """Every column a population may have."""
    yield Column(ID, "text or whole number", (), "Whose row it is; no two rows share one.")
    yield Column(AS_AT, "date", (), "The day asked of; it may be left out when the command says --as-at.")
    for fact in book.facts.values():
        yield Column(fact.name, NAMES[fact.type], tuple(fact.options), _meaning(fact))
    yield Column(f"NAME{NULL}", "text", NULLS, "What a null in the column NAME stands for; null: not asked.")
    for definition in book.definitions.values():
        if definition.kind is Kind.TEST:
            means = definition.asks or definition.title
            yield Column(definition.key, "boolean", (), f"Already decided: {means}")


def _meaning(fact: Fact) -> str:
    if fact.type is Type.PEOPLE:
        return f"{fact.question} A struct each, its fields these same columns and `{ROLE}`."
    return fact.question or fact.says


def types(book: Book) -> dict[str, pl.DataType]:
    """The type of every column, those of a null beside them; lists of people have every column in them."""
    plain = {fact.name: TYPES[fact.type] for fact in book.facts.values() if fact.type is not Type.PEOPLE}
    plain |= {key: pl.Boolean() for key, one in book.definitions.items() if one.kind is Kind.TEST}
    one = plain | {ROLE: pl.String()}
    one |= {f"{name}{NULL}": pl.String() for name in one if name not in book.definitions}
    lists = [fact.name for fact in book.facts.values() if fact.type is Type.PEOPLE]
    found = plain | {name: pl.List(pl.Struct(one)) for name in lists}
    return found | {f"{name}{NULL}": pl.String() for name in found if name not in book.definitions}
