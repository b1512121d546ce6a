"""How many free rooms the paying ones carry, and at which mix and occupancy nothing is left or lacking."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from recourse.reasoning.money.pennies import BadMoney
from recourse.reasoning.money.scheme import NIGHTS, Kind, Scheme


@dataclass(frozen=True, kw_only=True)
class Carried:
    """Free rooms that can be carried, exactly and whole; and what is left over then, a year, in pennies."""

    exactly: Fraction
    rooms: int
    left_over: int


def carried(scheme: Scheme) -> Carried:
    """What the paying rooms leave after their own share of the houses and the running, in free rooms.

    Every room, paying or free, bears the same share of what is kept up. A room more is taken to cost what
    the rooms there are cost on average. Raises BadMoney for a scheme without a room, or where none costs
    anything.
    """
    left, each = _left_and_each(scheme)
    if not each:
        raise BadMoney("A free room that costs nothing needs nobody to carry it. Give what the houses cost.")
    exactly = max(Fraction(0), left / each)
    return Carried(exactly=exactly, rooms=floor(exactly), left_over=floor(left - floor(exactly) * each))


def left_with(scheme: Scheme, *, free: int) -> int:
    """What is left over in a year with so many free rooms beside the paying ones there are, in pennies.

    Below nought where it lacks; a free room costs what `carried` takes it to cost.
    """
    left, each = _left_and_each(scheme)
    return floor(left - free * each)


def occupancy_needed(scheme: Scheme) -> Decimal | None:
    """The share of nights the paying rooms have to be lived in to pay for all; nothing if full is not enough.

    Rounded up to a tenth of a hundredth.
    """
    full = sum(kind.rooms * NIGHTS * kind.a_night for kind in scheme.kinds)
    wanted = scheme.kept_up_a_year + sum(kind.rooms * kind.support_a_year for kind in scheme.kinds)
    if wanted > full:
        return None
    return Decimal(ceil(Fraction(wanted * 1000, full))) / 1000 if full else Decimal(0)


def paid_rooms_needed(scheme: Scheme) -> int | None:
    """Of the rooms there are, the fewest that must pay (mixed as today) so that all the rest can be free.

    Nothing where even all of them paying is not enough, or where none pays today.
    """
    paying = [kind for kind in scheme.kinds if kind.a_night and kind.rooms]
    if not paying:
        return None
    brings = sum(map(_brings, paying), Fraction(0)) / sum(kind.rooms for kind in paying)
    support = _mean_support([kind for kind in scheme.kinds if kind.is_free])
    wanted = scheme.kept_up_a_year + scheme.rooms * support
    if brings + support <= 0:
        return None
    needed = max(0, ceil(wanted / (brings + support)))
    return needed if needed <= scheme.rooms else None


def _left_and_each(scheme: Scheme) -> tuple[Fraction, Fraction]:
    """What the paying rooms leave in a year, and what one free room costs."""
    share = _share(scheme)
    each = share + _mean_support([kind for kind in scheme.kinds if kind.is_free])
    paying = [kind for kind in scheme.kinds if not kind.is_free]
    return sum((_brings(kind) - share * kind.rooms for kind in paying), Fraction(0)), each


def _share(scheme: Scheme) -> Fraction:
    """What one room bears of what is kept up."""
    if not scheme.rooms:
        raise BadMoney("There is no room. Give how many rooms there are.")
    return Fraction(scheme.kept_up_a_year, scheme.rooms)


def _brings(kind: Kind) -> Fraction:
    """What the rooms of a kind bring in a year, after what each costs beside the house."""
    return Fraction(kind.nights * kind.a_night - kind.rooms * kind.support_a_year)


def _mean_support(kinds: list[Kind]) -> Fraction:
    rooms = sum(kind.rooms for kind in kinds)
    if not rooms:
        return Fraction(max((kind.support_a_year for kind in kinds), default=0))
    return Fraction(sum(kind.rooms * kind.support_a_year for kind in kinds), rooms)
