"""The columns on Polars: one machine, in memory, a batch of people at a time."""

from __future__ import annotations

import functools
import operator
from typing import Any

import polars as pl

from recourse.reasoning.columns import days
from recourse.reasoning.columns.running import Crossings
from recourse.reasoning.rulebook.book import Book

ROW = "row"
_COMPARED = {"==": operator.eq, "<": operator.lt, "<=": operator.le}
_FEW = 12


class OnPolars:
    """Eager tables; each level of columns is made at once, on every core."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._days: dict[tuple[Any, ...], dict[int, int]] = {}

    def column(self, name: str) -> pl.Expr:
        """A column by name."""
        return pl.col(name)

    def fixed(self, value: int | float | bool) -> pl.Expr:
        """The same value in every row."""
        return pl.lit(value)

    def both(self, parts: list[pl.Expr]) -> pl.Expr:
        """Every part."""
        return functools.reduce(operator.and_, parts)

    def either(self, parts: list[pl.Expr]) -> pl.Expr:
        """Any part."""
        return functools.reduce(operator.or_, parts)

    def opposite(self, part: pl.Expr) -> pl.Expr:
        """Not the part."""
        return ~part

    def compared(self, left: pl.Expr, sign: str, right: pl.Expr) -> pl.Expr:
        """Two numbers."""
        told: pl.Expr = _COMPARED[sign](left, right)
        return told

    def listed(self, part: pl.Expr, numbers: tuple[int, ...]) -> pl.Expr:
        """One of the numbers: a few are compared one by one, which is quicker than a set."""
        if len(numbers) <= _FEW:
            return self.either([part == number for number in numbers])
        return part.is_in(list(numbers))

    def shares(self, part: pl.Expr, bits: int) -> pl.Expr:
        """Any of the bits."""
        return (part & pl.lit(bits, pl.Int64)) != 0

    def added(self, left: pl.Expr, right: pl.Expr, sign: int) -> pl.Expr:
        """Sum or difference."""
        return left + right if sign > 0 else left - right

    def chosen(self, when: pl.Expr, then: pl.Expr, otherwise: pl.Expr) -> pl.Expr:
        """One or the other."""
        return pl.when(when).then(then).otherwise(otherwise)

    def widened(self, table: pl.DataFrame, columns: dict[str, pl.Expr]) -> pl.DataFrame:
        """The table with these columns too."""
        return table.with_columns(**columns)

    def looked_up(self, table: pl.DataFrame, columns: dict[str, tuple[str, tuple[Any, ...]]]) -> pl.DataFrame:
        """The table with what a function gives for each day; a day met before is not worked out again."""
        different: dict[str, list[int]] = {}
        made = []
        for name, (of, function) in columns.items():
            if of not in different:
                different[of] = table[of].unique().to_list()
            known = self._days.setdefault(function, {})
            new = [day for day in different[of] if day not in known]
            known.update(days.table(function, new, self.book))
            old = pl.Series(different[of], dtype=pl.Int32)
            told = pl.Series([known[day] for day in different[of]], dtype=pl.Int32)
            made.append(table[of].replace_strict(old, told, return_dtype=pl.Int32).alias(name))
        return table.hstack(made)

    def brought(self, members: pl.DataFrame, people: pl.DataFrame, columns: dict[str, str]) -> pl.DataFrame:
        """The members with what is said of the person they live with; a person's row is their place."""
        at = members[ROW]
        return members.hstack([people[of].gather(at).alias(name) for name, of in columns.items()])

    def gathered(self, people: pl.DataFrame, members: pl.DataFrame, columns: Crossings) -> pl.DataFrame:
        """The people with any, or the sum, over their members; nobody is no, or nought."""
        summed = [
            (pl.col(of).any() if how == "any" else pl.col(of).cast(pl.Int64).sum()).alias(name)
            for name, (how, of) in columns.items()
        ]
        by_row = members.group_by(ROW).agg(summed)
        joined = people.select(ROW).join(by_row, on=ROW, how="left", maintain_order="left").drop(ROW)
        filled = joined.with_columns(
            [pl.col(name).fill_null(False if how == "any" else 0) for name, (how, _) in columns.items()]
        )
        return people.hstack(filled.get_columns())

    def settled(self, table: pl.DataFrame, columns: set[str]) -> pl.DataFrame:
        """The columns that are still needed."""
        return table.select([name for name in table.columns if name in columns or name == ROW])
