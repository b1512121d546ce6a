"""Lays what is recorded of each fact out as planes and numbers: what is known, and why the rest is not.

Most of a population is not known, so of words only those that somebody said are read,
and put where they belong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
import polars as pl

from recourse.reasoning.columns import planes
from recourse.reasoning.columns.codes import OTHER, Codes
from recourse.reasoning.columns.planes import Array, Numbered, Plane, both, either, opposite
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import REASONS, Fact, Type
from recourse.reasoning.rulebook.tree import Kind

NULL = "__null"
NONE = "none"
_WHY = (NONE, *REASONS)
_PLACES = np.array([*range(len(_WHY)), -1], np.int16)
_NONE = _WHY.index(NONE)
_STOPPED = [_WHY.index(word) for word in ("contested", "not_yet_decided")]
_EMPTY = {Type.YES_NO: False, Type.NUMBER: 0.0, Type.MONEY: 0.0, Type.DAY: 0, Type.PEOPLE: 0}
_EMPTY |= {Type.ONE_OF: OTHER, Type.TEXT: OTHER, Type.SOME_OF: 0}


class Recording:
    """The columns that the facts and tests of a table become."""

    def __init__(self, book: Book, codes: Codes, schema: Mapping[str, pl.DataType]) -> None:
        self.codes, self.schema = codes, schema
        plain = dict.fromkeys(column.removesuffix(NULL) for column in schema)
        self.facts = [book.facts[name] for name in plain if name in book.facts]
        definitions = book.definitions
        self.tests = [name for name in plain if name in definitions and definitions[name].kind is Kind.TEST]
        self.names = frozenset(chain.from_iterable(self._names(fact) for fact in self.facts)) | {
            f"{name}.{part}" for name in self.tests for part in ("has", "value")
        }

    def _names(self, fact: Fact) -> list[str]:
        parts = ["has", "value", "asked"]
        parts += ["none", "stopped"] if f"{fact.name}{NULL}" in self.schema else []
        return [f"{fact.name}.{part}" for part in parts]

    def columns(self, table: pl.DataFrame, needed: Collection[str]) -> Iterator[tuple[str, Any]]:
        """The columns that are needed, of the rows of a table with this schema."""
        given = {column.name: column for column in table}
        for name in self.tests:
            if f"{name}.has" in needed or f"{name}.value" in needed:
                has, value = _yes_no(given[name])
                yield from ((f"{name}.has", has), (f"{name}.value", value))
        for fact in self.facts:
            if any(name in needed for name in self._names(fact)):
                is_read = f"{fact.name}.value" in needed
                yield from _Recorded(self.codes, given, table.height, fact, is_read=is_read).columns()


class _Recorded:
    """What is recorded of one fact; its value is looked at only when it is read."""

    def __init__(
        self, codes: Codes, given: Mapping[str, pl.Series], height: int, fact: Fact, *, is_read: bool
    ) -> None:
        self.codes, self.given, self.height, self.fact, self.is_read = codes, given, height, fact, is_read

    def columns(self) -> Iterator[tuple[str, Any]]:
        """Every column that it becomes."""
        fact, reason = self.fact, f"{self.fact.name}{NULL}"
        has, value = self._value(self.given[fact.name]) if fact.name in self.given else self._nothing()
        none: Plane = False
        stopped, asked = none, has
        if reason in self.given:
            none, stopped, said = self._why(self.given[reason], has)
            asked = either(has, said)
        if fact.type is Type.ONE_OF and NONE in fact.options and none is not False:
            value = self._none_chosen(value, none)
            has, none = either(has, none), False
        found = {"has": has, "none": none, "stopped": stopped, "asked": asked, "value": value}
        for part, made in found.items():
            yield f"{fact.name}.{part}", made

    def _nothing(self) -> tuple[Plane, Any]:
        return False, _EMPTY[self.fact.type]

    def _value(self, column: pl.Series) -> tuple[Plane, Any]:
        if column.null_count() == self.height:
            return self._nothing()
        if not self.is_read:
            return planes.known(column), _EMPTY[self.fact.type]
        match self.fact.type:
            case Type.YES_NO:
                return _yes_no(column)
            case Type.NUMBER | Type.MONEY:
                return planes.looked_into(column.cast(pl.Float64))
            case Type.DAY:
                return planes.looked_into(column)
            case Type.PEOPLE:
                return planes.known(column), column.list.len().fill_null(0).cast(pl.Int32).to_numpy()
            case Type.SOME_OF:
                return planes.known(column), self._bits(column)
        if not isinstance(column.dtype, pl.Enum):
            column = self._as_listed(column)
        if isinstance(column.dtype, pl.Enum):
            return self._enumerated(column)
        has, at, said = _said(column)
        codes = np.zeros(self.height, np.int16)
        codes[at] = self._codes(said)
        return has, codes

    def _as_listed(self, column: pl.Series) -> pl.Series:
        """Words that everybody said, all of them on the fact's own list, as the enumeration of that list."""
        own = tuple(self.fact.options)
        if not own or column.null_count():
            return column
        listed = column.cast(pl.String).cast(_enum(own), strict=False)
        return column if listed.null_count() else listed

    def _enumerated(self, column: pl.Series) -> tuple[Plane, Any]:
        """The words of an enumeration are numbers already: each is told its code where it is asked for."""
        has, places = planes.looked_into(column)
        codes = np.array([*map(self.codes.number, column.dtype.categories)], np.int16)  # type: ignore[attr-defined]
        return has, Numbered(places, codes)

    def _codes(self, said: pl.Series) -> Array:
        """The code of each word; those of the fact's own list are looked for first."""
        own = tuple(self.fact.options)
        codes = _numbers(said, own, np.array([*map(self.codes.number, own), OTHER], np.int16))
        odd = np.flatnonzero(codes == OTHER)
        if odd.size:
            every = self.codes.words
            codes[odd] = _numbers(
                said.gather(odd), every, np.array([*map(self.codes.number, every), OTHER], np.int16)
            )
        return codes

    def _why(self, reason: pl.Series, has: Plane) -> tuple[Plane, Plane, Plane]:
        """Where it is known to be none, where it is contested or not yet decided, where anything is said."""
        if reason.null_count() == self.height:
            return False, False, False
        known, at, said = _said(reason)
        places = _numbers(said, _WHY, _PLACES)
        none = both(self._only(at[places == _NONE]), opposite(has))
        stopped = both(self._only(at[np.isin(places, _STOPPED)]), opposite(has))
        return none, stopped, known

    def _only(self, rows: Array) -> Plane:
        """Yes in these rows alone."""
        yes = np.zeros(self.height, np.bool_)
        yes[rows] = True
        return planes.packed(yes)

    def _none_chosen(self, value: Any, none: Plane) -> Array:
        codes = np.full(self.height, value, np.int16) if isinstance(value, int) else planes.plain(value)
        codes[planes.spread(none, self.height)] = self.codes.number(NONE)
        return codes

    def _bits(self, column: pl.Series) -> Array:
        """The codes on the list in each row, as bits."""
        words = self.codes.lists[self.fact.name]
        kind = next(one for one in (np.int16, np.int32, np.int64) if len(words) < np.iinfo(one).bits)
        other = 1 << words.index("") if "" in words else 0
        told = column.list.explode(empty_as_null=False, keep_nulls=False)
        each = _numbers(told, words, np.array([*(1 << place for place in range(len(words))), other], kind))
        many = column.list.len()
        if many.eq_missing(1).all():
            return each
        bits = np.zeros(self.height, kind)
        counts = many.fill_null(0).to_numpy()
        some = np.flatnonzero(counts)
        if some.size:
            if each.size > some.size:
                each = np.bitwise_or.reduceat(each, np.cumsum(counts, dtype=np.int64)[some] - counts[some])
            bits[some] = each
        return bits


