"""The setting of refugee placement: cases come one by one, are placed at once, and quotas are for the year.

The published method of potentials: what is left of the quotas is priced by linear programmes over sampled
cases of other years, anew every `EVERY` cases; each case goes where its worth less its price is greatest.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.report import Figure
from recourse.reasoning.pricing import solving
from recourse.reasoning.pricing.solving import Programme, Solution

CASES, SITES, PAST, SAMPLES, EVERY = 1_000, 17, 4, 3, 50
# Drawn when the method stood; looked at once.
SEEDS = (501, 502, 503)
SIZES, SIZE_SHARES = (1, 2, 3, 4, 5, 6), (0.35, 0.2, 0.15, 0.15, 0.1, 0.05)
SUITED, SLACK = 0.7, 1.02
Cases = tuple[NDArray[np.float64], NDArray[np.int64]]


def measure() -> list[Figure]:
    """Three years, single cases and families; greedy beside it."""
    said = f"{CASES} cases, {SITES} sites, fixed quotas, seeds {SEEDS}"
    return [figure for families in (False, True) for figure in _told(said, families)]


def _told(said: str, families: bool) -> list[Figure]:
    best = potentials = greedy = 0.0
    for seed in SEEDS:
        year, quotas = _year(seed, families), _quotas(families)
        best += _solved(*year, quotas).total
        past = [_year(1_000 + 10 * seed + number, families) for number in range(PAST)]
        potentials += _placed(year, quotas, past, seed)
        greedy += _placed(year, quotas, [], seed)
    who = "families" if families else "single cases"
    return [
        Figure(
            f"refugee placement, {said}, {who}: potentials", f"{potentials / best:.3f} of hindsight", "0.99",
            f"greedy: {greedy / best:.3f}", f"{potentials / greedy:.2f}",
        )
    ]  # fmt: skip


def _year(seed: int, families: bool) -> Cases:
    """Worth of each case at each site (the chance of work, by skill and place), and how many people it is."""
    dice, places = np.random.default_rng(seed), np.random.default_rng(0)
    good, skill = places.uniform(0.2, 0.6, SITES), places.normal(0, 0.5, (SITES, 3))
    chance = good + dice.normal(0, 0.3, (CASES, 3)) @ skill.T + dice.normal(0, 0.1, (CASES, SITES))
    size = dice.choice(SIZES, CASES, p=SIZE_SHARES) if families else np.ones(CASES, dtype=np.int64)
    adults = np.minimum(size, 2)[:, None]
    fits = dice.random((CASES, SITES)) < SUITED
    return np.where(fits, np.clip(chance, 0.01, 0.99) * adults, 0.0), size


def _quotas(families: bool) -> NDArray[np.float64]:
    places = np.random.default_rng(1).uniform(0.5, 1.5, SITES)
    people = CASES * (float(np.dot(SIZES, SIZE_SHARES)) if families else 1.0)
    return np.floor(places / places.sum() * people * SLACK)


def _solved(worth: NDArray[np.float64], size: NDArray[np.int64], quotas: NDArray[np.float64]) -> Solution:
    case, site = np.nonzero(worth)
    ways = np.arange(len(case))
    return solving.solve(
        Programme(
            worth=worth[case, site], most=np.full(len(ways), np.inf),
            least_row=np.full(len(size) + SITES, -np.inf),
            most_row=np.concatenate((np.ones(len(size)), quotas)),
            row=np.concatenate((case, len(size) + site)), column=np.concatenate((ways, ways)),
            coefficient=np.concatenate((np.ones(len(ways)), size[case].astype(float))),
        )
    )  # fmt: skip


def _placed(year: Cases, quotas: NDArray[np.float64], past: list[Cases], seed: int) -> float:
    """One case after the other; without a past nothing has a price, and each takes what is best for it."""
    worth, size = year
    left, price, total = quotas.copy(), np.zeros(SITES), 0.0
    dice = np.random.default_rng(seed)
    for number in range(CASES):
        if past and number % EVERY == 0:
            price = _prices(past, CASES - number, left, dice)
        open_to = (worth[number] > 0) & (left >= size[number])
        if open_to.any():
            site = int(np.argmax(np.where(open_to, worth[number] - size[number] * price, -np.inf)))
            total += worth[number, site]
            left[site] -= size[number]
    return total


def _prices(
    past: list[Cases], coming: int, left: NDArray[np.float64], dice: np.random.Generator
) -> NDArray[np.float64]:
    found = []
    for _ in range(SAMPLES):
        worth, size = past[int(dice.integers(len(past)))]
        some = dice.choice(CASES, coming, replace=False)
        found.append(np.maximum(_solved(worth[some], size[some], left).rows[coming:], 0.0))
    told: NDArray[np.float64] = np.mean(found, axis=0)
    return told
