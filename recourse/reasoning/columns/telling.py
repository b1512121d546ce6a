"""Tells the answers of a batch in words, days and figures: each key a column, of the cells that tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl

from recourse.reasoning.columns import planes
from recourse.reasoning.columns.asking import Told, Word
from recourse.reasoning.columns.held import Held
from recourse.reasoning.columns.onarrays import ALONE, ENUM
from recourse.reasoning.columns.planes import Array, Numbered, both, either, opposite
from recourse.reasoning.columns.recording import NULL

_WHY = pl.Enum(["none", "depends"])
_NONE, _DEPENDS = (pl.Series([word], dtype=_WHY) for word in _WHY.categories)
_MANY = 1 << 16
_KINDS: dict[str, pl.DataType] = {
    "yes_no": pl.Boolean(), "day": pl.Date(), "number": pl.Float64(), "people": pl.Int32(),
}  # fmt: skip


class Telling:
    """The cells of one batch, and how many people there are in it."""

    def __init__(self, cells: Mapping[int, Any], rows: int, codes: pl.Enum) -> None:
        self.cells, self.rows, self.codes = cells, rows, codes

    def columns(self, asked: list[Told]) -> Iterator[pl.Series]:
        """The answers to everything that was asked, in that order."""
        for one in asked:
            if one.word is not None:
                told = self._worded(self.cells[one.word])
                yield self._where(self.cells[one.answered], told).alias(one.key)
            elif one.value is not None:
                yield from self._value(one.key, one.value, self.cells[one.answered])

    def _worded(self, word: Any) -> pl.Series:
        if isinstance(word, Word):
            return ALONE[word]
        told = self._row(word)
        return told if told.dtype == ENUM else told.cast(pl.UInt8).cat.to(ENUM)

    def _value(self, key: str, value: Held, answered: Any) -> Iterator[pl.Series]:
        has, none = self.cells[value.has], self.cells[value.none]
        shown = pl.Series([None], dtype=_KINDS.get(value.kind, pl.Null()))
        if value.cell is not None:
            there = both(answered, has)
            shown = self._shown(value, self.cells[value.cell], there)
        yield self._whole(shown).alias(key)
        why = _NONE.zip_with(self._row(none), _DEPENDS)
        yield self._where(both(answered, either(none, opposite(has))), why).alias(f"{key}{NULL}")

    def _shown(self, value: Held, cell: Any, there: Any) -> pl.Series:
        match value.kind:
            case "day":
                told = self._row(cell).cast(pl.Int32).cast(pl.Date)
            case "code":
                told = self._coded(cell)
            case "codes":
                told = _listed(value.words, self._row(cell))
            case "number":
                told = self._row(cell).cast(pl.Float64)
            case _:
                told = self._row(cell)
        return self._where(there, told)

    def _coded(self, codes: Any) -> pl.Series:
        """The words of codes; where there is none, any word."""
        numbers = codes.numbers if isinstance(codes, Numbered) else np.atleast_1d(codes)
        places = (np.maximum(numbers, 1) - 1).astype(np.uint16)
        if isinstance(codes, Numbered):
            places = planes.plain(Numbered(codes.places, places))
        return pl.Series(places).cat.to(self.codes)

    def _where(self, there: Any, told: pl.Series) -> pl.Series:
        """What is told, where it is told of anybody; one row of it stands for everybody."""
        if there is False:
            told = pl.Series([None], dtype=told.dtype)
        elif there is not True:
            told = told.zip_with(self._row(there), pl.Series([None], dtype=told.dtype))
        return self._whole(told)

    def _whole(self, told: pl.Series) -> pl.Series:
        return told.new_from_index(0, self.rows) if told.len() == 1 != self.rows else told

    def _row(self, value: Any) -> pl.Series:
        """A cell as a column; what is the same for everybody as a column of one row."""
        value = planes.plain(value)
        if isinstance(value, pl.Series):
            return value
        if not isinstance(value, np.ndarray):
            return pl.Series([value])
        return planes.unpacked(value, self.rows) if value.dtype == np.uint64 else pl.Series(value)


def _listed(words: tuple[str, ...], bits: pl.Series) -> pl.Series:
    """The words of which the bits are set; each set of bits that occurs is written out once."""
    sets, places = _numbered(bits.to_numpy())
    lists = [[word for number, word in enumerate(words) if one >> number & 1] for one in sets.tolist()]
    return pl.Series(lists, dtype=pl.List(pl.String)).gather(pl.Series(places.astype(np.uint32)))


def _numbered(bits: Array) -> tuple[Array, Array]:
    """The numbers that occur, in order, and for each row which of them it has."""
    if bits.max(initial=0) > _MANY:
        return np.unique(bits, return_inverse=True)
    occurs = np.bincount(bits) > 0
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[bits]
