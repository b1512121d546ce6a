"""The columns on Polars: one machine, in memory, cell by cell; planes are packed, a constant is one value.

A plane that is yes or no for everybody in the batch is no column but that one word, and so whole branches of
the law that concern nobody in it cost nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any

import polars as pl

from recourse.reasoning.columns import planes
from recourse.reasoning.columns.almanac import Almanac
from recourse.reasoning.columns.asking import WORDS, Word
from recourse.reasoning.columns.cells import ANYWHERE, MEMBER, PERSON, Cell
from recourse.reasoning.columns.walking import Step
from recourse.reasoning.rulebook.book import Book

ROW = "row"
ENUM = pl.Enum(WORDS)
Value = Any
_COMPARED: dict[str, Callable[[Any, Any], Any]] = {"==": operator.eq, "<": operator.lt, "<=": operator.le}
_NUMBERS = (pl.Int16, pl.Int32, pl.Int64, pl.Float64)


class Sheet:
    """The rows of one sheet, with as many of them once more below as fill the last word."""

    def __init__(self, table: pl.DataFrame | None) -> None:
        table = pl.DataFrame(schema={ROW: pl.Int64}) if table is None else table
        self.rows, self.height = table.height, planes.padded(table.height)
        while table.height < self.height:
            table = pl.concat([table, table.head(self.height - table.height)], rechunk=True)
        self.table = table

    def column(self, name: str) -> Value:
        """A column of the sheet."""
        found = self.table[name]
        return plane(found) if found.dtype == pl.Boolean else found


class OnPolars:
    """Makes cells of Series; days met before are not worked out again."""

    def __init__(self, book: Book) -> None:
        self.almanac = Almanac(book)

    def answered(
        self, steps: Sequence[Step], people: pl.DataFrame, members: pl.DataFrame | None
    ) -> dict[int, Value]:
        """The wanted cells: planes, columns of at least as many rows as there are people, or one value."""
        batch = _Batch(Sheet(people), Sheet(members), self.almanac)
        return batch.made(steps)


class _Batch:
    """The cells of one batch of people, as far as they are made and still needed."""

    def __init__(self, people: Sheet, members: Sheet, almanac: Almanac) -> None:
        self.sheets = {PERSON: people, MEMBER: members, ANYWHERE: people}
        self.people, self.members, self.almanac = people, members, almanac
        self.at = members.table[ROW]
        self.rows = self.at.head(members.rows)
        self._is: dict[tuple[int, int], Value] = {}
        self.sorts: dict[str, Callable[[Cell, list[Value]], Value]] = {
            "column": lambda cell, parts: self.sheets[cell.sheet].column(cell.told),
            "fixed": lambda cell, parts: cell.told,
            "and": lambda cell, parts: joined(parts, True, operator.and_),
            "or": lambda cell, parts: joined(parts, False, operator.or_),
            "not": lambda cell, parts: opposite(parts[0]),
            "==": compared, "<": compared, "<=": compared,
            "listed": self._listed, "shares": shares, "plus": added, "less": added,
            "if": self._chosen, "days": self._looked_up,
            "brought": self._brought, "any": self._any, "sum": self._sum,
        }  # fmt: skip

    def made(self, steps: Sequence[Step]) -> dict[int, Value]:
        """Every cell in turn; those that are left at the end are the wanted ones."""
        values: dict[int, Value] = {}
        for number, cell, free in steps:
            values[number] = self.sorts[cell.sort](cell, [values[part] for part in cell.of])
            for part in free:
                del values[part]
        return values

    def _listed(self, cell: Cell, parts: list[Value]) -> Value:
        """One of some numbers: whether it is each of them is asked once for the whole law."""
        (part,), (of,) = parts, cell.of
        if not isinstance(part, pl.Series):
            return part in cell.told
        for number in cell.told:
            if (of, number) not in self._is:
                self._is[of, number] = plane(part == number)
        return joined([self._is[of, number] for number in cell.told], False, operator.or_)

    def _chosen(self, cell: Cell, parts: list[Value]) -> Value:
        when, then, otherwise = parts
        if not isinstance(when, pl.Series):
            return then if when else otherwise
        one, other = _alike(then, otherwise)
        return one.zip_with(planes.unpacked(when, self.sheets[cell.sheet].height), other)

    def _looked_up(self, cell: Cell, parts: list[Value]) -> Value:
        column = parts[0] if isinstance(parts[0], pl.Series) else pl.Series([parts[0]], dtype=pl.Int32)
        found = self.almanac.told(cell.told, column)
        return found if column is parts[0] else found[0]

    def _brought(self, cell: Cell, parts: list[Value]) -> Value:
        """What is said of the person whom a member lives with; a person's row is their place."""
        (part,) = parts
        if not isinstance(part, pl.Series):
            return part
        if part.dtype != pl.UInt64:
            return part.gather(self.at)
        return plane(planes.unpacked(part, self.people.height).gather(self.at))

    def _any(self, cell: Cell, parts: list[Value]) -> Value:
        """The people of whose members it is so of any."""
        (part,) = parts
        if part is False:
            return False
        rows = self.rows if part is True else self.rows.filter(planes.unpacked(part, self.members.rows))
        nobody = pl.repeat(False, self.people.height, eager=True)
        return plane(nobody.scatter(rows, True))

    def _sum(self, cell: Cell, parts: list[Value]) -> Value:
        """The members' numbers, or how many it is so of, added up; nobody is nought."""
        (part,) = parts
        if not isinstance(part, pl.Series):
            each = pl.repeat(part, self.members.rows, eager=True)
        elif part.dtype == pl.UInt64:
            each = planes.unpacked(part, self.members.rows)
        else:
            each = part.head(self.members.rows)
        each = each.to_physical() if each.dtype == ENUM else each
        each = each.cast(pl.Float64 if each.dtype == pl.Float64 else pl.Int64)
        by_row = pl.DataFrame({ROW: self.rows, "sum": each}).group_by(ROW).agg(pl.col("sum").sum())
        nothing = pl.repeat(0, self.people.height, dtype=each.dtype, eager=True)
        return nothing.scatter(by_row[ROW], by_row["sum"])


