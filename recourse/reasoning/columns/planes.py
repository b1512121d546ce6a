"""Yes and no of sixty-four people in one whole number: the planes of a sheet, packed.

Polars keeps a column of yes and no as bits, yet joins two of them far more slowly than two columns of whole
numbers. So the bits are handed over as whole numbers, and back, where they lie: nothing is copied. They are
handed over in the form that every table engine shares, the Arrow C data interface, by its public door.
"""

from __future__ import annotations

import ctypes
from typing import Any

import polars as pl

WORD = 64
_pointer_in = ctypes.pythonapi.PyCapsule_GetPointer
_pointer_in.restype, _pointer_in.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
_capsule = ctypes.pythonapi.PyCapsule_New
_capsule.restype = ctypes.py_object
_capsule.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
_told = ctypes.PYFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


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


def padded(height: int) -> int:
    """The height of a sheet with no word half full."""
    return -(-height // WORD) * WORD


def packed(yes: pl.Series) -> pl.Series:
    """A column of yes and no without a null, its height a multiple of 64, as words."""
    return _seen(yes, b"L", yes.len() // WORD)


def unpacked(words: pl.Series, height: int) -> pl.Series:
    """The words as a column of yes and no."""
    return _seen(words, b"b", height)


def _seen(series: pl.Series, form: bytes, length: int) -> pl.Series:
    """The bits of the column under another type; of all that describes them only type and length change."""
    series = series.rechunk() if series.n_chunks() > 1 else series
    schema, array = _Schema(), _Array()
    _hand_over(series, schema, array)
    if array.offset % WORD:
        pl.Series(_Handed(schema, array))  # let go of
        return _seen(~~series, form, length)
    array.buffers[1] += array.offset // 8
    array.buffers[0], array.offset, array.null_count, array.length = None, 0, 0, length
    schema.format = form
    return pl.Series(_Handed(schema, array))


def _hand_over(series: pl.Series, schema: _Schema, array: _Array) -> None:
    capsule = series.__arrow_c_stream__()
    address = _pointer_in(capsule, b"arrow_array_stream")
    stream = _Stream.from_address(address)
    wrong = stream.get_schema(address, ctypes.addressof(schema))
    if wrong or stream.get_next(address, ctypes.addressof(array)):
        raise MemoryError("Polars handed no column over.")
