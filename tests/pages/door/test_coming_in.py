"""The door stands open in the demonstration, and is not there otherwise."""

import importlib
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from recourse.pages.door import urls
from recourse.records.ledger import queries as ledger
from tests import personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


@pytest.fixture
def production(settings: object) -> Iterator[None]:
    settings.DEMONSTRATION = False
    importlib.reload(urls)
    yield
    settings.DEMONSTRATION = True
    importlib.reload(urls)


def test_the_door_says_what_each_worker_does(town: personas.Agencies) -> None:
    words = Client().get(reverse("door:enter")).content.decode()
    for name in ("Noor Example", "Sam Specimen", "Lin Placeholder", "Pat Pretend", "Cass Counter"):
        assert f"Be {name}" in words
    assert "Sees numbers, and nobody’s page." in words
    assert "Everybody is invented" in words


def test_noor_comes_in_goes_on_to_her_work_and_the_ledger_knows(town: personas.Agencies) -> None:
    client = Client()
    answer = client.post(reverse("door:become", args=[town.noor.pk]))
    assert answer.url == reverse("work:mine")
    assert "You are Noor Example, outreach worker." in client.get(answer.url).content.decode()
    with personas.as_(town.noor):
        assert ledger.of_agency(town.noor.organisation_id).filter(act="door.enter").count() == 1


def test_a_commissioner_goes_to_the_numbers(town: personas.Agencies) -> None:
    assert Client().post(reverse("door:become", args=[town.cass.pk])).url == reverse("numbers:all")


def test_the_door_leads_on_only_to_our_own_pages(town: personas.Agencies) -> None:
    door = reverse("door:become", args=[town.noor.pk])
    assert Client().post(door, {"next": "/people/"}).url == "/people/"
    assert Client().post(door, {"next": "https://elsewhere.example/"}).url == reverse("work:mine")


def test_nobody_who_does_not_work_here_comes_in(town: personas.Agencies) -> None:
    assert Client().post(reverse("door:become", args=[uuid4()])).status_code == 404


def test_leaving_leaves_nothing(town: personas.Agencies) -> None:
    client = Client()
    client.force_login(town.noor)
    client.post(reverse("door:leave"))
    assert client.get(reverse("people:all")).status_code == 302


def test_in_production_nobody_can_be_chosen(town: personas.Agencies, production: None) -> None:
    assert "become" not in [one.name for one in urls.urlpatterns]
    client = Client()
    words = client.get(reverse("door:enter")).content.decode()
    assert "Sign in with a passkey" in words and "Noor Example" not in words
    assert client.post(f"/door/as/{town.noor.pk}/").status_code == 404
    assert client.get(reverse("people:all")).status_code == 302
