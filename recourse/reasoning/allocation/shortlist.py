"""Five to choose from: people for a place that has come free, or places for somebody new.

Each choice says what it is worth, what is left of that after people still expected, what one more such place
would add, what is lost by choosing so, and why. Whoever the plan would rather let wait can be chosen too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from recourse.reasoning.allocation import numbers, pinning, searching, telling
from recourse.reasoning.allocation.batch import Batch
from recourse.reasoning.allocation.ceiling import SCALE, Ceiling
from recourse.reasoning.allocation.criteria import Criteria, Worth, worth
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.netting import Expected, Left
from recourse.reasoning.allocation.numbers import Numbers
from recourse.reasoning.allocation.places import Pin, Place, Veto
from recourse.reasoning.allocation.plan import Prices
from recourse.reasoning.allocation.telling import Known

FIVE = 5
_TRIED = "tried out for the shortlist"


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody and a place; `price` and `lost` in hundredths of a point, `why` in the words that differ."""

    need: str
    place: str
    home: str
    worth: Worth
    left: Left
    price: float
    lost: float
    known: Known
    why: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Priced:
    """A batch that is not solved: its numbers, and prices that stood before."""

    criteria: Criteria
    as_at: date
    numbers: Numbers
    ceiling: Ceiling


def priced(
    prices: Prices,
    needs: Sequence[Need],
    places: Sequence[Place],
    *,
    criteria: Criteria,
    as_at: date,
    vetoes: Iterable[Veto] = (),
    expected: Expected | None = None,
) -> Priced:
    """Today's people and places under the last prices; a place without one is taken to add nothing."""
    facts = numbers.of(needs, places, criteria=criteria, as_at=as_at, vetoes=vetoes, expected=expected)
    return _under(prices, facts, criteria, as_at)


def _under(prices: Prices, facts: Numbers, criteria: Criteria, as_at: date) -> Priced:
    ceiling = Ceiling(facts)
    ceiling.reprice(
        np.array([max(prices.places.get(place, 0.0) for place in lot.places) for lot in facts.lots]),
        np.array([prices.watch.get(home, 0.0) for home in facts.homes]),
    )
    return Priced(criteria, as_at, facts, ceiling)


def for_place(of: Batch | Priced, place: str, *, exactly: bool = False) -> tuple[Choice, ...]:
    """The five people for whom choosing this place loses least; `exactly` plans again for each."""
    lot = pinning.lot_of(of.numbers, place)
    allowed = np.flatnonzero((of.numbers.refused[:, lot] == 0) & of.numbers.waits)
    return _five(of, [(int(need), lot, place) for need in allowed], exactly)


def for_need(of: Batch | Priced, need: str, *, exactly: bool = False) -> tuple[Choice, ...]:
    """The five places, alike ones told once, that lose least for somebody; `exactly` plans again for each."""
    row = pinning.row(of.numbers, need)
    taken = {pin.place for pin in of.pins.values()} if isinstance(of, Batch) else set()
    found = []
    for lot in np.flatnonzero(of.numbers.refused[row] == 0).tolist():
        place = next((one for one in of.numbers.lots[lot].places if one not in taken), None)
        if place is not None and of.numbers.waits[row]:
            found.append((row, lot, place))
    return _five(of, found, exactly)


def _five(of: Batch | Priced, pairs: list[tuple[int, int, str]], exactly: bool) -> tuple[Choice, ...]:
    if isinstance(of, Batch) and of.is_out_of_time and of.prices is not None:
        of = _under(of.prices, of.numbers, of.criteria, of.as_at)
    slack = _slack(of)
    bounds = [(max(0, of.ceiling.lost(need, lot) - slack), need, lot, place) for need, lot, place in pairs]
    bounds.sort(key=lambda one: (one[0], -int(of.numbers.net[one[1], one[2]]), one[1], one[3]))
    made = [_choice(of, lost / SCALE, need, lot, place) for lost, need, lot, place in bounds[:FIVE]]
    if exactly and isinstance(of, Batch) and not of.is_out_of_time:
        made = [_tried(of, choice) for choice in made]
    return tuple(sorted(made, key=lambda choice: (choice.lost, -choice.left.net, choice.need)))


def _slack(of: Batch | Priced) -> int:
    """By how much the ceiling stands above the plan; a bound on a loss is weaker by that."""
    if isinstance(of, Priced) or of.is_out_of_time:
        return 0
    return of.ceiling.total() - SCALE * searching.worth(of.numbers, of.placed)


def _choice(of: Batch | Priced, lost: float, need: int, lot: int, place: str) -> Choice:
    one, like = of.numbers.needs[need], of.numbers.lots[lot].like
    is_solved = isinstance(of, Batch) and not of.is_out_of_time
    known = Known.AT_LEAST if is_solved else Known.LAST_PRICES
    told, left = worth(of.criteria, one, like, as_at=of.as_at), of.numbers.left(need, lot)
    is_priced = of.numbers.is_priced
    price = float(of.ceiling.lots[lot]) / SCALE
    why = telling.why(told, left, one, is_priced=is_priced)
    said = telling.said(told, left, price, lost, known, is_priced=is_priced)
    home = like.home.reference
    return Choice(one.reference, place, home, told, left, price, lost, known, why, said)


def _tried(batch: Batch, choice: Choice) -> Choice:
    """What is lost by a choice, found by planning the rest around it."""
    before, stands = batch.total(), batch.standing()
    try:
        after = batch.pin(Pin(choice.need, choice.place, _TRIED))
    except pinning.CannotStand:
        return choice
    batch.unpin(choice.need)
    batch.stand_again(stands)
    if not after.is_proven:
        return choice
    lost = float(before - after.total)
    said = telling.said(
        choice.worth, choice.left, choice.price, lost, Known.EXACT, is_priced=batch.numbers.is_priced
    )
    return replace(choice, lost=lost, known=Known.EXACT, said=said)
