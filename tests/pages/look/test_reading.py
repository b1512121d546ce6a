"""What is read leaves its trace at the end of the request, or there is no page; and nobody waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from unittest import mock

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from recourse.config.database.address import Address
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import queries
from tests import personas
from tests.personas import Agencies, as_


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies()


def signed_in(worker: personas.Worker) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(worker)
    return client


def last(worker: personas.Worker) -> list[tuple[str, object, object]]:
    with as_(worker):
        entries = Entry.objects.filter(by=worker.pk).order_by("number")
        return [(entry.act, entry.person, entry.detail) for entry in entries if "list" in entry.act] or [
            (entry.act, entry.person, entry.detail) for entry in entries
        ]


def test_a_list_with_names_is_one_entry_that_says_whose(town: Agencies) -> None:
    people = [personas.amina(town.noor), personas.yusuf(town.noor)]
    signed_in(town.noor).get(reverse("people:all"))
    ((act, person, detail),) = last(town.noor)
    assert (act, person) == ("people.list", None)
    assert detail["page"] == "people:all" and detail["count"] == 2
    assert set(detail["people"]) == {str(one.pk) for one in people}


def test_what_a_search_found_is_in_the_ledger_and_what_was_typed_is_not(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    personas.yusuf(town.noor)
    signed_in(town.noor).post(reverse("people:find"), {"asked": "Amina"})
    ((_, _, detail),) = last(town.noor)
    assert detail == {"page": "people:find", "count": 1, "people": [str(amina.pk)]}


def test_my_work_says_whose_names_it_showed(town: Agencies) -> None:
    amina = personas.amina(town.noor, at=personas.datetime.now(personas.UTC))
    signed_in(town.noor).get(reverse("work:mine"))
    ((_, _, detail),) = last(town.noor)
    assert detail == {"page": "work:mine", "count": 1, "people": [str(amina.pk)]}


def test_an_opened_page_is_a_look_and_no_list(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    signed_in(town.noor).get(reverse("people:one", args=[amina.pk]))
    with as_(town.noor):
        assert Entry.objects.filter(act="people.look", person=amina.pk, by=town.noor.pk).count() == 1
        assert not Entry.objects.filter(act="people.list").exists()


def test_a_page_that_shows_nobody_leaves_no_list(town: Agencies) -> None:
    signed_in(town.noor).get(reverse("directory:all"))
    assert [act for act, _, _ in last(town.noor) if act.startswith("people.")] == []


@pytest.mark.filterwarnings("ignore")
def test_no_page_is_shown_without_its_entry(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with mock.patch.object(ledger, "gathered", side_effect=DatabaseError("the ledger is full")):
        answer = signed_in(town.noor).get(reverse("people:one", args=[amina.pk]))
    assert answer.status_code == 500 and "Amina" not in answer.content.decode()


def test_two_pages_of_one_agency_do_not_wait_for_each_other(really_commits: Address) -> None:
    town = personas.agencies()
    amina = personas.amina(town.noor)
    tam = personas.colleague(town.outreach.agency, [town.outreach.service], name="Tam Trial", role="outreach")
    is_open, may_go_on, history = Event(), Event(), queries.history

    def slowly(person: object, **more: object) -> object:
        if not is_open.is_set():
            is_open.set()
            assert may_go_on.wait(30), "the other page waited for this one"
        return history(person, **more)

    def opened_by(worker: personas.Worker) -> int:
        try:
            return signed_in(worker).get(reverse("people:one", args=[amina.pk])).status_code
        finally:
            connection.close()

    with mock.patch.object(queries, "history", slowly), ThreadPoolExecutor(2) as at_once:
        slow = at_once.submit(opened_by, town.noor)
        assert is_open.wait(30)
        assert at_once.submit(opened_by, tam).result(timeout=20) == 200
        assert not slow.done()
        may_go_on.set()
        assert slow.result(timeout=20) == 200
    with as_(town.noor):
        assert Entry.objects.filter(act="people.look", person=amina.pk).count() == 2
        assert ledger.verify(town.outreach.agency.pk) is None
