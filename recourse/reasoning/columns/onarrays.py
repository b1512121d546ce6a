"""The columns on one machine, in memory, cell by cell: planes are packed, numbers are arrays.

A plane that is yes or no for everybody in the batch is no array but that one word, and so whole branches of
the law that concern nobody in it cost nothing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
import polars as pl

from recourse.reasoning.columns import planes
from recourse.reasoning.columns.almanac import Almanac
from recourse.reasoning.columns.asking import WORDS, Word
from recourse.reasoning.columns.cells import ANYWHERE, MEMBER, PERSON, Cell
from recourse.reasoning.columns.planes import Numbered, plain
from recourse.reasoning.columns.sheets import Sheet, Sheets
from recourse.reasoning.columns.walking import Step
from recourse.reasoning.rulebook.book import Book

ENUM = pl.Enum(WORDS)
ALONE = [pl.Series([word], dtype=ENUM) for word in WORDS]
Value = Any
"""A plane (words, or one bool), numbers (an array, or Numbered ones, or one), or words of `WORDS` (a Series,
or one Word)."""
_COMPARED: dict[str, Callable[[Any, Any], Any]] = {"==": operator.eq, "<": operator.lt, "<=": operator.le}
_MOST = 255
_EQUAL = Cell("==", ANYWHERE)
_NUMBERS = (pl.Int16, pl.Int32, pl.Int64, pl.Float64)


class OnArrays:
    """Makes cells of arrays; days met before are not worked out again."""

    def __init__(self, book: Book) -> None:
        self.almanac = Almanac(book)

    def answered(self, steps: Sequence[Step], sheets: Sheets) -> dict[int, Value]:
        """The wanted cells, of everybody on the sheets."""
        with np.errstate(all="ignore"):  # what stands where nothing is known is worked out too, never read
            return _Batch(sheets, self.almanac).made(steps)


class _Batch:
    """The cells of one batch of people, as far as they are made and still needed."""

    def __init__(self, sheets: Sheets, almanac: Almanac) -> None:
        self.people, self.almanac = sheets.people, almanac
        self.members = sheets.members or Sheet(pl.Series("row", [], dtype=pl.Int64), {})
        self.at = self.members.rows.to_numpy()
        self.sheets = {PERSON: self.people, MEMBER: self.members, ANYWHERE: self.people}
        self._is: dict[tuple[int, int], Value] = {}
        self.sorts: dict[str, Callable[[Cell, list[Value]], Value]] = {
            "column": lambda cell, parts: self.sheets[cell.sheet].columns[cell.told],
            "fixed": lambda cell, parts: cell.told,
            "and": lambda cell, parts: planes.joined(parts, True, operator.and_),
            "or": lambda cell, parts: planes.joined(parts, False, operator.or_),
            "not": lambda cell, parts: planes.opposite(parts[0]),
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
        if isinstance(part, int):
            return part in cell.told
        for number in cell.told:
            if (of, number) not in self._is:
                self._is[of, number] = compared(_EQUAL, [part, number])
        return planes.either(*(self._is[of, number] for number in cell.told))

    def _chosen(self, cell: Cell, parts: list[Value]) -> Value:
        when, then, otherwise = parts
        if isinstance(when, bool):
            return then if when else otherwise
        yes = planes.unpacked(when, self.sheets[cell.sheet].height)
        few = _numbered(yes, _few(then), _few(otherwise))
        if few is not None:
            return few
        one, other = _alike(plain(then), plain(otherwise))
        made = one.zip_with(yes, other)
        return made if isinstance(then, Word | pl.Series) else made.to_numpy()

    def _looked_up(self, cell: Cell, parts: list[Value]) -> Value:
        (part,) = parts
        if isinstance(part, Numbered):
            return Numbered(part.places, self.almanac.told(cell.told, part.numbers))
        days = part if isinstance(part, np.ndarray) else np.array([part], np.int32)
        found = self.almanac.told(cell.told, days)
        return found if days is part else int(found[0])

    def _brought(self, cell: Cell, parts: list[Value]) -> Value:
        """What is said of the person whom a member lives with; a person's row is their place."""
        (part,) = parts
        if isinstance(part, Numbered):
            return Numbered(part.places[self.at], part.numbers)
        if isinstance(part, pl.Series):
            return part.gather(self.at)
        if not isinstance(part, np.ndarray):
            return part
        if part.dtype != np.uint64:
            return part[self.at]
        return planes.packed(planes.spread(part, self.people.height)[self.at])

    def _any(self, cell: Cell, parts: list[Value]) -> Value:
        """The people of whose members it is so of any."""
        (part,) = parts
        if part is False:
            return False
        anybody = np.zeros(self.people.height, np.bool_)
        anybody[self.at if part is True else self.at[planes.spread(part, self.members.height)]] = True
        return planes.packed(anybody)

    def _sum(self, cell: Cell, parts: list[Value]) -> Value:
        """The members' numbers, or how many it is so of, added up; nobody is nought."""
        part = plain(parts[0])
        if isinstance(part, pl.Series):
            part = part.to_physical().to_numpy()
        elif not isinstance(part, np.ndarray):
            part = np.full(self.members.height, part)
        elif part.dtype == np.uint64:
            part = planes.spread(part, self.members.height)
        kind = np.float64 if part.dtype == np.float64 else np.int64
        total = np.zeros(self.people.height, kind)
        np.add.at(total, self.at, part.astype(kind))
        return total


