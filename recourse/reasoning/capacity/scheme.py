"""What a scheme is to a planner: how many come, how long they can wait, how long they stay, how many beds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite

MOST_A_DAY, MOST_DAYS, MOST_BEDS = 100.0, 3650.0, 20_000
FEWEST_A_DAY, FEWEST_DAYS = 0.001, 0.5


class CannotPlan(ValueError):
    """What was given cannot be planned with; the sentence says what is right."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """On how many people the three figures rest; without it they are taken as certain."""

    arrivals: int
    waits_given_up: int
    stays_ended: int


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """People who come a day, mean days until one gives up waiting, mean days of a stay, and the beds.

    Comings are independent of each other; patience and stays are exponential about their means. Raises
    CannotPlan for figures outside 0.001 to 100 a day, half a day to 3,650 days and 0 to 20,000 beds.
    """

    arrivals_a_day: float
    patience_days: float
    stay_days: float
    beds: int
    counted: Counted | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be planned with."""
        _within(self.arrivals_a_day, FEWEST_A_DAY, MOST_A_DAY, "people who come in a day")
        _within(self.patience_days, FEWEST_DAYS, MOST_DAYS, "days that people can wait")
        _within(self.stay_days, FEWEST_DAYS, MOST_DAYS, "days of a stay")
        _within(self.beds, 0, MOST_BEDS, "beds")

    @property
    def wanted(self) -> float:
        """How many beds would be lived in if everybody had one at once."""
        return self.arrivals_a_day * self.stay_days

    def with_beds(self, beds: int) -> Scheme:
        """The same scheme with another number of beds."""
        return replace(self, beds=beds)

    def with_stays(self, stay_days: float) -> Scheme:
        """The same scheme with stays of another length."""
        return replace(self, stay_days=stay_days)


@dataclass(frozen=True, kw_only=True)
class Expected:
    """Shares from 0 to 1: of those who come, housed and lost; of the beds, in use; and the days waited.

    `wait_days` is the mean wait of those who are housed.
    """

    housed: float
    lost: float
    wait_days: float
    in_use: float


def as_share(per_hundred: float) -> float:
    """A share from 0 to 1 for a number of a hundred; raises CannotPlan unless it is from 1 to 99."""
    _within(per_hundred, 1, 99, "people of a hundred")
    return per_hundred / 100


def _within(value: float, least: float, most: float, what: str) -> None:
    if not (isfinite(value) and least <= value <= most):
        raise CannotPlan(f"Give from {least:,g} to {most:,g} {what}, not {value:,g}.")
