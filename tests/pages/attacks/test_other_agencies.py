"""Whom another agency knows is nowhere: at no address of the site, for no role, by no method."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils.timezone import now

from recourse.config.database.address import Address
from recourse.records.directory.models import Worker
from recourse.records.ledger.models import Entry
from tests import personas
from tests.pages.attacks import planted
from tests.pages.attacks.planted import MARK, Planted
from tests.pages.attacks.test_through_the_api import OPERATIONS
from tests.personas import Agencies, as_

# What each address does for somebody who may not see her. A new address belongs in one of the two.
REFUSED = {
    "staff:one",
    "staff:invite_again",
    "staff:sign_out",
    "staff:leave",
    "staff:adviser",
    "staff:no_adviser",
    "people:one",
    "people:erase",
    "people:facts",
    "people:looks",
    "people:note",
    "people:describe",
    "people:take_on",
    "ask:begin",
    "ask:go_on",
    "ask:stop",
    "ask:question",
    "answers:latest",
    "answers:again",
    "answers:one",
    "answers:door",
    "sharing:all",
    "sharing:agree",
    "sharing:stop",
    "disclosing:begin",
    "disclosing:outcomes",
    "disclosing:advice",
    "disclosing:words",
    "disclosing:agree",
    "disclosing:status",
    "disclosing:check",
    "disclosing:stop",
    "disclosing:sheet",
    "refusals:of_person",
    "refusals:begin",
    "refusals:one",
    "refusals:ask",
    "refusals:status",
    "refusals:facts",
    "refusals:check",
    "refusals:stop",
    "plan:now",
    "plan:ask",
    "plan:agree",
    "plan:take_back",
    "plan:keep",
    "plan:together",
    "plan:one",
    "tasks:add",
    "tasks:cannot",
    "tasks:one",
    "tasks:take",
    "tasks:put_off",
    "tasks:done",
    "tasks:give_up",
    "statement:one",
    "statement:give",
    "referring:send",
    "referring:to",
    "referring:of_person",
    "referring:one",
    "referring:accept",
    "referring:ask",
    "referring:refuse",
    "referring:reply",
    "referring:take_back",
    "referring:close",
    "homes:one",
    "homes:state",
    "homes:room",
    "homes:lease",
    "homes:certificate",
    "homes:upkeep",
    "homes:told",
    "homes:correct",
    "homes:correct_bed",
    "homes:correct_room",
    "homes:hand_back",
    "homes:strike",
    "hosts:one",
    "hosts:step",
    "hosts:rhythm",
    "hosts:take_on",
    "hosts:check_in",
    "money:rate_out",
    "money:end_cost",
    "money:cost_out",
    "money:receipt_out",
    "money:grant",
    "money:grant_out",
    "money:of_person",
    "money:give",
    "money:stop",
    "offers:of_person",
    "offers:new",
    "offers:needs",
    "offers:make",
    "offers:from_bed",
    "offers:one",
    "offers:accept",
    "offers:decline",
    "offers:take_back",
    "panels:names",
    "panels:rise",
    "panels:take_back",
    "panels:decision",
    "panels:choose",
    "panels:pin",
    "panels:say_no",
    "stays:end",
    "stays:course",
    "stays:look",
    "stays:longer",
    "stays:notice",
    "stays:incident",
    "stays:arrange",
    "stays:meet",
    "stays:agree",
    "stays:move_on",
    "stays:pays",
    "stays:right_to_rent",
    "stays:paper",
    "papers:of_person",
    "papers:keep",
    "papers:open",
    "papers:remove",
    "keeping:file",
    "keeping:close",
    "keeping:reopen",
    "keeping:hold",
    "keeping:lift",
    "keeping:done",
    "emergency:one",
    "emergency:decide",
    "emergency:dispute",
    "ledger:file",
    "ledger:reading",
}
OF_NOBODY = {
    "staff:all",
    "staff:answers",
    "staff:complaints",
    "staff:reported",
    "staff:invite",
    "look:more",
    "look:healthz",
    "look:violations",
    "papers:fetch",
    "door:enter",
    "door:become",
    "door:leave",
    "work:mine",
    "deadlines:all",
    "deadlines:open",
    "deadlines:end",
    "deadlines:calendar",
    "people:all",
    "people:find",
    "people:add",
    "homes:all",
    "stays:due",
    "homes:add",
    "lent:all",
    "hosts:all",
    "hosts:new",
    "money:year",
    "money:houses",
    "money:free_rooms",
    "money:how_long",
    "money:lines",
    "money:rates",
    "money:set_rate",
    "money:costs",
    "money:add_cost",
    "money:receipts",
    "money:add_receipt",
    "money:bank",
    "money:grants",
    "money:add_grant",
    "homes:take_in",
    "homes:give_out",
    "homes:give_out_stays",
    "homes:give_out_states",
    "homes:take_in_stays",
    "homes:take_in_states",
    "directory:all",
    "emergency:ask",
    "ledger:heads",
    "ledger:address",
    "directory:one",
    "directory:say_room",
    "numbers:all",
    "planning:beds",
    "numbers:stopped",
    "changes:mine",
    "changes:all",
    "keeping:notices",
    "api:about",
    "api:openapi",
    "law:all",
    "law:one",
    "law:unverified",
    "law:unverified_of",
    "panels:now",
    "panels:sit",
    "panels:decisions",
    "criteria:ours",
    "fairness:rules",
    "fairness:floor",
    "fairness:week",
    "fairness:quarters",
    "fairness:as_csv",
    "criteria:change",
    "criteria:of_service",
    "agreements:all",
    "agreements:one",
}
# Signing in, which the demonstration these tests walk through has not: tests/pages/door walks through it.
OF_SIGNING_IN = {
    "door:add_passkey",
    "door:begin",
    "door:begin_app",
    "door:begin_passkey",
    "door:begin_passkey_question",
    "door:begin_password",
    "door:change_password",
    "door:code",
    "door:connect_app",
    "door:end",
    "door:end_others",
    "door:invited",
    "door:mine",
    "door:my_passkey_question",
    "door:new_codes",
    "door:passkey",
    "door:passkey_question",
    "door:password",
    "door:remove",
}
WORDS = {
    "topic": "homelessness",
    "about": "bed",
    "key": "part7",
    "fact_name": "status_code",
    "signed": "forged",
    "secret": "guessed",
    "kind": "licence",
    "funding": "paying",
}
METHODS = ("get", "post", "head", "options", "put", "patch", "delete")
ROLES = ("noor", "sam", "lin", "pat", "cass")
ASKED = {
    "asked": f"{MARK}nick",
    "searched": f"{MARK}nick",
    "text": "x",
    "once": "x",
    "answer": "yes",
    "said": "OVERSTAYER",
    "about": "bed",
    "to": "x",
    "why": "x",
    "asks": "x",
    "words": "x",
    "code": "full",
    "step": "agree",
    "reason": "x",
    "state": "unusable",
}


@pytest.fixture
def town(really_commits: Address) -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def her(really_commits: Address, town: Agencies) -> Planted:
    return planted.plant_with_offices(really_commits, at=now())


def address(name: str, her: Planted) -> str:
    parts = re.findall(r"<\w+:(\w+)>", planted.addresses()[name])
    ids: dict[str, Any] = her.ids(worker=her.holder.worker) | WORDS
    if name in ("offers:decline", "offers:take_back", "offers:accept"):
        ids["offer_id"] = her.waiting.pk
    return reverse(name, kwargs={part: ids[part] for part in parts})


def refusals(worker: Worker) -> int:
    with as_(worker, at=now()):
        return Entry.objects.filter(by=worker.pk, act__endswith="look_refused").count()


def test_every_address_of_the_site_is_in_the_table() -> None:
    assert set(planted.addresses()) == REFUSED | OF_NOBODY | OF_SIGNING_IN | set(OPERATIONS)


@pytest.mark.parametrize("role", ROLES)
def test_what_is_hers_is_not_there_for_another_agency(role: str, town: Agencies, her: Planted) -> None:
    worker = getattr(town, role)
    client, tried = planted.signed_in(worker), 0
    for name in sorted(REFUSED):
        there, statuses = address(name, her), []
        for method in METHODS:
            answer = getattr(client, method)(there, ASKED if method in ("get", "post") else {})
            statuses.append(answer.status_code)
            assert answer.status_code in (404, 405), (method, there, answer.status_code)
            assert not planted.shows(answer, MARK, str(her.person.pk), her.person.reference), (method, there)
        tried += statuses.count(404)
        assert 404 in statuses, there
        assert refusals(worker) == tried, there


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_theirs_shows_a_byte_of_her(role: str, town: Agencies, her: Planted) -> None:
    worker = getattr(town, role)
    hers = (str(her.person.pk), "name Marked", f"{MARK} bridge", f"{MARK} House", "900771")
    for name in sorted(OF_NOBODY):
        there = address(name, her)
        client = planted.signed_in(worker)
        for method in METHODS:
            answer = getattr(client, method)(there, ASKED if method in ("get", "post") else {})
            assert answer.status_code < 500, (method, there)
            assert not planted.shows(answer, *hers), (method, there)


@pytest.mark.parametrize("role", ["noor", "sam", "lin", "pat"])
def test_searching_for_her_finds_nobody(role: str, town: Agencies, her: Planted) -> None:
    client = planted.signed_in(getattr(town, role))
    for name in ("people:find", "people:add"):
        nobody = client.post(reverse(name), {"asked": "Zeynab"}).content.decode()
        for asked in (f"{MARK}nick", f"{MARK}name Marked", "07700 900771", her.person.reference):
            words = client.post(reverse(name), {"asked": asked}).content.decode()
            assert blind(words.replace(asked, "Zeynab")) == blind(nobody), asked


def blind(words: str) -> str:
    """A page without what is new each time it is made."""
    return re.sub(r'(name="(csrfmiddlewaretoken|once)"|nonce=)[^>]*', "", words)


def test_the_agency_that_holds_her_reads_who_tried_her_page(town: Agencies, her: Planted) -> None:
    for worker in (town.noor, town.cass):
        planted.signed_in(worker).get(reverse("people:one", args=[her.person.pk]))
    with as_(her.holder.worker, at=now()):
        tried = Entry.objects.filter(person=her.person.pk, act="people.look_refused")
        assert {entry.by for entry in tried} == {town.noor.pk, town.cass.pk}


def test_an_address_of_nobody_is_answered_in_the_same_words(town: Agencies, her: Planted) -> None:
    client = planted.signed_in(town.noor)
    hers = client.get(reverse("people:one", args=[her.person.pk])).content.decode()
    nobodys = client.get(reverse("people:one", args=[UUID(int=7)])).content.decode()
    assert blind(hers) == blind(nobodys)


def test_a_page_that_answers_a_post_is_a_look_too(town: Agencies, her: Planted) -> None:
    ona = her.holder.worker
    client = planted.signed_in(ona)
    client.post(reverse("people:note", args=[her.person.pk]), {})
    with as_(ona, at=now()):
        assert Entry.objects.filter(person=her.person.pk, act="people.look", by=ona.pk).count() == 1
    for method in ("options", "put", "trace", "delete"):
        answer = getattr(client, method)(reverse("sharing:agree", args=[her.person.pk]))
        assert answer.status_code == 405 and not planted.shows(answer), method
