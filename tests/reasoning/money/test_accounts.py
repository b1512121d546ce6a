"""Money adds up to the penny however a year is split, and income is a plain recount of nights."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from recourse.reasoning.money import (
    ALL_HOUSES,
    Account,
    BadMoney,
    Books,
    Charge,
    Given,
    Lived,
    Often,
    Receipt,
    Tariff,
    account,
)

BEGAN = date(2025, 4, 1)
KINDS, HOUSES = ("council", "free", "rent_paying"), ("Alder", "Larch", "Rowan")


def some_days(dice: Random) -> tuple[date, date]:
    first = BEGAN + timedelta(days=dice.randint(-200, 500))
    return first, first + timedelta(days=dice.randint(1, 300))


def drawn(dice: Random) -> Books:
    lived = []
    for _ in range(dice.randint(0, 25)):
        first, after = some_days(dice)
        house, kind = dice.choice(HOUSES), dice.choice(KINDS)
        own = dice.choice((None, None, dice.randint(0, 9000)))
        each = dice.choice((1, 7))
        lived.append(
            Lived(house=house, kind=kind, first_day=first, after_last_day=after, own=own, own_days=each)
        )
    tariffs, charges, receipts, given = [], [], [], []
    for kind in KINDS:
        first = BEGAN + timedelta(days=dice.randint(-300, 100))
        change = first + timedelta(days=dice.randint(1, 300))
        tariffs.append(
            Tariff(kind=kind, a_night=dice.randint(0, 9000), first_day=first, after_last_day=change)
        )
        tariffs.append(Tariff(kind=kind, a_night=dice.randint(0, 9000), first_day=change))
    for often in Often:
        for house in (*HOUSES, ALL_HOUSES):
            first, after = some_days(dice)
            ends = dice.choice((after, None))
            pennies = dice.randint(0, 10**6)
            said = {"house": house, "what": often.value, "pennies": pennies, "often": often}
            charges.append(Charge(**said, first_day=first, after_last_day=ends))  # type: ignore[arg-type]
    for _ in range(10):
        on = BEGAN + timedelta(days=dice.randint(-100, 500))
        house, kind = dice.choice((*HOUSES, ALL_HOUSES)), dice.choice(KINDS)
        receipts.append(Receipt(house=house, kind=kind, pennies=dice.randint(1, 10**6), on=on))
    for funder in ("Lamp Trust", "City Fund"):
        first, after = some_days(dice)
        pennies = dice.randint(1, 10**8)
        given.append(Given(funder=funder, pennies=pennies, first_day=first, after_last_day=after))
    return Books(
        lived=tuple(lived),
        tariffs=tuple(tariffs),
        charges=tuple(charges),
        receipts=tuple(receipts),
        given=tuple(given),
    )


def lines(*accounts: Account) -> dict[tuple[str, ...], int]:
    """Every line of some accounts, each added up; a line of nothing is none."""
    found: dict[tuple[str, ...], int] = {}
    for one in accounts:
        of_rooms = [
            ((room.house, room.kind, what), value)
            for room in one.rooms
            for what, value in (
                ("nights", room.nights),
                ("without", room.without_a_rate),
                ("expected", room.expected),
                ("received", room.received),
            )
        ]
        spent = [((line.house, line.what), line.pennies) for line in one.spent]
        given = [((funder,), pennies) for funder, pennies in one.given]
        for key, value in [*of_rooms, *spent, *given]:
            found[key] = found.get(key, 0) + value
    return {key: value for key, value in found.items() if value}


@pytest.mark.parametrize("seed", range(150))
def test_the_parts_of_a_period_add_up_to_it_to_the_penny_wherever_it_is_cut(seed: int) -> None:
    dice = Random(seed)
    books = drawn(dice)
    days = dice.randint(2, 400)
    cuts = sorted({0, days, *(dice.randint(1, days - 1) for _ in range(dice.randint(1, 12)))})
    ends = [BEGAN + timedelta(days=cut) for cut in cuts]
    parts = [
        account(books, first_day=first, after_last_day=after)
        for first, after in zip(ends, ends[1:], strict=False)
    ]
    assert lines(*parts) == lines(account(books, first_day=ends[0], after_last_day=ends[-1]))


@pytest.mark.parametrize("seed", range(60))
def test_income_is_a_plain_recount_of_the_nights(seed: int) -> None:
    dice = Random(1000 + seed)
    books = drawn(dice)
    first, days = BEGAN + timedelta(days=dice.randint(0, 60)), dice.randint(1, 120)
    nights = expected = without = 0
    for day in (first + timedelta(days=number) for number in range(days)):
        for one in books.lived:
            if one.first_day <= day < one.after_last_day:
                nights += 1
                if one.own is not None:
                    week = day.toordinal()
                    expected += one.own * (week + 1) // one.own_days - one.own * week // one.own_days
                    continue
                rates = [
                    rate.a_night
                    for rate in books.tariffs
                    if rate.kind == one.kind
                    and rate.first_day <= day
                    and (rate.after_last_day is None or day < rate.after_last_day)
                ]
                without += not rates
                expected += sum(rates)
    told = account(books, first_day=first, after_last_day=first + timedelta(days=days))
    assert (told.nights, told.expected, told.without_a_rate) == (nights, expected, without)


def test_a_rent_of_100_pounds_a_week_is_100_pounds_in_every_seven_nights() -> None:
    ends = BEGAN + timedelta(days=70)
    lived = Lived(
        house="Larch", kind="rent_paying", first_day=BEGAN, after_last_day=ends, own=100_00, own_days=7
    )
    for week in range(10):
        first = BEGAN + timedelta(days=7 * week)
        told = account(Books(lived=(lived,)), first_day=first, after_last_day=first + timedelta(days=7))
        assert (told.expected, told.without_a_rate) == (100_00, 0)


def test_a_month_of_rent_is_the_rent_and_a_year_of_it_twelve() -> None:
    rent = Charge(house="Larch", what="rent", pennies=42_001, often=Often.MONTH, first_day=date(2020, 1, 1))
    for month in range(1, 13):
        first = date(2027, month, 1)
        after = date(2027 + month // 12, month % 12 + 1, 1)
        assert account(Books(charges=(rent,)), first_day=first, after_last_day=after).cost == 42_001
    year = account(Books(charges=(rent,)), first_day=BEGAN, after_last_day=BEGAN.replace(year=2026))
    assert year.cost == 12 * 42_001


def test_a_grant_over_two_years_comes_to_itself_and_to_its_published_share_of_a_month() -> None:
    begins, ends = date(2026, 1, 1), date(2028, 1, 1)
    grant = Given(funder="City Fund", pennies=310_940_00, first_day=begins, after_last_day=ends)
    whole = account(Books(given=(grant,)), first_day=begins, after_last_day=ends)
    assert whole.from_funders == 310_940_00
    assert abs(whole.from_funders / 24 - 12_956_00) < 100


def test_a_negative_rate_and_days_that_end_before_they_begin_are_refused_in_words() -> None:
    with pytest.raises(BadMoney, match="Give nought or more"):
        Tariff(kind="free", a_night=-1, first_day=BEGAN)
    with pytest.raises(BadMoney, match="end after it begins, on 1 April 2025"):
        Charge(
            house="Larch",
            what="rent",
            pennies=1,
            often=Often.MONTH,
            first_day=BEGAN,
            after_last_day=BEGAN,
        )
    with pytest.raises(BadMoney, match="end after it begins"):
        account(Books(), first_day=BEGAN, after_last_day=BEGAN)
