"""The scheme as its books show it, what free rooms leave over, and what is left of a funder's grant."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from recourse.reasoning import money
from recourse.reasoning.money import Account, Books, Charge, Given, Lived, Often, Outgoing, Rooms, Tariff

ON = date(2026, 11, 23)
YEAR = timedelta(days=365)
DAY = timedelta(days=1)


def test_a_scheme_has_today_s_rates_the_past_year_s_nights_and_what_is_paid_today() -> None:
    lived = Lived(house="Larch", kind="council", first_day=ON - 73 * DAY, after_last_day=ON)
    old = Tariff(kind="council", a_night=1, first_day=ON - 2 * YEAR, after_last_day=ON)
    new = Tariff(kind="council", a_night=36_00, first_day=ON)
    rent = Charge(house="Larch", what="rent", pennies=100, often=Often.MONTH, first_day=ON - YEAR)
    ended = Charge(
        house="Larch",
        what="bills",
        pennies=7,
        often=Often.WEEK,
        first_day=ON - YEAR,
        after_last_day=ON,
    )
    once = Charge(house="", what="repairs", pennies=50, often=Often.ONCE, first_day=ON - YEAR)
    before = Charge(house="", what="repairs", pennies=9, often=Often.ONCE, first_day=ON - YEAR - DAY)
    books = Books(lived=(lived,), tariffs=(old, new), charges=(rent, ended, once, before))
    told = money.standing(books, on=ON, rooms={"council": 1, "free": 2}, nights_there={"council": 365})
    assert [(kind.name, kind.rooms, kind.a_night, kind.occupancy) for kind in told.kinds] == [
        ("council", 1, 36_00, Decimal("0.20")),
        ("free", 2, 0, Decimal(1)),
    ]
    assert told.kept_up_a_year == 12 * 100 + 50


@pytest.mark.parametrize("singles", [0, 3, 6, 7])
def test_what_free_rooms_leave_over_agrees_with_how_many_are_carried(singles: int) -> None:
    scheme = money.praxis(singles=singles)
    can = money.carried(scheme)
    assert money.left_with(scheme, free=can.rooms) == can.left_over
    assert money.left_with(scheme, free=can.rooms + 1) < 0 <= can.left_over
    now = money.left_with(scheme, free=singles)
    assert abs(now - money.year(scheme).left) <= 1


def test_the_months_of_a_fan_begin_with_the_bank_and_end_where_the_runway_says() -> None:
    scheme = money.praxis()
    worse = money.Worse(months=24, voids_rise=Decimal("0.5"), council=frozenset({"Council pays"}))
    lasts, ends = money.fan(scheme, worse, seed=3)
    assert lasts == money.runway(scheme, worse, seed=3)
    assert ends[0] == (0, 60_000_00, 60_000_00, 60_000_00) and len(ends) == 25
    assert all(low <= middle <= high for _, low, middle, high in ends)
    assert lasts.months is not None
    assert ends[lasts.months][2] >= 0 > ends[lasts.months + 2][2]


def grant(pennies: int, *, days: int = 100) -> Given:
    first = ON - 50 * DAY
    return Given(funder="Lamp Trust", pennies=pennies, first_day=first, after_last_day=first + days * DAY)


def test_a_grant_half_spent_at_half_time_lasts_and_a_penny_a_day_more_does_not() -> None:
    assert money.left_of(grant(100_00), spent=50_00, on=ON).runs_out_on is None
    faster = money.left_of(grant(100_00), spent=80_00, on=ON)
    assert (faster.pennies, faster.runs_out_on) == (20_00, ON + 12 * DAY)
    over = money.left_of(grant(100_00), spent=100_01, on=ON)
    assert (over.pennies, over.runs_out_on) == (-1, ON)
    assert money.left_of(grant(100_00), spent=0, on=ON).runs_out_on is None
    assert money.left_of(grant(100_00), spent=10_00, on=ON + YEAR).runs_out_on is None


def test_what_rooms_of_a_kind_cost_is_shared_by_nights_and_the_kinds_add_up() -> None:
    def line(house: str, kind: str, nights: int) -> Rooms:
        return Rooms(house=house, kind=kind, nights=nights, without_a_rate=0, expected=0, received=0)

    told = Account(
        first_day=ON - YEAR,
        after_last_day=ON,
        rooms=(line("Larch", "free", 10), line("Larch", "council", 20), line("Alder", "council", 5)),
        spent=(
            Outgoing(house="Larch", what="rent", pennies=100),
            Outgoing(house="Alder", what="rent", pennies=7),
            Outgoing(house="Empty", what="rent", pennies=11),
            Outgoing(house="", what="staff", pennies=1000),
        ),
        given=(),
    )
    assert money.of_rooms(told, kind="free") == 33 + 3 + 286
    assert money.of_rooms(told, kind="free") + money.of_rooms(told, kind="council") == told.cost


def test_below_five_a_count_is_said_in_words_beyond_the_scheme() -> None:
    assert [money.few(count) for count in (0, 1, 4, 5, 12)] == [
        "none",
        "fewer than five",
        "fewer than five",
        "5",
        "12",
    ]
