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

Wanted = dict[int, tuple[int, str]]


@dataclass(slots=True)
class Made:
    """The offers made so far, by row, and what each was made for: its lot, and the place it was pinned to."""

    standing: dict[int, Offer] = field(default_factory=dict)
    wanted: Wanted = field(default_factory=dict)

    def copy(self) -> Made:
        """The same offers once more, to be kept."""
        return Made(dict(self.standing), dict(self.wanted))

    def offers(
        self,
        criteria: Criteria,
        as_at: date,
        numbers: Numbers,
        placed: Mapping[int, int],
        pins: Mapping[int, Pin],
    ) -> tuple[Offer, ...]:
        """The offers of a plan; only what has changed since the last is made anew."""
        wanted: Wanted = {need: (lot, "") for need, lot in placed.items()}
        wanted |= {need: (pinning.lot_of(numbers, pin.place), pin.place) for need, pin in pins.items()}
        pinned = {pin.place for pin in pins.values()}
        for need in list(self.standing):
            is_taken = self.standing[need].place in pinned and need not in pins
            if is_taken or wanted.get(need) != self.wanted[need]:
                del self.standing[need]
        taken = pinned | {offer.place for offer in self.standing.values()}
        for need, (lot, place) in sorted(wanted.items()):
            if need not in self.standing:
                place = place or next(one for one in numbers.lots[lot].places if one not in taken)
                taken.add(place)
                one, like = numbers.needs[need], numbers.lots[lot].like
                told = worth(criteria, one, like, as_at=as_at)
                self.standing[need] = Offer(one.reference, place, like.home.reference, told, need in pins)
        self.wanted = wanted
        return tuple(self.standing[need] for need in sorted(self.standing))
