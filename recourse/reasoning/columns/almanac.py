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
        places = np.subtract(met, _FIRST - 1, dtype=np.intp)
        found = self._row(function).take(places, mode="clip")
        if found.min(initial=0) == _NOT_MET:
            self._learn(function, np.unique(met[found == _NOT_MET]))
            found = self._row(function).take(places, mode="clip")
        beyond = np.flatnonzero((places <= 0) | (places > _LAST - _FIRST + 1))
        beyond = beyond[met[beyond] != days.NO_DAY]
        if beyond.size:
            found[beyond] = self._beyond(function, met[beyond])
        return found

    def _row(self, function: Function) -> Days:
        """The days in a row; at either end stands one for whatever lies beyond, mostly no day at all."""
        row = self._usual.get(function)
        if row is None:
            row = self._usual[function] = np.full(_LAST - _FIRST + 3, _NOT_MET, np.int32)
            row[[0, -1]] = days.NO_DAY
        return row

    def _learn(self, function: Function, met: Days) -> None:
        new = met[(met >= _FIRST) & (met <= _LAST)]
        told = days.table(function, new.tolist(), self.book)
        row = self._row(function).copy()
        row[new - (_FIRST - 1)] = list(told.values())
        self._usual[function] = row

    def _beyond(self, function: Function, met: Days) -> Days:
        """What the function gives for days beyond the two centuries."""
        odd, places = np.unique(met, return_inverse=True)
        known = self._odd.setdefault(function, {})
        known |= days.table(function, [day for day in odd.tolist() if day not in known], self.book)
        return np.array([known[day] for day in odd.tolist()], np.int32)[places]
