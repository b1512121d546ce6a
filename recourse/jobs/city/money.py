"""The books of the city's scheme: rates, costs, what came in, the bank, two funders, two grants to people."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from recourse.reasoning import money
from recourse.records.directory.acting import LONDON
from recourse.records.directory.acting import acting_to_the_end as acting
from recourse.records.funds import actions as funds
from recourse.records.funds import queries
from recourse.records.homes import queries as homes
from recourse.records.people import queries as people
from recourse.records.placements import queries as placements

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

MONTH = timedelta(days=30)


def keep_books(*, since: datetime, by: Worker, at: datetime) -> None:
    """Write half a year of money down as the scheme's manager."""
    first, today = since.astimezone(LONDON).date(), at.astimezone(LONDON).date()
    signed: dict[str, Any] = {"by": by, "at": at}
    with acting(by, at=at):
        for kind, pence in (("free", 0), ("rent_paying", 14_50), ("council", 41_00)):
            funds.set_rate(kind=kind, pence_a_night=pence, first_day=first, **signed)
        for number, home in enumerate(homes.homes()):
            bills: dict[str, Any] = {
                "what": "bills",
                "pence": 290_00 + 15_00 * (number % 4),
                "often": "month",
            }
            funds.pay(home=home, first_day=first, **bills, **signed)
        funds.pay(home=None, what="staff", pence=2_900_00, often="month", first_day=first, **signed)
        funds.pay(home=None, what="insurance", pence=3_100_00, often="year", first_day=first, **signed)
        _receive(first, today, signed)
        funds.say_balance(pence=38_500_00, on_day=today, **signed)
        year: dict[str, Any] = {"first_day": first, "last_day": first + timedelta(days=364)}
        funds.win(funder="Lamplight Trust", pence=24_000_00, pays_for="kind", kind="free", **year, **signed)
        fund = funds.win(funder="Wrenfield Relief", pence=6_000_00, pays_for="people", **year, **signed)
        _give(fund, today, signed)


def _receive(first: date, today: date, signed: dict[str, Any]) -> None:
    """Month by month most of what the nights should bring came in."""
    books = queries.books(signed["by"], until=today)
    for month in range((today - first) // MONTH):
        begins, ends = first + month * MONTH, first + (month + 1) * MONTH
        told = money.account(books, first_day=begins, after_last_day=ends)
        for kind in ("council", "rent_paying"):
            should = sum(line.expected for line in told.rooms if line.kind == kind)
            if should:
                funds.receive(home=None, kind=kind, pence=should * 93 // 100, on_day=ends, **signed)


def _give(fund: Any, today: date, signed: dict[str, Any]) -> None:
    """A panel gave two of those who live there twenty pounds a week."""
    given = 0
    for bed in placements.beds_on(today):
        found = bed.occupation and people.one(bed.occupation.person_id)
        if found and given < 2:
            weekly: dict[str, Any] = {"panel": "Grants panel", "pence": 20_00, "cycle": 7, "grant": fund}
            days: dict[str, Any] = {"first_day": today - 3 * MONTH, "last_day": today + 3 * MONTH}
            funds.award(found, **weekly, **days, **signed)
            given += 1
