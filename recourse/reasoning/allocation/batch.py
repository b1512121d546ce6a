"""One batch: the best plan over everybody who waits and all that is ready, and each word that changes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from recourse.reasoning.allocation import bidding, numbers, pinning, searching
from recourse.reasoning.allocation.ceiling import SCALE, Ceiling
from recourse.reasoning.allocation.criteria import Criteria
from recourse.reasoning.allocation.mending import Mending
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.netting import Expected
from recourse.reasoning.allocation.numbers import Numbers, best_of_each_row
from recourse.reasoning.allocation.offering import Made
from recourse.reasoning.allocation.places import Pin, Place, Veto
from recourse.reasoning.allocation.plan import Plan, Prices, Proof
from recourse.reasoning.allocation.programme import DUAL, PRIMAL, Found, Programme

SECONDS = 60.0
_NEAR = 300
_A_HAIR = 1e-6
_FIRST_OF_NEED, _FIRST_OF_LOT = 20, 20


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan and what proves it, as they stood."""

    placed: dict[int, int]
    proof: Proof
    ceiling: Ceiling
    made: Made


@dataclass(slots=True)
class Batch:
    """A batch that is solved and kept warm, so that a no or a decision is answered at once."""

    criteria: Criteria
    as_at: date
    numbers: Numbers
    programme: Programme
    ceiling: Ceiling
    placed: dict[int, int]
    proof: Proof = Proof.NONE
    pins: dict[int, Pin] = field(default_factory=dict)
    prices: Prices | None = None
    made: Made = field(default_factory=Made)
    is_out_of_time: bool = False

    def settle(self, strategy: int) -> None:
        """Solve, price out every pair there is, take in those that could help, until none could."""
        while True:
            found = self.programme.run(strategy)
            if found is None:
                self._give_up()
                return
            self.ceiling.reprice(found.lots, found.watch)
            better = self.ceiling.above(found.needs)
            if not len(better[0]):
                break
            self.programme.add(better)
            strategy = PRIMAL
        self.is_out_of_time = False
        self._take(found)

    def _take(self, found: Found) -> None:
        """Keep the plan when it is whole and reaches the ceiling; else look for one that does."""
        below_next = (self.ceiling.total() - SCALE) / SCALE + _A_HAIR
        whole = found if found.is_whole else searching.dive(self.programme, found, at_least=below_next)
        if whole is not None:
            taken = whole.shares > 0.5
            self.placed = dict(
                zip(self.programme.needs[taken].tolist(), self.programme.lots[taken].tolist(), strict=True)
            )
            self.proof = Proof.PRICES
            if self._reaches_ceiling(self.placed):
                return
        self.placed, is_best = searching.search(
            self.numbers, self.ceiling, at_most_seconds=self.programme.seconds
        )
        self.proof = Proof.SEARCH if is_best else Proof.NONE
        self.is_out_of_time = not is_best

    def _mend(self, need: int, *lots: int) -> None:
        """Settle anew what one person and some lots touch; where that is not proven the best, settle all."""
        if self.proof is Proof.PRICES:
            mended = Mending(self.numbers, self.ceiling, self.placed).mend([need], lots)
            if mended is not None and self._reaches_ceiling(mended):
                self.placed = mended
                return
        self.settle(DUAL)

    def _reaches_ceiling(self, placed: dict[int, int]) -> bool:
        return self.ceiling.total() - SCALE * searching.worth(self.numbers, placed) < SCALE

    def _give_up(self) -> None:
        """Out of time: keep what still stands of the last plan, and say so."""
        self.placed = {
            need: lot
            for need, lot in self.placed.items()
            if self.numbers.net[need, lot] > 0 and self.numbers.waits[need]
        }
        pinning.fit(self.numbers, self.placed)
        self.proof, self.is_out_of_time = Proof.NONE, True

    def say_no(self, veto: Veto) -> Plan:
        """Take a no to a home, and plan again."""
        need, lots = self._row(veto.need), self.numbers.lots_of(veto.home)
        if need in self.pins:
            raise pinning.CannotStand((f"{veto.need} is pinned to a place; take the pin away first.",))
        self.numbers.net[need, lots] = 0
        self.numbers.refused[need, lots] |= pinning.SAID_NO
        self.programme.allow(need, lots, is_allowed=False)
        self.ceiling.count_anew(np.array([need]))
        had = self.placed.get(need)
        if had is not None and had in lots:
            del self.placed[need]
            self._mend(need, had)
        return self.plan()

    def pin(self, pin: Pin) -> Plan:
        """Take a decision that people have made, and plan the rest around it."""
        need, lot = pinning.take(self.numbers, self.pins, pin)
        had = self.placed.pop(need, lot)
        self.programme.keep_up(need, lot)
        self._mend(need, lot, had)
        return self.plan()

    def unpin(self, need: str) -> Plan:
        """Take a pin away again."""
        row, lot = pinning.release(self.numbers, self.pins, need)
        self.programme.keep_up(row, lot)
        self._mend(row, lot)
        return self.plan()

    def standing(self) -> Standing:
        """The plan and its prices as they stand, to come back to after something is tried out."""
        return Standing(dict(self.placed), self.proof, self.ceiling.copy(), self.made.copy())

    def stand_again(self, standing: Standing) -> None:
        """Come back to a plan and its prices, with the pins and the noes of that time."""
        self.placed, self.proof = standing.placed, standing.proof
        self.ceiling, self.made = standing.ceiling, standing.made

    def total(self) -> int:
        """What the plan comes to with its pins, in hundredths of a point."""
        pinned = pinning.lots(self.numbers, self.pins)
        return searching.worth(self.numbers, self.placed) + searching.worth(self.numbers, pinned)

    def plan(self) -> Plan:
        """The plan as it stands, place by place."""
        pinned = searching.worth(self.numbers, pinning.lots(self.numbers, self.pins))
        return Plan(
            offers=self.made.offers(self.criteria, self.as_at, self.numbers, self.placed, self.pins),
            total=self.total(),
            at_most=self.ceiling.total() / SCALE + pinned,
            proof=self.proof,
            prices=self._prices(),
            fingerprint=self.criteria.fingerprint,
            is_out_of_time=self.is_out_of_time,
        )

    def _prices(self) -> Prices:
        if self.is_out_of_time and self.prices is not None:
            return self.prices
        lots, homes = self.ceiling.lots / SCALE, self.ceiling.watch / SCALE
        return Prices(
            {place: float(lots[n]) for n, lot in enumerate(self.numbers.lots) for place in lot.places},
            {home: float(homes[n]) for n, home in enumerate(self.numbers.homes)},
        )

    def _row(self, need: str) -> int:
        return pinning.row(self.numbers, need)


