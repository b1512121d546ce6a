"""Prices learned overnight from sampled years and rehearsed, with the floors and what each costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recourse.reasoning.pricing import floors, program
from recourse.reasoning.pricing.floors import Floor
from recourse.reasoning.pricing.prices import Prices, Rule, best_this_week, by_prices
from recourse.reasoning.pricing.rehearsing import Averages, Rehearsal, rehearsals
from recourse.reasoning.pricing.years import Arrivals, Supply, sampled

LEAST_WEEKS = 26
LEAST_PEOPLE = 60
SAMPLES = 16
REHEARSALS = 12
SCALES = (0.6, 0.7, 0.8, 0.9, 1.0, 1.1)
SPREADS = (0.0, 0.5)


@dataclass(frozen=True, slots=True)
class TooLittle:
    """There is too little history to learn from, so the best plan of each week alone is used."""

    weeks: int
    people: int

    @property
    def says(self) -> str:
        """For the page, whole."""
        return (
            f"There are {self.people} arrivals over {self.weeks} weeks to learn from; prices need at "
            f"least {LEAST_PEOPLE} arrivals over {LEAST_WEEKS} weeks. Until then each week's best plan is "
            "used, and no bed is kept for somebody who has not come yet."
        )


@dataclass(frozen=True, slots=True)
class Learned:
    """Prices without a floor, and the floors a panel may choose, each with what it costs."""

    efficient: Prices
    choices: tuple[Floor, ...]
    samples: int
    says: str

    def floor(self, parity: float = floors.DEFAULT) -> Floor:
        """The floor of a level, which is on unless the panel chooses another."""
        for floor in self.choices:
            if floor.parity == parity:
                return floor
        offered = ", ".join(f"{floor.parity:g}" for floor in self.choices)
        raise floors.NoSuchFloor(f"No floor of {parity:g} has been priced; choose one of {offered}.")


def learn(
    past: list[Arrivals],
    supply: Supply,
    averages: Averages,
    *,
    seed: int,
    levels: tuple[float, ...] = floors.LEVELS,
    samples: int = SAMPLES,
    practices: int = REHEARSALS,
    lengths: tuple[int, ...] | None = None,
) -> Learned | TooLittle:
    """Prices for the weeks of `supply` from past years; the same past, supply and seed give the same prices.

    `lengths` says how many weeks each stretch of the past has, where it is not as many as `supply` looks at.
    The scale of the prices and the floors are settled by rehearsal on other sampled years, in which stays and
    patience are drawn from what is known of them: their averages.
    """
    people = sum(year.count for year in past)
    weeks = sum(lengths) if lengths else sum(len(np.unique(year.week)) for year in past)
    if weeks < LEAST_WEEKS or people < LEAST_PEOPLE:
        return TooLittle(weeks=weeks, people=people)
    prices = _mean(_years(past, supply, samples, seed, lengths), supply, averages)
    practice = rehearsals(_years(past, supply, practices, seed + 1, lengths), averages, seed=seed)
    efficient = _scaled(prices, practice, supply)
    return Learned(
        efficient=efficient,
        choices=tuple(floors.settle(efficient, parity, practice, supply) for parity in levels),
        samples=samples,
        says=f"Learned from {people} arrivals over {weeks} weeks, as {samples} sampled years.",
    )


def rule(learned: Learned | TooLittle, *, parity: float | None = floors.DEFAULT) -> Rule:
    """How a week's beds are offered: with the floor unless the panel has turned it off (`parity` None)."""
    if isinstance(learned, TooLittle):
        return best_this_week
    return by_prices(learned.efficient if parity is None else learned.floor(parity).prices)


def _years(
    past: list[Arrivals], supply: Supply, count: int, seed: int, lengths: tuple[int, ...] | None
) -> list[Arrivals]:
    seeds = np.random.SeedSequence(seed).generate_state(count)
    return [sampled(past, weeks=supply.weeks, seed=int(one), lengths=lengths) for one in seeds]


def _mean(years: list[Arrivals], supply: Supply, averages: Averages) -> Prices:
    """Who would be lost by waiting is not known, so the plan of a sampled year counts on nobody's waiting."""
    solved = [
        program.best(
            year, supply, stays=year.expected, waits=np.zeros_like(year.expected), keeps=averages.keeps
        )
        for year in years
    ]
    return Prices(
        beds=np.mean([one.beds for one in solved], axis=0),
        risky=np.mean([one.risky for one in solved], axis=0),
        home=supply.home,
    )


def _scaled(prices: Prices, practice: list[Rehearsal], supply: Supply) -> Prices:
    """The plan of a sampled year knows it whole, so its prices are a little too high for whoever does not."""
    tried = [prices.scaled(scale, spread) for spread in SPREADS for scale in SCALES]
    return max(tried, key=lambda one: sum(played.value for played in floors.play(one, practice, supply)))
