"""Who needs a place: what is recorded of a person or household, and nothing about where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from recourse.reasoning.allocation.places import Kind, Support

LONGEST = 36_500


class Gender(StrEnum):
    """As the person says; of a household, of all its adults."""

    WOMAN = "woman"
    MAN = "man"
    ANOTHER = "another"
    BOTH = "both"
    NOT_KNOWN = "not_known"


class Household(StrEnum):
    """Who moves in together."""

    SINGLE = "single"
    COUPLE = "couple"
    FAMILY = "family"


class PresentNeed(IntEnum):
    """How hard things are now, as a worker has recorded it."""

    NOT_KNOWN = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    URGENT = 4


class Prospects(IntEnum):
    """Whether a stable address is likely to change the case: an adviser's recorded judgement."""

    NOT_KNOWN = 0
    UNLIKELY = 1
    POSSIBLE = 2
    LIKELY = 3
    VERY_LIKELY = 4


class NotANeed(ValueError):
    """A need says something that cannot be so."""


@dataclass(frozen=True, slots=True)
class Need:
    """A person or household that waits for a place; days are counted to the day of the batch.

    `funding` holds the kinds of bed they could take. `areas_tied` empty means anywhere; `areas_asked_for`
    is a wish. `least_days` is how long a place must stand to be of use, `likely_days` how long such cases
    take. That somebody is high risk to others is stated by a worker, never worked out.
    `needs_step_free` is None where nobody has asked: that closes no place and takes nothing off.
    `is_new_to_hosts` says that a stay with a host would be among the first, which are with experienced hosts.
    """

    reference: str
    gender: Gender = Gender.NOT_KNOWN
    household: Household = Household.SINGLE
    size: int = 1
    needs_family_unit: bool = False
    needs_step_free: bool | None = False
    funding: frozenset[Kind] = frozenset({Kind.FREE})
    has_statutory_offer: bool = False
    free_bed_agreed: bool = False
    support: Support = Support.NONE
    areas_excluded: frozenset[str] = frozenset()
    areas_tied: frozenset[str] = frozenset()
    areas_asked_for: frozenset[str] = frozenset()
    least_days: int = 28
    likely_days: int = 180
    is_high_risk: bool = False
    is_new_to_hosts: bool = False
    days_waiting: int = 0
    present_need: PresentNeed = PresentNeed.NOT_KNOWN
    prospects: Prospects = Prospects.NOT_KNOWN

    def __post_init__(self) -> None:
        """Refuse a size or a number of days that cannot be."""
        if self.size < 1:
            raise NotANeed(f"{self.reference}: a household has at least one person, not {self.size}.")
        if self.household is Household.SINGLE and self.size != 1:
            raise NotANeed(f"{self.reference}: one person alone is a household of one, not {self.size}.")
        if min(self.days_waiting, self.least_days, self.likely_days) < 0:
            raise NotANeed(f"{self.reference}: days waited or needed cannot be fewer than none.")
        if max(self.days_waiting, self.least_days, self.likely_days) > LONGEST:
            raise NotANeed(f"{self.reference}: nobody waits or stays for a hundred years; check the days.")
