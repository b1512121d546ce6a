"""Pat adds a home and its rooms, keeps its lease and certificates, and what ran out is never hidden."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, Home, Lease, Upkeep
from recourse.records.placements import actions as placements
from tests import personas
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
NOW = now()
TODAY = localdate(NOW)
YEAR = timedelta(days=365)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=NOW)


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)  # type: ignore[arg-type]
    return client


def day(name: str, on: date) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def larch_house(town: Agencies) -> Home:
    with as_(town.pat, at=NOW):
        return homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane",
            rooms=[("Room 1", 1, "free")],
            first_day=TODAY - YEAR,
            by=town.pat,
            at=NOW,
        )


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(once)" value="([^"]*)"', page))


LARCH = {
    "name": "Larch House",
    "sort": "shelter",
    "who_for": "women",
    "is_step_free": "yes",
    "area": "Mill Bridge",
    "address": "1 Invented Lane, Wrenfield",
}


def test_pat_adds_a_shelter_and_a_room_of_three_beds_sending_each_form_twice(town: Agencies) -> None:
    pat = signed_in(town.pat)
    there = reverse("homes:add")
    said = LARCH | hidden(pat.get(there).content.decode())
    assert [pat.post(there, said).status_code for _ in range(2)] == [302, 302]
    with as_(town.pat, at=NOW):
        home = Home.objects.get()
    assert "No rooms entered yet" in words(pat.get(reverse("homes:all")))
    there = reverse("homes:room", args=[home.pk])
    said = {"name": "Hall", "sleeps": "3", "kind": "free", "state": "available"} | day("first_day", TODAY)
    said |= hidden(pat.get(there).content.decode())
    assert [pat.post(there, said).status_code for _ in range(2)] == [302, 302]
    shown = words(pat.get(reverse("homes:all")))
    assert "Night shelter, Women, step-free" in shown and "3 free" in shown


def test_a_name_that_is_taken_is_told(town: Agencies) -> None:
    home = larch_house(town)
    pat = signed_in(town.pat)
    assert "You have a home called Larch House already." in words(pat.post(reverse("homes:add"), LARCH))
    said = {"name": "Room 1", "sleeps": "1", "kind": "free", "state": "preparing"} | day("first_day", TODAY)
    shown = words(pat.post(reverse("homes:room", args=[home.pk]), said))
    assert "This home has a Room 1 already." in shown


def test_a_lease_that_ends_before_it_starts_is_not_kept_and_what_was_typed_stays(town: Agencies) -> None:
    home = larch_house(town)
    pat, there = signed_in(town.pat), reverse("homes:lease", args=[home.pk])
    said = day("first_day", TODAY) | day("last_day", TODAY - YEAR) | {"pounds": "450"}
    shown = words(pat.post(there, said))
    assert "The lease ends before it starts." in shown and 'value="450"' in shown
    assert "wrong century" in words(pat.post(there, said | {"first_day_year": "1026"}))
    assert pat.post(there, said | {"pounds": "-5"}).status_code == 200
    with as_(town.pat, at=NOW):
        assert Lease.objects.count() == 0
    assert pat.post(there, day("first_day", TODAY) | {"pounds": "0"}).status_code == 302
    shown = words(pat.get(reverse("homes:one", args=[home.pk])))
    assert "A peppercorn, from" in shown and "with no end" in shown


def test_a_certificate_that_ran_out_is_first_on_the_list_and_blocks_no_page_of_who_lives_there(
    town: Agencies,
) -> None:
    home = larch_house(town)
    amina = personas.amina(town.pat, at=NOW)
    with as_(town.pat, at=NOW):
        homes.enter(
            name="Alder House",
            area="Mill Bridge",
            address="2 Invented Lane",
            rooms=[("Room 1", 1, "free")],
            first_day=TODAY - YEAR,
            by=town.pat,
            at=NOW,
        )
        offer = placements.offer(
            Bedspace.objects.select_related("room__home").get(room__home=home),
            to=amina,
            answer_by=NOW + timedelta(hours=4),
            first_day=TODAY + timedelta(days=1),
            expected_last_day=TODAY + timedelta(days=90),
            by=town.pat,
            at=NOW,
        )
        placements.accept(offer, by=town.pat, at=NOW)
    pat = signed_in(town.pat)
    there = reverse("homes:certificate", args=[home.pk])
    said = {"kind": "gas"} | day("first_day", TODAY - YEAR) | day("last_day", TODAY)
    assert pat.post(there, said).status_code == 302
    tomorrow = {"day": (TODAY + timedelta(days=1)).isoformat()}
    shown = words(pat.get(reverse("homes:all"), tomorrow))
    assert "Gas ran out" in shown and "people live there" in shown
    assert shown.index("Larch House") < shown.index("Alder House")
    shown = words(pat.get(reverse("homes:one", args=[home.pk]), tomorrow))
    assert "Gas ran out" in shown and "people live there" in shown
    for page in ("people:one", "offers:of_person"):
        assert pat.get(reverse(page, args=[amina.pk])).status_code == 200
    assert pat.get(reverse("offers:one", args=[offer.pk])).status_code == 200


def test_a_volunteer_day_is_kept_once_though_it_is_sent_twice(town: Agencies) -> None:
    home = larch_house(town)
    pat, there = signed_in(town.pat), reverse("homes:upkeep", args=[home.pk])
    said = {"kind": "volunteers", "people": "6", "hours": "30", "what": "Painted"} | day("on_day", TODAY)
    said |= hidden(pat.get(there).content.decode())
    assert [pat.post(there, said).status_code for _ in range(2)] == [302, 302]
    with as_(town.pat, at=NOW):
        assert Upkeep.objects.count() == 1
    shown = words(pat.get(reverse("homes:one", args=[home.pk])))
    assert "6 people, 30 hours" in shown and "Painted" in shown


def test_whoever_is_not_the_scheme_s_manager_finds_no_form(town: Agencies) -> None:
    home = larch_house(town)
    hand = personas.colleague(
        town.hosting.agency, [town.hosting.service], name="Hana Hand", role="link", at=NOW
    )
    for name in ("room", "lease", "certificate"):
        assert signed_in(hand).get(reverse(f"homes:{name}", args=[home.pk])).status_code == 404
    assert signed_in(hand).get(reverse("homes:add")).status_code == 404
    assert signed_in(hand).get(reverse("homes:upkeep", args=[home.pk])).status_code == 200
    assert "Record a lease" not in words(signed_in(hand).get(reverse("homes:one", args=[home.pk])))
