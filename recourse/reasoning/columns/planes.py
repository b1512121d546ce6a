"""Yes and no of sixty-four people in one whole number: the planes of a sheet, packed; and columns as arrays.

Polars keeps yes and no, and where a column has nothing, as bits. They are handed over as whole numbers, and
back, where they lie: nothing is copied. They are handed over in the form that every table engine shares, the
Arrow C data interface, by its public door. A plane that is the same for everybody is one word, True or False.
"""

from __future__ import annotations

import ctypes
import operator
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
import polars as pl

Array = np.ndarray[Any, np.dtype[Any]]
Plane = bool | Array

WORD = 64
_FULL = np.uint64(2**64 - 1)
_FORMS = {b"C": "u1", b"S": "u2", b"I": "u4", b"i": "i4", b"tdD": "i4", b"l": "i8", b"g": "f8"}
_pointer_in = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_in.restype, _pointer_in.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
_capsule = ctypes.pythonapi.PyCapsule_New
_capsule.restype = ctypes.py_object
_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_let_go = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_told = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


class Numbered(NamedTuple):
    """Numbers of which there are few, by their places in a list: each row's place, and the number at each.

    What is asked of a number is asked of the places, which are small; numbers are put down only where needed.
    """

    places: Array
    numbers: Array

    def where(self, so: Array) -> Plane:
        """Where it is so, told of each number of the list."""
        some = np.flatnonzero(so).tolist()
        found: Plane = either(*(packed(self.places == place) for place in some))
        return found


def plain(value: Any) -> Any:
    """The value, numbers by their places put down as numbers."""
    if not isinstance(value, Numbered):
        return value
    return value.numbers.take(value.places, mode="clip")


class _Schema(ctypes.Structure):
    _fields_ = [
        ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_void_p),
        ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64), ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p), ("release", ctypes.c_void_p), ("private_data", ctypes.c_void_p),
    ]  # fmt: skip


class _Array(ctypes.Structure):
    _fields_ = [
        ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_void_p)), ("children", ctypes.c_void_p),
        ("dictionary", ctypes.c_void_p), ("release", ctypes.c_void_p), ("private_data", ctypes.c_void_p),
    ]  # fmt: skip


class _Stream(ctypes.Structure):
    _fields_ = [
        ("get_schema", _told), ("get_next", _told), ("get_last_error", ctypes.c_void_p),
        ("release", ctypes.c_void_p), ("private_data", ctypes.c_void_p),
    ]  # fmt: skip


class _Handed:
    """An array on its way; whoever takes it takes the memory over, and lets it go."""

    def __init__(self, schema: _Schema, array: _Array) -> None:
        self.schema, self.array = schema, array

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[Any, Any]:
        schema, array = ctypes.addressof(self.schema), ctypes.addressof(self.array)
        return _capsule(schema, b"arrow_schema", None), _capsule(array, b"arrow_array", None)


class _Lent:
    """A column that is looked at; its memory is let go of with the last array that looks into it."""

    def __init__(self, column: pl.Series) -> None:
        self.schema, self.array = _Schema(), _Array()
        _hand_over(column.rechunk() if column.n_chunks() > 1 else column, self.schema, self.array)
        self.form = self.schema.format

    def __del__(self) -> None:
        for lent in (self.schema, self.array):
            if lent.release:
                _let_go(lent.release)(ctypes.addressof(lent))

    def bits(self, buffer: int) -> Array:
        """The bits of a buffer as words; what fills the last word says nothing."""
        first, rest = divmod(self.array.offset, 8)
        length = self.array.length
        raw = _seen(self, buffer, first, (rest + length + 7) // 8, "u1")
        if rest:
            raw = np.packbits(np.unpackbits(raw, bitorder="little")[rest : rest + length], bitorder="little")
        if length % WORD == 0 and raw.ctypes.data % 8 == 0:
            return raw.view(np.uint64)
        words = np.zeros(padded(length) // WORD, np.uint64)
        words.view(np.uint8)[: raw.size] = raw
        return words

    def numbers(self) -> Array:
        """The numbers of the column."""
        kind = _FORMS[self.form]
        return _seen(self, 1, self.array.offset * int(kind[1]), self.array.length, kind)


class _Buffer:
    """So many numbers from one place of a buffer on, for numpy to look at; it keeps the lent column."""

    def __init__(self, lent: _Lent, address: int, count: int, kind: str) -> None:
        self.lent = lent
        self.__array_interface__ = {
            "data": (address, True), "shape": (count,), "typestr": f"<{kind}", "version": 3,
        }  # fmt: skip


def _seen(lent: _Lent, buffer: int, first: int, count: int, kind: str) -> Array:
    if not count:
        return np.zeros(0, kind)
    return np.asarray(_Buffer(lent, lent.array.buffers[buffer] + first, count, kind))


def padded(height: int) -> int:
    """The height of a sheet with no word half full."""
    return -(-height // WORD) * WORD


def known(column: pl.Series) -> Plane:
    """Where the column has something."""
    missing = column.null_count()
    return not missing if missing in (0, column.len()) else _Lent(column).bits(0)


def looked_into(column: pl.Series) -> tuple[Plane, Array]:
    """Where the column has something, and its numbers or bits; where it has nothing they say nothing.

    Words of a list are the numbers of their places in it.
    """
    lent = _Lent(column)
    missing = column.null_count()
    has = lent.bits(0) if 0 < missing < column.len() else not missing
    return has, lent.bits(1) if lent.form == b"b" else lent.numbers()


def plane(words: Array) -> Plane:
    """The words, or one word where it is the same for everybody."""
    if not words.any():
        return False
    return True if (words == _FULL).all() else words


def joined(parts: Iterable[Any], neutral: bool, join: Callable[[Any, Any], Any]) -> Any:
    """Every part, or any of them."""
    made: Any = neutral
    for part in parts:
        if part is (not neutral):
            return part
        if part is not neutral:
            made = part if made is neutral else join(made, part)
    return made


def both(*parts: Any) -> Any:
    """Yes where every part is yes."""
    return joined(parts, True, operator.and_)


def either(*parts: Any) -> Any:
    """Yes where any part is yes."""
    return joined(parts, False, operator.or_)


def opposite(part: Any) -> Any:
    """Yes where the part is no."""
    return not part if isinstance(part, bool) else ~part


def packed(yes: Array) -> Plane:
    """An array of yes and no as words."""
    words = np.zeros(padded(yes.size) // WORD, np.uint64)
    bits = np.packbits(yes, bitorder="little")
    words.view(np.uint8)[: bits.size] = bits
    return plane(words)


def spread(words: Plane, height: int) -> Array:
    """The words as an array of yes and no."""
    if isinstance(words, bool):
        return np.full(height, words)
    return np.unpackbits(words.view(np.uint8), count=height, bitorder="little").view(np.bool_)


def unpacked(words: Array, height: int) -> pl.Series:
    """The words as a column of yes and no."""
    schema, array = _Schema(), _Array()
    _hand_over(pl.Series(words), schema, array)
    array.length = height
    schema.format = b"b"
    return pl.Series(_Handed(schema, array))


def _hand_over(series: pl.Series, schema: _Schema, array: _Array) -> None:
    capsule = series.__arrow_c_stream__()
    address = _pointer_in(capsule, b"arrow_array_stream")
    stream = _Stream.from_address(address)
    wrong = stream.get_schema(address, ctypes.addressof(schema))
    if wrong or stream.get_next(address, ctypes.addressof(array)):
        raise MemoryError("Polars handed no column over.")
