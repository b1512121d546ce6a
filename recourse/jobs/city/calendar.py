"""Plays what happens in the city in the order in which it happened."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count

Happening = Callable[[datetime], None]


class Calendar:
    """Things that will happen, soonest first; playing one may put more into it."""

    def __init__(self, *, until: datetime) -> None:
        """Nothing after `until` is played: that is today."""
        self.until = until
        self._waiting: list[tuple[datetime, int, Happening]] = []
        self._order = count()

    def put(self, at: datetime, happening: Happening) -> None:
        """Let something happen at a moment; what lies after today never does."""
        if at <= self.until:
            heapq.heappush(self._waiting, (at, next(self._order), happening))

    def play(self) -> int:
        """Play everything in order; gives how many things happened."""
        played = 0
        while self._waiting:
            at, _, happening = heapq.heappop(self._waiting)
            happening(at)
            played += 1
        return played
