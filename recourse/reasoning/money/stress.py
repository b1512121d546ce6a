"""Lives through many possible futures of a scheme's money, week by week, and says when it runs out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from recourse.reasoning.money.pennies import BadMoney
from recourse.reasoning.money.scheme import Kind, Scheme

FUTURES, MOST_MONTHS = 1000, 120
Pennies = NDArray[np.int64]
Shares = NDArray[np.floating[Any]]


@dataclass(frozen=True, kw_only=True)
class Worse:
    """How bad it may get; each future draws anything from no change to this, each apart.

    `voids_rise`: share of nights more that stand empty. `council_falls`: share by which the rate of the kinds
    named in `council` falls, from a month drawn anew. `weeks_late`: weeks more until the next person can move
    into a room of the kinds named in `refugees`. `void_weeks`: how long a room stands empty today.
    """

    months: int = 36
    voids_rise: Decimal = Decimal(0)
    council_falls: Decimal = Decimal(0)
    weeks_late: Decimal = Decimal(0)
    void_weeks: Decimal = Decimal(4)
    council: frozenset[str] = frozenset()
    refugees: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse what cannot be lived through."""
        if not 1 <= self.months <= MOST_MONTHS:
            raise BadMoney(f"Look ahead from 1 to {MOST_MONTHS} months.")
        if not (0 <= self.voids_rise <= 1 and 0 <= self.council_falls <= 1):
            raise BadMoney("A rise or a fall is from 0 to 100 of a hundred.")
        if not 0 <= self.weeks_late <= 52 or not 0 < self.void_weeks <= 52:
            raise BadMoney("A room stands empty for at most 52 weeks here, and for more than none.")

    @property
    def weeks(self) -> int:
        """How many weeks are lived through."""
        return -(-self.months * 365 // (12 * 7))


@dataclass(frozen=True, kw_only=True)
class Runway:
    """Whole months until the money runs out, in the middle future and between one in twenty and 19 in twenty.

    Nothing means not within the months looked at. `runs_out` is the share of futures in which it does.
    """

    months: int | None
    low: int | None
    high: int | None
    runs_out: float
    futures: int


def runway(scheme: Scheme, worse: Worse, *, seed: int, futures: int = FUTURES) -> Runway:
    """How long the money lasts if things get up to so much worse."""
    return _runway(balances(scheme, worse, seed=seed, futures=futures), worse)


def fan(
    scheme: Scheme, worse: Worse, *, seed: int, futures: int = FUTURES
) -> tuple[Runway, list[tuple[int, int, int, int]]]:
    """The runway, and for every month (from nought on) what is in the bank then.

    Each is (month, one in twenty, the middle, nineteen in twenty), in pennies.
    """
    ends = balances(scheme, worse, seed=seed, futures=futures)
    there = scheme.in_the_bank
    told = [(0, there, there, there)]
    for month in range(1, worse.months + 1):
        week = min(worse.weeks, -(-month * 365 // (12 * 7))) - 1
        low, middle, high = np.quantile(ends[:, week], [0.05, 0.5, 0.95], method="inverted_cdf")
        told.append((month, int(low), int(middle), int(high)))
    return _runway(ends, worse), told


def _runway(balance: Pennies, worse: Worse) -> Runway:
    is_gone = balance < 0
    runs_out = is_gone.any(axis=1)
    weeks = np.where(runs_out, is_gone.argmax(axis=1), worse.weeks + 1)
    low, middle, high = np.quantile(weeks, [0.05, 0.5, 0.95], method="inverted_cdf")
    return Runway(
        months=_months(int(middle), worse),
        low=_months(int(low), worse),
        high=_months(int(high), worse),
        runs_out=float(runs_out.mean()),
        futures=len(balance),
    )


def balances(scheme: Scheme, worse: Worse, *, seed: int, futures: int = FUTURES) -> Pennies:
    """What is in the bank at the end of each week of each future, in pennies: a row a future."""
    dice = np.random.default_rng(seed)
    came_in = np.zeros((futures, worse.weeks), dtype=np.int64)
    falls_by = dice.random(futures) * float(worse.council_falls)
    falls_in = dice.integers(0, worse.weeks, futures)
    rises_by, later_by = dice.random(futures), dice.random(futures)
    for kind in scheme.kinds:
        if not kind.a_night or not kind.rooms:
            continue
        late = later_by * float(worse.weeks_late) if kind.name in worse.refugees else np.zeros(futures)
        rooms = lived_in(kind, worse, rises_by * float(worse.voids_rise), late, dice)
        rates = np.full((futures, worse.weeks), kind.a_night, dtype=np.int64)
        if kind.name in worse.council:
            lower = (kind.a_night * (1 - falls_by)).astype(np.int64)
            has_fallen = np.arange(worse.weeks) >= falls_in[:, None]
            rates = np.where(has_fallen, lower[:, None], rates)
        came_in += rooms * rates * 7
    ends: Pennies = (
        scheme.in_the_bank + np.cumsum(came_in, axis=1) - np.cumsum(spent_by_week(scheme, worse.weeks))
    )
    return ends


def spent_by_week(scheme: Scheme, weeks: int) -> Pennies:
    """What goes out each week; after so many weeks exactly that many 7/365 of a year, to the penny."""
    a_year = scheme.kept_up_a_year + sum(kind.rooms * kind.support_a_year for kind in scheme.kinds)
    until = [a_year * 7 * week // 365 for week in range(weeks + 1)]
    ends = np.array(until, dtype=np.int64)
    return ends[1:] - ends[:-1]


def lived_in(kind: Kind, worse: Worse, rise: Shares, late: Shares, dice: Generator) -> Pennies:
    """Rooms lived in, by future and week: each room is left and taken again by chance.

    A room is left as often as today's occupancy and void say; emptier futures are those in which it takes
    longer until the next person comes.
    """
    occupancy = min(0.9999, max(0.0001, float(kind.occupancy)))
    leaves = (1 - occupancy) / (occupancy * float(worse.void_weeks))
    wanted = np.clip(occupancy - rise, 0.0001, 0.9999)
    void_weeks = np.maximum(1.0, (1 - wanted) / (wanted * leaves)) + late
    leaves, comes = min(1.0, leaves), (1 / void_weeks)[:, None]
    is_lived_in = dice.random((len(rise), kind.rooms)) < occupancy
    counts = np.empty((len(rise), worse.weeks), dtype=np.int64)
    for week in range(worse.weeks):
        counts[:, week] = is_lived_in.sum(axis=1)
        chance = dice.random(is_lived_in.shape)
        is_lived_in = np.where(is_lived_in, chance >= leaves, chance < comes)
    return counts


def _months(week: int, worse: Worse) -> int | None:
    """Whole months before the week in which the money runs out."""
    return None if week > worse.weeks else week * 7 * 12 // 365
