"""The columns through Ibis: the same plan on DuckDB, on Spark, on any engine that holds very many people.

Nothing there keeps the order of rows, so the `row` travels with every join. Ibis is not needed to answer on
one machine; it is installed with the checks, or beside the engine it is to speak to.
"""

from __future__ import annotations

import functools
import operator
from typing import Any

import ibis
import polars as pl

from recourse.reasoning.columns import days
from recourse.reasoning.columns.running import Crossings
from recourse.reasoning.rulebook.book import Book

ROW = "row"
_COMPARED = {"==": operator.eq, "<": operator.lt, "<=": operator.le}


class OnIbis:
    """Tables of one Ibis connection; every few levels are worked out and kept, so that no plan grows long."""

    def __init__(self, book: Book, connection: Any, *, at_once: int = 1) -> None:
        self.book, self.connection, self.at_once = book, connection, at_once
        self.levels = 0
        self._kept = 0

    def table(self, frame: pl.DataFrame) -> Any:
        """A frame as a table of the engine."""
        return self._kept_as(ibis.memtable(frame))

    def _kept_as(self, table: Any) -> Any:
        self._kept += 1
        return self.connection.create_table(f"columns_{self._kept}", table)

    def column(self, name: str) -> Any:
        """A column by name."""
        return ibis._[name]

    def fixed(self, value: int | float | bool) -> Any:
        """The same value in every row."""
        return ibis.literal(value)

    def both(self, parts: list[Any]) -> Any:
        """Every part."""
        return functools.reduce(operator.and_, parts)

    def either(self, parts: list[Any]) -> Any:
        """Any part."""
        return functools.reduce(operator.or_, parts)

    def opposite(self, part: Any) -> Any:
        """Not the part."""
        return ~part

    def compared(self, left: Any, sign: str, right: Any) -> Any:
        """Two numbers."""
        return _COMPARED[sign](left, right)

    def listed(self, part: Any, numbers: tuple[int, ...]) -> Any:
        """One of the numbers; there is never a null among them."""
        return part.isin(numbers)

    def shares(self, part: Any, bits: int) -> Any:
        """Any of the bits."""
        return (part & ibis.literal(bits, "int64")) != 0

    def added(self, left: Any, right: Any, sign: int) -> Any:
        """Sum or difference; a sum begins with what is still to be bound to a table, not with a literal."""
        if sign < 0:
            return left - right
        return right + left if isinstance(left, ibis.Expr) else left + right

    def chosen(self, when: Any, then: Any, otherwise: Any) -> Any:
        """One or the other."""
        return ibis.ifelse(when, then, otherwise)

    def widened(self, table: Any, columns: dict[str, Any]) -> Any:
        """The table with these columns too."""
        self.levels += 1
        wider = table.mutate(**columns)
        return self._kept_as(wider) if self.levels % self.at_once == 0 else wider

    def looked_up(self, table: Any, columns: dict[str, tuple[str, tuple[Any, ...]]]) -> Any:
        """The table with what each function gives for the days of a column: one join a column of days."""
        table = self._kept_as(table)
        by_column: dict[str, dict[str, tuple[Any, ...]]] = {}
        for name, (of, function) in columns.items():
            by_column.setdefault(of, {})[name] = function
        for of, functions in by_column.items():
            found = table.select(of).distinct().to_polars()[of].to_list()
            told = {
                name: list(days.table(function, found, self.book).values())
                for name, function in functions.items()
            }
            schema = dict.fromkeys(["day_", *told], pl.Int32)
            known = self.table(pl.DataFrame({"day_": found, **told}, schema=schema))
            table = table.join(known, table[of] == known["day_"]).drop("day_")
        return table

    def brought(self, members: Any, people: Any, columns: dict[str, str]) -> Any:
        """The members with what is said of the person they live with, joined on the row."""
        told = people.select(row_=people[ROW], **{name: people[of] for name, of in columns.items()})
        return members.join(told, members[ROW] == told["row_"]).drop("row_")

    def gathered(self, people: Any, members: Any, columns: Crossings) -> Any:
        """The people with any, or the sum, over their members; nobody is no, or nought."""
        summed = {
            name: members[of].any() if how == "any" else members[of].cast("int64").sum()
            for name, (how, of) in columns.items()
        }
        by_row = members.group_by(row_=members[ROW]).aggregate(**summed)
        joined = people.left_join(by_row, people[ROW] == by_row["row_"]).drop("row_")
        nothing = {name: False if how == "any" else 0 for name, (how, _) in columns.items()}
        return joined.fill_null(nothing)

    def settled(self, table: Any, columns: set[str]) -> Any:
        """The columns that are still needed, worked out and kept."""
        return self._kept_as(
            table.select(*[name for name in table.columns if name in columns or name == ROW])
        )
