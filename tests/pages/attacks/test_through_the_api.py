"""Whom another agency knows is nowhere in the API either: not found by id, not listed, not searched out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.records.directory.models import Worker
from recourse.records.ledger.models import Entry
from recourse.records.referrals.models import Message, Referral
from tests import personas
from tests.pages.attacks import planted
from tests.pages.attacks.planted import MARK, Planted
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
ROLES = ("noor", "sam", "lin", "pat", "cass")


@dataclass(frozen=True)
class Tried:
    """An operation with a body that would do it, were she theirs; `names_her` when it says who is meant."""

    method: str
    body: dict[str, Any] | None = None
    names_her: bool = True


OPERATIONS: dict[str, Tried] = {
    "api:search": Tried("post", {"asked": f"{MARK}nick"}, names_her=False),
    "api:beds": Tried("get", names_her=False),
    "api:services": Tried("get", names_her=False),
    "api:referrals": Tried("get", names_her=False),
    "api:send": Tried("post", {"person": "HER", "to": "SCHEME", "why": "Cold.", "asks": "A bed."}),
    "api:referral": Tried("get"),
    "api:accept": Tried("post", {}),
    "api:ask": Tried("post", {"words": "Who?"}),
    "api:refuse": Tried("post", {"code": "no_space", "step": "another_service"}),
    "api:reply": Tried("post", {"words": "Her."}),
    "api:take_back": Tried("post", {"reason": "Found."}),
    "api:close": Tried("post", {"disposition": "helped"}),
}


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def her(town: Agencies) -> Planted:
    return planted.plant(at=now())


def address(name: str, referral: UUID) -> str:
    whole = name in ("api:search", "api:beds", "api:services", "api:referrals", "api:send")
    return reverse(name) if whole else reverse(name, args=[referral])


def ask(client: Client, name: str, her: Planted, *, referral: UUID, person: UUID) -> HttpResponse:
    """Do an operation with her ids in it."""
    tried = OPERATIONS[name]
    there = address(name, referral)
    if tried.method == "get":
        return client.get(there, {"every_home": "true"} if name == "api:beds" else {})
    body = json.dumps(tried.body).replace("HER", str(person)).replace("SCHEME", str(her.scheme.service.pk))
    return client.post(there, body, "application/json", headers={"Idempotency-Key": "once-and-again"})


def refusals(worker: Worker) -> int:
    with as_(worker, at=now()):
        return Entry.objects.filter(by=worker.pk, act__endswith="look_refused").count()


def kept(her: Planted) -> tuple[Any, ...]:
    with as_(her.scheme.worker, at=now()):
        states = list(Referral.objects.order_by("pk").values_list("pk", "state", "moves"))
        return states, Message.objects.count()


@pytest.mark.parametrize("role", ROLES)
def test_what_names_her_is_not_there(role: str, town: Agencies, her: Planted) -> None:
    worker = getattr(town, role)
    client, before, tried = planted.signed_in(worker), kept(her), 0
    for name in (name for name, one in OPERATIONS.items() if one.names_her):
        answer = ask(client, name, her, referral=her.referral.pk, person=her.person.pk)
        nobodys = ask(client, name, her, referral=UUID(int=7), person=UUID(int=7))
        assert answer.status_code == 404, (name, answer.content)
        assert not planted.shows(answer, MARK, str(her.person.pk), her.person.reference), name
        assert answer.content == nobodys.content, name
        tried += 2
        assert refusals(worker) == tried, name
    assert kept(her) == before


@pytest.mark.parametrize("role", ROLES)
def test_no_list_of_theirs_shows_a_byte_of_her(role: str, town: Agencies, her: Planted) -> None:
    client = planted.signed_in(getattr(town, role))
    for name in (name for name, one in OPERATIONS.items() if not one.names_her):
        answer = ask(client, name, her, referral=her.referral.pk, person=her.person.pk)
        assert answer.status_code == (404 if role == "cass" else 200), name
        assert not planted.shows(answer, MARK, str(her.person.pk), her.person.reference), name
    for which in ("to_answer", "asked_back", "unanswered", "refused", "in_hand"):
        answer = client.get(reverse("api:referrals"), {"which": which})
        assert not planted.shows(answer, MARK, str(her.person.pk)), which


@pytest.mark.parametrize("asked", [f"{MARK}nick", f"{MARK}name Marked", "07700 900771"])
def test_searching_for_her_answers_as_if_nobody_was_called_that(
    asked: str, town: Agencies, her: Planted
) -> None:
    client = planted.signed_in(town.lin)
    answer = client.post(reverse("api:search"), {"asked": asked}, "application/json")
    assert answer.json() == {"found": []}
    theirs = planted.signed_in(her.holder.worker).post(
        reverse("api:search"), {"asked": asked}, "application/json"
    )
    assert {one["id"] for one in theirs.json()["found"]} >= {str(her.person.pk)}


def test_signed_out_nothing_is_answered(town: Agencies, her: Planted) -> None:
    client = Client(raise_request_exception=False)
    for name in OPERATIONS:
        answer = ask(client, name, her, referral=her.referral.pk, person=her.person.pk)
        assert answer.status_code == 401 and answer.json()["problem"] == "not_signed_in", name
        assert answer["Cache-Control"] == "no-store"


def test_without_a_form_s_token_nothing_is_done_and_the_try_is_in_the_ledger(
    town: Agencies, her: Planted
) -> None:
    hal = her.scheme.worker
    client, before, tried = planted.signed_in(hal, enforce_csrf_checks=True), kept(her), 0
    for name in (name for name, one in OPERATIONS.items() if one.method == "post"):
        answer = ask(client, name, her, referral=her.referral.pk, person=her.person.pk)
        assert answer.status_code == 403 and answer.json()["problem"] == "stale_form", name
        tried += 1
    with as_(hal, at=now()):
        entries = Entry.objects.filter(by=hal.pk, act="door.stale_form")
        assert entries.count() == tried
        assert {entry.detail["page"] for entry in entries} >= {"api:accept", "api:referrals"}
    assert kept(her) == before
