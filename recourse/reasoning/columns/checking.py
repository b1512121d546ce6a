"""Looks a population over before anything is answered: each thing wrong, with its column and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from recourse.reasoning.columns.form import AS_AT, ID, NAMES, NULLS
from recourse.reasoning.columns.recording import NULL
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.person import ROLE
from recourse.reasoning.rulebook.tree import Kind

FIRST = 10
_TEXT = (pl.String, pl.Categorical, pl.Enum)


@dataclass(slots=True)
class Complaint:
    """One thing wrong with a column: what was expected, in how many rows (from 1), and the first of them."""

    column: str
    what: str
    expected: str
    rows: list[int] = field(default_factory=list)
    count: int = 0

    def seen(self, rows: pl.Series) -> None:
        """Add rows in which it is so."""
        self.rows += rows.head(FIRST - len(self.rows)).to_list()
        self.count += rows.len()

    def __str__(self) -> str:
        if not self.count:
            return f"{self.column}: {self.what}; expected {self.expected}"
        more = ", ..." if self.count > len(self.rows) else ""
        rows = ", ".join(str(row) for row in self.rows)
        counted = f"{self.count} row{'' if self.count == 1 else 's'}"
        return f"{self.column}: {self.what} in {counted} ({rows}{more}); expected {self.expected}"


class Complaints:
    """All that is wrong, each thing once."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Complaint] = {}

    def add(self, column: str, what: str, expected: str, rows: pl.Series | None = None) -> None:
        """Note that something is wrong, in these rows or in the column as such."""
        if rows is None or rows.len():
            complaint = self.found.setdefault((column, what), Complaint(column, what, expected))
            if rows is not None:
                complaint.seen(rows)

    def __iter__(self) -> Iterator[Complaint]:
        return iter(self.found.values())

    def __bool__(self) -> bool:
        return bool(self.found)


def own_names(book: Book, names: list[str], complaints: Complaints) -> dict[str, str]:
    """Under which name each column is kept, when it stands under another name of its fact."""
    renamed: dict[str, str] = {}
    for name in names:
        plain = name.removesuffix(NULL)
        own = book.also_called.get(plain, plain) + name[len(plain) :]
        if own != name:
            renamed[name] = own
            if own in names:
                complaints.add(name, f"it is another name of “{own}”, which is there too", "one of the two")
    return renamed


def check_types(book: Book, schema: Mapping[str, Any], complaints: Complaints, whose: str = "") -> None:
    """Complain of every column with a name or a type that the form does not have."""
    for name, dtype in schema.items():
        plain = name.removesuffix(NULL)
        fact = book.facts.get(plain)
        if not whose and name in (ID, AS_AT):
            continue
        if fact is None and not (whose and plain == ROLE) and not _is_test(book, name):
            complaints.add(
                f"{whose}{name}", "no fact has this name", "a column of `recourse law show --columns`"
            )
        elif name != plain:
            _want(complaints, f"{whose}{name}", dtype, _TEXT, f"text: {', '.join(NULLS)}")
        elif fact is None:
            wanted = (pl.Boolean,) if plain != ROLE else _TEXT
            _want(complaints, f"{whose}{name}", dtype, wanted, "boolean" if plain != ROLE else "text")
        elif whose and fact.type is Type.PEOPLE:
            what = "a member of a household has no list of people"
            complaints.add(f"{whose}{name}", what, "facts of one person")
        else:
            _fitting(book, fact, dtype, complaints, whose)


def _is_test(book: Book, name: str) -> bool:
    return name in book.definitions and book.definitions[name].kind is Kind.TEST


