"""Erlang-A: a queue with chance and impatience, solved exactly for the long run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import nan, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recourse.reasoning.capacity.scheme import Expected, Scheme

Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Settled:
    """How often, in the long run, so many people are housed or waiting: the chance of 0, 1, 2, ..."""

    chances: Numbers

    def at(self, quantile: float) -> int:
        """The number of people below which the given share of moments lies."""
        return int(np.searchsorted(np.cumsum(self.chances), quantile * (1 - 1e-12)))


@lru_cache(maxsize=64)
def settled(arrivals: float, patience: float, stay: float, beds: int) -> Settled:
    """The chances of each number of people; an arrival adds one, an ended stay or lost patience takes one."""
    waiting = max(0.0, arrivals - beds / stay) * patience
    most = beds + int(waiting + 12 * sqrt(waiting + arrivals * patience + 1) + 30)
    people = np.arange(1, most + 1)
    leave = np.minimum(people, beds) / stay + np.maximum(people - beds, 0) / patience
    logs = np.concatenate(([0.0], np.cumsum(np.log(arrivals) - np.log(leave))))
    chances = np.exp(logs - logs.max())
    return Settled(chances / chances.sum())


def erlang_a(scheme: Scheme) -> Expected:
    """What a scheme settles to, exactly, with exponential patience and stays (M/M/n+M).

    Whoever comes with q people before them is housed if those q and one stay more end before their own
    patience does; the stages until then are exponential, whatever becomes of them.
    """
    beds = scheme.beds
    chances = settled(scheme.arrivals_a_day, scheme.patience_days, scheme.stay_days, beds).chances
    full = chances[beds:]
    ahead = np.arange(len(full))
    frees, gives_up = beds / scheme.stay_days, 1 / scheme.patience_days
    stages = frees + (ahead + 1) * gives_up
    gets_in = full * frees / stages
    housed = float(chances[:beds].sum() + gets_in.sum())
    waited = float((gets_in * np.cumsum(1 / stages)).sum())
    lived_in = float((np.minimum(np.arange(len(chances)), beds) * chances).sum())
    return Expected(
        housed=housed,
        lost=1 - housed,
        wait_days=waited / housed if housed else nan,
        in_use=lived_in / beds if beds else nan,
    )
