"""How many beds: our own event loop beside SimPy on the same people, and how long the page's answer takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import numpy as np

from bench.report import Figure
from recourse.reasoning import capacity
from recourse.reasoning.capacity import Scheme, Year, simulating
from tests.reasoning.capacity.by_simpy import year_by_simpy

DAYS, SEEDS = 1095, (1, 2, 3, 4, 5)
TOWN = Scheme(arrivals_a_day=3.6, patience_days=63, stay_days=150, beds=300)
Got = TypeVar("Got")


def measure() -> list[Figure]:
    """Three years from empty beds, five seeds, each engine drawing the same people; then the answers."""
    ours = [_timed(partial(simulating.from_empty, TOWN, days=DAYS, seed=seed)) for seed in SEEDS]
    theirs = [_timed(partial(_by_simpy, seed)) for seed in SEEDS]
    needed, answering = _timed(lambda: capacity.beds_for(TOWN, per_hundred=90, seed=1))
    shorter, _ = _timed(lambda: capacity.shorter_stays(TOWN))
    agreed, _ = _timed(lambda: capacity.agreement(TOWN, seed=1))
    return [
        *_beside(ours, theirs),
        Figure(
            "How many bedspaces house 90 of 100, with its interval",
            f"{needed.beds} ({needed.low} to {needed.high} in nine of ten years), {answering:.1f} s",
            "5 s",
        ),
        Figure(
            "What stays a fifth shorter do with 300 beds",
            f"{100 * shorter[0].housed:.0f} to {100 * shorter[2].housed:.0f} of 100 housed, "
            f"as {shorter[2].as_many_as} beds more",
        ),
        Figure(
            "Housed by the fluid model, Erlang-A, our simulation",
            f"{100 * agreed.fluid.housed:.1f}, {100 * agreed.erlang.housed:.1f}, "
            f"{100 * agreed.simulated.housed:.1f} of 100",
            "within 2",
        ),
    ]


def _beside(ours: list[tuple[Year, float]], theirs: list[tuple[Year, float]]) -> list[Figure]:
    took, other = sum(each for _, each in ours), sum(each for _, each in theirs)
    people = sum(year.came for year, _ in ours)
    return [
        Figure(
            f"Queue of 3.6 a day for 300 beds, three years, {len(SEEDS)} seeds",
            f"{people / took:,.0f} people/s",
            "15 times SimPy",
            f"SimPy, {people / other:,.0f} people/s",
            f"{other / took:.1f}",
        ),
        _apart(
            "Housed in those years", [year.housed for year, _ in ours], [year.housed for year, _ in theirs]
        ),
        _apart(
            "Days waited by the housed",
            [year.wait_days for year, _ in ours],
            [year.wait_days for year, _ in theirs],
        ),
    ]


def _apart(what: str, ours: list[float] | list[int], theirs: list[float] | list[int]) -> Figure:
    mean, other = sum(ours) / len(ours), sum(theirs) / len(theirs)
    widest = max(abs(one / two - 1) for one, two in zip(ours, theirs, strict=True))
    return Figure(
        what, f"{mean:,.1f}", "within 2%", f"SimPy, {other:,.1f}", f"widest apart {100 * widest:.2f}%"
    )


def _by_simpy(seed: int) -> Year:
    future = simulating.drawn(TOWN, days=DAYS, dice=np.random.default_rng(seed))
    return year_by_simpy(future, beds=TOWN.beds, days=DAYS)


def _timed(doing: Callable[[], Got]) -> tuple[Got, float]:
    began = time.perf_counter()
    got = doing()
    return got, time.perf_counter() - began
