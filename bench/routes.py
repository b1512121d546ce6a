"""How long a plan takes: every invented person of the law, one after the other, and the loading once."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.report import Figure
from recourse.reasoning import routes, rulebook
from recourse.reasoning.rulebook import cases, loading

FILES = ("worked", "people")
TIMES = 20


def measure() -> list[Figure]:
    """The median and the slowest twentieth of a plan, and how long the routes take to load."""
    law = rulebook.england()
    began = time.perf_counter()
    atlas = routes.load(law, Path(loading.ENGLAND) / "routes")
    loaded = time.perf_counter() - began
    people = [case for case in _people() if isinstance(case, cases.Case)]
    took = sorted(_once(partial(_plan, atlas, case)) for _ in range(TIMES) for case in people)
    slow = took[int(len(took) * 0.95)]
    return [
        Figure(
            f"A plan for one person, median of {len(took):,}",
            f"{statistics.median(took) * 1000:.1f} ms",
            "5 ms",
        ),
        Figure("The same, slowest twentieth", f"{slow * 1000:.1f} ms", "5 ms"),
        Figure(f"Loading {len(atlas.routes)} routes, once a process", f"{loaded * 1000:.0f} ms"),
    ]


def _people() -> list[cases.Case | cases.Mistake]:
    return [case for name in FILES for case in cases.read(loading.ENGLAND / "routes" / f"{name}.yaml")]


def _plan(atlas: routes.Atlas, case: cases.Case) -> None:
    routes.plan(atlas, case.facts, as_at=case.as_at)


def _once(doing: Callable[[], object]) -> float:
    began = time.perf_counter()
    doing()
    return time.perf_counter() - began
