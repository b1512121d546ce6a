"""The scheme as its own books show it on a day: rooms, rates, nights of the past year, costs of a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from recourse.reasoning.money.accounts import ALL_HOUSES, Books, Charge, Often, account
from recourse.reasoning.money.scheme import NIGHTS, Cost, Every, House, Kind, Scheme

_EVERY = {Often.WEEK: Every.WEEK, Often.MONTH: Every.MONTH, Often.YEAR: Every.YEAR}


def standing(
    books: Books,
    *,
    on: date,
    rooms: Mapping[str, int],
    nights_there: Mapping[str, int],
    in_the_bank: int = 0,
) -> Scheme:
    """The scheme on a day. `rooms` are there today, by kind; `nights_there` the bed-nights of the past year.

    Each kind brings today's rate, at the share of the past year's nights that were lived in. What is paid
    again and again counts as it stands; what was paid once in the past year counts as once a year.
    """
    year = account(books, first_day=on - timedelta(days=NIGHTS), after_last_day=on)
    lived = {kind: sum(line.nights for line in year.rooms if line.kind == kind) for kind in rooms}
    rates = rates_on(books, on)
    kinds = tuple(
        Kind(
            name=kind,
            rooms=count,
            a_night=rates.get(kind, 0),
            occupancy=_share(lived[kind], nights_there.get(kind, 0)),
        )
        for kind, count in rooms.items()
    )
    costs: dict[str, list[Cost]] = {}
    for charge in books.charges:
        if cost := _a_year(charge, on):
            costs.setdefault(charge.house, []).append(cost)
    return Scheme(
        kinds=kinds,
        houses=tuple(House(name=name, costs=tuple(of)) for name, of in costs.items() if name != ALL_HOUSES),
        running=tuple(costs.get(ALL_HOUSES, ())),
        in_the_bank=in_the_bank,
    )


def rates_on(books: Books, on: date) -> dict[str, int]:
    """What a night brings on a day, by kind of room, where somebody has said so; in pennies."""
    return {
        one.kind: one.a_night
        for one in books.tariffs
        if one.first_day <= on and (one.after_last_day is None or on < one.after_last_day)
    }


def _share(lived: int, there: int) -> Decimal:
    """The share of nights lived in, to a hundredth; all of them where no night is known."""
    if not there:
        return Decimal(1)
    return min(Decimal(1), (Decimal(lived) / there).quantize(Decimal("0.01")))


def _a_year(charge: Charge, on: date) -> Cost | None:
    if charge.often is Often.ONCE:
        is_of_this_year = on - timedelta(days=NIGHTS) <= charge.first_day < on
        return Cost(what=charge.what, pennies=charge.pennies, every=Every.YEAR) if is_of_this_year else None
    stands = charge.first_day <= on and (charge.after_last_day is None or on < charge.after_last_day)
    return Cost(what=charge.what, pennies=charge.pennies, every=_EVERY[charge.often]) if stands else None
