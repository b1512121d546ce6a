"""Services say for themselves how much room they have, and when they said it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def client_of(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def test_noor_reads_whom_the_hosting_scheme_is_for(town: personas.Agencies) -> None:
    words = client_of(town.noor).get(reverse("directory:all")).content.decode()
    assert "Hosting scheme" in words and "For: Anyone sleeping rough in Wrenfield." in words
    assert "Commissioning" not in words
    only = client_of(town.noor).get(reverse("directory:all"), {"kind": "legal"}).content.decode()
    assert "Hosting scheme" in only


def test_pat_says_three_beds_and_noor_sees_when_it_was_said(town: personas.Agencies) -> None:
    room = reverse("directory:say_room", args=[town.hosting.service.pk])
    client_of(town.pat).post(room, {"free": "3", "unit": "beds"})
    words = (
        client_of(town.noor).get(reverse("directory:one", args=[town.hosting.service.pk])).content.decode()
    )
    assert "Room: <strong>3 beds</strong>" in words and ", said " in words


def test_noor_cannot_say_it_for_pat(town: personas.Agencies) -> None:
    room = reverse("directory:say_room", args=[town.hosting.service.pk])
    assert client_of(town.noor).post(room, {"free": "9", "unit": "beds"}).status_code == 404


def test_half_a_bed_is_no_number(town: personas.Agencies) -> None:
    room = reverse("directory:say_room", args=[town.hosting.service.pk])
    answer = client_of(town.pat).post(room, {"free": "3.5"})
    assert answer.content.decode().count("Give a whole number, such as 3.") == 2
    assert 'value="3.5"' in answer.content.decode()
