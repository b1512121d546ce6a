"""Lays what is recorded of each fact out as columns without a null: what is known, and why the rest is not.

Most of a population is not known, so only what somebody said is read, and put where it belongs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import polars as pl

from recourse.reasoning.columns.codes import OTHER, Codes
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.tree import Kind

NULL = "__null"
NONE = "none"
EPOCH = 719_163
_STOPPED = ["contested", "not_yet_decided"]
_TEXTS = (Type.ONE_OF, Type.TEXT, Type.SOME_OF)
_EMPTY = {Type.YES_NO: False, Type.NUMBER: 0.0, Type.MONEY: 0.0, Type.DAY: 0, Type.PEOPLE: 0}


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

    def columns(self, table: pl.DataFrame, needed: Collection[str]) -> list[pl.Series]:
        """The columns that are needed, of the rows of a table with this schema."""
        batch = _Batch(self.codes, table, needed)
        tests = table.select(
            made.alias(column)
            for name in self.tests
            for column, made in (
                (f"{name}.has", pl.col(name).is_not_null()),
                (f"{name}.value", pl.col(name).fill_null(False)),
            )
            if column in needed
        )
        used = [fact for fact in self.facts if any(name in needed for name in self._names(fact))]
        with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
            return [*tests, *chain.from_iterable(pool.map(batch.fact, used)), *batch.plain(used)]


class _Batch:
    """A table of which some columns are needed."""

    def __init__(self, codes: Codes, table: pl.DataFrame, needed: Collection[str]) -> None:
        self.codes, self.table, self.needed = codes, table, needed
        self.rows = pl.int_range(table.height, dtype=pl.UInt32, eager=True)
        self.nobody = pl.repeat(False, table.height, dtype=pl.Boolean, eager=True)
        self.there = table.select(pl.all().is_not_null())

    def plain(self, facts: Iterable[Fact]) -> Iterable[pl.Series]:
        """The values that a null is simply filled in of, all at once."""
        return self.table.select(
            _filled(fact).alias(f"{fact.name}.value")
            for fact in facts
            if fact.type not in _TEXTS
            and fact.name in self.table.columns
            and f"{fact.name}.value" in self.needed
        )

    def fact(self, fact: Fact) -> list[pl.Series]:
        """The other columns of a fact."""
        has = self.there[fact.name] if fact.name in self.there.columns else self.nobody
        why = f"{fact.name}{NULL}"
        found: dict[str, pl.Series] = {}
        none = stopped = self.nobody
        asked = has
        if why in self.table.columns:
            reason, said = self.table[why], self.there[why]
            told, at = reason.filter(said).cast(pl.String), self.rows.filter(said)
            none = self._at(at.filter(told == NONE)) & ~has
            stopped = self._at(at.filter(told.is_in(_STOPPED))) & ~has
            asked = has | said
        if fact.type is Type.ONE_OF and NONE in fact.options:
            found["value"] = self._codes(fact, has)
            if none.any():
                found["value"].scatter(self.rows.filter(none), self.codes.number(NONE))
            has, none = has | none, self.nobody
        elif fact.type in _TEXTS:
            found["value"] = self._bits(fact, has) if fact.type is Type.SOME_OF else self._codes(fact, has)
        elif fact.name not in self.table.columns:
            found["value"] = pl.repeat(_EMPTY[fact.type], self.table.height, eager=True)
        found |= {"has": has, "none": none, "stopped": stopped, "asked": asked}
        named = ((f"{fact.name}.{part}", made) for part, made in found.items())
        return [made.alias(name) for name, made in named if name in self.needed]

    def _at(self, rows: pl.Series) -> pl.Series:
        """Yes in these rows alone."""
        return self.nobody.clone().scatter(rows, True) if rows.len() else self.nobody

    def _codes(self, fact: Fact, has: pl.Series) -> pl.Series:
        """The number of the code in each row."""
        codes = pl.repeat(OTHER, self.table.height, dtype=pl.Int16, eager=True)
        if has.any():
            said = self.table[fact.name].filter(has).cast(pl.String)
            told = said.cast(pl.Enum(self.codes.words), strict=False).to_physical()
            codes.scatter(self.rows.filter(has), (told.cast(pl.Int16) + 1).fill_null(OTHER))
        return codes

    def _bits(self, fact: Fact, has: pl.Series) -> pl.Series:
        """The codes on the list in each row, as bits."""
        bits = pl.repeat(0, self.table.height, dtype=pl.Int64, eager=True)
        if has.any():
            said = self.table.select(pl.col(fact.name).filter(has))
            told = said.select(_as_bits(pl.col(fact.name), self.codes.lists[fact.name])).to_series()
            bits.scatter(self.rows.filter(has), told)
        return bits


def _filled(fact: Fact) -> pl.Expr:
    raw = pl.col(fact.name)
    match fact.type:
        case Type.YES_NO:
            return raw.fill_null(False)
        case Type.NUMBER | Type.MONEY:
            return raw.cast(pl.Float64).fill_null(0.0)
        case Type.DAY:
            return raw.cast(pl.Int32).fill_null(0) + EPOCH
    return raw.list.len().cast(pl.Int32).fill_null(0)


def _as_bits(raw: pl.Expr, words: tuple[str, ...]) -> pl.Expr:
    bits = [1 << number for number in range(len(words))]
    other = 1 << words.index("") if "" in words else 0
    each = pl.element().cast(pl.String).replace_strict(words, bits, default=other, return_dtype=pl.Int64)
    return raw.list.eval(each).list.unique().list.sum().fill_null(0)
