"""Who may open a page, and that every try leaves a trace."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.records.ledger import queries as ledger
from recourse.records.people import actions as people
from tests import personas
from tests.pages.seen import words

pytestmark = pytest.mark.django_db
NONCE = re.compile(rb'nonce="[^"]+"')


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies()


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def acts(worker: personas.Worker, act: str) -> list[object]:
    with personas.as_(worker):
        return list(ledger.of_agency(worker.organisation_id).filter(act=act))


def test_nobody_unknown_comes_past_the_door(town: personas.Agencies) -> None:
    answer = Client().get(reverse("people:all"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("door:enter"))


def test_pat_may_not_see_amina_and_the_try_is_noted(town: personas.Agencies) -> None:
    amina = personas.amina(town.noor)
    answer = signed_in(town.pat).get(reverse("people:one", args=[amina.pk]))
    assert answer.status_code == 404
    assert "There is nothing here that you may see." in answer.content.decode()
    assert "Amina" not in answer.content.decode()
    (tried,) = acts(town.pat, "people.look_refused")
    assert tried.person == amina.pk and tried.by_name == "Pat Pretend"


def test_somebody_who_does_not_exist_looks_the_same_as_somebody_one_may_not_see(
    town: personas.Agencies,
) -> None:
    pat, amina = signed_in(town.pat), personas.amina(town.noor)
    hidden = pat.get(reverse("people:one", args=[amina.pk])).content
    missing = pat.get(reverse("people:one", args=[uuid4()])).content
    assert NONCE.sub(b"", hidden) == NONCE.sub(b"", missing)


def test_opening_a_page_is_a_look_and_writing_on_it_is_not(town: personas.Agencies) -> None:
    noor, amina = signed_in(town.noor), personas.amina(town.noor)
    noor.get(reverse("people:one", args=[amina.pk]))
    assert len(acts(town.noor, "people.look")) == 1
    noor.post(reverse("people:note", args=[amina.pk]), {"text": "Warm and eating.", "once": "a"})
    assert len(acts(town.noor, "people.look")) == 1
    assert len(acts(town.noor, "people.note")) == 2


def test_a_commissioner_sees_numbers_and_nobodys_page(town: personas.Agencies) -> None:
    cass, amina = signed_in(town.cass), personas.amina(town.noor)
    for there in (reverse("people:all"), reverse("people:find"), reverse("people:one", args=[amina.pk])):
        assert cass.get(there).status_code == 404
    assert cass.get(reverse("numbers:all")).status_code == 200
    assert cass.get(reverse("work:mine")).url == reverse("numbers:all")


def test_what_is_said_to_be_noted_is_noted(town: personas.Agencies) -> None:
    assert "Your visit is noted." in signed_in(town.cass).get(reverse("people:all")).content.decode()
    assert "Your visit is noted." in signed_in(town.cass).get("/no/such/page/").content.decode()
    pages = [entry.detail["page"] for entry in acts(town.cass, "pages.look_refused")]
    assert sorted(pages) == ["", "people:all"]
    assert "Your visit is noted." not in Client().get("/no/such/page/").content.decode()


def test_a_share_shows_amina_and_taking_it_back_hides_her_from_the_next_click(
    town: personas.Agencies,
) -> None:
    lin, yesterday = signed_in(town.lin), now() - timedelta(days=1)
    amina = personas.amina(town.noor, at=yesterday)
    there = reverse("people:one", args=[amina.pk])
    assert lin.get(there).status_code == 404
    share = personas.agree(amina, to=town.link.service, by=town.noor, fields=["name"], at=yesterday)
    shown = words(lin.get(there))
    assert "You see Amina because they agreed on" in shown
    assert "By the library" not in shown and "Not shared with you" in shown
    with personas.as_(town.noor, at=now()):
        people.withdraw(share, by=town.noor, at=now())
    assert lin.get(there).status_code == 404
