"""Which place of its lot each person is offered: who keeps their lot keeps their place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from recourse.reasoning.allocation import pinning
from recourse.reasoning.allocation.criteria import Criteria, worth
from recourse.reasoning.allocation.numbers import Numbers
from recourse.reasoning.allocation.places import Pin
from recourse.reasoning.allocation.plan import Offer


@dataclass(slots=True)
class Made:
    """The offers made so far, by row, and the lot that each not pinned was made for."""

    standing: dict[int, Offer] = field(default_factory=dict)
    lots: dict[int, int] = field(default_factory=dict)

    def copy(self) -> Made:
        """The same offers once more, to be kept."""
        return Made(dict(self.standing), dict(self.lots))

    def offers(
        self,
        criteria: Criteria,
        as_at: date,
        numbers: Numbers,
        placed: Mapping[int, int],
        pins: Mapping[int, Pin],
    ) -> tuple[Offer, ...]:
        """The offers of a plan; only what has changed since the last is made anew."""
        pinned = {need: pin.place for need, pin in pins.items()}
        taken = set(pinned.values())
        gone = [
            need
            for need, offer in self.standing.items()
            if offer.is_pinned != (need in pinned)
            or offer.place != pinned.get(need, offer.place)
            or need not in pinned
            and (offer.place in taken or placed.get(need) != self.lots[need])
        ]
        for need in gone:
            del self.standing[need]
        taken.update(offer.place for offer in self.standing.values())
        lots = {**placed, **pinning.lots(numbers, pins)}
        for need in sorted(lots.keys() - self.standing.keys()):
            one, lot = numbers.needs[need], numbers.lots[lots[need]]
            place = pinned.get(need) or next(free for free in lot.places if free not in taken)
            taken.add(place)
            told = worth(criteria, one, lot.like, as_at=as_at)
            self.standing[need] = Offer(
                one.reference, place, lot.home, told, numbers.left(need, lots[need]), need in pins
            )
        self.lots = lots
        return tuple(self.standing[need] for need in sorted(self.standing))
