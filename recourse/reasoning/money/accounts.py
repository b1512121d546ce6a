"""A stretch of days in a scheme's books: nights really lived in, what they bring, what houses cost."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from recourse.reasoning.money.pennies import MOST, BadMoney, said

ALL_HOUSES = ""


class Often(StrEnum):
    """How often something is paid."""

    ONCE = "once"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, kw_only=True)
class Lived:
    """Nights in one bed, from a day until before another: the house, and the kind of room.

    Where an amount of its own was agreed, `own` is so many pennies for every `own_days` days (1 or 7).
    """

    house: str
    kind: str
    first_day: date
    after_last_day: date
    own: int | None = None
    own_days: int = 1


@dataclass(frozen=True, kw_only=True)
class Tariff:
    """What a night of a kind of room brings, in pennies, from a day until before another if it ends."""

    kind: str
    a_night: int
    first_day: date
    after_last_day: date | None = None

    def __post_init__(self) -> None:
        """Refuse a rate below nought and one without days."""
        _amount(self.a_night)
        _some_days(self.first_day, self.after_last_day)


@dataclass(frozen=True, kw_only=True)
class Charge:
    """What is paid for a house (or for all, `ALL_HOUSES`), again and again or once on its first day."""

    house: str
    what: str
    pennies: int
    often: Often
    first_day: date
    after_last_day: date | None = None

    def __post_init__(self) -> None:
        """Refuse an amount below nought and one without days."""
        _amount(self.pennies)
        _some_days(self.first_day, self.after_last_day)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Money that came in on a day for rooms of a kind, in one house or in all."""

    house: str
    kind: str
    pennies: int
    on: date


@dataclass(frozen=True, kw_only=True)
class Given:
    """What a funder gives, spread evenly over its days."""

    funder: str
    pennies: int
    first_day: date
    after_last_day: date


