"""Pat puts right what was entered of a home, and hands it back once nobody lives there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, Certificate, Home, Lease
from recourse.records.ledger.models import Entry
from recourse.records.placements import queries
from recourse.records.placements.models import Stay
from tests.pages.homes.test_moving import signed_in
from tests.pages.seen import words
from tests.pages.stays.test_the_course_of_a_stay import day, stay, town
from tests.personas import Agencies, as_

__all__ = ["stay", "town"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def home(town: Agencies, stay: Stay) -> Home:
    """The house in which Amina lives."""
    with as_(town.pat, at=now()):
        return Home.objects.get(pk=stay.home_id)


def shown(client: Client, name: str, pk: object) -> dict[str, Any]:
    """What the form holds as it is opened, as it would be sent back."""
    form = client.get(reverse(f"homes:{name}", args=[pk])).context["form"]
    return {key: value for key, value in form.initial.items() if key != "from_day"}


def sent(client: Client, name: str, pk: object, said: dict[str, Any]) -> str:
    return words(client.post(reverse(f"homes:{name}", args=[pk]), said, follow=True))


def test_a_home_is_put_right_with_its_history_and_a_stale_page_is_refused(town: Agencies, home: Home) -> None:
    pat = signed_in(town.pat)
    opened = shown(pat, "correct", home.pk)
    assert "Kept." in sent(pat, "correct", home.pk, opened | {"area": "Quayside"})
    stale = sent(pat, "correct", home.pk, opened | {"area": "Northgate"})
    assert "Somebody changed this" in stale
    with as_(town.pat, at=now()):
        home.refresh_from_db()
        told = Entry.objects.filter(act="homes.correct").get().detail["changed"]
    assert home.area == "Quayside" and told == ["area"]


def test_where_it_is_changes_sealed_and_the_ledger_does_not_say_where(town: Agencies, home: Home) -> None:
    pat = signed_in(town.pat)
    opened = shown(pat, "correct", home.pk)
    sent(pat, "correct", home.pk, opened | {"address": "9 Other Lane"})
    with as_(town.pat, at=now()):
        told = Entry.objects.filter(act="homes.correct").get().detail
    assert told == {"what": "home", "changed": ["address"]}


def test_a_bed_that_turns_into_a_paying_one_says_to_take_no_rent(
    town: Agencies, stay: Stay, home: Home
) -> None:
    pat = signed_in(town.pat)
    opened = shown(pat, "correct_bed", stay.bedspace_id)
    sent(pat, "correct_bed", stay.bedspace_id, opened | {"kind": "rent_paying"})
    with as_(town.pat, at=now()):
        assert Entry.objects.get(act="homes.correct").detail["kind"] == ["free", "rent_paying"]
    assert "Take no rent yet" in words(pat.get(reverse("stays:course", args=[stay.pk])))
    with as_(town.pat, at=now()):
        assert [one.stay for one in queries.unchecked(town.pat, on=localdate())] == [stay]


def test_a_room_keeps_its_name_apart_from_others_and_sleeps_no_fewer_than_its_beds(
    town: Agencies, stay: Stay, home: Home
) -> None:
    pat = signed_in(town.pat)
    with as_(town.pat, at=now()):
        first, second = Bedspace.objects.filter(room__home=home).select_related("room")[:2]
    there = first.room_id
    opened = shown(pat, "correct_room", there)
    assert "another" in sent(pat, "correct_room", there, opened | {"name": second.room.name})
    with as_(town.pat, at=now()), pytest.raises(homes.NoSuchStretch, match="Hand one back first"):
        homes.correct_room(first.room, name="Room", sleeps=0, by=town.pat, at=now())


def test_a_lease_and_a_certificate_recorded_by_mistake_are_taken_away_and_stay_in_the_ledger(
    town: Agencies, home: Home
) -> None:
    pat, today = signed_in(town.pat), localdate()
    with as_(town.pat, at=now()):
        year = {"first_day": today, "last_day": today + timedelta(days=364), "by": town.pat, "at": now()}
        lease = homes.sign_lease(home, pence_a_month=9_900, **year)
        gas = homes.certify(home, kind="gas", **year)
    for one in (lease, gas):
        sent(pat, "strike", home.pk, {"which": str(one.pk)})
    with as_(town.pat, at=now()):
        assert not Lease.objects.exists() and not Certificate.objects.exists()
        assert Entry.objects.get(act="homes.strike_lease").detail["pence_a_month"] == 9_900
        assert Entry.objects.get(act="homes.strike_certificate").detail["kind"] == "gas"


def test_a_home_is_handed_back_only_when_nobody_lives_there_and_its_nights_stay(
    town: Agencies, stay: Stay, home: Home
) -> None:
    pat = signed_in(town.pat)
    assert "One bed is lived in or held" in sent(pat, "hand_back", home.pk, day("from_day", 2))
    left = {"kind": "planned", "moved_to": "friends", "reason": "", **day("on")}
    pat.post(reverse("stays:end", args=[stay.pk]), left)
    assert "Kept." in sent(pat, "hand_back", home.pk, day("from_day", 2) | {"why": "Lease ends"})
    with as_(town.pat, at=now()):
        assert queries.beds_on(localdate() + timedelta(days=2), home=home) == []
        before = queries.beds_on(localdate() - timedelta(days=1), home=home)
        assert [bed.state for bed in before].count("in_use") == 1


def test_a_certificate_that_ran_out_stands_on_the_home_and_blocks_no_page_of_who_lives_there(
    town: Agencies, stay: Stay, home: Home
) -> None:
    today = localdate()
    with as_(town.pat, at=now()):
        old = {"first_day": today - timedelta(days=400), "last_day": today - timedelta(days=3)}
        homes.certify(home, kind="gas", **old, by=town.pat, at=now())
    pat, noor = signed_in(town.pat), signed_in(town.noor)
    assert "people live there" in words(pat.get(reverse("homes:one", args=[home.pk])))
    assert "people live there" in words(pat.get(reverse("homes:all")))
    for client in (pat, noor):
        assert client.get(reverse("stays:course", args=[stay.pk])).status_code == 200
        assert client.get(reverse("offers:of_person", args=[stay.person_id])).status_code == 200


def test_another_agency_puts_nothing_of_it_right(town: Agencies, stay: Stay, home: Home) -> None:
    for name in ("correct", "hand_back", "strike", "told"):
        assert signed_in(town.noor).get(reverse(f"homes:{name}", args=[home.pk])).status_code == 404
    assert signed_in(town.noor).get(reverse("homes:correct_bed", args=[stay.bedspace_id])).status_code == 404
