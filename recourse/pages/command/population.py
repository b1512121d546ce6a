"""`recourse check --population`: answers many people at once, from one Parquet file to another."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from recourse.reasoning.columns import form, reading
from recourse.reasoning.rulebook import Book, answering, cases

GOOD, WRONG, UNREADABLE = 0, 1, 2


def check(
    book: Book, file: Path, *, out: Path | None, only: tuple[str, ...] | None, as_at: date | None
) -> int:
    """Answer everybody in the file; written to `out`, or else counted on screen; the exit code."""
    unknown = [
        key
        for key in only or ()
        if not cases.is_known(book, key) or key in (answering.FLIPS_ON, answering.AFTER_GRANT)
    ]
    if unknown:
        print(f"The columns have no key {', '.join(unknown)}.", file=sys.stderr)
        return WRONG
    try:
        population = reading.Population(file, as_at=as_at)
    except (OSError, pl.exceptions.PolarsError) as error:
        print(f"{file} cannot be read as Parquet: {str(error).splitlines()[0]}", file=sys.stderr)
        return UNREADABLE
    refused = _cannot_write(out, file) if out is not None else ""
    if refused:
        print(refused, file=sys.stderr)
        return UNREADABLE
    try:
        answers = reading.answered(book, population, only=only, progress=_progress)
        if out is None:
            _count(answers)
        else:
            reading.write(answers, out)
            print(f"{population.height} people answered: {out}", file=sys.stderr)
    except reading.BadPopulation as bad:
        for complaint in bad.complaints:
            print(complaint, file=sys.stderr)
        print("Nothing was written. The columns: recourse law show --columns", file=sys.stderr)
        return WRONG
    return GOOD


def _cannot_write(out: Path, file: Path) -> str:
    """Why the answers cannot be written there; empty when they can."""
    if not out.parent.is_dir():
        return f"There is no folder {out.parent} to write to."
    if out.is_dir():
        return f"{out} is a folder. Name a file in it, such as {out / 'answers.parquet'}."
    if out.exists() and out.samefile(file):
        return f"{out} is the file of people itself. Name another file for the answers; nothing was written."
    return ""


def _progress(doing: str, done: int, height: int) -> None:
    end = "\n" if done >= height else "\r"
    print(f"{doing}: {done} of {height}", end=end, file=sys.stderr, flush=True)


def _count(answers: Iterator[pl.DataFrame]) -> None:
    """How many have which outcome, a line a key."""
    counted: dict[str, Counter[str]] = {}
    for batch in answers:
        for key in batch.columns:
            if isinstance(batch.schema[key], pl.Enum) and key not in (form.ID, form.AS_AT):
                told = batch.get_column(key).cast(pl.String).drop_nulls().to_list()
                counted.setdefault(key, Counter()).update(told)
    for key, outcomes in counted.items():
        print(f"{key}: {', '.join(f'{word} {count}' for word, count in outcomes.most_common())}")
