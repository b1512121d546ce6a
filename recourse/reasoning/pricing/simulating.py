"""One year under one rule: week by week people come, are offered beds, are lost, and hand beds back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recourse.reasoning.pricing.choosing import Week
from recourse.reasoning.pricing.prices import Rule
from recourse.reasoning.pricing.years import Arrivals, Bools, DoNotFit, Ints, Supply, Truth

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Played:
    """How a year went: the value of all offers, and of each person the lot and week, or `NOWHERE`."""

    value: float
    lot: Ints
    week: Ints
    placed: Bools
    wait: float

    def share(self, people: Bools) -> float:
        """The placed share of some of the people, 0 when there are none."""
        return float(self.placed[people].mean()) if people.any() else 0.0


def play(rule: Rule, arrivals: Arrivals, truth: Truth, supply: Supply, *, keeps: float) -> Played:
    """A year under a rule that sees only what a panel would see; every stay ends when it really would."""
    lot = np.full(arrivals.count, NOWHERE)
    moved = np.full(arrivals.count, NOWHERE)
    used, risky = np.zeros_like(supply.beds), np.zeros_like(supply.risky)
    value = 0.0
    for number in range(supply.weeks):
        week = _seen(arrivals, truth, supply, number, lot, used, risky, keeps)
        for row, chosen in rule(week, arrivals):
            person = int(week.people[row])
            if lot[person] != NOWHERE or not week.may[row, chosen]:
                raise DoNotFit("The rule offered somebody a bed that a hard rule forbids.")
            lot[person], moved[person] = chosen, number
            stay = slice(number, min(number + int(truth.stays[person]), int(supply.closes[chosen])))
            used[chosen, stay] += 1
            risky[supply.home[chosen], stay] += int(arrivals.risky[person])
            value += float(week.worth[row, chosen])
    if (used > supply.beds).any() or (risky > supply.risky).any():
        raise DoNotFit("The rule offered more beds than there are.")
    placed = lot != NOWHERE
    wait = float((moved - arrivals.week)[placed].mean()) if placed.any() else 0.0
    return Played(value=value, lot=lot, week=moved, placed=placed, wait=wait)


def _seen(
    arrivals: Arrivals, truth: Truth, supply: Supply, number: int, lot: Ints, used: Ints, risky: Ints,
    keeps: float,
) -> Week:  # fmt: skip
    """What the panel sees in a week: those who came, are still there and have no bed yet."""
    waited = number - arrivals.week
    people = np.flatnonzero((lot == NOWHERE) & (waited >= 0) & (waited < truth.patience))
    lasts = supply.closes[None, :] >= (number + arrivals.least[people])[:, None]
    return Week(
        number=number, people=people,
        worth=arrivals.value[people] * (keeps ** waited[people])[:, None],
        may=arrivals.may[people] & lasts, is_risky=arrivals.risky[people], home=supply.home,
        beds=supply.beds[:, number] - used[:, number], risky=supply.risky[:, number] - risky[:, number],
    )  # fmt: skip