def _fitting(book: Book, fact: Fact, dtype: pl.DataType, complaints: Complaints, whose: str) -> None:
    name, inner = f"{whose}{fact.name}", getattr(dtype, "inner", None)
    expected = NAMES[fact.type]
    match fact.type:
        case Type.YES_NO:
            _want(complaints, name, dtype, (pl.Boolean,), expected)
        case Type.NUMBER | Type.MONEY:
            if not dtype.is_numeric() and dtype != pl.Null:
                complaints.add(name, f"it is a column of {dtype}", expected)
        case Type.DAY:
            _want(complaints, name, dtype, (pl.Date,), expected)
        case Type.ONE_OF | Type.TEXT:
            _want(complaints, name, dtype, _TEXT, expected)
        case Type.SOME_OF:
            if inner is None or not isinstance(inner, (*_TEXT, pl.Null)):
                _want(complaints, name, dtype, (), expected)
        case Type.PEOPLE:
            if isinstance(inner, pl.Struct):
                check_types(book, inner.to_schema(), complaints, f"{name}.")
            elif not isinstance(inner, pl.Null):
                _want(complaints, name, dtype, (), expected)


def _want(complaints: Complaints, name: str, dtype: Any, wanted: tuple[Any, ...], expected: str) -> None:
    if not isinstance(dtype, (*wanted, pl.Null)):
        complaints.add(name, f"it is a column of {dtype}", expected)


def check_values(book: Book, table: pl.DataFrame, complaints: Complaints, whose: str = "") -> None:
    """Complain of every value off its list; `number` counts the rows of the file from 1."""
    for name in table.columns:
        plain = name.removesuffix(NULL)
        fact, column = book.facts.get(plain), pl.col(name)
        if name != plain and table.schema[name] != pl.Null:
            text = column.cast(pl.String)
            odd = text.is_not_null() & ~text.is_in(NULLS)
            complaints.add(f"{whose}{name}", "a word off the list", ", ".join(NULLS), _rows(table, odd))
            if plain in table.columns:
                both = column.is_not_null() & pl.col(plain).is_not_null()
                complaints.add(
                    f"{whose}{name}", f"“{plain}” is known too", "one or the other", _rows(table, both)
                )
        elif fact is not None and table.schema[name] != pl.Null:
            _values(book, fact, table, complaints, whose)


def _values(book: Book, fact: Fact, table: pl.DataFrame, complaints: Complaints, whose: str) -> None:
    column, name = pl.col(fact.name), f"{whose}{fact.name}"
    match fact.type:
        case Type.NUMBER | Type.MONEY:
            odd = column.is_not_null() & ~column.cast(pl.Float64).is_finite()
            complaints.add(name, "a number that is none", fact.expected, _rows(table, odd))
        case Type.DAY:
            odd = ~column.is_between(pl.date(1, 1, 1), pl.date(9999, 12, 31))
            complaints.add(name, "a day beyond the calendar", fact.expected, _rows(table, odd))
        case Type.ONE_OF if fact.options:
            text = column.cast(pl.String)
            off = table.select("number", text).filter(text.is_not_null() & ~text.is_in(list(fact.options)))
            _off(complaints, name, fact, off, fact.name)
        case Type.SOME_OF:
            each = table.select("number", column).filter(column.list.len() > 0).explode(fact.name)
            empty = each.filter(column.is_null())["number"].unique(maintain_order=True)
            complaints.add(name, "a list with a null in it", fact.expected, empty)
            if fact.options:
                text = column.cast(pl.String)
                off = each.filter(text.is_not_null() & ~text.is_in(list(fact.options)))
                _off(complaints, name, fact, off.unique(maintain_order=True), fact.name)
        case Type.PEOPLE:
            each = table.select("number", column.alias("one")).filter(pl.col("one").list.len() > 0)
            each = each.explode("one")
            empty = each.filter(pl.col("one").is_null())["number"].unique(maintain_order=True)
            complaints.add(name, "a list with a null in it", "a struct for each member", empty)
            if isinstance(each.schema["one"], pl.Struct):
                check_values(book, each.unnest("one"), complaints, f"{name}.")


def _rows(table: pl.DataFrame, where: pl.Expr) -> pl.Series:
    return table.filter(where)["number"].unique(maintain_order=True)


def _off(complaints: Complaints, name: str, fact: Fact, off: pl.DataFrame, column: str) -> None:
    for (code,), rows in off.group_by(column, maintain_order=True):
        what = f"“{str(code)[:60]}” is not on the list"
        complaints.add(name, what, fact.expected, rows["number"].unique(maintain_order=True))
