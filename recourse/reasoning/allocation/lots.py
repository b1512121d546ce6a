"""Places that are alike in all that is recorded, taken together: a bed is then a number in its lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recourse.reasoning.allocation.places import Place


@dataclass(frozen=True, slots=True)
class Lot:
    """Places of one home that nothing recorded tells apart; `like` is one of them."""

    like: Place
    places: tuple[str, ...]

    @property
    def home(self) -> str:
        """The home they are in."""
        return self.like.home.reference

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.places)


def gathered(places: Sequence[Place]) -> tuple[Lot, ...]:
    """The places as lots, in the order of their references whatever order they came in."""
    alike: dict[Place, list[Place]] = {}
    for place in sorted(places, key=lambda one: one.reference):
        alike.setdefault(replace(place, reference="", room=""), []).append(place)
    return tuple(Lot(group[0], tuple(one.reference for one in group)) for group in alike.values())
