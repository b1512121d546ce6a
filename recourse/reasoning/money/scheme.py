"""A scheme's money: what each kind of room brings at its occupancy, what the houses cost, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import Enum

from recourse.reasoning.money.pennies import MOST, BadMoney, said, times

NIGHTS = 365


class Every(Enum):
    """How often a cost comes, and how many times in a year of 365 days."""

    NIGHT = Decimal(365)
    WEEK = Decimal(365) / 7
    MONTH = Decimal(12)
    YEAR = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Something that is paid for, in pennies, again and again."""

    what: str
    pennies: int
    every: Every = Every.MONTH

    def __post_init__(self) -> None:
        """Refuse an amount below nought."""
        _amount(self.what, self.pennies)

    @property
    def a_year(self) -> int:
        """What it comes to in a year."""
        return times(self.pennies, self.every.value)


@dataclass(frozen=True, kw_only=True)
class House:
    """A property and what it costs: rent or lease, fuel, council tax, repairs."""

    name: str
    costs: tuple[Cost, ...]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Rooms for which the same is paid: pennies a night (nought where free); the share of nights lived in.

    `support_a_year` is what each such room costs beside the house, such as a worker's time and a grant.
    """

    name: str
    rooms: int
    a_night: int
    occupancy: Decimal = Decimal(1)
    support_a_year: int = 0

    def __post_init__(self) -> None:
        """Refuse rooms, rates and shares that cannot be."""
        _amount(self.name, self.a_night)
        _amount(self.name, self.support_a_year)
        if self.rooms < 0:
            raise BadMoney(f"{self.name}: give how many rooms there are, nought or more.")
        if not 0 <= self.occupancy <= 1:
            raise BadMoney(f"{self.name}: the nights lived in are from 0 to 100 of a hundred.")

    @property
    def is_free(self) -> bool:
        """Whether nobody pays for it."""
        return not self.a_night

    @property
    def nights(self) -> int:
        """The room-nights lived in in a year."""
        nights = self.rooms * NIGHTS * self.occupancy
        return int(nights.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """Rooms by who pays, houses, what is spent beside them, and what is in the bank, in pennies."""

    kinds: tuple[Kind, ...]
    houses: tuple[House, ...]
    running: tuple[Cost, ...] = ()
    in_the_bank: int = 0

    @property
    def rooms(self) -> int:
        """How many rooms there are, whoever pays."""
        return sum(kind.rooms for kind in self.kinds)

    @property
    def kept_up_a_year(self) -> int:
        """What houses and running cost in a year, before what rooms of a kind cost beside."""
        own = sum(cost.a_year for house in self.houses for cost in house.costs)
        return own + sum(cost.a_year for cost in self.running)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the year's money."""

    what: str
    pennies: int


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year's money, line by line."""

    income: tuple[Line, ...]
    spent: tuple[Line, ...]

    @property
    def came_in(self) -> int:
        """All that came in."""
        return sum(line.pennies for line in self.income)

    @property
    def went_out(self) -> int:
        """All that went out."""
        return sum(line.pennies for line in self.spent)

    @property
    def left(self) -> int:
        """What is left, below nought where more went out than came in."""
        return self.came_in - self.went_out


def year(scheme: Scheme) -> Year:
    """The money of a year at the occupancy each kind of room states."""
    return from_nights(scheme, {kind.name: kind.nights for kind in scheme.kinds})


def from_nights(scheme: Scheme, nights: Mapping[str, int]) -> Year:
    """The money of a year from the nights really lived in, by the name of the kind of room."""
    income = [Line(what=kind.name, pennies=kind.a_night * nights[kind.name]) for kind in scheme.kinds]
    spent = [
        Line(what=f"{house.name}: {cost.what}", pennies=cost.a_year)
        for house in scheme.houses
        for cost in house.costs
    ]
    spent += [Line(what=cost.what, pennies=cost.a_year) for cost in scheme.running]
    spent += [
        Line(what=f"Support, {kind.name}", pennies=kind.rooms * kind.support_a_year)
        for kind in scheme.kinds
        if kind.support_a_year
    ]
    return Year(income=tuple(income), spent=tuple(spent))


def _amount(what: str, pennies: int) -> None:
    if not 0 <= pennies <= MOST:
        raise BadMoney(f"{what}: {said(pennies)} is not an amount one can pay. Give nought or more.")
