"""What each function on days gives, kept by day: no day is worked out twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from recourse.reasoning.columns import days
from recourse.reasoning.rulebook.book import Book

Function = tuple[Any, ...]
Days = np.ndarray[Any, np.dtype[np.int32]]
_FIRST, _LAST = days.number_of(date(1900, 1, 1)), days.number_of(date(2099, 12, 31))
_NOT_MET = np.iinfo(np.int32).min


class Almanac:
    """For each function the days of two centuries in a row, filled in as they are met; odd days apart."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._usual: dict[Function, Days] = {}
        self._odd: dict[Function, dict[int, int]] = {}

    def told(self, function: Function, met: Days) -> Days:
        """What the function gives for each day."""
        counted = days.counted(function)
        if counted is not None:
            return _added_up(counted, met)
        places = np.subtract(met, _FIRST - 1, dtype=np.intp)
        found = self._row(function).take(places, mode="clip")
        if found.min(initial=0) == _NOT_MET:
            beyond = np.flatnonzero(found == _NOT_MET)
            if self._learn(function, met[beyond]):
                found = self._row(function).take(places, mode="clip")
                beyond = np.flatnonzero(found == _NOT_MET)
            found[beyond] = self._beyond(function, met[beyond])
        return found

    def _row(self, function: Function) -> Days:
        """The days in a row; at either end stands one for whatever lies beyond, never met."""
        row = self._usual.get(function)
        if row is None:
            row = self._usual[function] = np.full(_LAST - _FIRST + 3, _NOT_MET, np.int32)
        return row

    def _learn(self, function: Function, met: Days) -> bool:
        """Put the usual ones among these days in the row; whether there were any."""
        new = np.unique(met[(met >= _FIRST) & (met <= _LAST)])
        if not new.size:
            return False
        told = days.table(function, new.tolist(), self.book)
        row = self._row(function).copy()
        row[new - (_FIRST - 1)] = list(told.values())
        self._usual[function] = row
        return True

    def _beyond(self, function: Function, met: Days) -> Days:
        """What the function gives for days beyond the two centuries; for no day it gives none."""
        told = np.full(met.size, days.NO_DAY, np.int32)
        is_day = np.flatnonzero(met != days.NO_DAY)
        odd, places = np.unique(met[is_day], return_inverse=True)
        known = self._odd.setdefault(function, {})
        known |= days.table(function, [day for day in odd.tolist() if day not in known], self.book)
        told[is_day] = np.array([known[day] for day in odd.tolist()], np.int32)[places]
        return told


def _added_up(counted: days.Counted, met: Days) -> Days:
    told = np.multiply(met, counted.sign, dtype=np.int32) if counted.sign < 0 else met.astype(np.int32)
    told += counted.added
    if met.min(initial=0) < counted.first or met.max(initial=0) > counted.last:
        told[(met < counted.first) | (met > counted.last)] = days.NO_DAY
    return told
