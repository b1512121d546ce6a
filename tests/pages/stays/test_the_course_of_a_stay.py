"""Pat looks at a stay with the person, makes it longer and gives notice; Noor reads it; nobody else does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.placements import actions as placements
from recourse.records.placements.models import Mark, Stay
from tests import personas
from tests.pages.attacks import planted
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def stay(town: Agencies) -> Stay:
    """Amina has lived in Pat's house since ten days ago."""
    began = now() - timedelta(days=10)
    _, beds = planted.house(town.pat, at=began)
    amina = personas.amina(town.noor, at=began)
    personas.agree(amina, to=town.hosting.service, by=town.noor, days=90, at=began)
    with as_(town.pat, at=began):
        offer = placements.offer(
            beds[0],
            to=amina,
            answer_by=began + timedelta(hours=4),
            first_day=localdate(began) + timedelta(days=1),
            expected_last_day=localdate(began) + timedelta(days=90),
            by=town.pat,
            at=began,
        )
    with as_(town.noor, at=began):
        return placements.accept(offer, by=town.noor, at=began)


def signed_in(worker: Any) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def sent(client: Client, stay: Stay, name: str, **said: Any) -> HttpResponse:
    return client.post(reverse(f"stays:{name}", args=[stay.pk]), said)


def day(name: str, ahead: int = 0) -> dict[str, int]:
    on = localdate() + timedelta(days=ahead)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_stay_that_was_not_looked_at_in_time_is_listed_and_leaves_the_list(
    town: Agencies, stay: Stay
) -> None:
    pat = signed_in(town.pat)
    assert reverse("stays:course", args=[stay.pk]) in words(pat.get(reverse("stays:due")))
    kept = sent(pat, stay, "look", words="She sleeps.", plan="A solicitor on Friday.", **day("on"))
    assert kept.status_code == 302
    course = words(pat.get(reverse("stays:course", args=[stay.pk])))
    assert "She sleeps." in course and "A solicitor on Friday." in course
    assert "No stay is to be looked at in the next two weeks." in words(pat.get(reverse("stays:due")))
    twice = sent(pat, stay, "look", words="Again.", **day("on"))
    assert twice.status_code == 409 and "Nothing was saved twice." in words(twice)


def test_notice_and_a_longer_stay_say_their_day_and_refuse_what_cannot_be(town: Agencies, stay: Stay) -> None:
    pat = signed_in(town.pat)
    short = sent(pat, stay, "notice", days=7, council_pays="no", reason="Ends.", **day("reaches_them"))
    assert "or more for such a room" in words(short) and not Mark.objects.exists()
    sent(pat, stay, "notice", days=28, council_pays="yes", reason="Ends.", **day("reaches_them"))
    with as_(town.pat, at=now()):
        assert Mark.objects.get().until == localdate() + timedelta(days=28)
    again = sent(pat, stay, "longer", reason="Waits.", **day("until", ahead=5))
    assert "already: give a later day" in words(again)
    sent(pat, stay, "longer", reason="Waits.", **day("until", ahead=120))
    with as_(town.pat, at=now()):
        assert {mark.kind for mark in Mark.objects.all()} == {"notice", "longer"}


def test_noor_reads_the_course_and_keeps_nothing_of_it_and_sam_finds_nothing(
    town: Agencies, stay: Stay
) -> None:
    sent(signed_in(town.pat), stay, "incident", words="A window broke.", **day("on"))
    noor = signed_in(town.noor)
    course = words(noor.get(reverse("stays:course", args=[stay.pk])))
    assert "A window broke." in course and "Give notice" not in course
    assert sent(noor, stay, "look", words="Seen.", **day("on")).status_code == 404
    assert signed_in(town.sam).get(reverse("stays:course", args=[stay.pk])).status_code == 404
