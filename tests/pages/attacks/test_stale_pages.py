"""A page that stood open while a colleague changed the same thing: whoever sends it is told first."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.directory.models import Organisation, Service, Worker
from recourse.records.homes.models import BedState
from recourse.records.people import identity, queries
from recourse.records.people.models import Person
from recourse.records.people.words import Checked
from tests import personas
from tests.pages.attacks import planted
from tests.personas import Agencies, as_
from tests.records.disclosures import prepared

pytestmark = pytest.mark.django_db
Sent = dict[str, Any]


@dataclass
class Page:
    """A form two colleagues have open: what the first sends, what the second does, and what is kept."""

    there: str
    first: Worker
    second: Worker
    theirs: Sent
    ours: Sent
    kept: Callable[[], Any]
    says: str = ""


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor, at=now())


def colleague(worker: Worker, *, role: str, name: str = "Cole League") -> Worker:
    services = Service.objects.filter(organisation=worker.organisation_id)
    return personas.colleague(worker.organisation, services, name=name, role=role, at=now())


def today(name: str) -> Sent:
    day = localdate()
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def seen_by(worker: Worker, read: Callable[[], Any]) -> Callable[[], Any]:
    def reading() -> Any:
        with as_(worker, at=now()):
            return read()

    return reading


def advice(town: Agencies, amina: Person) -> Page:
    noor = town.noor
    letter = prepared.begun(amina, noor, at=now())
    said = {"had": "declined", "step": "said"} | today("on_day")
    there = reverse("disclosing:advice", args=[letter.pk])
    kept = seen_by(noor, lambda: prepared.again(letter, noor, at=now()).advice.words)
    sol = colleague(noor, role="outreach")
    return Page(there, noor, sol, said | {"words": "She said no."}, said | {"words": "Not now."}, kept)


def words(town: Agencies, amina: Person) -> Page:
    noor, at = town.noor, now()
    letter = prepared.begun(amina, noor, at=at)
    prepared.advised(letter, noor, at=at, on_day=localdate())
    kept = seen_by(noor, lambda: prepared.again(letter, noor, at=at).words.partition("\n\n")[2])
    theirs = {"fields_to_tell": ["name"], "message": "Why so long?"}
    ours = {"fields_to_tell": ["name"], "message": "Please answer."}
    sol = colleague(noor, role="outreach")
    return Page(reverse("disclosing:words", args=[letter.pk]), noor, sol, theirs, ours, kept)


def describing(town: Agencies, amina: Person) -> Page:
    sol = colleague(town.noor, role="outreach")
    kept = seen_by(town.noor, lambda: identity.read(amina).nickname)
    there = reverse("people:describe", args=[amina.pk])
    whole = {"name": "Amina Example"}
    return Page(
        there, town.noor, sol, whole | {"nickname": "Mina"}, whole | {"nickname": "Ami"}, kept, "Mina"
    )


def needs(town: Agencies, amina: Person) -> Page:
    personas.agree(amina, to=town.hosting.service, by=town.noor, days=90, at=now())
    pia = colleague(town.pat, role="manager")
    kept = seen_by(town.pat, lambda: queries.facts(amina)["housing_step_free"].value)
    there = reverse("offers:needs", args=[amina.pk])
    return Page(there, town.pat, pia, {"housing_step_free": "yes"}, {"housing_step_free": "no"}, kept, "Yes")


def question(town: Agencies, amina: Person) -> Page:
    sol = colleague(town.noor, role="outreach")
    kept = seen_by(town.noor, lambda: queries.facts(amina)["homeless_now"].value)
    there = reverse("ask:question", args=[amina.pk, "bed", "homeless_now"])
    return Page(there, town.noor, sol, {"answer": "yes"}, {"answer": "no"}, kept)


def room(town: Agencies, amina: Person) -> Page:
    pia, service = colleague(town.pat, role="manager"), town.hosting.service
    there = reverse("directory:say_room", args=[service.pk])
    kept = lambda: Service.objects.get(pk=service.pk).capacity_free  # noqa: E731
    return Page(there, town.pat, pia, {"free": "3", "unit": "beds"}, {"free": "1", "unit": "beds"}, kept, "3")


def complaints(town: Agencies, amina: Person) -> Page:
    max_, mia = (colleague(town.noor, role="manager", name=name) for name in ("Max Manager", "Mia Manager"))
    kept = lambda: Organisation.objects.get(pk=max_.organisation_id).complain_to  # noqa: E731
    there = reverse("staff:complaints")
    return Page(there, max_, mia, {"words": "Ring 1."}, {"words": "Ring 2."}, kept, "Ring 1.")


def heads(town: Agencies, amina: Person) -> Page:
    max_, mia = (colleague(town.noor, role="manager", name=name) for name in ("Max Manager", "Mia Manager"))
    kept = lambda: Organisation.objects.get(pk=max_.organisation_id).heads_to  # noqa: E731
    there, theirs = reverse("ledger:address"), {"address": "one@heads.example"}
    return Page(there, max_, mia, theirs, {"address": "two@heads.example"}, kept, "one@heads.example")


def bed(town: Agencies, amina: Person) -> Page:
    _, beds = planted.house(town.pat, at=now())
    pia = colleague(town.pat, role="manager")
    kept = seen_by(town.pat, lambda: BedState.objects.get(bedspace=beds[0], after_last_day=None).state)
    theirs, ours = ({"state": state} | today("from_day") for state in ("unusable", "preparing"))
    return Page(reverse("homes:state", args=[beds[0].pk]), town.pat, pia, theirs, ours, kept)


PAGES = (advice, words, describing, needs, question, room, complaints, heads, bed)


def hidden(page: str) -> Sent:
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def opened(client: Client, page: Page) -> Sent:
    """The hidden boxes of the form; the letter's advice is asked on a second page."""
    first = {name: value for name, value in page.ours.items() if name == "had"}
    answer = client.post(page.there, first) if first else client.get(page.there)
    assert answer.status_code == 200
    assert "seen" in (found := hidden(answer.content.decode())), answer.content.decode()[-2000:]
    return found


