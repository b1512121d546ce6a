"""The parity floor: people who need long stays are placed about as often as others, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recourse.reasoning.pricing import simulating
from recourse.reasoning.pricing.prices import Prices, by_prices
from recourse.reasoning.pricing.rehearsing import Rehearsal
from recourse.reasoning.pricing.simulating import Played
from recourse.reasoning.pricing.years import Supply

LEVELS = (0.8, 0.9, 1.0)
DEFAULT = 1.0
_STEPS = 9


class NoSuchFloor(ValueError):
    """A floor nobody has worked out the cost of."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Prices under a floor, never without its cost.

    `parity` is what was asked: the placed share of people who need long stays, as a multiple of the others'.
    `reached` and `before` are what rehearsal showed with it and without; `cost` is the share of value lost.
    """

    prices: Prices
    parity: float
    reached: float
    before: float
    cost: float

    @property
    def says(self) -> str:
        """For the panel, whole."""
        return (
            f"People who need long stays are placed {self.reached:.2f} times as often as others; without the "
            f"floor it would be {self.before:.2f}. It costs {self.cost:.1%} of the value of all placements."
        )


def settle(efficient: Prices, parity: float, practice: list[Rehearsal], supply: Supply) -> Floor:
    """The least that has to be added to offers of long stays, and taken from others, to reach the floor."""
    free = play(efficient, practice, supply)
    before = balance(free, practice)
    low, high = 0.0, float(efficient.beds.sum(axis=1).max())
    prices, played = efficient, free
    for _ in range(_STEPS if before < parity else 0):
        middle = (low + high) / 2
        tried = _leaning(efficient, middle, practice)
        went = play(tried, practice, supply)
        if balance(went, practice) < parity:
            low = middle
        else:
            high, prices, played = middle, tried, went
    whole, left = (sum(one.value for one in years) for years in (free, played))
    return Floor(
        prices=prices, parity=parity, reached=balance(played, practice), before=before,
        cost=1 - left / whole if whole else 0.0,
    )  # fmt: skip


def play(prices: Prices, practice: list[Rehearsal], supply: Supply) -> list[Played]:
    """Every rehearsal under the prices."""
    rule = by_prices(prices)
    return [simulating.play(rule, one.arrivals, one.truth, supply, keeps=one.keeps) for one in practice]


def balance(played: list[Played], practice: list[Rehearsal]) -> float:
    """The placed share of long stays over that of the others, of all years; 1 with nobody to compare."""
    long = np.concatenate([one.arrivals.long for one in practice])
    placed = np.concatenate([one.placed for one in played])
    if not long.any() or not placed[~long].any():
        return 1.0
    return float(placed[long].mean() / placed[~long].mean())


def _leaning(efficient: Prices, much: float, practice: list[Rehearsal]) -> Prices:
    """As a linear programme with the floor would: what one group gains the other pays, head for head."""
    long = float(np.mean(np.concatenate([one.arrivals.long for one in practice])))
    return efficient.leaning(much, -much * long / max(1 - long, 1e-9))
