"""Pat sets rates and costs and sees a year's money from the nights people really lived there."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now
from openpyxl import load_workbook

from recourse.records.funds import actions as funds
from recourse.records.funds.models import Cost, Rate, Receipt
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, Home
from recourse.records.placements import actions as placements
from tests import personas
from tests.pages.money.reading import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now() - 120 * DAY)


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)  # type: ignore[arg-type]
    return client


def day(name: str, on: date) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(once)" value="([^"]*)"', page))


def lived_in(town: Agencies, *, since: int, kind: str = "council") -> Home:
    """Larch House, with Amina in its one room since so many days ago."""
    begun = now() - (since + 1) * DAY
    with as_(town.pat, at=begun):
        home = homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane",
            rooms=[("Room 1", 1, kind)],
            first_day=localdate(begun),
            by=town.pat,
            at=begun,
        )
        amina = personas.amina(town.pat, at=begun)
        offer = placements.offer(
            Bedspace.objects.select_related("room__home").get(),
            to=amina,
            answer_by=begun + timedelta(hours=4),
            first_day=localdate(begun) + DAY,
            expected_last_day=localdate(begun) + 200 * DAY,
            by=town.pat,
            at=begun,
        )
        placements.accept(offer, by=town.pat, at=begun)
    return home


def days(since: int) -> str:
    first, last = localdate() - since * DAY, localdate() - DAY
    return f"?from={first.isoformat()}&to={last.isoformat()}"


def test_ten_nights_at_36_pounds_less_a_bill_of_100_leave_260(town: Agencies) -> None:
    home = lived_in(town, since=10)
    pat = signed_in(town.pat)
    shown = words(pat.get(reverse("money:year") + days(10)))
    assert "Nobody has said what a night brings in rooms the council pays for (10 nights)." in shown
    said = {"kind": "council", "pounds": "36"} | day("first_day", localdate() - 30 * DAY)
    assert pat.post(reverse("money:set_rate"), said).status_code == 302
    there = reverse("money:add_cost")
    said = {"what": "bills", "home": str(home.pk), "pounds": "£100.00", "often": "once"}
    said |= day("first_day", localdate() - 3 * DAY) | hidden(pat.get(there).content.decode())
    assert [pat.post(there, said).status_code for _ in range(2)] == [302, 302]
    with as_(town.pat, at=now()):
        assert Cost.objects.count() == 1
    shown = words(pat.get(reverse("money:year") + days(10)))
    assert "Came in £360" in shown and "It cost £100" in shown and "Left £260" in shown
    assert "A night lived in £10" in shown
    assert "Nothing was written down as received" in shown
    shown = words(pat.get(reverse("money:houses") + days(10)))
    assert "Larch House 10 £360 £0 £100 £260 £10" in shown


def test_nobody_is_asked_what_a_free_room_brings(town: Agencies) -> None:
    lived_in(town, since=10)
    with as_(town.pat, at=now()):
        Bedspace.objects.update(kind="free")
    shown = words(signed_in(town.pat).get(reverse("money:year") + days(10)))
    assert "Free rooms 10 £0 £0" in shown and "Nobody has said" not in shown


def test_what_came_in_is_set_against_what_the_nights_should_bring(town: Agencies) -> None:
    lived_in(town, since=10)
    pat = signed_in(town.pat)
    with as_(town.pat, at=now()):
        first = localdate() - 30 * DAY
        funds.set_rate(kind="council", pence_a_night=36_00, first_day=first, by=town.pat, at=now())
    there = reverse("money:add_receipt")
    said = {"kind": "council", "home": "all", "pounds": "252.50"} | day("on_day", localdate() - DAY)
    said |= hidden(pat.get(there).content.decode())
    assert [pat.post(there, said).status_code for _ in range(2)] == [302, 302]
    shown = words(pat.get(reverse("money:year") + days(10)))
    assert "The nights should bring £360. £252 of it came in; £108 has not." in shown
    assert "Came in £252" in shown
    more = pat.get(there).content.decode()
    pat.post(there, said | {"pounds": "150"} | hidden(more))
    shown = words(pat.get(reverse("money:year") + days(10)))
    assert "The nights should bring £360. £402 came in." in shown
    assert "£252.50 on" in words(pat.get(reverse("money:receipts")))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"pounds": "-5"}, "-5 is not an amount. Give it as 36 or 36.50."),
        ({"pounds": "12.345"}, "12.345 is not an amount."),
        ({"first_day_year": "1026"}, "A year from 1980 to 2099 was expected, not 1026."),
        (day("last_day", date(2020, 1, 1)), "A last day on or after the first one"),
    ],
)
def test_a_rate_that_makes_no_sense_is_said_at_its_field_and_what_was_typed_stays(
    town: Agencies, said: dict[str, str], told: str
) -> None:
    pat = signed_in(town.pat)
    good = {"kind": "council", "pounds": "36"} | day("first_day", localdate())
    shown = words(pat.post(reverse("money:set_rate"), good | said))
    assert told in shown
    with as_(town.pat, at=now()):
        assert not Rate.objects.exists()
    assert pat.post(reverse("money:set_rate"), good).status_code == 302
    assert "Days without a rate were expected: one stands from" in words(
        pat.post(reverse("money:set_rate"), good)
    )


def test_an_entry_that_was_wrong_is_taken_out_once(town: Agencies) -> None:
    pat = signed_in(town.pat)
    with as_(town.pat, at=now()):
        signed: dict[str, Any] = {"by": town.pat, "at": now()}
        rate = funds.set_rate(kind="free", pence_a_night=0, first_day=localdate(), **signed)
        paid = {"home": None, "what": "staff", "pence": 100, "often": "month", "first_day": localdate()}
        cost = funds.pay(**paid, **signed)
        came = funds.receive(home=None, kind="council", pence=100, on_day=localdate(), **signed)
    for name, entry in (("rate", rate), ("cost", cost), ("receipt", came)):
        there = reverse(f"money:{name}_out", args=[entry.pk])
        assert "stays written down" in words(pat.get(there))
        assert [pat.post(there).status_code for _ in range(2)] == [302, 404]
    with as_(town.pat, at=now()):
        assert [model.objects.count() for model in (Rate, Cost, Receipt)] == [0, 0, 0]


def test_a_cost_that_ended_counts_until_its_last_day(town: Agencies) -> None:
    pat = signed_in(town.pat)
    first = localdate() - 28 * DAY
    with as_(town.pat, at=now()):
        paid = {"home": None, "what": "staff", "pence": 70_00, "often": "week", "first_day": first}
        cost = funds.pay(**paid, by=town.pat, at=now())
    there = reverse("money:end_cost", args=[cost.pk])
    assert "on or after the first one" in words(pat.post(there, day("last_day", first - DAY)))
    assert pat.post(there, day("last_day", first + 13 * DAY)).status_code == 302
    assert "It cost £140" in words(pat.get(reverse("money:year") + days(28)))


def test_the_lines_come_as_a_sheet_of_either_kind(town: Agencies) -> None:
    lived_in(town, since=10)
    pat = signed_in(town.pat)
    with as_(town.pat, at=now()):
        first = localdate() - 30 * DAY
        funds.set_rate(kind="council", pence_a_night=36_05, first_day=first, by=town.pat, at=now())
    there = reverse("money:lines") + days(10)
    as_csv = pat.get(f"{there}&kind=csv").content.decode("utf-8-sig").splitlines()
    assert as_csv[1] == "rooms,Larch House,Rooms the council pays for,10,360.50,0.00,"
    book = load_workbook(io.BytesIO(pat.get(f"{there}&kind=xlsx").content))
    assert [cell.value for cell in book.worksheets[0][2]][4] == "360.50"


def test_days_that_make_no_sense_are_said_and_the_year_is_shown(town: Agencies) -> None:
    pat = signed_in(town.pat)
    for asked in ("?from=x&to=y", "?from=1026-01-01&to=1026-02-01", "?from=2026-05-02&to=2026-05-01"):
        answer = pat.get(reverse("money:year") + asked)
        assert answer.status_code == 200 and "This is the year so far." in words(answer)


def test_only_a_manager_sees_the_money_and_only_of_their_own_agency(town: Agencies) -> None:
    lived_in(town, since=10)
    hand = personas.colleague(
        town.hosting.agency, [town.hosting.service], name="Hana Hand", role="link", at=now()
    )
    other = personas.desk("Far Shore", "hosting", "Beds", "hosting", "Ona Other", "manager", at=now())
    for name in ("year", "houses", "lines", "rates", "set_rate", "costs", "add_cost", "receipts", "bank"):
        assert signed_in(hand).get(reverse(f"money:{name}")).status_code == 404
        assert signed_in(town.cass).get(reverse(f"money:{name}")).status_code == 404
    assert "Larch House" not in words(signed_in(other.worker).get(reverse("money:houses")))
    assert "Nothing is written down" in words(signed_in(other.worker).get(reverse("money:year")))


def test_what_is_in_the_bank_is_kept_overdrawn_or_not(town: Agencies) -> None:
    pat = signed_in(town.pat)
    there = reverse("money:bank")
    for typed, shown in (("-12.50", "-£12.50"), ("60000", "£60,000")):
        assert pat.post(there, {"pounds": typed} | day("on_day", localdate())).status_code == 302
        assert f"What is in the bank: {shown} on" in words(pat.get(reverse("money:year")))
    tomorrow = day("on_day", localdate() + DAY)
    assert "A day that has come was expected" in words(pat.post(there, {"pounds": "1"} | tomorrow))
