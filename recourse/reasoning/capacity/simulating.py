"""Our own event simulation: everybody who comes, in turn, takes the bed that is free first or gives up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heapreplace
from math import inf, nan, sqrt
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from recourse.reasoning.capacity import erlang
from recourse.reasoning.capacity.scheme import Expected, Scheme

DAYS_A_YEAR = 365
Numbers = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Future:
    """Everybody who will come in some days: when, how long each can wait, how long each would stay."""

    came: list[float]
    patience: list[float]
    stays: list[float]


@dataclass(frozen=True, kw_only=True)
class Year:
    """What became of those who came: how many, how many housed and lost, and the mean wait of the housed."""

    came: int
    housed: int
    lost: int
    wait_days: float

    @property
    def share(self) -> float:
        """Of those whose wait ended, the share that was housed."""
        ended = self.housed + self.lost
        return self.housed / ended if ended else 1.0


def starts(people: Iterable[tuple[float, float, float]], free_from: Sequence[float]) -> list[float]:
    """The moment each moves in, or infinity; people as (came, patience, stay), in the order they came.

    `free_from` has for each bed the moment it is first free. Because the queue is in order of coming, one
    look at the bed that is free first decides what becomes of a person; whoever gives up holds nobody up.
    """
    free = list(free_from)
    if not free:
        return [inf for _ in people]
    heapify(free)
    found: list[float] = []
    add, take = found.append, heapreplace
    for came, patience, stay in people:
        first = free[0]
        if first <= came:
            take(free, came + stay)
            add(came)
        elif first - came <= patience:
            take(free, first + stay)
            add(first)
        else:
            add(inf)
    return found


def drawn(scheme: Scheme, *, days: float, dice: Generator) -> Future:
    """Draw everybody who comes in the days ahead; means of 1 for patience and stays are scaled after."""
    wanted = scheme.arrivals_a_day * days
    gaps = dice.exponential(1 / scheme.arrivals_a_day, int(wanted + 8 * sqrt(wanted + 1) + 20))
    came = np.cumsum(gaps)
    count = int(np.searchsorted(came, days))
    return Future(
        came[:count].tolist(),
        dice.exponential(scheme.patience_days, count).tolist(),
        dice.exponential(scheme.stay_days, count).tolist(),
    )


def from_empty(scheme: Scheme, *, days: float, seed: int) -> Year:
    """One run that begins with every bed empty and ends, for everybody, on the last day."""
    future = drawn(scheme, days=days, dice=np.random.default_rng(seed))
    moved_in = starts(zip(future.came, future.patience, future.stays, strict=True), [0.0] * scheme.beds)
    came, patience = np.array(future.came), np.array(future.patience)
    moved = np.array(moved_in)
    is_housed = moved <= days
    is_lost = ~np.isfinite(moved) & (came + patience <= days)
    return _counted(came, moved, is_housed, int(is_lost.sum()))


def year(scheme: Scheme, *, seed: int, days: float = DAYS_A_YEAR) -> Year:
    """What becomes of those who come in a year of a scheme that has run for long.

    How many are housed or wait on the first day is drawn from what the scheme settles to.
    """
    dice = np.random.default_rng(seed)
    return lived(scheme, drawn(scheme, days=days, dice=dice), first=float(dice.random()), seed=seed)


def lived(scheme: Scheme, future: Future, *, first: float, seed: int) -> Year:
    """Live through a drawn future with the scheme's beds; `first` says how full the first day is, 0 to 1.

    The same future, first day and seed with more beds never houses fewer by more than the chance of the
    people who are there on the first day.
    """
    at_first = erlang.settled(scheme.arrivals_a_day, scheme.patience_days, scheme.stay_days, scheme.beds).at(
        first
    )
    dice = np.random.default_rng([seed, 1])
    left = dice.exponential(scheme.stay_days, scheme.beds)
    left[min(at_first, scheme.beds) :] = 0.0
    queue = max(0, at_first - scheme.beds)
    before = zip(
        [0.0] * queue,
        dice.exponential(scheme.patience_days, queue).tolist(),
        dice.exponential(scheme.stay_days, queue).tolist(),
        strict=True,
    )
    people = [*before, *zip(future.came, future.patience, future.stays, strict=True)]
    moved = np.array(starts(people, left.tolist())[queue:])
    housed = np.isfinite(moved)
    return _counted(np.array(future.came), moved, housed, int((~housed).sum()))


def simulate(scheme: Scheme, *, seed: int, years: int = 40, days: float = DAYS_A_YEAR) -> Expected:
    """The mean of many years, each drawn anew from the seed; beds in use follow from who is housed."""
    lived_through = [year(scheme, seed=seed + 7919 * one, days=days) for one in range(years)]
    came = sum(one.came for one in lived_through)
    housed = sum(one.housed for one in lived_through)
    waited = sum(one.wait_days * one.housed for one in lived_through if one.housed)
    share = housed / came if came else 1.0
    moved_in_a_day = housed / (years * days)
    return Expected(
        housed=share,
        lost=1 - share,
        wait_days=waited / housed if housed else nan,
        in_use=min(1.0, moved_in_a_day * scheme.stay_days / scheme.beds) if scheme.beds else nan,
    )


def _counted(came: Numbers, moved: Numbers, is_housed: NDArray[np.bool_], lost: int) -> Year:
    waits = (moved - came)[is_housed]
    return Year(
        came=len(came),
        housed=len(waits),
        lost=lost,
        wait_days=float(waits.mean()) if len(waits) else nan,
    )