def plane(yes: pl.Series) -> Value:
    """The plane of a column of yes and no; one word where it is the same for everybody."""
    if not yes.any():
        return False
    return True if yes.all() else planes.packed(yes)


def joined(parts: list[Value], neutral: bool, join: Callable[[Any, Any], Any]) -> Value:
    """Every part, or any of them."""
    made: Value = neutral
    for part in parts:
        if part is (not neutral):
            return part
        if part is not neutral:
            made = part if made is neutral else join(made, part)
    return made


def opposite(part: Value) -> Value:
    """Not the part."""
    return ~part if isinstance(part, pl.Series) else not part


def compared(cell: Cell, parts: list[Value]) -> Value:
    """Two numbers."""
    told = _COMPARED[cell.sort](*parts)
    return plane(told) if isinstance(told, pl.Series) else told


def shares(cell: Cell, parts: list[Value]) -> Value:
    """Any of the bits."""
    (part,) = parts
    return plane((part & cell.told) != 0) if isinstance(part, pl.Series) else bool(part & cell.told)


def added(cell: Cell, parts: list[Value]) -> Value:
    """Sum or difference."""
    one, other = (_wide(part) for part in parts)
    return one + other if cell.sort == "plus" else one - other


def _wide(part: Value) -> Value:
    return part.cast(pl.Int64) if isinstance(part, pl.Series) and part.dtype.is_integer() else part


def _alike(one: Value, other: Value) -> tuple[pl.Series, pl.Series]:
    """Both as columns of one type; what is the same for everybody as a column of one row."""
    left, right = _column(one), _column(other)
    if left.dtype == right.dtype:
        return left, right
    dtype = _NUMBERS[max(_NUMBERS.index(left.dtype), _NUMBERS.index(right.dtype))]
    return left.cast(dtype), right.cast(dtype)


def _column(value: Value) -> pl.Series:
    if isinstance(value, pl.Series):
        return value
    if isinstance(value, Word):
        return pl.Series([WORDS[value]], dtype=ENUM)
    if isinstance(value, float):
        return pl.Series([value], dtype=pl.Float64)
    dtype = next(
        one for one, bits in zip(_NUMBERS, (15, 31, 63), strict=False) if -(1 << bits) <= value < 1 << bits
    )
    return pl.Series([value], dtype=dtype)


def whole(value: pl.Series, rows: int) -> pl.Series:
    """A column of the first so many rows, of a column or of a plane."""
    return planes.unpacked(value, rows) if value.dtype == pl.UInt64 else value.head(rows)
