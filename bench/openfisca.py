"""Ten outcomes of the law that OpenFisca-core can say too, for people of whom every fact is known.

`RECOURSE_BENCH_OPENFISCA` names an interpreter in which openfisca-core is installed; without it nothing is
measured. The answers of both are compared, all of them, before a figure is told. Both are measured
twice: with codes as words, which OpenFisca's own Enum reads, and with codes as the numbers that it calculates
with, for ours the numbers of an enumeration. OpenFisca's lists of codes are always numbers: it is favoured.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from bench.plain_numpy import WORDS, PlainNumpy, codes
from bench.report import Figure
from recourse.reasoning.columns.answers import Reader
from recourse.reasoning.rulebook import Book
from recourse.reasoning.rulebook.facts import Fact, Type

_WHERE = "RECOURSE_BENCH_OPENFISCA"
_RIVAL = Path(__file__).with_name("openfisca_rival.py")
_KEYS = (
    "moveon_extension", "sm_day_rehab", "ncube_powers", "s117", "ptw_apply", "app_vda_ilr",
    "nhs_violence", "nhs_prescriptions_free", "care_assessment", "euss_settled_upgrade",
)  # fmt: skip
_DAY = date(2026, 11, 22)
_SPAN = 1500
_OLDEST = 91
_RUNS = 6
_KINDS = {
    Type.YES_NO: "bool",
    Type.ONE_OF: "int",
    Type.SOME_OF: "int",
    Type.NUMBER: "float",
    Type.DAY: "date",
}


def figures(book: Book, count: int) -> list[Figure]:
    """The same answers about the same people, with what each takes to load its columns."""
    what = f"{count:,} people of whom every fact is known, {len(_KEYS)} outcomes, with the loading"
    interpreter = os.environ.get(_WHERE)
    if not interpreter:
        return [Figure(f"{what}, against OpenFisca-core", f"not measured: set {_WHERE}", "10 times")]
    law = PlainNumpy(book, _KEYS, _DAY)
    people = _drawn(law, count)
    ours, told = _quickest(Reader(book, _KEYS), people)
    numbered, again = _quickest(Reader(book, _KEYS), enumerated(book, people, lists=True))
    if not again.equals(told):
        raise AssertionError("Codes as enumerations are answered otherwise than as words.")
    with tempfile.TemporaryDirectory() as folder:
        found, answers = _theirs(interpreter, law, people, Path(folder))
    different = sum(told[key].cast(pl.String).ne_missing(answers[key]).sum() for key in _KEYS)
    theirs, from_words = found["seconds"], found["from_words"]
    told_of = f"OpenFisca-core {found['version']}, whole arrays, no trace"
    return [
        Figure(
            f"{what}, {len(law.facts)} facts, codes as words", f"{ours * 1e3:.0f} ms", "10 times",
            f"{told_of}, the same, its own Enum reading the words: {from_words * 1e3:.0f} ms; "
            f"answers that differ: {different}",
            f"{from_words / ours:.1f}",
        ),
        Figure(
            "the same, codes as enumerations", f"{numbered * 1e3:.0f} ms", "10 times",
            f"{told_of}, codes as numbers: {theirs * 1e3:.0f} ms", f"{theirs / numbered:.1f}",
        ),
    ]  # fmt: skip


def enumerated(book: Book, people: pl.DataFrame, *, lists: bool = False) -> pl.DataFrame:
    """Each closed list of codes as the enumeration of its options; of lists of codes, too, where asked."""
    kinds = {
        name: pl.Enum(list(book.facts[name].options))
        for name in people.columns
        if name in book.facts and book.facts[name].options
    }
    return people.with_columns(
        pl.col(name).cast(kind if people.schema[name] == pl.String else pl.List(kind))
        for name, kind in kinds.items()
        if people.schema[name] == pl.String or (lists and people.schema[name] == pl.List(pl.String))
    )


def _quickest(reader: Reader, people: pl.DataFrame) -> tuple[float, pl.DataFrame]:
    told = reader.answer(people, as_at=_DAY)
    taken = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        told = reader.answer(people, as_at=_DAY)
        taken.append(time.perf_counter() - started)
    return min(taken), told


def _drawn(law: PlainNumpy, count: int) -> pl.DataFrame:
    """People in the documented columns, each fact drawn by itself from all that it may be."""
    row = pl.int_range(count, dtype=pl.Int64)
    drawn = [
        _chosen(fact, row.hash(number)).alias(name) for number, (name, fact) in enumerate(law.facts.items())
    ]
    return pl.select(row=row).with_columns(drawn)


def _chosen(fact: Fact, dice: pl.Expr) -> pl.Expr:
    match fact.type:
        case Type.YES_NO:
            return dice % 2 == 0
        case Type.ONE_OF:
            return _word(fact, dice)
        case Type.SOME_OF:
            return pl.concat_list(_word(fact, dice))
        case Type.NUMBER:
            return (dice % _OLDEST).cast(pl.Float64)
        case Type.DAY:
            first = pl.lit(_DAY - timedelta(days=_SPAN * 4 // 5))
            return first + pl.duration(days=(dice % _SPAN).cast(pl.Int64))
    raise TypeError(fact.type)


def _word(fact: Fact, dice: pl.Expr) -> pl.Expr:
    return (
        (dice % len(codes(fact)))
        .cast(pl.UInt32)
        .replace_strict(range(len(codes(fact))), codes(fact), return_dtype=pl.String)
    )


def _theirs(
    interpreter: str, law: PlainNumpy, people: pl.DataFrame, folder: Path
) -> tuple[dict[str, Any], dict[str, pl.Series]]:
    for name, fact in law.facts.items():
        column = people.select(_stored(fact).alias(name))[name]
        (folder / f"{name}.raw").write_bytes(memoryview(column.rechunk().to_arrow().buffers()[1]))
    told = [f"told_{key}" for key in _KEYS]
    words = {name: codes(fact) for name, fact in law.facts.items() if fact.type is Type.ONE_OF}
    kinds = {name: _KINDS[fact.type] for name, fact in law.facts.items()}
    (folder / "law.json").write_text(
        json.dumps(
            {
                "facts": kinds,
                "formulas": law.formulas,
                "takes": law.takes,
                "told": told,
                "words": words,
                "count": people.height,
            }
        )
    )
    ran = subprocess.run(
        [interpreter, "-P", str(_RIVAL), str(folder)], check=True, stdout=subprocess.PIPE, text=True
    )
    found = json.loads(ran.stdout.splitlines()[-1])
    answers = {key: _words((folder / f"told_{key}.told").read_bytes()) for key in _KEYS}
    return found, answers


def _words(told: bytes) -> pl.Series:
    return pl.Series(list(told), dtype=pl.UInt8).replace_strict(
        range(len(WORDS)), WORDS, return_dtype=pl.String
    )


def _stored(fact: Fact) -> pl.Expr:
    """The fact as the rival holds it: bytes for yes and no, else 32 bits."""
    raw, listed = pl.col(fact.name), codes(fact)
    match fact.type:
        case Type.YES_NO:
            return raw.cast(pl.UInt8)
        case Type.ONE_OF:
            return raw.replace_strict(listed, range(len(listed)), return_dtype=pl.Int32)
        case Type.SOME_OF:
            bits = [1 << number for number in range(len(listed))]
            return raw.list.first().replace_strict(listed, bits, return_dtype=pl.Int32)
    return raw.cast(pl.Int32)
