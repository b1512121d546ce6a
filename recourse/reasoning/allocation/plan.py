"""What a batch gives: who is offered which place, what proves it, and the prices it leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from recourse.reasoning.allocation.criteria import Worth
from recourse.reasoning.allocation.netting import Left


class Proof(StrEnum):
    """How it is known that no plan is worth more."""

    PRICES = "prices"
    SEARCH = "search"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Prices:
    """What one more of each place, or person at high risk a home, adds at most: hundredths of a point.

    A high price says which kind of place is short. Yesterday's prices still serve when there is no new plan.
    """

    places: Mapping[str, float] = field(default_factory=dict)
    watch: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Offer:
    """One place for one need, what is left of its worth, and whether people had decided it before."""

    need: str
    place: str
    home: str
    worth: Worth
    left: Left
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The offers, their total in hundredths of a point, and what no plan can exceed.

    Counted is what is left after people still expected, or the worth where nothing was learned of them.

    `is_out_of_time` says that the search was cut short: then the plan keeps every hard rule, `gap` says how
    far from the best it may be, and `prices` are the last that stood.
    """

    offers: tuple[Offer, ...]
    total: int
    at_most: float
    proof: Proof
    prices: Prices
    fingerprint: str
    is_out_of_time: bool = False

    @property
    def is_proven(self) -> bool:
        """Whether no plan is worth more."""
        return self.proof is not Proof.NONE

    @property
    def gap(self) -> float:
        """By which share a better plan could exceed this one at most; nought when proven, or of nothing."""
        return 0.0 if self.is_proven or self.total <= 0 else self.at_most / self.total - 1

    def of(self, need: str) -> Offer | None:
        """What somebody is offered."""
        return next((offer for offer in self.offers if offer.need == need), None)
