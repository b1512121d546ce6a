"""Answers a file of people, a batch at a time, and writes nothing unless every row can be answered."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

import polars as pl

from recourse.reasoning.columns.answers import Reader
from recourse.reasoning.columns.checking import (
    Complaint,
    Complaints,
    check_births,
    check_types,
    check_values,
    own_names,
)
from recourse.reasoning.columns.form import AS_AT, ID, ROW
from recourse.reasoning.columns.recording import NULL
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.checking import first_day

BATCH = 49_152
Progress = Callable[[str, int, int], None]


class BadPopulation(ValueError):
    """A population that cannot be answered; all that is wrong with it."""

    def __init__(self, complaints: list[Complaint]) -> None:
        self.complaints = complaints
        super().__init__("\n".join(str(one) for one in complaints))


class Population:
    """A Parquet file of people. Raises OSError or polars' ComputeError when it cannot be read at all."""

    def __init__(self, file: Path, *, as_at: date | None, batch: int = BATCH) -> None:
        self.file, self.as_at, self.batch = file, as_at, batch
        self.scan = pl.scan_parquet(file, glob=False)
        self.schema = self.scan.collect_schema()
        self.height: int = self.scan.select(pl.len()).collect().item()

    def batches(self) -> Iterator[pl.DataFrame]:
        """The rows in their order, each with its `row` (from 0); a slice reads its own row groups alone."""
        for start in range(0, self.height, self.batch):
            yield self._from(start)

    def _from(self, start: int) -> pl.DataFrame:
        """One batch, in one piece; nothing here holds on to it while the next is read.

        Rows of two row groups come in two pieces, and are ten times the work if they stay so. A column is
        put together at a time: all at once would take the memory twice.
        """
        columns = self.scan.slice(start, self.batch).collect().get_columns()
        for place in range(len(columns)):
            columns[place] = columns[place].rechunk()
        rows = pl.int_range(start, start + columns[0].len(), dtype=pl.Int64, eager=True)
        return pl.DataFrame([*columns, rows.alias(ROW)])


def _columns(book: Book, population: Population) -> dict[str, str]:
    """Look over names, types and ids; the columns to rename. BadPopulation with every complaint."""
    complaints = Complaints()
    renamed = own_names(book, list(population.schema), complaints)
    _identified(population, complaints)
    check_types(book, {renamed.get(name, name): kind for name, kind in population.schema.items()}, complaints)
    if complaints:
        raise BadPopulation(list(complaints))
    return renamed


def _identified(population: Population, complaints: Complaints) -> None:
    kind = population.schema.get(ID)
    if kind is None:
        complaints.add(ID, "there is no such column", "whose row it is")
        return
    if not (kind == pl.String or kind.is_integer()):
        complaints.add(ID, f"it is a column of {kind}", "text or whole numbers")
        return
    if not population.height:
        complaints.add(ID, "there is no row in the file", "a row a person")
    ids = population.scan.select(ID).collect().with_row_index("number", 1)
    blank = pl.col(ID).is_null() | (pl.col(ID).cast(pl.String).str.strip_chars() == "")
    complaints.add(ID, "there is none", "whose row it is", ids.filter(blank)["number"])
    twice = ids.filter(pl.col(ID).is_not_null() & pl.col(ID).is_duplicated())["number"]
    complaints.add(ID, "another row has it too", "an id of its own", twice)


def _dated(book: Book, table: pl.DataFrame, as_at: date | None, complaints: Complaints) -> None:
    since, day = first_day(book), pl.lit(as_at, pl.Date)
    if AS_AT not in table.columns:
        if as_at is None:
            complaints.add(AS_AT, "there is no such column", "the day asked of, here or as --as-at")
        elif as_at < since:
            complaints.add(AS_AT, f"no law is recorded for {as_at}", f"a day from {since}")
    elif table.schema[AS_AT] != pl.Date:
        complaints.add(AS_AT, f"it is a column of {table.schema[AS_AT]}", "date")
        return
    else:
        day = pl.col(AS_AT).fill_null(day)
        none = table.filter(day.is_null())["number"]
        complaints.add(AS_AT, "there is none", "the day asked of, here or as --as-at", none)
        early = table.filter(day < since)["number"]
        complaints.add(AS_AT, "no law is recorded for the day", f"a day from {since}", early)
    check_births(book, table, day, complaints)


def answered(
    book: Book, population: Population, *, only: Collection[str] | None, progress: Progress
) -> Iterator[pl.DataFrame]:
    """The answers, a batch at a time, each row with its id and day; the file is read once.

    BadPopulation with every complaint, at the latest after the last batch: what was given till then is void.
    From the first complaint on nothing is answered, the rest is looked over.
    """
    renamed, complaints = _columns(book, population), Complaints()
    reader = Reader(book, only)
    for batch in population.batches():
        table = batch.rename(renamed)
        numbered = table.with_columns((pl.col(ROW) + 1).alias("number")).drop(ROW)
        check_values(book, numbered, complaints)
        _dated(book, numbered, population.as_at, complaints)
        if not complaints:
            answers = _answers(reader, table, population.as_at)
            _lawful(book, answers, only or (), complaints)
            yield answers.drop(ROW)
            del answers
        done = int(batch[ROW][-1]) + 1
        del batch, table, numbered  # or two batches are held while the next is read
        progress("looked over" if complaints else "answered", done, population.height)
    if complaints:
        raise BadPopulation(list(complaints))


def _answers(reader: Reader, table: pl.DataFrame, as_at: date | None) -> pl.DataFrame:
    day = pl.lit(as_at, pl.Date)
    table = table.with_columns((pl.col(AS_AT).fill_null(day) if AS_AT in table.columns else day).alias(AS_AT))
    told = [reader.answer(rows.drop(ID, AS_AT), as_at=asked_of) for asked_of, rows in _by_day(table)]
    return table.select(ID, AS_AT).hstack(pl.concat(told, how="diagonal_relaxed").sort(ROW))


def _by_day(table: pl.DataFrame) -> Iterator[tuple[date, pl.DataFrame]]:
    """The rows of each day asked of; those of the only one are the table itself, not a copy."""
    first = table[AS_AT][0]
    if table[AS_AT].n_unique() == 1:
        yield first, table
        return
    for (asked_of,), rows in table.group_by(AS_AT, maintain_order=True):
        if isinstance(asked_of, date):
            yield asked_of, rows


def _lawful(book: Book, answers: pl.DataFrame, only: Collection[str], complaints: Complaints) -> None:
    """Complain of a key that was asked for and had no law on the day of a row."""
    for key in only:
        definition = book.definitions.get(key)
        if definition is None:
            continue
        silent = pl.col(key).is_null()
        if f"{key}{NULL}" in answers.columns:
            silent &= pl.col(f"{key}{NULL}").is_null()
        since = min(rule.first_day for rule in definition.rules)
        rows = (answers.filter(silent)[ROW] + 1).alias("number")
        complaints.add(AS_AT, f"no law is recorded for “{key}” on the day", f"a day from {since}", rows)


def write(batches: Iterator[pl.DataFrame], out: Path) -> None:
    """Write all the batches as one Parquet file, in one go when the last is done; else leave no trace."""
    parts = Path(tempfile.mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        made = []
        for number, batch in enumerate(batches):
            made.append(parts / f"{number:06d}.parquet")
            batch.write_parquet(made[-1])
        whole = parts / "whole.parquet"
        pl.scan_parquet(made).sink_parquet(whole, maintain_order=True)
        whole.replace(out)
    finally:
        shutil.rmtree(parts, ignore_errors=True)
