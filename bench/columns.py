"""A million partly known people through the whole law, against it as one SQL query; and 100,000 compared.

DuckDB is given its own table in memory, its rows in groups of a size that keeps both its threads busy to the
end, its planning for nothing; ours is given the same columns in memory, its planning for nothing too. Both
make a table of every answer in memory. The SQL does less (see `plain_sql`). Both are measured with codes as
text, and with codes as the enumerations that both have. OpenFisca: see `openfisca`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from bench import openfisca, shards
from bench.plain_sql import PlainSql
from bench.report import Figure
from recourse.reasoning import rulebook
from recourse.reasoning.columns.answers import Reader
from recourse.reasoning.rulebook.facts import Type
from tests.reasoning import crowd
from tests.reasoning.columns import laying, likeness

_DAY = date(2026, 11, 22)
_PEOPLE = 1_000_000
_BATCH = 50_000
_WITH_HOUSEHOLDS = 250_000
_FOR_THE_RIVAL = 2 * 122_880
_DRAWN = 5_000
_COMPARED, _SHARE = 100_000, 1_000
_FEW = 1_000
_RUNS = 4
# A process counts the memory of the one that started it as its own; so a small one starts it, not the bench.
_WATCHED = """import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"""


def measure() -> list[Figure]:
    """Answers in wall time, every core; the rival in the same run, on the same people and columns."""
    book = rulebook.england()
    people = _drawn(book)
    figures = bulk(book, people)
    with tempfile.TemporaryDirectory() as folder:
        whole, memory = _command(people, Path(folder))
    told = compared(_COMPARED)
    return [
        *figures,
        Figure(
            f"recourse check --population with {_PEOPLE:,} people, file to file, looked over on the way",
            f"{whole:.0f} s",
        ),
        Figure("the most memory it took", f"{memory / 2**20:.1f} GiB", "4 GiB"),
        Figure(
            f"answers that differ from the reference's, {told['people']:,} people, by id",
            f"{told['different']}", "0",
        ),
        *openfisca.figures(book, _PEOPLE),
    ]  # fmt: skip


def bulk(book: rulebook.Book, people: pl.DataFrame) -> list[Figure]:
    """A batch over and over: the columns that both can read, then everything that the columns can read."""
    lists = {name for name, fact in book.facts.items() if fact.type == "some_of"}
    flat = people.select(
        name
        for name, kind in people.schema.items()
        if not name.endswith("__null") and (not isinstance(kind, pl.List) or name in lists)
    )
    return [
        *_beside_duckdb(book, _repeated(flat, _PEOPLE), "text"),
        *_beside_duckdb(book, _repeated(openfisca.enumerated(book, flat), _PEOPLE), "enumerations"),
        Figure(
            f"the same with why a fact is not known, and everybody's household ({people.width} columns, "
            f"measured on {_WITH_HOUSEHOLDS:,})",
            f"{_ours(book, _repeated(people, _WITH_HOUSEHOLDS)):.1f} s",
        ),
    ]  # fmt: skip


def _repeated(people: pl.DataFrame, count: int) -> pl.DataFrame:
    return pl.concat([people] * (count // people.height), rechunk=True)


def _beside_duckdb(book: rulebook.Book, flat: pl.DataFrame, codes: str) -> list[Figure]:
    ours = _ours(book, flat)
    few = flat.head(_FOR_THE_RIVAL)
    planning, theirs = _duckdb(book, few.head(_FEW)), _duckdb(book, few)
    scaled = (theirs - planning) * _PEOPLE / (few.height - _FEW)
    return [
        Figure(
            f"{flat.height:,} partly known people, whole law ({len(book.definitions)} definitions), "
            f"{flat.width} columns in memory ({flat.estimated_size() / 1e9:.1f} GB), codes as {codes}, "
            "to every answer, planned before",
            f"{ours:.2f} s", "20 times DuckDB", "one DuckDB query over the same nullable columns, in its own "
            f"table, two threads, planned before (measured on {few.height:,}): {scaled:.0f} s",
            f"{scaled / ours:.1f}",
        )
    ]  # fmt: skip


def _drawn(book: rulebook.Book) -> pl.DataFrame:
    """One batch: people of the crowd, over and over, with members of whom a few things are known."""
    someone = list(crowd.people(book, count=_DRAWN, seed=1, days=(_DAY,)))
    drawn = laying.population(book, someone).drop("id", "as_at").with_columns(_born(pl.col("date_of_birth")))
    for name in (one.name for one in book.facts.values() if one.type is Type.PEOPLE):
        member = pl.element().struct.with_fields(_born(pl.field("date_of_birth")))
        drawn = drawn.with_columns(pl.col(name).list.eval(member))
    return pl.concat([drawn] * (_BATCH // _DRAWN)).with_columns(row=pl.int_range(_BATCH, dtype=pl.Int64))


def _born(day: pl.Expr) -> pl.Expr:
    """The crowd has births still to come; a file with one is refused."""
    return pl.when(day > _DAY).then(_DAY).otherwise(day).alias("date_of_birth")


def _ours(book: rulebook.Book, people: pl.DataFrame) -> float:
    reader = Reader(book)
    reader.answer(people.head(_FEW), as_at=_DAY)
    once = _quickest(lambda: reader.answer(people, as_at=_DAY))
    return once * _PEOPLE / people.height


def _duckdb(book: rulebook.Book, flat: pl.DataFrame) -> float:
    with duckdb.connect() as connection:
        connection.register("given", flat.to_arrow())
        connection.execute("CREATE TABLE people AS SELECT * FROM given")
        query = PlainSql(book, set(flat.columns), _DAY).query("people")
        return _quickest(lambda: connection.execute(f"CREATE OR REPLACE TABLE told AS {query}"))


def _command(people: pl.DataFrame, folder: Path) -> tuple[float, int]:
    """The command on a file of a million: how long, and its most memory in KiB."""
    file = folder / "people.parquet"
    parts = []
    for number in range(_PEOPLE // people.height):
        part = people.with_columns(id=pl.col("row") + number * people.height).drop("row")
        parts.append(folder / f"part{number:03d}.parquet")
        part.write_parquet(parts[-1])
    pl.scan_parquet(parts).sink_parquet(file)
    words = ["check", "--population", str(file), "--out", str(folder / "told.parquet"), "--as-at", str(_DAY)]
    command = [sys.executable, "-m", "recourse.config.command", *words]
    started = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", _WATCHED, *command], check=True, stdout=subprocess.PIPE, text=True
    )
    return time.perf_counter() - started, int(ran.stdout)


def compared(count: int) -> shards.Counts:
    """How many answers about so many of the crowd are not the reference's, and of how many people."""
    return shards.counted("columns", range(1_000, 1_000 + count // _SHARE), _differences)


def _differences(seed: int) -> shards.Counts:
    book = rulebook.england()
    day = crowd.DAYS[seed % len(crowd.DAYS)]
    someone = list(crowd.people(book, count=_SHARE, seed=seed, days=(day,)))
    population = laying.population(book, someone).with_columns(row=pl.int_range(_SHARE, dtype=pl.Int64))
    read = openfisca.enumerated(book, population) if seed % 2 else population
    told = Reader(book).answer(read.drop("id", "as_at"), as_at=day)
    found = likeness.differences(book, someone, told.with_columns(population["id"]))
    print(*found, sep="\n", end="\n" if found else "", flush=True)
    return {"people": _SHARE, "different": len(found)}


def _quickest(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return min(taken)
