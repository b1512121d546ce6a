"""What each function on days gives, kept by day: no day is worked out twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from recourse.reasoning.columns import days
from recourse.reasoning.rulebook.book import Book

Function = tuple[Any, ...]
_FIRST, _LAST = date(1900, 1, 1).toordinal(), date(2099, 12, 31).toordinal()


class Almanac:
    """For each function the days of two centuries in a row, filled in as they are met; odd days apart."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._usual: dict[Function, pl.Series] = {}
        self._odd: dict[Function, dict[int, int]] = {}

    def told(self, function: Function, column: pl.Series) -> pl.Series:
        """What the function gives for each day of a column."""
        places = (column - (_FIRST - 1)).clip(0, _LAST - _FIRST + 2).cast(pl.UInt32)
        found = self._row(function).gather(places)
        if found.null_count():
            self._learn(function, column.filter(found.is_null()).unique())
            found = self._row(function).gather(places)
        return self._with_odd(function, column, found) if found.null_count() else found

    def _row(self, function: Function) -> pl.Series:
        """The days in a row; at either end stands one for whatever lies beyond, always null."""
        row = self._usual.get(function)
        if row is None:
            row = self._usual[function] = pl.repeat(None, _LAST - _FIRST + 3, dtype=pl.Int32, eager=True)
        return row

    def _learn(self, function: Function, met: pl.Series) -> None:
        new = met.filter(met.is_between(_FIRST, _LAST)).to_list()
        if new:
            told = days.table(function, new, self.book)
            places = pl.Series([day - _FIRST + 1 for day in told], dtype=pl.UInt32)
            row = self._row(function).clone()
            self._usual[function] = row.scatter(places, pl.Series(list(told.values()), dtype=pl.Int32))

    def _with_odd(self, function: Function, column: pl.Series, found: pl.Series) -> pl.Series:
        where = found.is_null()
        odd, known = column.filter(where), self._odd.setdefault(function, {})
        new = [day for day in odd.unique().to_list() if day not in known]
        known |= days.table(function, new, self.book)
        told = pl.Series([known[day] for day in odd.to_list()], dtype=pl.Int32)
        return found.scatter(where.arg_true(), told)
