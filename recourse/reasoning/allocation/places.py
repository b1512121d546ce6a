"""Where somebody could live: homes with what they lawfully state, and their bedspaces and family units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class WhoFor(StrEnum):
    """Who may live in a home."""

    ANYONE = "anyone"
    WOMEN = "women"
    MEN = "men"
    FAMILIES = "families"


class Kind(StrEnum):
    """Who pays for a bedspace."""

    FREE = "free"
    RENT_PAYING = "rent_paying"
    COUNCIL = "council"
    RESERVED = "reserved"


class Support(IntEnum):
    """How much support somebody needs, or a home gives."""

    NONE = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3


class NotAPlace(ValueError):
    """A place says something that cannot be so."""


@dataclass(frozen=True, slots=True)
class Home:
    """A house or flat; `high_risk_living_there` counts the people stated to be high risk who stay.

    `is_new_host` says that it is the home of a host who is not marked as experienced.
    """

    reference: str
    area: str = ""
    who_for: WhoFor = WhoFor.ANYONE
    support: Support = Support.HIGH
    closes_on: date | None = None
    high_risk_living_there: int = 0
    is_new_host: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """What one household can be offered: a bedspace, or a unit that a family has to itself.

    `sleeps` is how many may live in it; `room_is_shared` that strangers sleep in the same room, which is then
    for women or for men (`room_for`). A reserved place names the needs it is kept for.
    """

    reference: str
    home: Home
    room: str = ""
    kind: Kind = Kind.FREE
    is_family_unit: bool = False
    sleeps: int = 1
    is_step_free: bool = False
    room_is_shared: bool = False
    room_for: WhoFor = WhoFor.ANYONE
    reserved_for: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a place that nobody can sleep in, or that is kept for nobody."""
        if self.sleeps < 1:
            raise NotAPlace(f"{self.reference}: a place sleeps at least one person, not {self.sleeps}.")
        if self.reserved_for and self.kind is not Kind.RESERVED:
            raise NotAPlace(f"{self.reference}: only a reserved place is kept for somebody.")


@dataclass(frozen=True, slots=True)
class Veto:
    """A person, or a worker for them, says no to a home, and why."""

    need: str
    home: str
    why: str


@dataclass(frozen=True, slots=True)
class Pin:
    """People have decided who gets a place, and why; the rest is planned around it."""

    need: str
    place: str
    why: str
