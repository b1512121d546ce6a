"""The smallest changes that would open a door: how long a search takes, over a crowd and all the law."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.report import Figure
from recourse.config import collecting
from recourse.reasoning import changing, rulebook
from tests.reasoning import crowd

_PEOPLE = 60


@contextmanager
def _as_served() -> Iterator[None]:
    """With the garbage collector set as the server sets it."""
    before = gc.get_threshold()
    collecting.settle()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def measure() -> list[Figure]:
    """Search for every closed or undecided outcome of a crowd, in CPU time, each option tried out."""
    rulebook.england()
    with _as_served():
        return _searched()


def _searched() -> list[Figure]:
    book = rulebook.england()
    taken: list[float] = []
    closed: list[float] = []
    tried = 0
    for someone in crowd.people(book, count=_PEOPLE, seed=11):
        answers = rulebook.answer(
            book, someone.facts, as_at=someone.as_at, only=book.entitlements, refuse=False
        )
        for key, outcome in answers.outcomes.items():
            if outcome.outcome not in ("not_eligible", "depends"):
                continue
            started = time.process_time()
            found = changing.changes(book, someone.facts, key, as_at=someone.as_at)
            took = time.process_time() - started
            taken.append(took)
            if outcome.outcome == "not_eligible":
                closed.append(took)
            tried += len(found.options)
    ordered = sorted(taken)
    return [
        Figure(
            f"smallest changes, tried out, garbage collected as served, CPU (median of {len(taken)} doors, "
            f"{tried} options)",
            _ms(statistics.median(taken)),
            "10 ms",
        ),
        Figure("the same, closed doors alone (median)", _ms(statistics.median(closed))),
        Figure("the same, 95 in 100 doors at most", _ms(ordered[int(len(ordered) * 0.95)])),
    ]


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms"
