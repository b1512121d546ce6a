"""Pat looks ahead: how many free rooms are carried and how long the money lasts, with figures not kept."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.pages.look import days
from recourse.records.funds import actions as funds
from recourse.records.funds.models import Rate
from recourse.records.homes import actions as homes
from tests import personas
from tests.pages.money.reading import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
#: The published scheme, with the rates that are our assumption, as somebody types it.
PRAXIS = {
    "rooms_free": "7",
    "filled_free": "95",
    "rooms_rent_paying": "0",
    "pounds_rent_paying": "0",
    "filled_rent_paying": "0",
    "rooms_council": "18",
    "pounds_council": "36",
    "filled_council": "95",
    # Eight houses at £1,800 a month, £45,000 for the people who run it, £20 a week in each free room.
    "cost": "225080",
}
CALM = {"bank": "60000", "voids": "0", "falls": "0", "late": "0", "months": "36"}


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now() - 400 * DAY)


def pat_of(town: Agencies) -> Client:
    client = Client()
    client.force_login(town.pat)
    return client


def scheme(town: Agencies) -> None:
    signed: dict[str, Any] = {"by": town.pat, "at": now()}
    with as_(town.pat, at=now()):
        homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane",
            rooms=[("Room 1", 2, "council"), ("Room 2", 1, "free")],
            first_day=localdate() - 10 * DAY,
            **signed,
        )
        funds.set_rate(kind="council", pence_a_night=36_00, first_day=localdate() - 400 * DAY, **signed)
        paid = {"home": None, "what": "staff", "pence": 900_00, "often": "month"}
        funds.pay(**paid, first_day=localdate() - 400 * DAY, **signed)
        funds.say_balance(pence=5_000_00, on_day=localdate(), **signed)


def test_the_published_scheme_carries_six_to_seven_free_rooms_on_the_page(town: Agencies) -> None:
    shown = words(pat_of(town).get(reverse("money:free_rooms"), PRAXIS))
    assert "The paying rooms carry 6 free rooms" in shown
    assert "With the figures you gave. They are not kept." in shown
    assert "Somebody else has to pay for 1 of them." in shown


def test_the_plot_reaches_from_none_to_all_the_free_rooms_and_shows_where_nothing_is_left(
    town: Agencies,
) -> None:
    page = pat_of(town).get(reverse("money:free_rooms"), PRAXIS | {"rooms_free": "60"}).content.decode()
    rows = re.findall(r'<th scope="row">(\d+)</th><td class="rc-number">(-?)£', page)
    counts = [int(count) for count, _ in rows]
    carried = max(int(count) for count, below in rows if not below)
    assert counts == sorted(counts) and {0, 60} <= set(counts) and len(counts) <= 16
    assert f"The paying rooms carry {carried} free rooms" in page


def test_the_scheme_s_own_figures_stand_in_the_boxes_and_are_answered_at_once(town: Agencies) -> None:
    scheme(town)
    page = pat_of(town).get(reverse("money:free_rooms"))
    html = page.content.decode()
    for name, value in (("rooms_council", 2), ("pounds_council", 36), ("rooms_free", 1), ("cost", 10800)):
        assert f'name="{name}" value="{value}"' in html
    shown = words(page)
    assert "With the scheme’s own figures" in shown and "The paying rooms carry 0 free rooms" in shown
    assert "Nobody has said" not in shown


@pytest.mark.parametrize("name", ["free_rooms", "how_long"])
def test_rooms_of_which_nobody_said_what_they_bring_count_as_free_and_the_page_says_so(
    town: Agencies, name: str
) -> None:
    scheme(town)
    with as_(town.pat, at=now()):
        Rate.objects.all().delete()
    there, told = (
        reverse(f"money:{name}"),
        "Nobody has said what a night brings in rooms the council pays for.",
    )
    assert told in words(pat_of(town).get(there))
    assert told not in words(pat_of(town).get(there, PRAXIS | CALM))


def test_what_is_in_the_bank_counts_from_the_day_it_was_said_of_and_the_page_names_the_day(
    town: Agencies,
) -> None:
    there, pat = reverse("money:how_long"), pat_of(town)
    assert "Nobody has said what is in the bank, so it counts as nothing." in words(pat.get(there))
    said_of = localdate() - 40 * DAY
    with as_(town.pat, at=now()):
        funds.say_balance(pence=1_00, on_day=said_of, by=town.pat, at=now())
    told = f"In the bank: what was said on {days.day(said_of)}, as if it were there today."
    assert told in words(pat.get(there))
    assert "In the bank: what was said" not in words(pat.get(there, PRAXIS | CALM))


def test_nothing_that_is_tried_is_kept(town: Agencies) -> None:
    scheme(town)
    pat = pat_of(town)
    answered = words(pat.get(reverse("money:free_rooms")))
    assert words(pat.get(reverse("money:free_rooms"), PRAXIS)) != answered
    pat.get(reverse("money:how_long"), PRAXIS | CALM)
    assert words(pat.get(reverse("money:free_rooms"))) == answered


def test_money_that_runs_out_is_said_in_months_with_its_interval_and_worse_is_sooner(town: Agencies) -> None:
    scheme(town)
    pat = pat_of(town)
    shown = words(pat.get(reverse("money:how_long")))
    assert "It runs out after" in shown and "futures it runs out within 36 months" in shown
    shown = words(pat.get(reverse("money:how_long"), PRAXIS | CALM | {"cost": "100000"}))
    assert "It lasts more than 36 months" in shown and "In 0 of 100 futures" in shown
    bad = CALM | {"voids": "60", "falls": "50"}
    assert "It runs out after" in words(pat.get(reverse("money:how_long"), PRAXIS | bad))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"rooms_free": "-1"}, "greater than or equal to 0"),
        ({"filled_council": "101"}, "less than or equal to 100"),
        ({"cost": "-5"}, "-5 is not an amount"),
        ({"cost": ""}, "Give what it costs in a year."),
        ({"rooms_council": "many"}, "Give a whole number, such as 3."),
    ],
)
def test_a_figure_that_cannot_be_is_said_at_its_box(town: Agencies, said: dict[str, str], told: str) -> None:
    for name in ("money:free_rooms", "money:how_long"):
        answer = pat_of(town).get(reverse(name), PRAXIS | CALM | said)
        assert answer.status_code == 200 and told in words(answer)


def test_rooms_that_cost_nothing_or_are_none_are_said_in_words(town: Agencies) -> None:
    pat = pat_of(town)
    assert "There is no room." in words(pat.get(reverse("money:free_rooms")))
    assert "costs nothing needs nobody to carry it" in words(
        pat.get(reverse("money:free_rooms"), PRAXIS | {"cost": "0"})
    )
    assert "No bed is there on this day." in words(pat.get(reverse("money:how_long")))


def test_an_overdrawn_scheme_begins_below_nought_and_its_own_figures_can_be_sent(town: Agencies) -> None:
    scheme(town)
    with as_(town.pat, at=now()):
        funds.say_balance(pence=-5_000_50, on_day=localdate(), by=town.pat, at=now())
    there, pat = reverse("money:how_long"), pat_of(town)
    answer = pat.get(there)
    assert "It is overdrawn already, by £5,000.50" in words(answer) and "runs out" not in words(answer)
    assert 'value="-5000.50"' in answer.content.decode()
    shown = words(pat.get(there, PRAXIS | CALM | {"bank": "-5000.50"}))
    assert "It is overdrawn already, by £5,000.50" in shown and "There is a problem" not in shown
    assert "It is overdrawn" not in words(pat.get(there, PRAXIS | CALM))
