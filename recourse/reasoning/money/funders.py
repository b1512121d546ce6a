"""What is left of a funder's grant, and when it runs out at the pace at which it was spent so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from recourse.reasoning.money.accounts import Account, Given
from recourse.reasoning.money.pennies import share_out

FEW = 5


@dataclass(frozen=True, kw_only=True)
class Left:
    """Pennies spent and left, and the first day without any; nothing when it lasts until its end.

    `pennies` is below nought when more was spent than given.
    """

    spent: int
    pennies: int
    runs_out_on: date | None


def left_of(given: Given, *, spent: int, on: date) -> Left:
    """What is left on a day of what a funder gives; the pace is that of its days before the day."""
    left, days = given.pennies - spent, (min(on, given.after_last_day) - given.first_day).days
    if left < 0:
        return Left(spent=spent, pennies=left, runs_out_on=min(on, given.after_last_day))
    if days <= 0 or spent <= 0 or on >= given.after_last_day:
        return Left(spent=spent, pennies=left, runs_out_on=None)
    more = timedelta(days=left * days // spent)
    runs_out = on + more if more < given.after_last_day - on else None
    return Left(spent=spent, pennies=left, runs_out_on=runs_out)


def of_rooms(told: Account, *, kind: str) -> int:
    """What rooms of a kind cost: houses' costs, and those of no one house, by nights lived in."""
    every = sum(line.nights for line in told.rooms)
    mine = sum(line.nights for line in told.rooms if line.kind == kind)
    found = 0
    for house in {line.house for line in told.spent}:
        cost = sum(line.pennies for line in told.spent if line.house == house)
        there = sum(line.nights for line in told.rooms if line.house == house)
        own = sum(line.nights for line in told.rooms if line.house == house and line.kind == kind)
        weights = [own, there - own] if there else [mine, every - mine]
        found += share_out(cost, weights)[0] if sum(weights) else 0
    return found


def few(count: int) -> str:
    """A count as whoever is not of the scheme may read it: below five it is said in words alone."""
    return f"{count}" if count >= FEW else "none" if not count else "fewer than five"
