"""A person's page: why one sees it, what happened, what is known with its locks, who looked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.records.people import actions as people
from recourse.records.people import queries
from recourse.records.people.models import Person
from tests import personas
from tests.pages.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies(at=now() - timedelta(days=40))


@pytest.fixture
def amina(town: personas.Agencies) -> Person:
    return personas.amina(town.noor, at=now() - timedelta(days=20))


def client_of(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def seen(worker: object, page: str, amina: Person) -> str:
    return words(client_of(worker).get(reverse(page, args=[amina.pk])))


def test_noor_sees_amina_because_her_agency_holds_the_record(town: personas.Agencies, amina: Person) -> None:
    words = seen(town.noor, "people:one", amina)
    assert "Wrenfield Night Outreach holds this record" in words
    assert "Shared with nobody else." in words
    assert "Met by the library at 23:40." in words
    assert "<h1>Amina Example</h1>" in words


def test_what_is_not_shared_stands_there_with_a_lock(town: personas.Agencies, amina: Person) -> None:
    with personas.as_(town.noor, at=now()):
        people.learn(amina, name="pregnant", value=True, field="health", by=town.noor, at=now())
    personas.agree(amina, to=town.link.service, by=town.noor, fields=["name"], at=now() - timedelta(days=1))
    words = seen(town.lin, "people:facts", amina)
    assert "Amina Example" in words
    assert "pregnant" not in words and "14 February 1990" not in words
    assert words.count("Not shared with you") == 9


def test_why_something_is_not_known_is_said_as_it_was_said(town: personas.Agencies, amina: Person) -> None:
    with personas.as_(town.noor, at=now()):
        people.learn(amina, name="pregnant", why_not_known="declined", field="health", by=town.noor, at=now())
    words = seen(town.noor, "people:facts", amina)
    assert "Would rather not say" in words and "We will not ask again." in words


def test_what_a_scheme_asked_is_said_in_words(town: personas.Agencies, amina: Person) -> None:
    with personas.as_(town.noor, at=now()):
        people.learn(amina, name="housing_step_free", value=True, field="needs", by=town.noor, at=now())
    for page in ("people:one", "people:facts"):
        words = seen(town.noor, page, amina)
        assert "Do they need a home without steps?" in words and "ousing_step" not in words


def test_a_refused_try_stands_in_who_looked_without_a_name(town: personas.Agencies, amina: Person) -> None:
    client_of(town.pat).get(reverse("people:one", args=[amina.pk]))
    words = seen(town.noor, "people:looks", amina)
    assert "A worker outside the sharing tried and was refused" in words
    assert "Pat Pretend" not in words


def test_a_note_posted_twice_is_kept_once(town: personas.Agencies, amina: Person) -> None:
    noor, there = client_of(town.noor), reverse("people:note", args=[amina.pk])
    sent = {"text": "Warm and eating.", "once": noor.get(there).context["form"]["once"].value()}
    noor.post(there, sent)
    noor.post(there, sent)
    assert "Nothing was kept twice." in noor.get(reverse("people:one", args=[amina.pk])).content.decode()
    with personas.as_(town.noor, at=now()):
        assert [note.text for note in queries.notes(amina)].count("Warm and eating.") == 1


def test_an_empty_note_is_told_beside_the_box_and_in_the_summary(
    town: personas.Agencies, amina: Person
) -> None:
    answer = client_of(town.noor).post(reverse("people:note", args=[amina.pk]), {"once": "a"})
    assert answer.content.decode().count("Write what happened.") == 2


def test_only_what_changed_is_kept(town: personas.Agencies, amina: Person) -> None:
    noor, there = client_of(town.noor), reverse("people:describe", args=[amina.pk])
    shown = noor.get(there).content.decode()
    assert 'value="14"' in shown and 'value="February"' in shown
    before = {"name": "Amina Example", "nickname": "Mina", "language": "Tigrinya", "phone": "07700 900123"}
    born = {"birth_date_day": "14", "birth_date_month": "February", "birth_date_year": "1990"}
    noor.post(there, before | born | {"place": "Mill Bridge"})
    words = seen(town.noor, "people:one", amina)
    assert "Found: Mill Bridge." in words
    assert words.count("Recorded ") == 1 and "Recorded where they can be found" in words


def test_omar_becomes_her_worker(town: personas.Agencies, amina: Person) -> None:
    omar = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Omar Invented", role="outreach"
    )
    client_of(omar).post(reverse("people:take_on", args=[amina.pk]))
    assert "Worker: Omar Invented." in seen(town.noor, "people:one", amina)


def test_names_are_found_by_post_and_never_from_the_address(town: personas.Agencies, amina: Person) -> None:
    noor = client_of(town.noor)
    assert "Amina Example" not in noor.get(reverse("people:find"), {"asked": "Amina"}).content.decode()
    assert "Amina Example" in noor.post(reverse("people:find"), {"asked": "amin"}).content.decode()
    nobody = noor.post(reverse("people:find"), {"asked": "Zeynab"}).content.decode()
    assert "Nobody you may see is called that. Try a nickname, a place or a year." in nobody


def test_the_list_shows_twenty_five_a_page(town: personas.Agencies) -> None:
    for number in range(27):
        personas.person(town.noor, nickname=f"Hat {number}", at=now() - timedelta(hours=number))
    noor = client_of(town.noor)
    name = 'class="rc-row__name"><a href="/people/'
    first = noor.get(reverse("people:all")).content.decode()
    assert "27 people" in first and "Page 1 of 2" in first and first.count(name) == 25
    assert noor.get(reverse("people:all"), {"page": "2"}).content.decode().count(name) == 2
    assert noor.get(reverse("people:all"), {"page": "none", "whose": "x"}).status_code == 200
