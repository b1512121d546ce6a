"""Pat publishes what Lamp House goes by, and everybody reads it in plain words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.pages.panels.forms import as_typed
from recourse.records.criteria import queries
from recourse.records.directory.models import Worker
from tests import personas
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


def client_of(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def typed(**more: Any) -> dict[str, Any]:
    today = localdate()
    said = as_typed(queries.standard(name="Lamp House", on=today)) | {"after": "0"} | more
    day = said.pop("from_day", today)
    return said | {"from_day_day": day.day, "from_day_month": day.month, "from_day_year": day.year}


def publish(town: Agencies, **more: Any) -> Any:
    return client_of(town.pat).post(reverse("criteria:change"), typed(**more))


def test_before_anything_is_published_the_page_says_the_wait_alone(town: Agencies) -> None:
    shown = words(client_of(town.pat).get(reverse("criteria:ours")))
    assert "has published nothing" in shown and "the wait alone" in shown and "State what counts" in shown


def test_pat_publishes_and_the_page_says_what_counts_how_much_and_what_never_does(town: Agencies) -> None:
    assert publish(town).status_code == 302
    with as_(town.pat, at=now()):
        stands = queries.criteria_of(town.hosting.agency.pk, on=localdate())
    assert stands is not None
    for worker, address in (
        (town.pat, reverse("criteria:ours")),
        (town.noor, reverse("criteria:of_service", args=[town.hosting.service.pk])),
    ):
        shown = words(client_of(worker).get(address))
        for sentence in (
            "How hard things are now",
            "3 of 6 parts",
            "Urgent 100, High 70",
            "counts in full after 90 days",
            "80% of the points are left",
            "nationality, country of birth",
            "risk score",
            stands.fingerprint,
        ):
            assert sentence.lower() in shown.lower(), sentence
        assert ("Change what counts" in shown) == (worker == town.pat)
        assert ("Pat Pretend" in shown.partition("<main")[2]) == (worker == town.pat)


def test_what_weighs_nothing_is_left_out_and_said(town: Agencies) -> None:
    publish(town, prospects_weight="0", mixture="multiply")
    shown = words(client_of(town.pat).get(reverse("criteria:ours")))
    assert "Does not count here: whether a stable address is likely to change the case" in shown


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"present_need_high": "101"}, "Give a whole number from 0 to 100."),
        (
            {"present_need_weight": "0", "prospects_weight": "0", "waiting_weight": "0"},
            "at least one criterion",
        ),
        ({"suits_not_where_asked": "0"}, "Give a whole number from 1 to 100."),
        ({"from_day": localdate() - timedelta(days=1)}, "Give today or a later day"),
        ({"mixture": "nationality"}, "Say how they come together."),
    ],
)
def test_what_cannot_be_so_is_said_beside_it_and_nothing_is_kept(
    town: Agencies, more: dict[str, Any], sentence: str
) -> None:
    answer = publish(town, **more)
    assert answer.status_code == 200 and sentence in words(answer)
    with as_(town.pat, at=now()):
        assert queries.versions_of(town.hosting.agency.pk) == []


def test_of_two_managers_who_publish_from_one_page_the_second_is_told(town: Agencies) -> None:
    publish(town)
    answer = publish(town, mixture="multiply")
    assert answer.status_code == 409 and "Somebody published version 1" in words(answer)
    assert publish(town, mixture="multiply", after="1").status_code == 302


@pytest.mark.parametrize("after", ["", "x", "-1", "²", "9" * 40])
def test_a_forged_number_keeps_nothing(town: Agencies, after: str) -> None:
    assert publish(town, after=after).status_code == 409


def test_nobody_but_a_manager_opens_the_page_that_changes_it(town: Agencies) -> None:
    for worker in (town.noor, town.lin, town.cass):
        assert client_of(worker).get(reverse("criteria:change")).status_code == 404
