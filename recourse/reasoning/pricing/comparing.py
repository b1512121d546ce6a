"""The same past under other rules, side by side, and which kind of bed it was short of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recourse.reasoning.allocation.lots import Lot
from recourse.reasoning.allocation.places import Kind, Place, WhoFor
from recourse.reasoning.pricing import learning, prices, program, simulating
from recourse.reasoning.pricing.learning import Learned, TooLittle
from recourse.reasoning.pricing.prices import Rule
from recourse.reasoning.pricing.program import Solved
from recourse.reasoning.pricing.recorded import Past
from recourse.reasoning.pricing.rehearsing import Averages

#: Not recorded, so assumed: an offer keeps 97% of its worth a week, and people wait nine weeks on average.
AVERAGES = Averages(keeps=0.97, patience=9.0)
FIRST_COME, PRESENT_NEED, PROSPECTS = "first_come", "present_need", "prospects"
EACH_WEEK, PRICES, FLOOR = "each_week", "prices", "floor"
_KINDS: Mapping[str, Callable[[Place], bool]] = {
    "free": lambda place: place.kind is Kind.FREE,
    "rent_paying": lambda place: place.kind is Kind.RENT_PAYING,
    "council": lambda place: place.kind is Kind.COUNCIL,
    "women": lambda place: place.home.who_for is WhoFor.WOMEN,
    "men": lambda place: place.home.who_for is WhoFor.MEN,
    "families": lambda place: place.is_family_unit or place.home.who_for is WhoFor.FAMILIES,
    "step_free": lambda place: place.is_step_free,
    "with_stairs": lambda place: not place.is_step_free,
}


@dataclass(frozen=True, slots=True)
class Went:
    """How the past would have gone under one rule: worth in points, people placed, mean weeks waited.

    `long` and `others` are (placed, asked) of people who need long stays and of the others.
    """

    rule: str
    worth: float
    placed: int
    asked: int
    wait: float
    long: tuple[int, int]
    others: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shortage:
    """What one more bed of a kind would have added over the weeks, as so many placements of average worth."""

    kind: str
    beds: int
    placements: float


def side_by_side(past: Past, *, learned: Learned | TooLittle, parity: float | None) -> tuple[Went, ...]:
    """First come, present need, prospects, each week's best plan; with prices, and floor, where learned."""
    rules: dict[str, Rule] = {
        FIRST_COME: prices.first_come,
        PRESENT_NEED: prices.present_need,
        PROSPECTS: prices.by_rank(past.prospects),
        EACH_WEEK: prices.best_this_week,
    }
    if isinstance(learned, Learned):
        rules[PRICES] = learning.rule(learned, parity=None)
        if parity is not None:
            rules[FLOOR] = learning.rule(learned, parity=parity)
    return tuple(_went(name, rule, past) for name, rule in rules.items())


def most(past: Past) -> Solved:
    """The most anybody could have done who knew it all, and what one more of each bed would have added."""
    return program.best(
        past.arrivals,
        past.supply,
        stays=past.truth.stays,
        waits=past.truth.patience - 1,
        keeps=AVERAGES.keeps,
    )


def shortages(lots: Sequence[Lot], solved: Solved) -> tuple[Shortage, ...]:
    """Every kind of bed there is, the one worth most first."""
    placed = float(solved.amounts.sum())
    if not placed or not solved.total:
        return ()
    each = solved.total / placed
    added = solved.beds.sum(axis=1) / each
    size = np.array([lot.size for lot in lots])
    found = []
    for kind, is_so in _KINDS.items():
        rows = np.array([is_so(lot.like) for lot in lots])
        if rows.any():
            mean = float(np.average(added[rows], weights=size[rows]))
            found.append(Shortage(kind, int(size[rows].sum()), mean))
    return tuple(sorted(found, key=lambda one: (-one.placements, one.kind)))


def _went(name: str, rule: Rule, past: Past) -> Went:
    played = simulating.play(rule, past.arrivals, past.truth, past.supply, keeps=AVERAGES.keeps)
    long = past.arrivals.long
    return Went(
        rule=name,
        worth=played.value,
        placed=int(played.placed.sum()),
        asked=past.arrivals.count,
        wait=played.wait,
        long=(int(played.placed[long].sum()), int(long.sum())),
        others=(int(played.placed[~long].sum()), int((~long).sum())),
    )