def _yes_no(column: pl.Series) -> tuple[Plane, Plane]:
    if column.null_count() == column.len():
        return False, False
    has, yes = planes.looked_into(column)
    return has, planes.plane(yes if has is True else yes & has)


def _said(column: pl.Series) -> tuple[Plane, Array, pl.Series]:
    """Where the column has something, in which rows that is, and what stands there."""
    has = planes.known(column)
    at = np.flatnonzero(planes.spread(has, column.len()))
    return has, at, column if isinstance(has, bool) else column.filter(planes.unpacked(has, column.len()))


def _numbers(column: pl.Series, words: tuple[str, ...], numbers: Array) -> Array:
    """The number of each word of a column, by its place among the words; the last number for any other."""
    if isinstance(column.dtype, pl.Enum) and not column.null_count():
        places = {word: place for place, word in enumerate(words)}
        numbers = numbers[[places.get(word, -1) for word in column.dtype.categories]]
        listed: Array = numbers.take(planes.looked_into(column)[1], mode="clip")
        return listed
    known, found_at = planes.looked_into(column.cast(pl.String).cast(_enum(words), strict=False))
    found: Array = numbers.take(found_at, mode="clip")
    if known is not True:
        found[~planes.spread(known, column.len())] = numbers[-1]
    return found


@cache
def _enum(words: tuple[str, ...]) -> pl.Enum:
    return pl.Enum(words)
