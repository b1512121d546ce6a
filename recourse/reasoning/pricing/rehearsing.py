"""Years to rehearse on: sampled arrivals, with stays and patience drawn from the averages that are known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recourse.reasoning.pricing.years import Arrivals, Truth


@dataclass(frozen=True, slots=True)
class Averages:
    """What a scheme states: the share of its value an offer keeps a week, and the weeks until one is lost."""

    keeps: float
    patience: float


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A year that might have been, and how it might have gone."""

    arrivals: Arrivals
    truth: Truth
    keeps: float


def rehearsals(years: list[Arrivals], averages: Averages, *, seed: int) -> list[Rehearsal]:
    """Each year with stays and patience of the right average and no more memory than a coin has."""
    return [
        Rehearsal(year, _truth(year, averages, np.random.default_rng((seed, number))), averages.keeps)
        for number, year in enumerate(years)
    ]


def _truth(year: Arrivals, averages: Averages, dice: np.random.Generator) -> Truth:
    return Truth(
        stays=np.ceil(dice.exponential(year.expected)).astype(np.int64),
        patience=np.ceil(dice.exponential(averages.patience, year.count)).astype(np.int64),
    )
