"""The setting of refugee placement: cases come one by one, are placed at once, and quotas are for the year.

The published method of potentials: what is left of the quotas is priced by the cases of other years, anew
every `EVERY` cases; each case goes where its worth less its price is greatest. All the cases of those years
price together (three samples of them priced before, and their chance cost families some 0.2 in a hundred);
this and how often were chosen on years of seeds 601 to 606, which are not those measured.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bench.report import Figure
from recourse.reasoning.pricing import solving
from recourse.reasoning.pricing.solving import Programme, Solution

CASES, SITES, PAST, EVERY = 1_000, 17, 4, 10
# Steps of the descent to the prices, the first time and each time after; how far it strides.
STEPS, STEPS_AFTER, STRIDE = 600, 60, 0.06
# Drawn before either method stood; looked at once with each.
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
        potentials += _placed(year, quotas, past)
        greedy += _placed(year, quotas, [])
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


def _placed(year: Cases, quotas: NDArray[np.float64], past: list[Cases]) -> float:
    """One case after the other; without a past nothing has a price, and each takes what is best for it."""
    worth, size = year
    left, price, total = quotas.copy(), np.zeros(SITES), 0.0
    if past:
        known = np.concatenate([cases for cases, _ in past]), np.concatenate([sizes for _, sizes in past])
        price += known[0].mean() / known[1].mean()
    for number in range(CASES):
        if past and number % EVERY == 0:
            price = _prices(known, left / (CASES - number), price, STEPS_AFTER if number else STEPS)
        open_to = (worth[number] > 0) & (left >= size[number])
        if open_to.any():
            site = int(np.argmax(np.where(open_to, worth[number] - size[number] * price, -np.inf)))
            total += worth[number, site]
            left[site] -= size[number]
    return total


def _prices(
    known: Cases, left: NDArray[np.float64], price: NDArray[np.float64], steps: int
) -> NDArray[np.float64]:
    """The prices at which the known cases would ask for what is left for each case still to come.

    They are the duals of the linear programme over all known cases, found by descent from the last prices:
    a site that is asked for more than it has becomes dearer, by less and less; the later half is averaged.
    """
    (worth, size), found = known, []
    for step in range(steps):
        net = np.where(worth > 0, worth - size[:, None] * price, -1.0)
        site = net.argmax(axis=1)
        goes = net[np.arange(len(size)), site] > 0
        asked = np.bincount(site[goes], weights=size[goes], minlength=SITES) / len(size)
        price = np.maximum(0.0, price + STRIDE / np.sqrt(step + 10) * (asked - left) / left.mean())
        found.append(price)
    told: NDArray[np.float64] = np.mean(found[steps // 2 :], axis=0)
    return told
