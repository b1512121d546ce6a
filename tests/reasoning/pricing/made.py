"""Invented schemes as arrays, small and odd, for properties that must hold of all of them."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from recourse.reasoning.pricing.rehearsing import Averages
from recourse.reasoning.pricing.years import NEVER, Arrivals, Supply, Truth

AVERAGES = Averages(keeps=0.97, patience=9.0)
SOMEBODY = {
    "may": True,
    "value": 1.0,
    "expected": 4,
    "least": 1,
    "priority": 1,
    "risky": False,
    "long": False,
}


def homes(*beds: int, weeks: int = 12, closes: int = NEVER) -> Supply:
    """One home for each number of beds, all closing in the same week."""
    is_open = np.arange(weeks)[None, :] < closes
    return Supply(
        beds=np.array(beds)[:, None] * is_open,
        closes=np.full(len(beds), closes),
        home=np.arange(len(beds)),
        risky=np.ones((len(beds), weeks), dtype=np.int64),
    )


def came(*people: dict[str, object], lots: int = 1) -> Arrivals:
    """People who come in order; what is not said of them is as in `SOMEBODY`."""
    told = [SOMEBODY | {"week": 0} | person for person in people]
    wide = {"may": np.bool_, "value": np.float64}
    flat = {
        "week": np.int64, "expected": np.int64, "least": np.int64, "priority": np.float64,
        "risky": np.bool_, "long": np.bool_,
    }  # fmt: skip
    return Arrivals(
        **{
            name: np.array([np.broadcast_to(one[name], lots) for one in told], kind)
            for name, kind in wide.items()
        },
        **{name: np.array([one[name] for one in told], kind) for name, kind in flat.items()},
    )


def stayed(arrivals: Arrivals, *, patience: int = 8) -> Truth:
    """Everybody stays as long as expected and waits so many weeks."""
    return Truth(stays=arrivals.expected, patience=np.full(arrivals.count, patience))


def scheme(*, seed: int, people: int = 120, weeks: int = 30) -> tuple[Arrivals, Truth, Supply]:
    """A scheme too small for its arrivals, with closing homes, shared homes, high risk and long stays."""
    dice = np.random.default_rng(seed)
    beds = dice.integers(1, 4, 6)
    closes = np.where(dice.random(6) < 0.2, dice.integers(5, weeks, 6), NEVER)
    supply = Supply(
        beds=beds[:, None] * (np.arange(weeks) < closes[:, None]),
        closes=closes,
        home=np.array([0, 0, 1, 2, 3, 3]),
        risky=np.ones((4, weeks), dtype=np.int64),
    )
    expected = dice.choice((2, 5, 14, 20), people)
    arrivals = Arrivals(
        week=np.sort(dice.integers(0, weeks, people)),
        may=dice.random((people, 6)) < 0.5,
        value=dice.integers(1, 10, (people, 6)).astype(float),
        expected=expected,
        least=np.minimum(expected, 4),
        priority=dice.integers(1, 4, people).astype(float),
        risky=dice.random(people) < 0.2,
        long=expected >= 14,
    )
    truth = Truth(
        stays=np.ceil(dice.exponential(expected)).astype(np.int64),
        patience=np.ceil(dice.exponential(5, people)).astype(np.int64),
    )
    return arrivals, truth, supply


seeds = st.integers(0, 2**16)
