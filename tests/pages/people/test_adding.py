"""Adding somebody: a search comes first, little is enough, and mistakes are told kindly."""

import pytest
from django.test import Client
from django.urls import reverse

from recourse.records.people import identity, queries
from tests import personas

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def begun(client: Client, asked: str) -> dict[str, str]:
    answer = client.post(reverse("people:add"), {"asked": asked})
    form = answer.context["form"]
    return {"searched": asked, "once": form["once"].value(), "nickname": asked}


def test_noor_searches_before_she_can_add(town: personas.Agencies) -> None:
    noor = signed_in(town.noor)
    shown = noor.get(reverse("people:add"))
    assert b"First look whether you know them already" in shown.content
    assert b'name="nickname"' not in shown.content


def test_a_nickname_and_a_place_is_enough(town: personas.Agencies) -> None:
    noor = signed_in(town.noor)
    answer = noor.post(reverse("people:add"), begun(noor, "Blue Hat") | {"place": "Mill Bridge car park"})
    assert answer.status_code == 302
    with personas.as_(town.noor):
        (person,) = queries.search("blue", town.noor)
        assert identity.read(person).place == "Mill Bridge car park"
    shown = noor.get(answer.url)
    assert "“Blue Hat”" in shown.content.decode()
    assert f"Added as {person.reference}." in shown.content.decode()


def test_an_impossible_birth_date_stays_as_typed_with_its_error_twice(town: personas.Agencies) -> None:
    noor = signed_in(town.noor)
    typed = {"birth_date_day": "31", "birth_date_month": "2", "birth_date_year": "1990"}
    answer = noor.post(reverse("people:add"), begun(noor, "Blue Hat") | typed)
    words = answer.content.decode()
    sentence = "31 February 1990 is not a date. If only the year is known, give the year."
    assert words.count(sentence) == 2
    assert 'value="31"' in words and 'value="2"' in words and 'value="1990"' in words
    assert 'href="#id_birth_date_0"' in words and 'id="id_birth_date_0"' in words
    assert "<title>Error: Add a person" in words


def test_the_year_alone_is_a_birth_date(town: personas.Agencies) -> None:
    noor = signed_in(town.noor)
    noor.post(reverse("people:add"), begun(noor, "Blue Hat") | {"birth_date_year": "1990"})
    with personas.as_(town.noor):
        (person,) = queries.search("blue", town.noor)
        assert str(identity.read(person).birth_date) == "1990"


def test_posting_the_page_twice_adds_blue_hat_once(town: personas.Agencies) -> None:
    noor = signed_in(town.noor)
    sent = begun(noor, "Blue Hat")
    first, second = noor.post(reverse("people:add"), sent), noor.post(reverse("people:add"), sent)
    assert first.url == second.url
    assert b"Nobody was added twice" in noor.get(second.url).content
    with personas.as_(town.noor):
        assert len(queries.search("blue", town.noor)) == 1


def test_nothing_tells_sam_that_another_agency_knows_amina(town: personas.Agencies) -> None:
    personas.amina(town.noor)
    answer = signed_in(town.sam).post(reverse("people:add"), {"asked": "Amina"})
    assert b"Nobody you may see is called that" in answer.content
    assert b"Amina Example" not in answer.content


def test_a_commissioner_adds_nobody(town: personas.Agencies) -> None:
    answer = signed_in(town.cass).get(reverse("people:add"))
    assert answer.status_code == 404
