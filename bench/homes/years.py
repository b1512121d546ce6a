"""A year in which beds are handed back: prices with and without the floor, other rules, and the bound."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np

from bench.homes import scheme
from bench.report import Figure
from recourse.reasoning.pricing import learning, prices, program, simulating
from recourse.reasoning.pricing.learning import Learned
from recourse.reasoning.pricing.prices import Rule
from recourse.reasoning.pricing.simulating import Played

LEARNING_SEED = 6


@dataclass
class Told:
    """One rule over every test year."""

    value: float = 0.0
    long: list[float] = field(default_factory=list)
    short: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    placed: list[int] = field(default_factory=list)

    def add(self, played: Played, long: np.ndarray) -> None:
        """One more year."""
        self.value += played.value
        self.long.append(played.share(long))
        self.short.append(played.share(~long))
        self.waits.append(played.wait)
        self.placed.append(int(played.placed.sum()))

    @property
    def balance(self) -> float:
        """Placed share of long stays over that of shorter ones."""
        return float(np.mean(self.long) / np.mean(self.short))


def measure() -> list[Figure]:
    """Both sizes, every rule in the same run, and the world they are told of."""
    told = [figure for beds in scheme.TESTED for figure in _size(beds)]
    return [Figure("the years measured here, drawn after the method stood", scheme.SAID), *told]


def _size(beds: int) -> list[Figure]:
    town = scheme.made(beds)
    started = time.perf_counter()
    learned = learning.learn(
        [scheme.year(town, seed=seed)[0] for seed in scheme.PAST],
        town.supply,
        scheme.AVERAGES,
        seed=LEARNING_SEED,
    )
    taken = time.perf_counter() - started
    assert isinstance(learned, Learned)
    rules = {
        "first come, best fit": prices.first_come,
        "priority order": prices.present_need,
        "each week's optimum": prices.best_this_week,
        "efficiency row (prices, no floor)": learning.rule(learned, parity=None),
        "shipped row (prices, floor at parity)": learning.rule(learned),
    }  # fmt: skip
    bound, told = _played(town, scheme.TESTED[beds], rules)
    return _figures(beds, bound, told, learned, taken)


def _played(town: scheme.Scheme, seeds: range, rules: dict[str, Rule]) -> tuple[float, dict[str, Told]]:
    told = {name: Told() for name in rules}
    bound = 0.0
    for seed in seeds:
        arrivals, truth = scheme.year(town, seed=seed)
        bound += program.best(
            arrivals, town.supply, stays=truth.stays, waits=truth.patience - 1, keeps=scheme.AVERAGES.keeps
        ).total
        for name, rule in rules.items():
            played = simulating.play(rule, arrivals, truth, town.supply, keeps=scheme.AVERAGES.keeps)
            told[name].add(played, arrivals.long)
    return bound, told


def _figures(beds: int, bound: float, told: dict[str, Told], learned: Learned, taken: float) -> list[Figure]:
    first, priority, myopic, efficient, shipped = told.values()
    where = f"{beds} beds, {len(scheme.TESTED[beds])} years not learned from"
    rows = [
        Figure(
            f"{where}: {name}",
            f"{one.value / bound:.3f} of the bound; long stays placed {np.mean(one.long):.0%}, others "
            f"{np.mean(one.short):.0%} (ratio {one.balance:.2f}); {np.mean(one.placed):.0f} placed a year; "
            f"waited {np.mean(one.waits):.1f} weeks",
        )
        for name, one in told.items()
    ]
    bars = [
        Figure(f"{where}: efficiency row", f"{efficient.value / bound:.3f}", "0.88 of the bound"),
        _against(where, "efficiency row", efficient, "each week's optimum", myopic, 1.08),
        _against(where, "efficiency row", efficient, "priority order", priority, 1.13),
        _against(where, "efficiency row", efficient, "first come, best fit", first, 1.20),
        Figure(f"{where}: shipped row, long over short placement", f"{shipped.balance:.3f}", "0.95"),
        _against(where, "shipped row", shipped, "priority order", priority, 1.05),
        Figure(
            f"{where}: what the floor cost in them", f"{1 - shipped.value / efficient.value:.1%} of value"
        ),
    ]
    floors = [
        Figure(f"{beds} beds: floor of {floor.parity:g}, as rehearsed", f"{floor.cost:.1%} of value")
        for floor in learned.choices
    ]
    return [*rows, *bars, *floors, Figure(f"{beds} beds: learning overnight", f"{taken:.0f} s")]


def _against(where: str, row: str, ours: Told, name: str, rival: Told, goal: float) -> Figure:
    ratio = f"{ours.value / rival.value:.3f}"
    return Figure(f"{where}: {row} over {name}", ratio, f"{goal:.2f}", f"{name}, the same years", ratio)