def solve(
    needs: Sequence[Need],
    places: Sequence[Place],
    *,
    criteria: Criteria,
    as_at: date,
    vetoes: Iterable[Veto] = (),
    pins: Iterable[Pin] = (),
    at_most_seconds: float = SECONDS,
    last_prices: Prices | None = None,
    expected: Expected | None = None,
) -> Batch:
    """The best plan for a batch, solved and proven, or said to be out of time.

    Each step of the search may take `at_most_seconds`; `last_prices` stand when it runs out of time. With
    `expected` the plan is the best of what is left after people still expected; a place that does more good
    kept for them is offered to nobody.
    Raises `SaidTwice` for a reference that comes twice and `CannotStand` for pins that break a rule.
    """
    facts = numbers.of(needs, places, criteria=criteria, as_at=as_at, vetoes=vetoes, expected=expected)
    taken: dict[int, Pin] = {}
    pinning.take_all(facts, taken, pins)
    auction = bidding.bid(facts)
    placed = auction.placed(facts)
    programme = Programme(facts, at_most_seconds=at_most_seconds)
    ceiling = Ceiling(facts)
    ceiling.reprice(auction.prices.astype(np.float64), np.zeros(len(facts.homes)))
    _first_pairs(programme, ceiling, placed)
    programme.start(placed)
    batch = Batch(criteria, as_at, facts, programme, ceiling, placed, pins=taken, prices=last_prices)
    batch.settle(PRIMAL)
    return batch


def _first_pairs(programme: Programme, ceiling: Ceiling, placed: dict[int, int]) -> None:
    """The pairs of the auction, and of each need and each lot those that its prices nearly make good."""
    programme.add((np.array(list(placed), np.intp), np.array(list(placed.values()), np.intp)))
    near = ceiling.close(_NEAR)
    programme.add(best_of_each_row(near, _FIRST_OF_NEED))
    lots, needs = best_of_each_row(np.ascontiguousarray(near.T), _FIRST_OF_LOT)
    programme.add((needs, lots))
