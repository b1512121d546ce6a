"""Answers a whole population at once, on one day: every outcome, test and value, a column a key."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from recourse.reasoning.columns import asking
from recourse.reasoning.columns.asking import Told
from recourse.reasoning.columns.cells import Plan
from recourse.reasoning.columns.codes import Codes
from recourse.reasoning.columns.emitting import Emitter
from recourse.reasoning.columns.onarrays import OnArrays
from recourse.reasoning.columns.planes import padded
from recourse.reasoning.columns.running import Engine, Run, name
from recourse.reasoning.columns.scheduling import Schedule, schedule
from recourse.reasoning.columns.sheets import Layout, Sheets
from recourse.reasoning.columns.telling import Telling
from recourse.reasoning.columns.walking import Step, walk
from recourse.reasoning.rulebook.book import Book

_FEWEST, _MOST = 32_768, 524_288


class Planned:
    """The law of one day made ready for populations with the same columns."""

    def __init__(self, book: Book, codes: Codes, layout: Layout, day: date, keys: tuple[str, ...]) -> None:
        self.words, self.layout = pl.Enum(codes.words), layout
        emitter = Emitter(book, codes, layout.columns, day)
        self.told: list[Told] = [asking.told(emitter, key) for key in keys]
        self.plan: Plan = emitter.plan
        self.wanted = sorted({cell for one in self.told for cell in one.cells})
        self.schedule: Schedule = schedule(self.plan, self.wanted)
        self.steps: list[Step] = walk(self.plan, self.wanted)

    def here(self, engine: OnArrays, sheets: Sheets) -> pl.DataFrame:
        """The answers about the people of two sheets, made here and now."""
        return self._told(engine.answered(self.steps, sheets), sheets.people.rows)

    def run(self, engine: Engine, people: Any, members: Any) -> Any:
        """The people's table with every wanted cell as a column, made by a table engine."""
        return Run(self.plan, engine, people, members).through(self.schedule, self.wanted)

    def answers(self, table: pl.DataFrame) -> pl.DataFrame:
        """The answers in words, days and figures, of a table that a table engine made."""
        return self._told({cell: table[self._name(cell)] for cell in self.wanted}, table["row"])

    def _told(self, cells: dict[int, Any], rows: pl.Series) -> pl.DataFrame:
        telling = Telling(cells, rows.len(), self.words)
        return pl.DataFrame([rows, *telling.columns(self.told)])

    def _name(self, cell: int) -> str:
        sort, _, _, told = self.plan.cells[cell]
        return str(told) if sort == "column" else name(cell)


class Reader:
    """The columns of one book: what was planned once is kept for the next batch."""

    def __init__(self, book: Book, keys: Collection[str] | None = None) -> None:
        self.book = book
        self.keys = tuple(book.definitions if keys is None else keys)
        self.codes = Codes(book)
        self.engine = OnArrays(book)
        self._planned: dict[Any, Planned] = {}

    def planned(self, population: pl.DataFrame, day: date) -> Planned:
        """The plan for a population with these columns on that day."""
        known_by = (tuple(population.schema.items()), day)
        made = self._planned.get(known_by)
        if made is None:
            layout = Layout(self.book, self.codes, population.schema)
            made = self._planned[known_by] = Planned(self.book, self.codes, layout, day, self.keys)
        return made

    def answer(self, population: pl.DataFrame, *, as_at: date) -> pl.DataFrame:
        """The answers for a population in the documented columns that has a `row` number; by `row`."""
        rows = population["row"]
        population = population.drop("row").with_row_index("row").cast({"row": pl.Int64})
        planned = self.planned(population, as_at)
        at_once = min(max(_FEWEST, padded(-(-population.height // pl.thread_pool_size()))), _MOST)
        parts = [population.slice(first, at_once) for first in range(0, population.height or 1, at_once)]
        if len(parts) == 1:
            return self._told(planned, population).with_columns(rows)
        with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
            return pl.concat(pool.map(partial(self._told, planned), parts)).with_columns(rows)

    def _told(self, planned: Planned, people: pl.DataFrame) -> pl.DataFrame:
        """The answers for a part of the population, whose rows are counted from nought."""
        people = people.with_columns(row=pl.int_range(people.height, dtype=pl.Int64))
        sheets = planned.layout.sheets(people, planned.schedule.needed)
        return planned.here(self.engine, sheets)
