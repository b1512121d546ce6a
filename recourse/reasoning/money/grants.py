"""Grants: the days a person is paid, what it comes to, two funds paying at once, a funder's by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from itertools import combinations

from recourse.reasoning.money.pennies import BadMoney, said, share_out


class Cycle(IntEnum):
    """How many days lie between two payments."""

    WEEKLY = 7
    FORTNIGHTLY = 14


@dataclass(frozen=True, kw_only=True)
class Award:
    """What a panel gave: a fund pays so many pennies each cycle, from a day until before another."""

    fund: str
    pennies: int
    cycle: Cycle
    first_day: date
    after_last_day: date

    def __post_init__(self) -> None:
        """Refuse an award that pays nothing or ends before it starts."""
        if self.pennies <= 0:
            raise BadMoney(f"{self.fund}: {said(self.pennies)} is no grant. Give more than nought.")
        if self.after_last_day <= self.first_day:
            raise BadMoney(f"{self.fund}: a grant ends after it starts, on {self.first_day:%d %B %Y}.")


def paid_on(award: Award) -> list[date]:
    """The days it is paid: the first day, then every cycle, none on or after the end."""
    days = (award.after_last_day - award.first_day).days
    return [award.first_day + timedelta(days=day) for day in range(0, days, award.cycle)]


def total(award: Award) -> int:
    """All it pays, in pennies."""
    return award.pennies * len(paid_on(award))


def overlapping(awards: Iterable[Award]) -> list[tuple[Award, Award]]:
    """Of one person's awards, each two of different funds that run on the same days."""
    return [
        (one, other)
        for one, other in combinations(sorted(awards, key=lambda award: award.first_day), 2)
        if one.fund != other.fund and other.first_day < one.after_last_day
    ]


def by_month(pennies: int, *, months: int) -> list[int]:
    """A funder's grant spread over months as evenly as pennies go; the parts add up to it."""
    if months <= 0:
        raise BadMoney("A grant is spread over one month or more.")
    return share_out(pennies, [1] * months)
