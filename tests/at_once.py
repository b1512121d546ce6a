"""Several at the same moment: each in a thread and a database connection of its own, all let go together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

from django.db import connection

from recourse.records.placements.happenings import Stood

Thing = TypeVar("Thing")


def all_at_once(act: Callable[[Thing], object], things: Sequence[Thing]) -> list[Stood | None]:
    """Do an act on each thing in a thread and connection of its own; give what stood in the way of each."""
    start = Barrier(len(things))

    def one(thing: Thing) -> Stood | None:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            act(thing)
        except Stood as stood:
            return stood
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(one, things))


def kinds(stood: Sequence[Stood | None]) -> Counter[str]:
    """How many were done, and how many each kind of hindrance stopped."""
    return Counter(type(one).__name__ if one else "done" for one in stood)
