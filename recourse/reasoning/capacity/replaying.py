"""Replays a past with the people who came then: a model that cannot tell last year cannot tell the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite, nan

import numpy as np
from numpy.random import Generator

from recourse.reasoning.capacity.past import Came, Past, learned
from recourse.reasoning.capacity.scheme import Scheme
from recourse.reasoning.capacity.simulating import starts

TIMES, NEAR = 200, 0.10


@dataclass(frozen=True, kw_only=True)
class Replay:
    """How many were housed and how long they waited, as it was and as the model tells it.

    `housed_low` and `housed_high` hold nine of ten replays.
    """

    was_housed: int
    housed: float
    housed_low: int
    housed_high: int
    was_wait_days: float
    wait_days: float

    @property
    def is_close(self) -> bool:
        """Whether what happened lies among the replays, or within a tenth of their mean."""
        is_among = self.housed_low <= self.was_housed <= self.housed_high
        return is_among or abs(self.was_housed - self.housed) <= NEAR * max(1, self.was_housed)


def replay(past: Past, *, seed: int, times: int = TIMES) -> Replay:
    """Let the same people come on the same days to the same beds, first come first housed, many times.

    Their own patience and stays are used as far as they are known. Of whoever moved in it is known only
    that they could wait so long, and the rest is drawn; so is the stay of whoever was never housed.
    """
    scheme = learned(past)
    people = sorted(past.came, key=lambda one: one.on)
    dice = np.random.default_rng(seed)
    told = [_once(past, scheme, people, dice) for _ in range(times)]
    housed = [len(waits) for waits in told]
    low, high = np.quantile(housed, [0.05, 0.95], method="inverted_cdf")
    every = [wait for waits in told for wait in waits]
    was = [(one.housed_on - one.on).days for one in people if _is_housed(past, one) and one.housed_on]
    return Replay(
        was_housed=len(was),
        housed=float(np.mean(housed)),
        housed_low=int(low),
        housed_high=int(high),
        was_wait_days=float(np.mean(was)) if was else nan,
        wait_days=float(np.mean(every)) if every else nan,
    )


def _once(past: Past, scheme: Scheme, people: list[Came], dice: Generator) -> list[float]:
    """The waits of those who moved in within the days of the past, one drawing of what is not known."""
    came = [float((one.on - past.first_day).days) for one in people]
    patience = [_patience(past, scheme, one, dice) for one in people]
    stays = [_stay(past, scheme, one, dice) for one in people]
    moved_in = starts(zip(came, patience, stays, strict=True), _free_from(past, scheme, dice))
    together = zip(came, moved_in, strict=True)
    return [max(0.0, moved - on) for on, moved in together if isfinite(moved) and 0 <= moved < past.days]


def _free_from(past: Past, scheme: Scheme, dice: Generator) -> list[float]:
    """When each bed is first free: when it is ready and whoever was there before has left."""
    ready = sorted(max(0.0, float((day - past.first_day).days)) for day in past.beds_from)
    left = [
        _left(past, one.left_on, float(dice.exponential(scheme.stay_days)))
        for one in past.there_before
        if one.left_on is None or one.left_on > past.first_day
    ]
    gone = sorted(left)[: len(ready)]
    return [max(day, gone[place]) if place < len(gone) else day for place, day in enumerate(ready)]


def _left(past: Past, left_on: date | None, more: float) -> float:
    return float((left_on - past.first_day).days) if left_on else past.days + more


def _patience(past: Past, scheme: Scheme, one: Came, dice: Generator) -> float:
    more = float(dice.exponential(scheme.patience_days))
    if one.gave_up_on:
        return float((one.gave_up_on - one.on).days)
    return ((one.housed_on or past.after_last_day) - one.on).days + more


def _stay(past: Past, scheme: Scheme, one: Came, dice: Generator) -> float:
    more = float(dice.exponential(scheme.stay_days))
    if one.housed_on is None:
        return more
    if one.left_on:
        return float((one.left_on - one.housed_on).days)
    return max(0, (past.after_last_day - one.housed_on).days) + more


def _is_housed(past: Past, one: Came) -> bool:
    return one.housed_on is not None and past.first_day <= one.housed_on < past.after_last_day
