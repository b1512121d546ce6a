"""Closing a file, holding its end back, and answering a deletion notice, as a worker sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from recourse.config.database.address import Address
from recourse.jobs import keeping
from recourse.records.directory.models import Worker
from recourse.records.keeping import queries
from recourse.records.people.models import Person
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.conftest import speak_to
from tests.pages.attacks.planted import signed_in
from tests.pages.seen import words
from tests.personas import Agencies, as_


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor, at=now())


def fresh(person: Person, by: Worker) -> Person:
    with as_(by, at=now()):
        return Person.objects.get(pk=person.pk)


def test_noor_closes_amina_s_file_and_opens_it_again(town: Agencies, amina: Person) -> None:
    browser = signed_in(town.noor)
    there = reverse("keeping:close", args=[amina.pk])
    assert "6 years" in browser.get(there).content.decode()
    wrong = browser.post(there, {})
    assert "Choose the reason that comes nearest." in wrong.content.decode()
    assert browser.post(there, {"why": "helped"}).status_code == 302
    closed = fresh(amina, town.noor)
    assert closed.is_closed and closed.closed_at is not None
    page = browser.get(reverse("people:one", args=[amina.pk])).content.decode()
    assert "The file is closed." in page and "The file is closed</a>" in page
    assert "Open it again" in browser.get(reverse("keeping:file", args=[amina.pk])).content.decode()
    browser.post(there, {"why": "helped"})
    assert "closed already" in browser.get(there).content.decode()
    browser.post(reverse("keeping:reopen", args=[amina.pk]))
    assert not fresh(amina, town.noor).is_closed


def test_pat_cannot_close_the_file_of_somebody_who_is_only_shared_with_her(
    town: Agencies, amina: Person
) -> None:
    personas.agree(amina, to=town.hosting.service, by=town.noor, at=now())
    browser = signed_in(town.pat)
    for name in ("close", "reopen"):
        answer = browser.post(reverse(f"keeping:{name}", args=[amina.pk]), {"why": "helped"})
        assert answer.status_code == 404
    assert not fresh(amina, town.noor).is_closed


def test_only_a_manager_keeps_a_file_from_being_deleted(town: Agencies, amina: Person) -> None:
    there = reverse("keeping:hold", args=[amina.pk])
    assert signed_in(town.noor).post(there, {"why": "court"}).status_code == 404
    mo = personas.mo(town.outreach, at=now())
    browser = signed_in(mo)
    assert browser.post(there, {"why": "court"}).status_code == 302
    assert "A court case".lower() in browser.get(there).content.decode().lower()
    browser.post(reverse("keeping:lift", args=[amina.pk]))
    happened = browser.get(reverse("people:one", args=[amina.pk])).content.decode()
    assert "To be kept: nothing is deleted by itself" in happened and "keeping:" not in happened
    with as_(mo, at=now()):
        assert queries.hold_on(amina, by=mo) is None


def test_a_file_that_is_held_says_so_and_offers_to_end_that_in_place_of_erasing(
    town: Agencies, amina: Person
) -> None:
    mo = personas.mo(town.outreach, at=now())
    browser, noor = signed_in(mo), signed_in(town.noor)
    file, erase, close = (
        reverse(name, args=[amina.pk]) for name in ("keeping:file", "people:erase", "keeping:close")
    )
    assert "Erase this person" in words(browser.get(file)) and "Erase for ever" in words(browser.get(erase))
    browser.post(reverse("keeping:hold", args=[amina.pk]), {"why": "inquest"})
    for there in (file, erase, close):
        told = words(browser.get(there))
        assert "an inquest. Mo Manager said so on" in told and "until a manager ends it" in told
        assert "Erase for ever" not in told and "Everything is kept for 6 years" not in told
    assert "Erase this person" not in words(browser.get(file))
    assert "End what keeps it" in words(browser.get(erase))
    assert "Mo Manager said so" in words(noor.get(file)) and "End this" not in words(noor.get(file))
    assert "Kept from being deleted" in words(noor.get(reverse("people:one", args=[amina.pk])))
    refused = browser.post(erase, {"why": "asked", "sure": ["yes"]})
    assert refused.status_code == 409 and "End what keeps it" in words(refused)
    browser.post(reverse("keeping:lift", args=[amina.pk]))
    assert "Erase for ever" in words(browser.get(erase))
    assert "Kept from being deleted" not in words(noor.get(reverse("people:one", args=[amina.pk])))


def test_a_file_another_agency_holds_offers_neither_closing_nor_erasing(
    town: Agencies, amina: Person
) -> None:
    personas.agree(amina, to=town.hosting.service, by=town.noor, at=now())
    told = words(signed_in(town.pat).get(reverse("keeping:file", args=[amina.pk])))
    assert "Wrenfield Night Outreach holds it. They close it and erase it" in told
    assert "Close the file" not in told and "Erase this person" not in told
    assert "Keep it from being deleted" in told


def test_a_notice_waits_in_my_work_until_our_copies_are_deleted(really_commits: Address) -> None:
    long_ago = now() - timedelta(days=400)
    town = personas.agencies(at=long_ago)
    amina = personas.amina(town.noor, at=long_ago)
    personas.agree(amina, to=town.law.service, by=town.noor, at=long_ago, days=30)
    with as_(town.noor, at=long_ago):
        sent = referrals.send(amina, to=town.law.service, why="w", asks="a", by=town.noor, at=long_ago)
        referrals.take_back(sent, reason="They left.", by=town.noor, at=long_ago)
    speak_to(really_commits, role="worker")
    keeping.keep_all(at=now())
    speak_to(really_commits)
    browser = signed_in(town.sam)
    assert "1 deletion notice" in browser.get("/").content.decode()
    listed = browser.get(reverse("keeping:notices")).content.decode()
    assert amina.reference in listed and "a referral" in listed
    with as_(town.sam, at=now()):
        (notice,) = queries.notices(town.sam)
    there = reverse("keeping:done", args=[notice.pk])
    assert signed_in(town.pat).post(there).status_code == 404
    assert browser.post(there).status_code == 302
    assert "Nothing waits." in browser.get(reverse("keeping:notices")).content.decode()
    assert "deletion notice" not in browser.get("/").content.decode()


def test_of_an_answer_sent_twice_the_last_counts_and_no_other(town: Agencies, amina: Person) -> None:
    browser, there = signed_in(town.noor), reverse("keeping:close", args=[amina.pk])
    form = "application/x-www-form-urlencoded"
    assert (
        browser.post(f"{there}?why=helped", "why=helped&why=nonsense", content_type=form).status_code == 200
    )
    assert not fresh(amina, town.noor).is_closed
    assert browser.post(there, "why=nonsense&why=helped", content_type=form).status_code == 302
    assert fresh(amina, town.noor).is_closed