def compared(cell: Cell, parts: list[Value]) -> Value:
    """Two numbers."""
    one, other = parts
    compare = _COMPARED[cell.sort]
    if isinstance(one, Numbered) and not isinstance(other, np.ndarray | Numbered):
        return one.where(compare(one.numbers, other))
    if isinstance(other, Numbered) and not isinstance(one, np.ndarray | Numbered):
        return other.where(compare(one, other.numbers))
    told = compare(plain(one), plain(other))
    return planes.packed(told) if isinstance(told, np.ndarray) else bool(told)


def shares(cell: Cell, parts: list[Value]) -> Value:
    """Any of the bits."""
    (part,) = parts
    if isinstance(part, int):
        return bool(part & cell.told)
    numbers = part.numbers if isinstance(part, Numbered) else part
    bits = numbers.dtype.type(cell.told & int(np.iinfo(numbers.dtype).max))
    so = (numbers & bits) != 0
    return part.where(so) if isinstance(part, Numbered) else planes.packed(so)


def added(cell: Cell, parts: list[Value]) -> Value:
    """Sum or difference."""
    one, other = (_wide(part) for part in parts)
    return one + other if cell.sort == "plus" else one - other


def _wide(part: Value) -> Value:
    part = plain(part)
    return part.astype(np.int64) if isinstance(part, np.ndarray) and part.dtype.kind == "i" else part


def _numbered(yes: pl.Series, one: Numbered | None, other: Numbered | None) -> Numbered | None:
    """Numbers of one list, else of another, by places in both together; None when there are too many."""
    if one is None or other is None or one.numbers.size + other.numbers.size > _MOST:
        return None
    after = pl.Series(other.places + np.uint8(one.numbers.size))
    places = pl.Series(one.places).zip_with(yes, after)
    return Numbered(places.to_numpy(), np.concatenate([one.numbers, other.numbers]))


def _few(value: Value) -> Numbered | None:
    """Numbers by their places, as which one number counts too; None for others."""
    if type(value) is int:
        return _lone(value)
    return value if isinstance(value, Numbered) else None


@cache
def _lone(number: int) -> Numbered:
    return Numbered(np.zeros(1, np.uint8), _column(number).to_numpy())


def _alike(one: Value, other: Value) -> tuple[pl.Series, pl.Series]:
    """Both as columns of one type; what is the same for everybody as a column of one row."""
    left, right = _column(one), _column(other)
    if isinstance(one, Word | pl.Series) or left.dtype == right.dtype:
        return left, right
    dtype = _NUMBERS[max(_NUMBERS.index(left.dtype), _NUMBERS.index(right.dtype))]
    return left.cast(dtype), right.cast(dtype)


def _column(value: Value) -> pl.Series:
    if isinstance(value, pl.Series):
        return value
    if isinstance(value, Word):
        return ALONE[value]
    if isinstance(value, np.ndarray):
        return pl.Series(value)
    if isinstance(value, float):
        return pl.Series([value], dtype=pl.Float64)
    dtype = next(
        one for one, bits in zip(_NUMBERS, (15, 31, 63), strict=False) if -(1 << bits) <= value < 1 << bits
    )
    return pl.Series([value], dtype=dtype)
