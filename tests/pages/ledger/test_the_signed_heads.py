"""An agency takes its signed heads, says where they go, and settles who read of too many people."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.config.database.address import Address
from recourse.jobs import signing as job
from recourse.records.ledger import heads, signing
from recourse.records.ledger.models import Entry
from tests import personas
from tests.conftest import as_the_clock
from tests.personas import Agencies, as_


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies(at=now())


def signed_in(worker: personas.Worker) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(worker)
    return client


def test_pat_takes_the_file_of_a_day_and_it_is_truly_signed(really_commits: Address) -> None:
    town = personas.agencies(at=now())
    client = signed_in(town.pat)
    assert "Nothing is signed yet" in client.get(reverse("ledger:heads")).content.decode()
    with as_the_clock(really_commits):
        job.sign_all(at=now())
    with as_(town.pat, at=now()):
        (kept,) = signing.newest(town.hosting.agency.pk)
    page = client.get(reverse("ledger:heads")).content.decode()
    assert heads.fingerprint(bytes(kept.public_key)) in page
    answer = client.get(reverse("ledger:file", args=[kept.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="{kept.file_name}"'
    assert heads.read(answer.content.decode()) == signing.as_head(kept)
    with as_(town.pat, at=now()):
        assert Entry.objects.filter(act="ledger.take_head").count() == 1
    assert signed_in(town.noor).get(reverse("ledger:file", args=[kept.pk])).status_code == 404


def test_the_page_says_that_heads_wait_without_a_relay(
    town: Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(town.pat)
    monkeypatch.delenv("RECOURSE_MAIL_HOST", raising=False)
    assert "No mail goes out" in client.get(reverse("ledger:heads")).content.decode()
    monkeypatch.setenv("RECOURSE_MAIL_HOST", "mail.example")
    monkeypatch.setenv("RECOURSE_MAIL_FROM", "recourse@recourse.example")
    assert "Nobody has said where" in client.get(reverse("ledger:heads")).content.decode()


def test_pat_says_where_the_heads_go_and_a_colleague_who_answers_for_nobody_cannot(town: Agencies) -> None:
    pim = personas.colleague(town.hosting.agency, [town.hosting.service], name="Pim Proxy", role="link")
    there = reverse("ledger:address")
    assert signed_in(pim).post(there, {"address": "pim@elsewhere.example"}).status_code == 404
    client = signed_in(town.pat)
    assert "Give one address" in client.post(there, {"address": "not one"}).content.decode()
    assert client.post(there, {"address": "ledger@lamp.example"}).status_code == 302
    assert "ledger@lamp.example" in client.get(reverse("ledger:heads")).content.decode()


def test_who_read_of_too_many_waits_in_the_managers_work_until_it_is_settled(
    town: Agencies, settings: object
) -> None:
    settings.READING_TOLD_AT = 2
    pim = personas.colleague(town.hosting.agency, [town.hosting.service], name="Pim Proxy", role="link")
    reader = signed_in(pim)
    for number in range(2):
        person = personas.person(pim, nickname=f"Hat {number}", at=now())
        reader.get(reverse("people:one", args=[person.pk]))
    assert "Opened 2 different people" not in reader.get(reverse("work:mine")).content.decode()
    client = signed_in(town.pat)
    waiting = client.get(reverse("work:mine")).content.decode()
    assert "Pim Proxy" in waiting and "Opened 2 different people in an hour" in waiting
    there = waiting.partition('href="/ledger/reading/')[2].partition('"')[0]
    there = f"/ledger/reading/{there}"
    assert reader.get(there).status_code == 404
    assert signed_in(town.noor).get(there).status_code == 404
    assert "Pim Proxy opened 2 people" in client.get(there).content.decode()
    assert client.post(there).status_code == 302
    assert "different people in an hour" not in client.get(reverse("work:mine")).content.decode()