@dataclass(frozen=True, kw_only=True)
class Books:
    """All that is written down about a scheme's money."""

    lived: tuple[Lived, ...] = ()
    tariffs: tuple[Tariff, ...] = ()
    charges: tuple[Charge, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    given: tuple[Given, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rooms:
    """One line: nights in rooms of a kind in a house, what they should bring, and what came in.

    `without_a_rate` are nights for which no rate stood; they bring nothing here.
    """

    house: str
    kind: str
    nights: int
    without_a_rate: int
    expected: int
    received: int


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One line: what was spent on a house (or on all), on what."""

    house: str
    what: str
    pennies: int


@dataclass(frozen=True, kw_only=True)
class Account:
    """The lines of a stretch of days. Each is the sum of its lines over any days it is split into."""

    first_day: date
    after_last_day: date
    rooms: tuple[Rooms, ...]
    spent: tuple[Outgoing, ...]
    given: tuple[tuple[str, int], ...]

    @property
    def nights(self) -> int:
        """Nights lived in."""
        return sum(line.nights for line in self.rooms)

    @property
    def without_a_rate(self) -> int:
        """Nights for which nobody has said what they bring."""
        return sum(line.without_a_rate for line in self.rooms)

    @property
    def expected(self) -> int:
        """What the rooms should bring."""
        return sum(line.expected for line in self.rooms)

    @property
    def received(self) -> int:
        """What was recorded as received for rooms."""
        return sum(line.received for line in self.rooms)

    @property
    def from_funders(self) -> int:
        """What funders give for these days."""
        return sum(pennies for _, pennies in self.given)

    @property
    def cost(self) -> int:
        """What was spent."""
        return sum(line.pennies for line in self.spent)


def account(books: Books, *, first_day: date, after_last_day: date) -> Account:
    """The lines of the days from one until before another; a night counts on the day it begins."""
    _some_days(first_day, after_last_day)
    rooms: dict[tuple[str, str], list[int]] = {}
    for lived in books.lived:
        nights = _days(lived, first_day, after_last_day)
        if nights:
            line = rooms.setdefault((lived.house, lived.kind), [0, 0, 0, 0])
            priced, brings = _brings(books.tariffs, lived, first_day, after_last_day)
            line[0] += nights
            line[1] += nights - priced
            line[2] += brings
    for receipt in books.receipts:
        if first_day <= receipt.on < after_last_day:
            rooms.setdefault((receipt.house, receipt.kind), [0, 0, 0, 0])[3] += receipt.pennies
    return Account(
        first_day=first_day,
        after_last_day=after_last_day,
        rooms=tuple(
            Rooms(house=house, kind=kind, nights=a, without_a_rate=b, expected=c, received=d)
            for (house, kind), (a, b, c, d) in sorted(rooms.items())
        ),
        spent=_spent(books.charges, first_day, after_last_day),
        given=_given(books.given, first_day, after_last_day),
    )


def spent_on(charge: Charge, *, first_day: date, after_last_day: date) -> int:
    """What a charge comes to in these days, in pennies; parts of a stretch add up to the whole of it."""
    if charge.often is Often.ONCE:
        return charge.pennies if first_day <= charge.first_day < after_last_day else 0
    begins = max(first_day, charge.first_day)
    ends = min(after_last_day, charge.after_last_day or after_last_day)
    return _until(charge, ends) - _until(charge, begins) if ends > begins else 0


def _until(charge: Charge, day: date) -> int:
    """What it comes to from the year nought until before a day, so that stretches add up to the penny."""
    if charge.often is Often.WEEK:
        return charge.pennies * day.toordinal() // 7
    if charge.often is Often.MONTH:
        part = charge.pennies * (day.day - 1) // monthrange(day.year, day.month)[1]
        return charge.pennies * (12 * day.year + day.month) + part
    days = 366 if isleap(day.year) else 365
    return charge.pennies * day.year + charge.pennies * (day.timetuple().tm_yday - 1) // days


def _brings(tariffs: Iterable[Tariff], lived: Lived, first: date, after: date) -> tuple[int, int]:
    """How many of the nights have a rate, and what they bring."""
    if lived.own is not None:
        begins, ends = max(first, lived.first_day), min(after, lived.after_last_day)
        until, before = (lived.own * day.toordinal() // lived.own_days for day in (ends, begins))
        return (ends - begins).days, until - before
    priced = brings = 0
    for tariff in tariffs:
        if tariff.kind == lived.kind:
            begins = max(first, tariff.first_day)
            nights = _days(lived, begins, min(after, tariff.after_last_day or after))
            priced += nights
            brings += nights * tariff.a_night
    return priced, brings


def _spent(charges: Iterable[Charge], first: date, after: date) -> tuple[Outgoing, ...]:
    found: dict[tuple[str, str], int] = {}
    for charge in charges:
        pennies = spent_on(charge, first_day=first, after_last_day=after)
        if pennies:
            found[charge.house, charge.what] = found.get((charge.house, charge.what), 0) + pennies
    return tuple(Outgoing(house=h, what=w, pennies=pennies) for (h, w), pennies in sorted(found.items()))


def _given(given: Iterable[Given], first: date, after: date) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for one in given:
        begins, ends = max(first, one.first_day), min(after, one.after_last_day)
        if ends > begins:
            found[one.funder] = found.get(one.funder, 0) + _given_until(one, ends) - _given_until(one, begins)
    return tuple(sorted(found.items()))


def _given_until(one: Given, day: date) -> int:
    return one.pennies * (day - one.first_day).days // (one.after_last_day - one.first_day).days


def _days(lived: Lived, first: date, after: date) -> int:
    return max(0, (min(lived.after_last_day, after) - max(lived.first_day, first)).days)


def _amount(pennies: int) -> None:
    if not 0 <= pennies <= MOST:
        raise BadMoney(f"{said(pennies)} is not an amount one can pay. Give nought or more.")


def _some_days(first: date, after: date | None) -> None:
    if after is not None and after <= first:
        raise BadMoney(f"It has to end after it begins, on {first.day} {first:%B %Y}.")
