"""No bed is offered against a hard rule, whether or not a scheme has published what it goes by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace
from recourse.records.panels import actions as panels
from recourse.records.panels import queries
from recourse.records.people import actions as people
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Offer
from tests.pages.seen import words
from tests.personas import as_
from tests.records.panels import prepared
from tests.records.panels.prepared import Scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp() -> Scheme:
    """Larch is in Mill Bridge and for women; the Manse is in Old Town; nothing is published."""
    return prepared.scheme(at=now(), is_published=False)


def pat(lamp: Scheme) -> Client:
    client = Client()
    client.force_login(lamp.pat)
    return client


def learn(lamp: Scheme, who: str, **known: Any) -> None:
    with as_(lamp.pat, at=now()):
        told = [people.Told(what, "needs", value) for what, value in known.items()]
        people.learn_all(lamp.people[who], answers=told, by=lamp.pat, at=now())


def offer(lamp: Scheme, who: str, bed: str) -> Any:
    tomorrow = localdate() + timedelta(days=1)
    sent: dict[str, Any] = {"answer_hour": "14:00", "pays": "free"}
    for name in ("first_day", "expected_last_day", "answer_day"):
        sent |= {f"{name}_day": tomorrow.day, f"{name}_month": tomorrow.month, f"{name}_year": tomorrow.year}
    there = reverse("offers:make", args=[lamp.people[who].pk, lamp.beds[bed].pk])
    return pat(lamp).post(there, sent)


def is_refused(lamp: Scheme, who: str, bed: str, *, why: str) -> None:
    of_beds = words(pat(lamp).get(reverse("offers:new", args=[lamp.people[who].pk])))
    assert why in of_beds.partition("Why not the other")[2]
    of_people = words(pat(lamp).get(reverse("offers:from_bed", args=[lamp.beds[bed].pk])))
    assert why in of_people and f"Offer to {who}" not in of_people
    told = offer(lamp, who, bed)
    assert told.status_code == 200 and f"This bed is not for them: {why}" in words(told)
    with as_(lamp.pat, at=now()):
        assert not Offer.objects.filter(person=lamp.people[who]).exists()


def test_where_amina_must_not_live_she_is_offered_nothing(lamp: Scheme) -> None:
    learn(lamp, "Amina", housing_areas_not=["Mill Bridge"])
    is_refused(lamp, "Amina", "Larch 1", why="They must not live in Mill Bridge")
    assert offer(lamp, "Amina", "Manse 1").status_code == 302


def test_a_bed_that_costs_rent_is_not_for_who_cannot_pay_and_who_was_not_asked_can_be(lamp: Scheme) -> None:
    with as_(lamp.pat, at=now()):
        room: dict[str, Any] = {"name": "3", "sleeps": 1, "kind": "rent_paying", "state": "available"}
        homes.add_room(lamp.homes["Manse"], **room, first_day=localdate(), by=lamp.pat, at=now())
        lamp.beds["Manse 3"] = Bedspace.objects.select_related("room__home").get(room__name="3")
    learn(lamp, "Mercy", housing_pays="nobody")
    is_refused(lamp, "Mercy", "Manse 3", why="This bed costs rent, and they have no way to pay it")
    assert offer(lamp, "Amina", "Manse 3").status_code == 302


def test_a_second_person_at_high_risk_is_not_brought_into_a_house(lamp: Scheme) -> None:
    for name in ("Amina", "Grace"):
        learn(lamp, name, housing_high_risk=True)
    with as_(lamp.pat, at=now()):
        soon = now() + timedelta(minutes=5)
        terms: dict[str, Any] = {"answer_by": soon, "first_day": localdate(soon)}
        terms |= {"expected_last_day": localdate() + timedelta(days=90), "by": lamp.pat, "at": now()}
        placements.offer(lamp.beds["Manse 1"], to=lamp.people["Grace"], **terms)
    is_refused(lamp, "Amina", "Manse 2", why="Somebody who needs the same watchfulness already lives")
    assert offer(lamp, "Amina", "Larch 2").status_code == 302


def test_a_no_that_was_said_holds_and_so_does_a_house_for_women(lamp: Scheme) -> None:
    with as_(lamp.pat, at=now()):
        home = lamp.homes["Manse"]
        panels.say_no(lamp.people["Selam"], home=home, why="Her uncle lives there.", by=lamp.pat, at=now())
    is_refused(lamp, "Selam", "Manse 2", why="Said no to this house: Her uncle lives there")
    learn(lamp, "Mercy", housing_as="man")
    is_refused(lamp, "Mercy", "Larch 1", why="Women only")


def test_a_pinned_bed_is_held_for_her_to_whom_it_is_pinned(lamp: Scheme) -> None:
    with as_(lamp.pat, at=now()):
        why = {"why": "She grew up in that street.", "by": lamp.pat, "at": now()}
        kept = panels.pin(lamp.people["Selam"], bed=lamp.beds["Larch 1"], **why)
    is_refused(lamp, "Grace", "Larch 1", why="This bed is pinned to somebody else")
    is_refused(lamp, "Selam", "Manse 1", why="They are pinned to another bed")
    assert offer(lamp, "Grace", "Manse 1").status_code == 302
    with as_(lamp.pat, at=now()):
        shown = queries.for_bed(queries.weigh(lamp.pat, on=localdate()), lamp.beds["Larch 1"].pk)
        assert [row.person_id for row in shown.rows] == [lamp.people["Selam"].pk]
        panels.take_back(kept, by=lamp.pat, at=now())
    assert offer(lamp, "Mercy", "Larch 1").status_code == 302


def test_a_pin_that_a_rule_speaks_against_by_now_is_said_and_holds_nothing(lamp: Scheme) -> None:
    with as_(lamp.pat, at=now()):
        why = {"why": "She grew up in that street.", "by": lamp.pat, "at": now()}
        panels.pin(lamp.people["Selam"], bed=lamp.beds["Larch 1"], **why)
    learn(lamp, "Selam", housing_areas_not=["Mill Bridge"])
    told = words(pat(lamp).get(reverse("panels:now")))
    assert "The pin of Selam" in told and "cannot stand any more" in told
    assert offer(lamp, "Grace", "Larch 1").status_code == 302


def test_the_panel_says_for_whom_no_free_bed_is_and_why(lamp: Scheme) -> None:
    assert "No free bed is for them" not in words(pat(lamp).get(reverse("panels:now")))
    learn(lamp, "Mercy", housing_areas_not=["Mill Bridge", "Old Town"])
    told = words(pat(lamp).get(reverse("panels:now"))).partition("No free bed is for them: 1")[2]
    assert "Mercy Madeup" in told and "They must not live in" in told


def test_where_criteria_are_published_somebody_is_chosen_with_a_reason_and_not_offered_past_it() -> None:
    lamp = prepared.scheme(at=now())
    told = offer(lamp, "Amina", "Larch 1")
    there = reverse("panels:choose", args=[lamp.people["Amina"].pk, lamp.beds["Larch 1"].pk])
    assert told.status_code == 302 and told["Location"].startswith(f"{there}?day=")
    with as_(lamp.pat, at=now()):
        assert not Offer.objects.exists()
    assert "Why are they chosen?" in words(pat(lamp).get(told["Location"]))