@pytest.mark.parametrize("made", PAGES, ids=lambda made: made.__name__)
def test_who_sends_an_old_page_is_told_and_writes_nothing_over(
    made: Callable[[Agencies, Person], Page], town: Agencies, amina: Person
) -> None:
    page = made(town, amina)
    first, second = planted.signed_in(page.first), planted.signed_in(page.second)
    shown, theirs = opened(first, page), opened(second, page)
    done = second.post(page.there, theirs | page.theirs)
    assert done.status_code == 302, done.content.decode()[-3000:]
    stands = page.kept()
    told = first.post(page.there, shown | page.ours)
    said = told.content.decode()
    assert told.status_code == 409, said[-2000:]
    assert "changed" in said and "Nothing of yours is kept yet" in said and page.says in said
    assert page.kept() == stands
    again = first.post(page.there, hidden(said) | page.ours)
    assert again.status_code == 302, again.content.decode()[-2000:]
    assert page.kept() != stands


def test_what_was_read_aloud_is_agreed_to_and_nothing_a_colleague_wrote_since(
    town: Agencies, amina: Person
) -> None:
    noor, at = town.noor, now()
    letter = prepared.begun(amina, noor, at=at)
    prepared.advised(letter, noor, at=at, on_day=localdate())
    prepared.written(letter, noor, at=at)
    client, there = planted.signed_in(noor), reverse("disclosing:agree", args=[letter.pk])
    shown = hidden(client.get(there).content.decode())
    prepared.written(letter, colleague(noor, role="outreach"), at=at, words="Amina wants to be sent home.")
    said = {
        "how": "interpreter_by_phone",
        "language": "Tigrinya",
        "was_read": "yes",
        "checked": Checked.values,
    }
    answer = client.post(there, shown | said)
    assert answer.status_code == 409 and "Amina wants to be sent home." in answer.content.decode()
    assert prepared.again(letter, noor, at=at).consent is None
    assert client.post(there, hidden(answer.content.decode()) | said).status_code == 302


@pytest.mark.parametrize("made", (describing, question, room, bed), ids=lambda made: made.__name__)
def test_who_sends_a_form_twice_is_not_told_of_their_own_answer(
    made: Callable[[Agencies, Person], Page], town: Agencies, amina: Person
) -> None:
    page = made(town, amina)
    client = planted.signed_in(page.first)
    sent = opened(client, page) | page.ours
    assert [client.post(page.there, sent).status_code for _ in range(2)] == [302, 302]
