"""Answers a whole population at once, on one day: every outcome, test and value, a column a key."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

import polars as pl

from recourse.reasoning.columns import asking
from recourse.reasoning.columns.asking import WORDS, Told, Word
from recourse.reasoning.columns.cells import Plan
from recourse.reasoning.columns.codes import Codes
from recourse.reasoning.columns.emitting import Emitter
from recourse.reasoning.columns.held import Held
from recourse.reasoning.columns.onpolars import ENUM, OnPolars
from recourse.reasoning.columns.planes import padded
from recourse.reasoning.columns.recording import EPOCH, NULL
from recourse.reasoning.columns.running import Engine, Run, name
from recourse.reasoning.columns.scheduling import Schedule, schedule
from recourse.reasoning.columns.sheets import Layout
from recourse.reasoning.columns.walking import Step, walk
from recourse.reasoning.rulebook.book import Book

_FEWEST = 16_384
_WHY = pl.Enum(["none", "depends"])


class Planned:
    """The law of one day made ready for populations with the same columns."""

    def __init__(self, book: Book, codes: Codes, layout: Layout, day: date, keys: tuple[str, ...]) -> None:
        self.codes, self.layout = codes, layout
        emitter = Emitter(book, codes, layout.columns, day)
        self.told: list[Told] = [asking.told(emitter, key) for key in keys]
        self.plan: Plan = emitter.plan
        self.wanted = sorted({cell for one in self.told for cell in one.cells})
        self.schedule: Schedule = schedule(self.plan, self.wanted)
        self.steps: list[Step] = walk(self.plan, self.wanted)

    def here(self, engine: OnPolars, people: pl.DataFrame, members: pl.DataFrame | None) -> pl.DataFrame:
        """The people's rows with every wanted cell as a column, made here and now."""
        made = engine.answered(self.steps, people, members)
        return people.select("row").with_columns(
            (value if isinstance(value, pl.Series) else _alone(value)).alias(self._name(cell))
            for cell, value in made.items()
        )

    def run(self, engine: Engine, people: Any, members: Any) -> Any:
        """The people's table with every wanted cell as a column, made by a table engine."""
        return Run(self.plan, engine, people, members).through(self.schedule, self.wanted)

    def answers(self, table: pl.DataFrame) -> pl.DataFrame:
        """The answers in words, days and figures, with the `row` they are of."""
        columns = [pl.col("row")]
        for one in self.told:
            answered = pl.lit(True) if one.answered == Plan.TRUE else self._cell(one.answered)
            if one.word is not None:
                word = self._cell(one.word)
                if table.schema[self._name(one.word)] != ENUM:
                    word = _worded(word, WORDS)
                always = one.answered == Plan.TRUE
                columns.append(word.alias(one.key) if always else _where(answered, word, one.key))
            elif one.value is not None:
                columns += self._value(one.key, one.value, answered)
        return table.select(columns)

    def _cell(self, cell: int) -> pl.Expr:
        return pl.col(self._name(cell))

    def _name(self, cell: int) -> str:
        sort, _, _, told = self.plan.cells[cell]
        return str(told) if sort == "column" else name(cell)

    def _value(self, key: str, value: Held, answered: pl.Expr) -> list[pl.Expr]:
        has, none = self._cell(value.has), self._cell(value.none)
        shown: pl.Expr = pl.lit(None)
        if value.cell is not None:
            shown = pl.when(answered & has).then(self._shown(value, has, self._cell(value.cell)))
        words = [pl.lit(word, _WHY) for word in _WHY.categories]
        why = pl.when(answered & none).then(words[0]).when(answered & ~has).then(words[1])
        return [shown.alias(key), why.alias(f"{key}{NULL}")]

    def _shown(self, value: Held, has: pl.Expr, cell: pl.Expr) -> pl.Expr:
        match value.kind:
            case "day":
                return (cell - EPOCH).cast(pl.Int32).cast(pl.Date)
            case "code":
                return _worded(pl.when(has).then(cell) - 1, self.codes.words)
            case "codes":
                return cell.map_batches(partial(_listed, value.words), return_dtype=pl.List(pl.String))
            case "number":
                return cell.cast(pl.Float64)
            case _:
                return cell


def _worded(number: pl.Expr, words: tuple[str, ...]) -> pl.Expr:
    return number.cast(pl.UInt16).cat.to(pl.Enum(words))


def _alone(value: Any) -> pl.Expr:
    return pl.lit(WORDS[value], ENUM) if isinstance(value, Word) else pl.lit(value)


def _listed(words: tuple[str, ...], bits: pl.Series) -> pl.Series:
    """The words of which the bits are set; each set of bits that occurs is written out once."""
    sets = bits.unique()
    lists = [[word for number, word in enumerate(words) if one >> number & 1] for one in sets.to_list()]
    places = bits.replace_strict(sets, pl.int_range(sets.len(), dtype=pl.UInt32, eager=True))
    return pl.Series(lists, dtype=pl.List(pl.String)).gather(places)


def _where(answered: pl.Expr, told: pl.Expr, key: str) -> pl.Expr:
    return pl.when(answered).then(told).alias(key)


class Reader:
    """The columns of one book: what was planned once is kept for the next batch."""

    def __init__(self, book: Book, keys: Collection[str] | None = None) -> None:
        self.book = book
        self.keys = tuple(book.definitions if keys is None else keys)
        self.codes = Codes(book)
        self.engine = OnPolars(book)
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
        at_once = padded(max(_FEWEST, -(-population.height // pl.thread_pool_size())))
        parts = [population.slice(first, at_once) for first in range(0, population.height or 1, at_once)]
        if len(parts) == 1:
            return self._told(planned, population).with_columns(rows)
        with ThreadPoolExecutor(len(parts)) as pool:
            return pl.concat(pool.map(partial(self._told, planned), parts)).with_columns(rows)

    def _told(self, planned: Planned, people: pl.DataFrame) -> pl.DataFrame:
        """The answers for a part of the population, whose rows are counted from nought."""
        people = people.with_columns(row=pl.int_range(people.height, dtype=pl.Int64))
        sheets = planned.layout.sheets(people, planned.schedule.needed)
        return planned.answers(planned.here(self.engine, sheets.people, sheets.members))
