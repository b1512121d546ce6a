"""One person through the whole encoded law, with reasons; and how long the law takes to load."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from bench.report import Figure
from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import cases
from tests.reasoning import crowd

_LAW = Path(rulebook.__file__).resolve().parents[2] / "law" / "england"
_DAY = date(2026, 11, 22)
_ASKED = 60
_RUNS = 5
_CROWD = 500


def measure() -> list[Figure]:
    """Answer the people of every worked example with a third of what is known there unknown, in CPU time."""
    started = time.process_time()
    rulebook.answer(rulebook.load(_LAW), {}, as_at=_DAY)
    loading = time.process_time() - started
    book = rulebook.england()
    partly = _partly()
    for facts in partly:
        rulebook.answer(book, facts, as_at=_DAY).to_json()
    new = [_time(partial(_with_reasons, book, facts), runs=1) for facts in _crowd(book)]
    whole = [_time(partial(_with_reasons, book, facts)) for facts in partly]
    verdicts = [_time(partial(rulebook.answer, book, facts, as_at=_DAY)) for facts in partly]
    everything = book.goals["everything"].outputs
    saved = [
        _time(lambda facts=facts: rulebook.answer(book, facts, as_at=_DAY, only=everything).to_json())
        for facts in partly
    ]
    asking = [
        _time(lambda facts=facts: rulebook.next_question(book, facts, as_at=_DAY, only=book.entitlements))
        for facts in partly[:_ASKED]
    ]
    return [
        Figure(
            f"law read and made ready, to the first answer, CPU ({len(book.definitions)} definitions)",
            _ms(loading),
        ),
        Figure(
            f"one person, every definition answered, and of every entitlement the reasons, provisions, "
            f"missing facts and warnings, CPU (median of {len(partly)})",
            _ms(statistics.median(whole)),
            "1 ms",
        ),
        Figure("the same, 95 in 100 people at most", _ms(sorted(whole)[int(len(whole) * 0.95)])),
        Figure(
            f"the same of {_CROWD} invented people with households, nobody seen before, each once (median)",
            _ms(statistics.median(new)),
        ),
        Figure("every definition answered, without the reasons (median)", _ms(statistics.median(verdicts))),
        Figure("the goal “everything”, made ready to be kept (median)", _ms(statistics.median(saved))),
        Figure("the next question (median)", _ms(statistics.median(asking))),
    ]


def _with_reasons(book: rulebook.Book, facts: dict[str, object]) -> None:
    """The tree of reasons is built when it is first read; nothing that a page shows is left for later."""
    answers = rulebook.answer(book, facts, as_at=_DAY)
    for told in answers.outcomes.values():
        if told.kind == "entitlement":
            _ = told.reasons, told.cites, told.missing, told.contested, told.assumed, told.warnings, told.says


def _reads(case: object) -> bool:
    return isinstance(case, cases.Case)


def _partly() -> list[dict[str, object]]:
    """The people of the worked examples, a third of what is known there forgotten."""
    dice = Random(1)
    known = [case.facts for path in _LAW.glob("*/examples.yaml") for case in cases.read(path) if _reads(case)]
    return [{name: value for name, value in facts.items() if dice.random() < 0.65} for facts in known]


def _crowd(book: rulebook.Book) -> list[dict[str, object]]:
    return [someone.facts for someone in crowd.people(book, count=_CROWD, seed=41)]


def _time(work: Callable[[], object], runs: int = _RUNS) -> float:
    """The CPU time of the quickest of a few runs: what else the machine does is not measured."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms"
