"""How many beds house so many of a hundred, with an interval, and what shorter stays would do instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from recourse.reasoning.capacity.erlang import erlang_a
from recourse.reasoning.capacity.scheme import FEWEST_DAYS, MOST_BEDS, CannotPlan, Scheme, as_share
from recourse.reasoning.capacity.simulating import DAYS_A_YEAR, Future, drawn, lived

PEOPLE, MOST_FUTURES, FEWEST_FUTURES, LOOKS = 1_500_000, 400, 20, 6
SHORTER = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)


@dataclass(frozen=True, kw_only=True)
class Needed:
    """The beds that house the share in the long run; in nine of ten years between `low` and `high` do.

    `futures` is how many years were lived through to know that.
    """

    beds: int
    low: int
    high: int
    futures: int


@dataclass(frozen=True, kw_only=True)
class Shorter:
    """What a shorter stay does with today's beds: the share housed, and as many beds more as would do it."""

    stay_days: float
    housed: float
    wait_days: float
    as_many_as: int


def beds_for(scheme: Scheme, *, per_hundred: float, seed: int) -> Needed:
    """The fewest beds that house so many of a hundred of those who come.

    The answer is Erlang-A's. The interval is of single years: each future year is simulated, with its
    own people and, where the scheme's figures rest on counts, with figures such counts may hide.
    """
    share = as_share(per_hundred)
    beds = _fewest(scheme, share)
    people = max(1.0, scheme.arrivals_a_day * DAYS_A_YEAR)
    futures = int(min(MOST_FUTURES, max(FEWEST_FUTURES, PEOPLE / (LOOKS * people))))
    needed = sorted(_in_one_year(scheme, share, beds, seed=seed + 7919 * one) for one in range(futures))
    low, high = np.quantile(needed, [0.05, 0.95], method="inverted_cdf")
    return Needed(beds=beds, low=min(int(low), beds), high=max(int(high), beds), futures=futures)


def shorter_stays(scheme: Scheme) -> list[Shorter]:
    """What stays of 100, 90, ... 50 of a hundred of today's length do; each as many beds as it is worth."""
    return [_shorter(scheme, scheme.stay_days * part) for part in SHORTER]


def stay_for(scheme: Scheme, *, per_hundred: float) -> float | None:
    """The mean stay at which today's beds house so many of a hundred; nothing if no stay is short enough."""
    share = as_share(per_hundred)
    if not scheme.beds or _housed(scheme.with_stays(FEWEST_DAYS)) < share:
        return None
    if _housed(scheme) >= share:
        return scheme.stay_days
    low, high = FEWEST_DAYS, scheme.stay_days
    while high - low > 0.01:
        middle = (low + high) / 2
        low, high = (middle, high) if _housed(scheme.with_stays(middle)) >= share else (low, middle)
    return low


def _shorter(scheme: Scheme, stay_days: float) -> Shorter:
    expected = erlang_a(scheme.with_stays(max(FEWEST_DAYS, stay_days)))
    beds = _smallest(lambda beds: _housed(scheme.with_beds(beds)) >= expected.housed - 1e-9, scheme.beds)
    return Shorter(
        stay_days=stay_days,
        housed=expected.housed,
        wait_days=expected.wait_days,
        as_many_as=beds - scheme.beds,
    )


def _fewest(scheme: Scheme, share: float) -> int:
    return _smallest(lambda beds: _housed(scheme.with_beds(beds)) >= share, 0)


def _housed(scheme: Scheme) -> float:
    return erlang_a(scheme).housed


def _smallest(is_enough: Callable[[int], bool], least: int) -> int:
    """The smallest number from `least` on that is enough, where more is never less enough."""
    if is_enough(least):
        return least
    low, high = least, max(1, least * 2)
    while not is_enough(high):
        if high >= MOST_BEDS:
            raise CannotPlan(f"Not even {MOST_BEDS:,} beds would be enough. Ask for fewer of a hundred.")
        low, high = high, min(MOST_BEDS, high * 2)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high


def _in_one_year(scheme: Scheme, share: float, beds: int, *, seed: int) -> int:
    """The fewest beds that house the share of one drawn year, sought from near the long-run answer."""
    dice = np.random.default_rng(seed)
    maybe = _as_it_may_be(scheme, dice)
    future, first = drawn(maybe, days=DAYS_A_YEAR, dice=dice), float(dice.random())
    near = max(1, round(beds * maybe.wanted / scheme.wanted))
    low, high = _around(near, lambda tried: _is_enough(maybe, future, tried, share, first, seed))
    while high - low > max(1, near // 200):
        middle = (low + high) // 2
        is_enough = _is_enough(maybe, future, middle, share, first, seed)
        low, high = (low, middle) if is_enough else (middle, high)
    return high


def _around(near: int, is_enough: Callable[[int], bool]) -> tuple[int, int]:
    """One number that is not enough and one that is, stepping away from `near` in growing steps."""
    step = max(1, near // 16)
    if is_enough(near):
        high, low = near, max(0, near - step)
        while low and is_enough(low):
            step *= 2
            high, low = low, max(0, low - step)
        return low, high
    low, high = near, near + step
    while high < MOST_BEDS and not is_enough(high):
        step *= 2
        low, high = high, min(MOST_BEDS, high + step)
    return low, high


def _is_enough(scheme: Scheme, future: Future, beds: int, share: float, first: float, seed: int) -> bool:
    return lived(scheme.with_beds(beds), future, first=first, seed=seed).share >= share


def _as_it_may_be(scheme: Scheme, dice: Generator) -> Scheme:
    """The scheme with figures such as the counts it rests on allow: each rate has the gamma of its count."""
    counted = scheme.counted
    if counted is None:
        return scheme
    came, gave_up, ended = (
        float(dice.gamma(count + 0.5) / (count + 0.5))
        for count in (counted.arrivals, counted.waits_given_up, counted.stays_ended)
    )
    return replace(
        scheme,
        arrivals_a_day=min(100.0, max(0.001, scheme.arrivals_a_day * came)),
        patience_days=min(3650.0, max(0.5, scheme.patience_days / gave_up)),
        stay_days=min(3650.0, max(0.5, scheme.stay_days / ended)),
    )
