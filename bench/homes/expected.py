"""Standing prices for an invented town: what its places are short of, spread over the weeks of a stay."""

from __future__ import annotations

import numpy as np

from bench.homes.worlds import World
from recourse.reasoning.allocation.criteria import FULL
from recourse.reasoning.allocation.plan import Plan
from recourse.reasoning.pricing.history import weeks_of
from recourse.reasoning.pricing.prices import Prices
from recourse.reasoning.pricing.standing import Standing

WEEKS = 52
FLOOR, SPREAD = 10.0, 0.5
#: Times the shortage: as it is; as a no took longest, of seven levels tried; and so that beds are kept.
LEVELS = (1.0, 1.5, 2.0)
SAID = (
    "each place’s shortage price in the plan without prices, spread evenly over the average likely stay, for "
    f"{WEEKS} weeks; {SPREAD:g} of stays end in any week alike; a floor of {FLOOR:g} points for long stays; "
    f"the prices times {LEVELS}, the second being the slowest of the levels tried"
)


def of_town(town: World, plan: Plan, *, times: float) -> Standing:
    """The class by which prices kept from a night order a scheme's plan, with prices of this town."""
    stay = float(np.mean([weeks_of(need.likely_days) for need in town.needs]))
    homes = sorted({place.home.reference for place in town.places})
    at = {home: row for row, home in enumerate(homes)}
    weekly = np.array([plan.prices.places[place.reference] for place in town.places]) / FULL / stay
    watch = np.array([plan.prices.watch[home] for home in homes]) / FULL / stay
    prices = Prices(
        beds=np.repeat(weekly[:, None], WEEKS, axis=1),
        risky=np.repeat(watch[:, None], WEEKS, axis=1),
        home=np.array([at[place.home.reference] for place in town.places]),
    )
    lots = {place.reference: row for row, place in enumerate(town.places)}
    return Standing(prices.scaled(times, SPREAD).leaning(FLOOR, 0.0), lots, week=0)
