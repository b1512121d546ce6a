"""An invented scheme and its years, on which the methods are compared.

The town was settled while the method was made, and both were changed after a first look. The years it is
tested on were drawn only afterwards, and nothing was chosen by them. Shares are round figures; two things
are held to a target: 35 to 38 in 100 pairs of person and house are feasible (`HOUSE_SEED` is the first from
1 at which both sizes are), and 3.6 people arrive a day for 300 beds.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from recourse.reasoning.pricing.rehearsing import Averages
from recourse.reasoning.pricing.years import NEVER, Arrivals, Supply, Truth

WEEKS = 52
AVERAGES = Averages(keeps=0.97, patience=9.0)
PAST = (101, 102, 103)
# Drawn when the method stood; looked at once.
TESTED = {60: range(501, 511), 150: range(501, 505)}
ROUTES = (8, 14, 40, 60)
LONG = 40
ROUTE_SHARES = (0.35, 0.30, 0.20, 0.15)
ARRIVALS_A_WEEK_AND_BED = 3.6 * 7 / 300
NEED = (1.0, 1.5, 2.0, 3.0)
NEED_SHARES = (0.35, 0.30, 0.20, 0.15)
PROSPECTS = (0.35, 0.55, 0.75)
PROSPECT_SHARES = (0.3, 0.4, 0.3)
WITHOUT_TIE, TOO_MUCH_SUPPORT = 0.8, 0.9
MEN, WOMEN, FAMILY, MIXED = 0, 1, 2, 3
BOROUGHS = 8
HOUSE_SEED = 5

SAID = (
    f"routes of {ROUTES} weeks on average (shares {ROUTE_SHARES}), real stays gamma of shape 2; lost after "
    f"{AVERAGES.patience:g} weeks on average (exponential); {1 - AVERAGES.keeps:.0%} of value lost a week; "
    f"need {NEED} (shares {NEED_SHARES}) times prospects as a band {PROSPECTS} (shares {PROSPECT_SHARES}); "
    f"{ARRIVALS_A_WEEK_AND_BED * 60:.2f} arrivals a week for 60 beds (Poisson); every bed free in week 1; "
    f"homes of seed {HOUSE_SEED}, past years of seeds {PAST[0]} to {PAST[-1]}, test years of seeds 501 to "
    "510 and 501 to 504"
)


class Scheme(NamedTuple):
    """The houses, and what of them decides who may live there."""

    supply: Supply
    kind: Any
    step_free: Any
    free: Any
    support: Any
    borough: Any


def made(beds: int, *, seed: int = HOUSE_SEED) -> Scheme:
    """Homes of three to six beds, some of which close during the year; none holds two people of high risk."""
    dice = np.random.default_rng((seed, beds))
    sizes: list[int] = []
    while sum(sizes) < beds:
        sizes.append(min(int(dice.integers(3, 7)), beds - sum(sizes)))
    count = len(sizes)
    closes = np.where(dice.random(count) < 0.1, dice.integers(26, WEEKS, count), NEVER)
    is_open = np.arange(WEEKS)[None, :] < closes[:, None]
    return Scheme(
        supply=Supply(
            beds=np.array(sizes)[:, None] * is_open,
            risky=np.ones((count, 1), dtype=np.int64) * is_open,
            closes=closes,
            home=np.arange(count),
        ),
        kind=dice.permutation(np.resize([MEN, MIXED, WOMEN, MEN, MIXED, FAMILY, MEN, WOMEN], count)),
        step_free=dice.permutation(np.resize([True, False, False, False], count)),
        free=dice.permutation(np.resize([True, False, True, True, False, True], count)),
        support=dice.permutation(np.resize([2, 1, 2, 0, 1, 2, 1], count)),
        borough=dice.integers(BOROUGHS, size=count),
    )


def year(place: Scheme, *, seed: int) -> tuple[Arrivals, Truth]:
    """The arrivals of one year, and how long each of them would really stay and wait."""
    dice = np.random.default_rng((seed, 1))
    beds = int(place.supply.beds[:, 0].sum())
    week = np.repeat(np.arange(WEEKS), dice.poisson(ARRIVALS_A_WEEK_AND_BED * beds, WEEKS))
    count = len(week)
    expected = dice.choice(ROUTES, count, p=ROUTE_SHARES)
    priority = dice.choice(NEED, count, p=NEED_SHARES)
    risky = dice.random(count) < 0.08
    may, fit = _suits(place, count, dice)
    arrivals = Arrivals(
        week=week,
        may=may,
        value=(priority * dice.choice(PROSPECTS, count, p=PROSPECT_SHARES))[:, None] * fit,
        expected=expected, least=expected, priority=priority, risky=risky, long=expected >= LONG,
    )  # fmt: skip
    truth = Truth(
        stays=np.maximum(np.rint(dice.gamma(2.0, expected / 2.0)), 1).astype(np.int64),
        patience=np.ceil(dice.exponential(AVERAGES.patience, count)).astype(np.int64),
    )
    return arrivals, truth


def _suits(place: Scheme, count: int, dice: np.random.Generator) -> tuple[Any, Any]:
    kind = dice.choice((MEN, WOMEN, FAMILY), count, p=(0.65, 0.25, 0.10))[:, None]
    needs_step_free = (dice.random(count) < 0.08)[:, None]
    no_funds = (dice.random(count) < 0.45)[:, None]
    support = dice.choice(3, count, p=(0.5, 0.35, 0.15))[:, None]
    excluded = np.where(dice.random(count) < 0.15, dice.integers(BOROUGHS, size=count), -1)[:, None]
    tie = np.where(dice.random(count) < 0.4, dice.integers(BOROUGHS, size=count), -1)[:, None]
    may = (
        ((place.kind == kind) | ((place.kind == MIXED) & (kind != FAMILY)))
        & (place.step_free | ~needs_step_free)
        & (place.free | ~no_funds)
        & (place.support >= support)
        & (place.borough != excluded)
    )
    fit = np.where((place.borough == tie) | (tie < 0), 1.0, WITHOUT_TIE)
    return may, fit * np.where(place.support > support + 1, TOO_MUCH_SUPPORT, 1.0)
