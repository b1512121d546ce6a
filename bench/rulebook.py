"""One person through the whole encoded law, with reasons; and how long the law takes to load."""

from __future__ import annotations

import statistics
import time
from datetime import date
from random import Random

from bench.report import Figure
from recourse.jobs.city.lives import invent
from recourse.reasoning import rulebook

_PEOPLE = 400
_DAY = date(2026, 11, 22)


def measure() -> list[Figure]:
    """Answer invented, partly known people; the median of single answers counts."""
    started = time.perf_counter()
    book = rulebook.england()
    loading = time.perf_counter() - started
    people = [_partly_known(Random(number)) for number in range(_PEOPLE)]
    for facts in people[:50]:
        rulebook.answer(book, facts, as_at=_DAY)
    answering = [_time(lambda facts=facts: rulebook.answer(book, facts, as_at=_DAY)) for facts in people]
    asking = [
        _time(
            lambda facts=facts: rulebook.next_question(
                book, facts, as_at=_DAY, only=book.goals["everything"].outputs
            )
        )
        for facts in people[:100]
    ]
    median, slow = statistics.median(answering) * 1e3, sorted(answering)[int(_PEOPLE * 0.95)] * 1e3
    return [
        Figure("law read, checked and made ready", f"{loading * 1e3:.0f} ms"),
        Figure("one person, every encoded outcome, with reasons (median)", f"{median:.2f} ms", "1 ms"),
        Figure("the same, 95 in 100 people at most", f"{slow:.2f} ms"),
        Figure("the next question (median)", f"{statistics.median(asking) * 1e3:.2f} ms"),
    ]


def _partly_known(dice: Random) -> dict[str, object]:
    facts = invent(dice, on=_DAY).facts
    return {name: value for name, value in facts.items() if dice.random() < 0.65}


def _time(work) -> float:  # type: ignore[no-untyped-def]
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
