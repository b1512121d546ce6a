"""Pat looks at the beds of a day, at one home, and says what state a bed is in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.pages.homes import plot
from recourse.pages.look.days import brief_day
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, BedState, Home
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Offer
from tests import personas
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
NOW = now()
TODAY = localdate(NOW)
LONG_AGO = TODAY - timedelta(days=250)


@pytest.fixture(autouse=True)
def the_day() -> None:
    """Read the day anew for each test: these count days, and a run may pass midnight."""
    global NOW, TODAY, LONG_AGO
    NOW = now()
    TODAY = localdate(NOW)
    LONG_AGO = TODAY - timedelta(days=250)


@dataclass
class Scheme:
    """The agencies, Larch House with two rooms, and Amina, whom the scheme may see."""

    town: Agencies
    home: Home
    beds: list[Bedspace]
    amina: Person


@pytest.fixture
def scheme() -> Scheme:
    town = personas.agencies(at=NOW)
    with as_(town.pat, at=NOW):
        home = homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane, Wrenfield",
            rooms=[("Room 1", 1, "free"), ("Room 2", 1, "rent_paying")],
            who_for="women",
            is_step_free=True,
            first_day=LONG_AGO,
            by=town.pat,
            at=NOW,
        )
        beds = list(Bedspace.objects.select_related("room__home").order_by("room__name"))
    amina = personas.amina(town.noor, at=NOW)
    personas.agree(amina, to=town.hosting.service, by=town.noor, at=NOW)
    return Scheme(town, home, beds, amina)


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)  # type: ignore[arg-type]
    return client


def offered(scheme: Scheme, *, bed: int = 0) -> Offer:
    pat = scheme.town.pat
    with as_(pat, at=NOW):
        return placements.offer(
            scheme.beds[bed],
            to=scheme.amina,
            answer_by=NOW + timedelta(hours=4),
            first_day=TODAY + timedelta(days=1),
            expected_last_day=TODAY + timedelta(days=180),
            by=pat,
            at=NOW,
        )


def lives_there(scheme: Scheme) -> None:
    offer = offered(scheme)
    with as_(scheme.town.pat, at=NOW):
        placements.accept(offer, by=scheme.town.pat, at=NOW)


def page(client: Client, **asked: str) -> str:
    return words(client.get(reverse("homes:all"), asked))


def test_pat_sees_how_many_beds_are_free_today(scheme: Scheme) -> None:
    shown = page(signed_in(scheme.town.pat))
    assert "<b>2</b> in 1 home" in shown
    assert "<b>2</b> 0 held" in shown
    assert "Larch House" in shown and "Women, step-free" in shown
    assert "2 free" in shown


def test_a_held_bed_is_held_and_a_lived_in_bed_is_in_use_on_their_own_days(scheme: Scheme) -> None:
    pat = signed_in(scheme.town.pat)
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    offer = offered(scheme)
    assert "1 held, 1 free" in page(pat, day=tomorrow)
    assert "Held for an offer to" in page(pat, day=tomorrow)
    assert "2 free" in page(pat)
    with as_(scheme.town.noor, at=NOW):
        placements.accept(offer, by=scheme.town.noor, at=NOW)
    assert "1 in use, 1 free" in page(pat, day=tomorrow)


def test_a_bed_promised_from_tomorrow_is_not_called_free_today_and_nothing_more(scheme: Scheme) -> None:
    pat = signed_in(scheme.town.pat)
    assert "romised" not in page(pat)
    lives_there(scheme)
    tomorrow = brief_day(TODAY + timedelta(days=1))
    shown = page(pat)
    assert f"1 promised from {tomorrow}" in shown and "Next free: </span>Today" in shown
    with as_(scheme.town.pat, at=NOW):
        homes.say_state(scheme.beds[1], state="unusable", from_day=TODAY, by=scheme.town.pat, at=NOW)
    shown = page(pat)
    assert f"Promised from {tomorrow}" in shown and "Next free: </span>Promised" in shown


def test_a_day_that_is_none_is_told_and_today_is_shown(scheme: Scheme) -> None:
    shown = page(signed_in(scheme.town.pat), day="2026-02-31")
    assert "2026-02-31 is not a day." in shown
    assert "<title>Error: Homes" in shown
    assert f'value="{TODAY.isoformat()}"' in shown


def test_the_plot_has_a_title_a_sentence_and_the_same_numbers_as_a_table(scheme: Scheme) -> None:
    lives_there(scheme)
    shown = page(signed_in(scheme.town.pat), day=(TODAY + timedelta(days=1)).isoformat())
    assert shown.count('<svg class="rc-plot') == 2
    assert shown.count("<title id=") == 2 and "by who pays. On an average night" in shown
    assert "As many free beds are in use as in" in shown
    assert "First Monday of each month" in shown
    assert shown.count('<tr><th scope="row">') >= 5
    assert "style=" not in shown


def test_when_no_bed_is_free_the_next_one_is_named_and_can_be_held(scheme: Scheme) -> None:
    pat = scheme.town.pat
    with as_(pat, at=NOW):
        for bed in scheme.beds:
            homes.say_state(bed, state="unusable", from_day=TODAY, why="Boiler", by=pat, at=NOW)
        again = TODAY + timedelta(days=9)
        homes.say_state(scheme.beds[1], state="available", from_day=again, by=pat, at=NOW)
    shown = page(signed_in(pat))
    assert "No bed is free on this day. The next is on" in shown
    assert reverse("offers:from_bed", args=[scheme.beds[1].pk]) + f"?day={again.isoformat()}" in shown
    assert "Boiler" in shown and "2 not usable" in shown


def test_a_home_without_a_bed_or_a_worry_is_one_link_away(scheme: Scheme) -> None:
    pat = scheme.town.pat
    with as_(pat, at=NOW):
        homes.enter(
            name="Nine Elder Row",
            area="Northgate",
            address="9 Invented Row",
            rooms=[("Room 1", 1, "free")],
            first_day=LONG_AGO,
            by=pat,
            at=NOW,
        )
        mercy = personas.mercy(pat, at=NOW)
        bed = Bedspace.objects.select_related("room__home").get(room__home__name="Nine Elder Row")
        offer = placements.offer(
            bed,
            to=mercy,
            answer_by=NOW + timedelta(minutes=1),
            first_day=localdate(NOW + timedelta(minutes=1)),
            expected_last_day=TODAY + timedelta(days=90),
            by=pat,
            at=NOW,
        )
        placements.accept(offer, by=pat, at=NOW)
    client, day = signed_in(pat), (TODAY + timedelta(days=2)).isoformat()
    assert "Nine Elder Row" not in page(client, day=day)
    assert "All 2 homes" in page(client, day=day)
    assert "Nine Elder Row" in page(client, day=day, all="1")


def test_noor_whose_agency_runs_no_homes_is_told_so(scheme: Scheme) -> None:
    lives_there(scheme)
    shown = page(signed_in(scheme.town.noor))
    assert "Your agency runs no homes." in shown
    assert "Larch House" not in shown


def test_one_home_shows_its_rooms_its_address_and_who_lives_there(scheme: Scheme) -> None:
    lives_there(scheme)
    there = reverse("homes:one", args=[scheme.home.pk])
    day = (TODAY + timedelta(days=1)).isoformat()
    shown = words(signed_in(scheme.town.pat).get(there, {"day": day}))
    assert "1 Invented Lane, Wrenfield" in shown
    assert "Amina Example" in shown and reverse("people:one", args=[scheme.amina.pk]) in shown
    assert "End the stay" in shown
    assert shown.count('class="rc-button rc-button--small"') == 1
    assert "<h1>Larch House</h1>" in shown
    assert "Larch House" not in shown.partition("</title>")[0]


def test_who_lives_there_is_not_named_once_sharing_stopped(scheme: Scheme) -> None:
    lives_there(scheme)
    noor = signed_in(scheme.town.noor)
    with as_(scheme.town.noor, at=NOW):
        share = personas.Share.objects.get()
    assert noor.post(reverse("sharing:stop", args=[share.pk]), {"reason": ""}).status_code == 302
    there = reverse("homes:one", args=[scheme.home.pk])
    day = (TODAY + timedelta(days=1)).isoformat()
    shown = words(signed_in(scheme.town.pat).get(there, {"day": day}))
    assert "Amina" not in shown
    assert "Somebody you may not see now" in shown
    assert "End the stay" in shown


def test_another_agency_finds_no_home_there(scheme: Scheme) -> None:
    for worker in (scheme.town.noor, scheme.town.lin, scheme.town.sam):
        client = signed_in(worker)
        assert client.get(reverse("homes:one", args=[scheme.home.pk])).status_code == 404
        assert client.get(reverse("homes:state", args=[scheme.beds[0].pk])).status_code == 404


def test_the_commissioner_sees_no_page_of_homes(scheme: Scheme) -> None:
    cass = signed_in(scheme.town.cass)
    assert cass.get(reverse("homes:all")).status_code == 404
    assert cass.get(reverse("homes:one", args=[scheme.home.pk])).status_code == 404


def said(day: date, state: str = "unusable", why: str = "Boiler") -> dict[str, Any]:
    parts = {"from_day_day": day.day, "from_day_month": day.month, "from_day_year": day.year}
    return {"state": state, "why": why} | parts


def test_pat_says_the_boiler_is_broken_and_says_it_twice_by_mistake(scheme: Scheme) -> None:
    pat = signed_in(scheme.town.pat)
    there = reverse("homes:state", args=[scheme.beds[0].pk])
    assert pat.post(there, said(TODAY)).status_code == 302
    assert pat.post(there, said(TODAY)).status_code == 302
    with as_(scheme.town.pat, at=NOW):
        kept = BedState.objects.filter(bedspace=scheme.beds[0]).values_list("state", flat=True)
        assert list(kept) == ["available", "unusable"]
    shown = words(pat.get(reverse("homes:one", args=[scheme.home.pk])))
    assert "Empty, not usable from" in shown and "Boiler" in shown


def test_a_state_without_a_day_is_not_kept(scheme: Scheme) -> None:
    there = reverse("homes:state", args=[scheme.beds[0].pk])
    wrong = said(TODAY) | {"from_day_day": "31", "from_day_month": "2"}
    shown = words(signed_in(scheme.town.pat).post(there, wrong))
    assert shown.count(f"31 February {TODAY.year} is not a date.") == 2
    assert "Choose what state it is in." not in shown


def test_a_bed_somebody_lives_in_is_not_called_empty(scheme: Scheme) -> None:
    lives_there(scheme)
    there = reverse("homes:state", args=[scheme.beds[0].pk])
    shown = words(signed_in(scheme.town.pat).post(there, said(TODAY)))
    assert "Somebody lives in it from" in shown
    assert "End that first, or choose a later day." in shown


def test_the_weeks_of_the_plot_begin_on_the_first_monday_five_months_ago() -> None:
    days = plot.days(date(2026, 11, 22))
    assert days[0] == date(2026, 6, 1) and days[-2:] == [date(2026, 11, 16), date(2026, 11, 22)]
    assert plot.days(date(2026, 3, 2))[0] == date(2025, 10, 6)
