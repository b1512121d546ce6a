"""The hard rules, one at a time: why a place is not for somebody, in words a worker can say aloud."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from recourse.reasoning.allocation.needs import Gender, Household, Need
from recourse.reasoning.allocation.places import Home, Kind, Place, Support, Veto, WhoFor

HIGH_RISK_A_HOME = 1
_ONLY = {WhoFor.WOMEN: (Gender.WOMAN, "women"), WhoFor.MEN: (Gender.MAN, "men")}
_SUPPORT = {Support.NONE: "no", Support.LOW: "low", Support.MEDIUM: "medium", Support.HIGH: "high"}
_PAYS = {
    Kind.FREE: "This bed is free of charge, and they can have one that is paid for.",
    Kind.RENT_PAYING: "This bed costs rent, and they have no way to pay it.",
    Kind.COUNCIL: "The council pays for this bed, and no council has agreed to pay for them.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """The rule that refuses, and why."""

    rule: str
    why: str


def who_for(need: Need, home: Home) -> str | None:
    """A home for women, men or families takes nobody else."""
    if home.who_for is WhoFor.FAMILIES:
        return None if need.household is Household.FAMILY else "This house is for families with children."
    return _only(need, home.who_for, "house")


def room_for(need: Need, place: Place) -> str | None:
    """Strangers share a room only with their own gender, and only where the room says whose it is."""
    if not place.room_is_shared:
        return None
    if place.room_for not in _ONLY and place.home.who_for not in _ONLY:
        return "The room is shared, and nobody has said whether it is for women or for men."
    return _only(need, place.room_for, "room") if place.room_for in _ONLY else None


def unit(need: Need, place: Place) -> str | None:
    """A family that needs a unit to itself gets one, and units are for those who need them."""
    if need.needs_family_unit and not place.is_family_unit:
        return "They need a place of their own for the family, and this is a bed in a shared house."
    if place.is_family_unit and not need.needs_family_unit:
        return "This is a place for a family, and they do not need one."
    return None


def size(need: Need, place: Place) -> str | None:
    """Nobody is left over."""
    if need.size > place.sleeps:
        return f"They are {need.size}, and it sleeps {place.sleeps}."
    return None


def step_free(need: Need, place: Place) -> str | None:
    """Whoever cannot take stairs is not offered stairs."""
    return "They cannot use stairs, and this place has them." if _stairs(need, place) else None


def funding(need: Need, place: Place) -> str | None:
    """A bed is paid for in a way that is open to them."""
    return _PAYS[place.kind] if place.kind in _PAYS and place.kind not in need.funding else None


def statutory(need: Need, place: Place) -> str | None:
    """A free bed does not stand in for one somebody must give by law, unless a reason is recorded."""
    if place.kind is Kind.FREE and need.has_statutory_offer and not need.free_bed_agreed:
        return "They have been offered a place by law; a free bed needs a recorded reason."
    return None


def reserved(need: Need, place: Place) -> str | None:
    """A reserved bed is for whom it is kept."""
    is_kept = place.kind is Kind.RESERVED and need.reference not in place.reserved_for
    return "This bed is kept for somebody else." if is_kept else None


def support(need: Need, home: Home) -> str | None:
    """A home gives at least the support they need."""
    if need.support > home.support:
        asked, given = _SUPPORT[need.support], _SUPPORT[home.support]
        return f"They need {asked} support, and this house gives {given} support."
    return None


def excluded(need: Need, home: Home) -> str | None:
    """Nobody is sent where they must not or cannot safely be."""
    return f"They must not live in {home.area}." if home.area in need.areas_excluded else None


def tied(need: Need, home: Home) -> str | None:
    """School, treatment or reporting can tie somebody to an area."""
    if need.areas_tied and home.area not in need.areas_tied:
        return f"They have to stay in {_listed(need.areas_tied)}, and this house is in {home.area}."
    return None


def closing(need: Need, home: Home, as_at: date) -> str | None:
    """A home that closes before it can be of use is not offered."""
    if home.closes_on is not None and home.closes_on < as_at + timedelta(days=need.least_days):
        return f"This house closes on {home.closes_on:%-d %B %Y}, before {need.least_days} days are over."
    return None


def high_risk(need: Need, home: Home) -> str | None:
    """At most one person stated to be high risk lives in a home; within a batch the plan sees to it."""
    if need.is_high_risk and home.high_risk_living_there >= HIGH_RISK_A_HOME:
        return "Somebody who needs the same watchfulness already lives in this house."
    return None


def key_host(need: Need, home: Home) -> str | None:
    """The first stays with hosts are with an experienced one."""
    if home.is_new_host and need.is_new_to_hosts:
        return "Their first two stays with hosts are with an experienced host, and this host is not one yet."
    return None


Reader = Callable[[Need, Place, date], str | None]
# In the order in which they are told; the columns of `table` stand in the same order.
RULES: dict[str, Reader] = {
    "who_for": lambda need, place, as_at: who_for(need, place.home),
    "room_for": lambda need, place, as_at: room_for(need, place),
    "unit": lambda need, place, as_at: unit(need, place),
    "size": lambda need, place, as_at: size(need, place),
    "step_free": lambda need, place, as_at: step_free(need, place),
    "funding": lambda need, place, as_at: funding(need, place),
    "statutory": lambda need, place, as_at: statutory(need, place),
    "reserved": lambda need, place, as_at: reserved(need, place),
    "support": lambda need, place, as_at: support(need, place.home),
    "excluded": lambda need, place, as_at: excluded(need, place.home),
    "tied": lambda need, place, as_at: tied(need, place.home),
    "closing": lambda need, place, as_at: closing(need, place.home, as_at),
    "high_risk": lambda need, place, as_at: high_risk(need, place.home),
    "key_host": lambda need, place, as_at: key_host(need, place.home),
}
VETO = "veto"
NAMES = (*RULES, VETO)
WORDS = {
    "who_for": "who the house is for",
    "room_for": "who the shared room is for",
    "unit": "a place of its own for a family",
    "size": "how many it sleeps",
    "step_free": "no stairs",
    "funding": "who can pay",
    "statutory": "a place offered by law",
    "reserved": "kept for somebody else",
    "support": "the support the house gives",
    "excluded": "an area they must not live in",
    "tied": "an area they have to stay in",
    "closing": "the day the house closes",
    "high_risk": "one high-risk person a house",
    "key_host": "the first stays with an experienced host",
    VETO: "somebody said no",
}


def refusals(
    need: Need, place: Place, *, as_at: date, vetoes: Mapping[tuple[str, str], Veto] | None = None
) -> tuple[Refusal, ...]:
    """Every rule that stands between somebody and a place; none when it can be offered."""
    told = ((name, rule(need, place, as_at)) for name, rule in RULES.items())
    found = tuple(Refusal(name, why) for name, why in told if why is not None)
    veto = (vetoes or {}).get((need.reference, place.home.reference))
    return found if veto is None else (*found, Refusal(VETO, f"Said no to this house: {veto.why}"))


def _only(need: Need, whose: WhoFor, what: str) -> str | None:
    if whose not in _ONLY:
        return None
    gender, words = _ONLY[whose]
    if need.gender is gender:
        return None
    asked = ", and nobody has recorded their gender" if need.gender is Gender.NOT_KNOWN else ""
    return f"This {what} is for {words}{asked}."


def _stairs(need: Need, place: Place) -> bool:
    return need.needs_step_free is True and not place.is_step_free


def _listed(areas: frozenset[str]) -> str:
    return " or ".join(sorted(areas))
