"""The site's own API does what the pages do: it finds, tells the beds of a day, and moves referrals."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.ledger.models import Entry
from recourse.records.people.models import Person
from recourse.records.referrals.models import Referral
from tests import personas
from tests.pages.attacks import planted
from tests.pages.attacks.planted import MARK
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor, at=now())


def post(client: Client, name: str, sent: Any, *args: Any, key: str = "the-first-time") -> HttpResponse:
    body = sent if isinstance(sent, str | bytes) else json.dumps(sent)
    there = reverse(f"api:{name}", args=args)
    return client.post(there, body, "application/json", headers={"Idempotency-Key": key})


def sending(amina: Person, town: Agencies, **other: Any) -> dict[str, Any]:
    whole = {"person": str(amina.pk), "to": str(town.hosting.service.pk), "why": "Cold.", "asks": "A bed."}
    return whole | other


def sent(amina: Person, town: Agencies) -> dict[str, Any]:
    personas.agree(amina, to=town.hosting.service, by=town.noor, days=60, at=now())
    answer = post(planted.signed_in(town.noor), "send", sending(amina, town))
    assert answer.status_code == 201, answer.content
    told: dict[str, Any] = json.loads(answer.content)
    return told


def test_noor_finds_amina_by_the_beginning_of_her_name(town: Agencies, amina: Person) -> None:
    answer = post(planted.signed_in(town.noor), "search", {"asked": "ami"})
    (found,) = answer.json()["found"]
    assert found["name"] == "Amina Example" and found["nickname"] == "Mina"
    assert found["why"] == "Worker: Noor Example"
    assert found["page"] == reverse("people:one", args=[amina.pk])
    assert "Amina" not in str(answer.request["PATH_INFO"])


def test_a_search_for_nothing_is_told_in_the_words_of_the_page(town: Agencies) -> None:
    answer = post(planted.signed_in(town.noor), "search", {"asked": "  "})
    assert answer.status_code == 422
    assert answer.json() == {
        "problem": "not_so",
        "sentence": "Write a name, a nickname or a reference.",
        "fields": [{"field": "asked", "sentence": "Write a name, a nickname or a reference."}],
    }


def test_pat_reads_the_free_beds_of_a_day_without_an_address(town: Agencies) -> None:
    planted.house(town.pat, at=now())
    client = planted.signed_in(town.pat)
    day = localdate() + timedelta(days=3)
    answer = client.get(reverse("api:beds"), {"day": day.isoformat()})
    told = answer.json()
    assert (told["day"], told["free"], told["beds"]) == (day.isoformat(), 3, 3)
    assert {bed["state"] for home in told["homes"] for bed in home["beds"]} == {"free"}
    assert f"1 {MARK} Lane" not in answer.content.decode()
    assert planted.signed_in(town.noor).get(reverse("api:beds")).json()["homes"] == []


@pytest.mark.parametrize("day", ["0", "1700000000", "2026-02-30", "tomorrow", "9999-12-31", "٢٠٢٦-٠١-٠١"])
def test_what_is_no_day_is_said(day: str, town: Agencies) -> None:
    answer = planted.signed_in(town.pat).get(reverse("api:beds"), {"day": day})
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["field"] == "day"


def test_a_referral_is_sent_asked_about_answered_and_taken(town: Agencies, amina: Person) -> None:
    first = sent(amina, town)
    noor, pat = planted.signed_in(town.noor), planted.signed_in(town.pat)
    (waiting,) = pat.get(reverse("api:referrals")).json()["referrals"]
    assert waiting["id"] == first["id"] and waiting["person"]["name"] == "Amina Example"
    there = first["id"]
    read = pat.get(reverse("api:referral", args=[there])).json()
    assert read["can"] == ["accept", "ask", "refuse"] and read["asks"] == "A bed."
    asked = post(pat, "ask", {"words": "Stairs?", "seen": read["moves"]}, there).json()
    assert asked["state"] == "asked"
    replied = post(noor, "reply", {"words": "None.", "seen": asked["moves"]}, there).json()
    assert [one["more"] for one in replied["thread"]][:2] == ["None.", "Stairs?"]
    assert post(pat, "accept", {"seen": replied["moves"]}, there).json()["state"] == "accepted"
    late = post(pat, "accept", {"seen": replied["moves"]}, there)
    assert late.status_code == 409 and "Pat Pretend accepted this" in late.json()["sentence"]
    ended = post(pat, "close", {"disposition": "helped"}, there).json()
    assert ended["state"] == "closed" and ended["can"] == []


def test_sent_twice_under_one_key_it_is_sent_once(town: Agencies, amina: Person) -> None:
    personas.agree(amina, to=town.hosting.service, by=town.noor, days=60, at=now())
    noor = planted.signed_in(town.noor)
    once, again = (post(noor, "send", sending(amina, town)) for _ in range(2))
    assert (once.status_code, again.status_code) == (201, 201)
    assert once.json()["id"] == again.json()["id"]
    other = post(noor, "send", sending(amina, town), key="the-second-time")
    assert other.status_code == 409 and other.json()["problem"] == "already_referred"
    mixed = post(noor, "send", sending(amina, town, to=str(town.link.service.pk)))
    assert mixed.status_code == 409 and mixed.json()["problem"] == "key_was_used"
    with as_(town.noor, at=now()):
        assert Referral.objects.count() == 1
        assert Entry.objects.filter(act="referrals.send").count() == 1


def test_without_an_agreement_nothing_is_sent(town: Agencies, amina: Person) -> None:
    answer = post(planted.signed_in(town.noor), "send", sending(amina, town))
    assert answer.status_code == 422
    assert answer.json()["sentence"].startswith("Nothing is agreed with Hosting scheme today.")


def test_reading_a_referral_is_a_look_at_the_person(town: Agencies, amina: Person) -> None:
    first = sent(amina, town)
    planted.signed_in(town.pat).get(reverse("api:referral", args=[first["id"]]))
    with as_(town.pat, at=now()):
        assert Entry.objects.filter(act="people.look", by=town.pat.pk, person=amina.pk).count() == 1


def test_who_may_read_a_referral_but_not_answer_it_is_told_nothing_is_there(
    town: Agencies, amina: Person
) -> None:
    first = sent(amina, town)
    answer = post(planted.signed_in(town.noor), "accept", {}, first["id"])
    assert answer.status_code == 404 and answer.json()["problem"] == "not_here"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        (b"\xff\xfe", 400),
        ("[]", 422),
        ("null", 422),
        ('{"asked": "A", "more": 1}', 422),
        ('{"asked": "\\ud800"}', 422),
        ('{"asked": "a\\u0000b"}', 422),
        ('{"asked": ' + "[" * 100_000 + "]" * 100_000 + "}", 400),
        ('{"asked": ' + "9" * 5_000 + "}", 400),
        ('{"asked": "' + "x" * 10_000 + '"}', 422),
        ('{"asked": "' + "x" * 3_000_000 + '"}', 413),
    ],
)
def test_what_cannot_be_read_is_answered_in_one_shape(body: Any, status: int, town: Agencies) -> None:
    answer = post(planted.signed_in(town.noor), "search", body)
    assert answer.status_code == status, answer.content
    assert set(answer.json()) == {"problem", "sentence", "fields"}


def test_what_is_no_operation_is_told_as_data(town: Agencies) -> None:
    client = planted.signed_in(town.noor)
    assert client.get("/api/nothing").json()["problem"] == "not_here"
    wrong = client.get(reverse("api:search"))
    assert wrong.status_code == 405 and wrong.json()["problem"] == "no_such_method"
    assert wrong["Allow"] == "POST"


def test_whoever_reads_of_more_people_than_one_works_with_is_stopped_here_too(
    town: Agencies, settings: Any
) -> None:
    settings.READING_STOPPED_AT = 2
    for number in range(4):
        personas.person(town.noor, name=f"Amina Example {number}", at=now())
    answer = post(planted.signed_in(town.noor), "search", {"asked": "amina"})
    assert answer.status_code == 429 and answer.json()["problem"] == "too_many"
    assert "Amina" not in answer.content.decode()
