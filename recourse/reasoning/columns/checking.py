"""Looks a population over before anything is answered: each thing wrong, with its column and its rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import polars as pl

from recourse.reasoning.columns.form import AS_AT, ID, NAMES, NULLS
from recourse.reasoning.columns.recording import NULL
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.person import ROLE
from recourse.reasoning.rulebook.recording import BORN
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


class Doubt(NamedTuple):
    """What may be wrong with the values of a column: where it is so, and what is said then."""

    column: str
    what: str
    expected: str
    where: pl.Expr


def check_values(book: Book, table: pl.DataFrame, complaints: Complaints, whose: str = "") -> None:
    """Complain of every value off its list; `number` counts the rows of the file from 1.

    All that may be wrong is looked for in one go; rows are looked up only for what is.
    """
    said = [column.name for column in table if column.null_count() < table.height]
    names = frozenset(table.columns)
    doubts = [doubt for name in said for doubt in _doubts(book, name, names)]
    found = table.select(doubt.where.any().alias(str(number)) for number, doubt in enumerate(doubts))
    for doubt, is_so in zip(doubts, found.row(0) if doubts else (), strict=True):
        if is_so:
            rows = table.select("number", doubt.where.alias("odd")).filter("odd")
            complaints.add(f"{whose}{doubt.column}", doubt.what, doubt.expected, _numbers(rows))
    for name in said:
        fact = book.facts.get(name)
        if fact is not None and fact.type in _LOOKED_INTO:
            _LOOKED_INTO[fact.type](book, fact, table.select("number", name), complaints, whose)


def check_births(book: Book, table: pl.DataFrame, as_at: pl.Expr, complaints: Complaints) -> None:
    """Complain of everybody, in households too, born after the day asked of."""
    for name, kind in table.schema.items():
        fact, born = book.facts.get(name), pl.col(name)
        if fact is not None and fact.type is Type.PEOPLE:
            if BORN not in _fields(kind):
                continue
            born = born.list.eval(pl.element().struct.field(BORN)).list.max()
            name = f"{name}.{BORN}"
        elif name != BORN:
            continue
        rows = table.filter(born > as_at)["number"]
        complaints.add(name, "a birth after the day asked of", "a day up to it", rows)


def _fields(kind: pl.DataType) -> tuple[str, ...]:
    inner = getattr(kind, "inner", None)
    return tuple(field.name for field in inner.fields) if isinstance(inner, pl.Struct) else ()


def _doubts(book: Book, name: str, beside: frozenset[str]) -> Iterator[Doubt]:
    plain, column = name.removesuffix(NULL), pl.col(name)
    fact = book.facts.get(plain)
    if name != plain:
        off = column.is_not_null() & ~column.cast(pl.String).is_in(NULLS)
        yield Doubt(name, "a word off the list", ", ".join(NULLS), off)
        if plain in beside:
            both = column.is_not_null() & pl.col(plain).is_not_null()
            yield Doubt(name, f"“{plain}” is known too", "one or the other", both)
    elif fact is not None and fact.type in (Type.NUMBER, Type.MONEY):
        odd = column.is_not_null() & ~column.cast(pl.Float64).is_finite()
        yield Doubt(name, "a number that is none", fact.expected, odd)
        yield Doubt(name, "a number below 0", f"{fact.expected}, not below 0", column < 0)
    elif fact is not None and fact.type is Type.DAY:
        odd = ~column.is_between(pl.date(1, 1, 1), pl.date(9999, 12, 31))
        yield Doubt(name, "a day beyond the calendar", fact.expected, odd)


def _one(book: Book, fact: Fact, told: pl.DataFrame, complaints: Complaints, whose: str) -> None:
    _off(complaints, f"{whose}{fact.name}", fact, told.drop_nulls())


def _some(book: Book, fact: Fact, told: pl.DataFrame, complaints: Complaints, whose: str) -> None:
    name, each = f"{whose}{fact.name}", _each(told, fact)
    complaints.add(name, "a list with a null in it", fact.expected, _numbers(each.filter(_none(fact))))
    _off(complaints, name, fact, each.drop_nulls())


def _people(book: Book, fact: Fact, told: pl.DataFrame, complaints: Complaints, whose: str) -> None:
    name, each = f"{whose}{fact.name}", _each(told, fact)
    empty = _numbers(each.filter(_none(fact)))
    complaints.add(name, "a list with a null in it", "a struct for each member", empty)
    if isinstance(each.schema[fact.name], pl.Struct):
        check_values(book, each.unnest(fact.name), complaints, f"{name}.")


_LOOKED_INTO = {Type.ONE_OF: _one, Type.SOME_OF: _some, Type.PEOPLE: _people}


def _each(told: pl.DataFrame, fact: Fact) -> pl.DataFrame:
    """What stands in the lists, a row each; only the numbers are put together, for members are wide."""
    lists = told[fact.name]
    many = lists.list.len().fill_null(0)
    numbers = told["number"].repeat_by(many).list.explode(empty_as_null=False, keep_nulls=False)
    return pl.DataFrame([numbers, lists.list.explode(empty_as_null=False, keep_nulls=False)])


def _none(fact: Fact) -> pl.Expr:
    return pl.col(fact.name).is_null()


def _numbers(rows: pl.DataFrame) -> pl.Series:
    return rows["number"].unique(maintain_order=True)


def _off(complaints: Complaints, name: str, fact: Fact, told: pl.DataFrame) -> None:
    """Complain of each word off the list of the fact, if it has one."""
    text = pl.col(fact.name).cast(pl.String)
    off = told.filter(~text.is_in(list(fact.options))) if fact.options else told.clear()
    if off.is_empty():
        return
    for (code,), rows in off.group_by(fact.name, maintain_order=True):
        what = f"“{str(code)[:60]}” is not on the list"
        complaints.add(name, what, fact.expected, _numbers(rows))
