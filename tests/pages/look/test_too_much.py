"""Whoever reads of more people than the work asks for is told, then stopped, whichever way they take."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.config.database.address import Address
from recourse.jobs import reading as job
from recourse.records.directory.may import MayNot
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people.models import Overread, Person, Seen
from tests import personas
from tests.personas import Agencies, as_


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies()


@pytest.fixture
def little(settings: object) -> None:
    """A budget small enough for a short test: told at 3, stopped after 5."""
    settings.READING_TOLD_AT, settings.READING_STOPPED_AT = 3, 5


def signed_in(worker: personas.Worker) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(worker)
    return client


def many(by: personas.Worker, count: int) -> list[Person]:
    return [personas.person(by, nickname=f"Hat {number}", at=now()) for number in range(count)]


def one(person: Person) -> str:
    return reverse("people:one", args=[person.pk])


def test_a_scraper_is_told_of_at_sixty_and_stopped_after_two_hundred(town: Agencies) -> None:
    many(town.noor, 230)
    client = signed_in(town.noor)
    shown: list[int] = []
    for page in range(2, 11):
        answer = client.get(reverse("people:all"), {"page": page})
        if answer.status_code != 200:
            break
        shown.append(answer.content.decode().count("Hat "))
        assert [each.people for each in overread(town)] == ([75] if sum(shown) >= 60 else [])
    assert shown == [25] * 8 and answer.status_code == 429
    assert [each.was_stopped for each in overread(town)] == [False, True]
    with as_(town.noor):
        assert Entry.objects.filter(act="people.list").count() == 8
        assert Entry.objects.get(act="people.reading_stopped").detail["wanted"] == 5


@pytest.mark.usefixtures("little")
def test_opening_page_after_page_is_told_at_the_third_and_stopped_after_the_fifth(town: Agencies) -> None:
    everybody, client = many(town.noor, 7), signed_in(town.noor)
    answers, told = [], []
    for person in everybody:
        answers.append(client.get(one(person)).status_code)
        told.append(len(overread(town)))
    assert answers == [200] * 5 + [429] * 2
    assert told == [0, 0, 1, 1, 1, 2, 2]
    with as_(town.noor):
        assert Entry.objects.filter(act="people.look").count() == 5
        assert Entry.objects.filter(act="people.reading_stopped").count() == 2


def overread(town: Agencies) -> list[Overread]:
    with as_(town.noor):
        return list(Overread.objects.order_by("at"))


@pytest.mark.usefixtures("little")
def test_the_same_people_again_count_once(town: Agencies) -> None:
    everybody, client = many(town.noor, 5), signed_in(town.noor)
    for person in everybody * 3:
        assert client.get(one(person)).status_code == 200


@pytest.mark.usefixtures("little")
def test_what_is_stopped_shows_nobody_and_a_fresh_sign_in_begins_anew(town: Agencies) -> None:
    everybody, client = many(town.noor, 7), signed_in(town.noor)
    for person in everybody[:5]:
        client.get(one(person))
    said = client.get(one(everybody[5])).content.decode()
    assert "Hat 5" not in said and "Sign in again" in said
    assert client.get(one(everybody[0])).status_code == 200, "those one has seen already are no more"
    client = signed_in(town.noor)
    assert client.get(one(everybody[5])).status_code == 200


@pytest.mark.usefixtures("little")
def test_searching_counts_and_the_usual_lists_do_not(town: Agencies) -> None:
    many(town.noor, 6)
    client = signed_in(town.noor)
    for usual in (reverse("people:all"), reverse("work:mine"), reverse("homes:all")):
        assert client.get(usual).status_code == 200
    with as_(town.noor):
        assert Seen.objects.count() == 0
    answer = client.post(reverse("people:find"), {"asked": "Hat"})
    assert answer.status_code == 429 and "Hat 3" not in answer.content.decode()


@pytest.mark.usefixtures("little")
def test_a_program_is_stopped_in_its_own_words(town: Agencies) -> None:
    many(town.noor, 6)
    client = signed_in(town.noor)
    answer = client.post("/api/people/search", {"asked": "Hat"}, content_type="application/json")
    assert (answer.status_code, answer.json()["problem"]) == (429, "too_many")


@pytest.mark.usefixtures("little")
def test_the_worker_reads_one_sentence_about_it(town: Agencies) -> None:
    client = signed_in(town.noor)
    for person in many(town.noor, 3):
        client.get(one(person))
    assert "3 different people in an hour" in client.get(reverse("directory:all")).content.decode()


@pytest.mark.usefixtures("little")
def test_only_somebody_else_who_answers_for_her_says_it_is_settled(town: Agencies) -> None:
    tam = personas.colleague(town.outreach.agency, [town.outreach.service], name="Tam Trial", role="outreach")
    client = signed_in(town.noor)
    for person in many(town.noor, 3):
        client.get(one(person))
    (told,) = overread(town)
    for by in (town.noor, town.pat):
        with as_(by), pytest.raises(MayNot):
            people.answer_overread(told, by=by, at=now())
    with as_(tam):
        people.answer_overread(told, by=tam, at=now())
    assert overread(town)[0].answered_by_id == tam.pk


@pytest.mark.usefixtures("little")
def test_what_one_saw_is_forgotten_after_an_hour(town: Agencies) -> None:
    client = signed_in(town.noor)
    client.get(one(many(town.noor, 1)[0]))
    job.forget_all(at=now())
    with as_(town.noor):
        assert Seen.objects.count() == 1
    job.forget_all(at=now() + timedelta(hours=1))
    with as_(town.noor):
        assert Seen.objects.count() == 0


def test_two_processes_let_exactly_as_many_through_as_one(really_commits: Address, settings: object) -> None:
    settings.READING_TOLD_AT, settings.READING_STOPPED_AT = 5, 10
    town = personas.agencies()
    everybody = many(town.noor, 16)
    clients = {client: signed_in(town.noor) for client in range(4)}

    def opens(number: int) -> int:
        try:
            return clients[number % 4].get(one(everybody[number])).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as at_once:
        answers = sorted(at_once.map(opens, range(16)))
    assert answers == [200] * 10 + [429] * 6
    assert len([each for each in overread(town) if not each.was_stopped]) == 1
