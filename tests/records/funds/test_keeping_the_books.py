"""Pat keeps the books of Larch House: rates by day, costs, receipts; what makes no sense is refused."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from recourse.config.database.address import Address
from recourse.reasoning import money
from recourse.records.directory.may import MayNot
from recourse.records.funds import actions as funds
from recourse.records.funds import queries
from recourse.records.funds.happenings import BadEntry
from recourse.records.funds.models import Cost, Rate
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, Home
from recourse.records.ledger.models import Entry
from recourse.records.placements import actions as placements
from recourse.records.placements import queries as beds
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

DAY = timedelta(days=1)
APRIL = date(2026, 4, 1)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def larch_house(town: Agencies, *, kinds: tuple[str, ...] = ("free", "council", "rent_paying")) -> Home:
    with as_(town.pat):
        return homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane",
            rooms=[(f"Room {number}", 1, kind) for number, kind in enumerate(kinds, start=1)],
            first_day=APRIL - 30 * DAY,
            by=town.pat,
            at=MONDAY,
        )


def lives(town: Agencies, bed: Bedspace, *, first_day: date, after: date | None, nickname: str) -> None:
    """Somebody lives in a bed from a day on, until before another if they have left."""
    someone = personas.person(town.pat, nickname=nickname)
    at = MONDAY.replace(year=first_day.year, month=first_day.month, day=first_day.day) - DAY
    with as_(town.pat, at=at):
        offer = placements.offer(
            bed,
            to=someone,
            answer_by=at + timedelta(hours=4),
            first_day=first_day,
            expected_last_day=first_day + 200 * DAY,
            by=town.pat,
            at=at,
        )
        stay = placements.accept(offer, by=town.pat, at=at)
    if after is not None:
        with as_(town.pat):
            placements.end(stay, on=after, kind="planned", moved_to="own_tenancy", by=town.pat, at=MONDAY)


def rate(town: Agencies, kind: str, pence: int, first_day: date, **more: Any) -> Rate:
    return funds.set_rate(kind=kind, pence_a_night=pence, first_day=first_day, by=town.pat, at=MONDAY, **more)


@pytest.mark.django_db
def test_a_year_s_income_is_the_nights_really_lived_in_at_the_rate_of_each_night(town: Agencies) -> None:
    home = larch_house(town)
    with as_(town.pat):
        free, council, paying = Bedspace.objects.select_related("room__home").order_by("room__name")
    lives(town, free, first_day=APRIL, after=None, nickname="Amina")
    lives(town, council, first_day=date(2026, 6, 1), after=date(2026, 7, 1), nickname="Bel")
    lives(town, paying, first_day=date(2026, 5, 1), after=date(2026, 5, 11), nickname="Cy")
    with as_(town.pat):
        rate(town, "council", 36_00, APRIL)
        rate(town, "council", 30_00, date(2026, 6, 16))
        rate(town, "rent_paying", 14_50, date(2026, 5, 6))
        homes.sign_lease(home, first_day=APRIL, pence_a_month=500_00, by=town.pat, at=MONDAY)
        books = queries.books(town.pat, until=TODAY)
        told = money.account(books, first_day=APRIL, after_last_day=TODAY)
        by_kind = {line.kind: line for line in told.rooms}
        assert by_kind["council"].nights == 30
        assert by_kind["council"].expected == 15 * 36_00 + 15 * 30_00
        assert (by_kind["rent_paying"].nights, by_kind["rent_paying"].without_a_rate) == (10, 5)
        assert by_kind["rent_paying"].expected == 5 * 14_50
        assert (by_kind["free"].nights, by_kind["free"].expected) == ((TODAY - APRIL).days, 0)
        november = 500_00 * 22 // 30
        assert told.cost == 7 * 500_00 + november
        assert queries.outcomes(town.pat, first_day=APRIL, after_last_day=TODAY) == 2


@pytest.mark.django_db
def test_the_nights_of_the_books_are_those_of_every_single_day(town: Agencies) -> None:
    larch_house(town)
    dice = Random(6)
    with as_(town.pat):
        every = list(Bedspace.objects.select_related("room__home"))
    for number, bed in enumerate(every):
        first = APRIL + dice.randint(0, 40) * DAY
        gone = first + dice.randint(1, 60) * DAY
        lives(town, bed, first_day=first, after=gone, nickname=f"A{number}")
        lives(town, bed, first_day=gone + dice.randint(0, 9) * DAY, after=None, nickname=f"B{number}")
    days = [APRIL + number * DAY for number in range((TODAY - APRIL).days)]
    with as_(town.pat):
        told = money.account(
            queries.books(town.pat, until=TODAY), first_day=days[0], after_last_day=days[-1] + DAY
        )
        assert told.nights == sum(night.in_use for night in beds.in_use_by_month(days))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "field", "expected"),
    [
        ({"pence_a_night": -1}, "pounds", "nought or more"),
        ({"first_day": date(1026, 5, 1)}, "first_day", "year from 1980"),
        ({"last_day": date(2206, 5, 1)}, "last_day", "year from 1980"),
        ({"last_day": APRIL}, "last_day", "on or after the first one, 1 May 2026"),
        ({"first_day": APRIL, "last_day": date(2026, 5, 7)}, "first_day", "one stands from 2 May 2026"),
        ({"first_day": date(2026, 5, 2)}, "first_day", "one stands from 2 May 2026"),
    ],
)
def test_a_rate_that_makes_no_sense_is_refused_with_its_field(
    town: Agencies, said: dict[str, Any], field: str, expected: str
) -> None:
    with as_(town.pat):
        rate(town, "council", 36_00, date(2026, 5, 2))
        before = Entry.objects.count()
        with pytest.raises(BadEntry, match=expected) as refused:
            funds.set_rate(
                **{"kind": "council", "pence_a_night": 30_00, "first_day": date(2026, 5, 1)} | said,
                by=town.pat,
                at=MONDAY,
            )
        assert refused.value.field == field
        assert (Rate.objects.count(), Entry.objects.count()) == (1, before)


@pytest.mark.django_db
def test_a_new_rate_ends_the_one_that_had_no_end_and_another_kind_is_left_alone(town: Agencies) -> None:
    with as_(town.pat):
        first = rate(town, "council", 36_00, APRIL)
        rate(town, "rent_paying", 14_00, APRIL)
        rate(town, "council", 30_00, TODAY)
        first.refresh_from_db()
        assert first.after_last_day == TODAY
        assert queries.rates_on(TODAY - DAY) == {"council": 36_00, "rent_paying": 14_00}
        assert queries.rates_on(TODAY)["council"] == 30_00
        assert queries.rates_on(APRIL - DAY) == {}


@pytest.mark.django_db
def test_the_database_itself_keeps_two_rates_apart(town: Agencies) -> None:
    with as_(town.pat), pytest.raises(IntegrityError, match="funds_one_rate_a_day"), transaction.atomic():
        for _ in range(2):
            Rate.objects.create(
                agency=town.hosting.agency,
                kind="council",
                pence_a_night=1,
                first_day=APRIL,
                set_by=town.pat,
                set_at=MONDAY,
            )


def test_of_eight_managers_who_set_a_rate_at_once_one_is_kept(really_commits: Address) -> None:
    town, start = personas.agencies(), Barrier(8)

    def try_it(pence: int) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            with as_(town.pat):
                rate(town, "council", pence, APRIL)
        except BadEntry as refused:
            return refused.field
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(8) as pool:
        told = Counter(pool.map(try_it, range(1, 9)))
    assert told == {"kept": 1, "first_day": 7}
    with as_(town.pat):
        assert Rate.objects.count() == 1


@pytest.mark.django_db
def test_costs_receipts_and_the_bank_are_kept_ended_and_struck_out_with_what_they_were(
    town: Agencies,
) -> None:
    home = larch_house(town)
    signed: dict[str, Any] = {"by": town.pat, "at": MONDAY}
    with as_(town.pat):
        bills = {"home": home, "what": "bills", "pence": 420_00, "often": "month"}
        cost = funds.pay(**bills, first_day=APRIL, words="Fuel", **signed)
        funds.end_cost(cost, last_day=date(2026, 5, 31), **signed)
        funds.pay(home=None, what="staff", pence=45_000_00, often="year", first_day=APRIL, **signed)
        receipt = funds.receive(home=home, kind="council", pence=900_00, on_day=APRIL, **signed)
        funds.say_balance(pence=-12_50, on_day=TODAY, **signed)
        funds.say_balance(pence=60_000_00, on_day=TODAY, **signed)
        said = queries.balance(TODAY)
        assert said is not None and said.pence == 60_000_00
        assert queries.balance(APRIL) is None
        told = money.account(queries.books(town.pat, until=TODAY), first_day=APRIL, after_last_day=TODAY)
        of_bills = [line for line in told.spent if line.what == "bills"]
        assert [line.pennies for line in of_bills] == [2 * 420_00]
        assert told.received == 900_00
        funds.strike_out(receipt, **signed)
        funds.strike_out(receipt, **signed)
        assert queries.receipts() == []
        struck = Entry.objects.filter(act="funds.strike_out")
        assert [entry.detail["pence"] for entry in struck] == [900_00]
        with pytest.raises(BadEntry, match="day that has come"):
            funds.receive(home=home, kind="council", pence=1, on_day=TODAY + DAY, **signed)
        with pytest.raises(BadEntry, match="paid once"):
            funds.pay(**bills | {"often": "once"}, first_day=APRIL, last_day=TODAY, **signed)


@pytest.mark.django_db
def test_nobody_else_keeps_the_books_and_another_scheme_sees_none_of_them(town: Agencies) -> None:
    home = larch_house(town)
    hand = personas.colleague(town.hosting.agency, [town.hosting.service], name="Hana Hand", role="link")
    other = personas.desk("Far Shore", "hosting", "Beds", "hosting", "Ona Other", "manager")
    with as_(town.pat):
        cost = funds.pay(
            home=home, what="bills", pence=1, often="once", first_day=TODAY, by=town.pat, at=MONDAY
        )
    with as_(hand), pytest.raises(MayNot):
        funds.set_rate(kind="council", pence_a_night=1, first_day=APRIL, by=hand, at=MONDAY)
    with as_(other.worker):
        assert not Cost.objects.exists()
        assert queries.one_cost(cost.pk) is None
        with pytest.raises(BadEntry, match="your own homes"):
            funds.pay(
                home=home, what="bills", pence=1, often="once", first_day=TODAY, by=other.worker, at=MONDAY
            )
