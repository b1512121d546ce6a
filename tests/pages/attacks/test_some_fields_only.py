"""A service with the name and the needs learns no more, through no page; and nothing once sharing stops."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.advice import actions as advice
from recourse.records.advice.models import Grounds
from recourse.records.people import actions as people
from recourse.records.people.models import Person, Share
from recourse.records.placements import actions as placements
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.pages.attacks import planted
from tests.pages.attacks.planted import MARK
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
OF_A_PERSON = [
    "people:one",
    "people:facts",
    "people:looks",
    "people:note",
    "people:describe",
    "ask:begin",
    "answers:latest",
    "sharing:all",
    "sharing:agree",
    "disclosing:begin",
    "statement:one",
    "statement:give",
    "referring:send",
    "referring:of_person",
    "offers:of_person",
    "offers:new",
    "offers:needs",
]
ASKED = ("status_code", "pregnant")
LISTS = ("work:mine", "people:all", "homes:all", "numbers:all", "directory:all")
SECRETS = [
    f"{MARK} bridge",
    f"{MARK}ish",
    f"{MARK} noted",
    "1937",
    "900771",
    "Overstayer",
    "overstayed",
    "pregnant",
    "Pregnant",
]
STATUS_SAID = ["Stayed after a visa ended"]


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now() - timedelta(days=3))


@pytest.fixture
def her(town: Agencies) -> Person:
    """Noor met her three days ago, wrote down everything, and answered what is open to her."""
    at = now() - timedelta(days=3)
    person = planted.somebody(town.noor, at=at)
    planted.status(person, by=town.noor, at=at)
    with as_(town.noor, at=at):
        advice.answer(person, about="everything", as_at=localdate(at), by=town.noor, at=at)
    return person


def some(her: Person, town: Agencies, *fields: str) -> Share:
    """She agrees that the hosting scheme sees some fields."""
    at = now() - timedelta(days=2)
    return personas.agree(
        her, to=town.hosting.service, by=town.noor, fields=fields or ("name", "needs"), at=at
    )


def everywhere(client: Any, her: Person, *more: str) -> dict[str, Any]:
    """Every page about her, and every list she could stand in."""
    pages = [reverse(name, args=[her.pk]) for name in OF_A_PERSON]
    pages += [there + "?all" for there in pages[:1]] + [pages[0] + "?notes"]
    pages += [
        reverse("ask:question", args=[her.pk, "everything", name]) for name in ("status_code", "pregnant")
    ]
    lists = [
        reverse(name) for name in ("work:mine", "people:all", "homes:all", "numbers:all", "directory:all")
    ]
    return {there: client.get(there) for there in [*pages, *lists, *more]}


def test_with_name_and_needs_no_page_tells_the_rest(town: Agencies, her: Person) -> None:
    some(her, town)
    client = planted.signed_in(town.pat)
    with as_(town.noor, at=now()):
        sent = referrals.send(
            her, to=town.hosting.service, why="A room.", asks="A room.", by=town.noor, at=now()
        )
    thread = [reverse(f"referring:{name}", args=[sent.pk]) for name in ("one", "accept", "ask", "refuse")]
    for there, answer in everywhere(client, her, *thread).items():
        assert answer.status_code in (200, 302, 404), (there, answer.status_code)
        secrets = SECRETS[:5] if "/ask/" in there else SECRETS  # a question lists every status there is
        assert not planted.shows(answer, *secrets), (there, planted.shows(answer, *secrets))
    asked = client.get(reverse("ask:question", args=[her.pk, "everything", "status_code"])).content.decode()
    assert f'value="{planted.STATUS}" selected' not in asked and " checked" not in asked


def test_an_answer_by_the_scheme_rests_on_what_it_may_see(town: Agencies, her: Person) -> None:
    some(her, town)
    client = planted.signed_in(town.pat)
    answer = client.post(reverse("answers:again", args=[her.pk]), {"about": "everything"}, follow=True)
    assert answer.status_code == 200
    assert not planted.shows(answer, *SECRETS[:5], *STATUS_SAID)
    assert "1 fact, " in answer.content.decode()


@pytest.mark.parametrize("asked", ["07700 900771", "900771", f"{MARK} bridge", f"{MARK}ish", "1937"])
def test_what_is_not_shared_finds_nobody(asked: str, town: Agencies, her: Person) -> None:
    some(her, town, "needs")
    client = planted.signed_in(town.pat)
    for name in ("people:find", "people:add"):
        assert str(her.pk) not in client.post(reverse(name), {"asked": asked}).content.decode()
        assert str(her.pk) not in client.post(reverse(name), {"asked": f"{MARK}nick"}).content.decode()


def test_with_needs_alone_she_has_no_name_anywhere(town: Agencies, her: Person) -> None:
    some(her, town, "needs")
    for there, answer in everywhere(planted.signed_in(town.pat), her).items():
        assert not planted.shows(answer), there


def test_no_title_and_no_address_says_a_name(town: Agencies, her: Person) -> None:
    with as_(town.noor, at=now()):
        answer = advice.answer(her, about="bed", as_at=localdate(), by=town.noor, at=now())
    client = planted.signed_in(town.noor)
    found = everywhere(client, her, reverse("answers:one", args=[answer.pk]))
    titles = {
        there: re.findall(r"<title>(.*?)</title>", page.content.decode(), re.S)
        for there, page in found.items()
    }
    assert all(MARK not in title for several in titles.values() for title in several)
    assert titles[reverse("people:one", args=[her.pk])] == [f"{her.reference} - Recourse"]
    assert f"<h1>{MARK}name Marked</h1>" in words(found[reverse("people:one", args=[her.pk])])
    for page in found.values():
        assert all(
            MARK not in there for there in re.findall(r'(?:href|action)="([^"]*)"', page.content.decode())
        )


def ended(share: Share, town: Agencies, how: str) -> Any:
    """Sharing stops: taken back now, or its last day is over."""
    if how == "withdrawn":
        with as_(town.noor, at=now()):
            people.withdraw(share, by=town.noor, at=now())
        return mock.patch("recourse.pages.look.transaction.now", now)
    later = now() + timedelta(days=60)
    return mock.patch("recourse.pages.look.transaction.now", lambda: later)


@pytest.mark.parametrize("how", ["withdrawn", "over"])
def test_once_sharing_ends_nothing_is_left(how: str, town: Agencies, her: Person) -> None:
    share = some(her, town, *ALL)
    at = now()
    with as_(town.noor, at=at):
        sent = referrals.send(her, to=town.hosting.service, why=f"{MARK} why", asks="A", by=town.noor, at=at)
    with as_(town.pat, at=at):
        referrals.accept(sent, by=town.pat, at=at)
        answer = advice.answer(her, about="everything", as_at=localdate(), by=town.pat, at=at)
    home, beds = planted.house(town.pat, at=at)
    offer = planted.offered(beds[0], her, town.pat, at=at)
    with as_(town.noor, at=at):
        stay = placements.accept(offer, by=town.noor, at=at)
    client = planted.signed_in(town.pat)
    things = [
        reverse("answers:one", args=[answer.pk]),
        reverse("referring:one", args=[sent.pk]),
        reverse("offers:one", args=[offer.pk]),
        reverse("stays:end", args=[stay.pk]),
        reverse("homes:one", args=[home.pk]),
        reverse("offers:from_bed", args=[beds[1].pk]),
    ]
    assert client.get(things[0]).status_code == client.get(things[1]).status_code == 200
    secrets = [f"{MARK}name", f"{MARK}nick", f"{MARK} why", *SECRETS[:-2], her.reference, str(her.pk)]
    with ended(share, town, how):
        for there, page in everywhere(client, her, *things).items():
            told = [one for one in planted.shows(page, *secrets) if not (one == "1937" and "offer" in there)]
            assert not told, (there, page.status_code, told)
        for there in things[:3]:
            assert client.get(there).status_code == 404, there
        for asked in (f"{MARK}nick", her.reference):
            assert str(her.pk) not in client.post(reverse("people:find"), {"asked": asked}).content.decode()


ALL = ("name", "birth_date", "contact", "language", "place", "status", "health", "needs", "answers", "notes")


def test_what_rests_on_her_status_goes_with_it_though_her_name_stays(town: Agencies, her: Person) -> None:
    everything = some(her, town, *ALL)
    some(her, town, "name", "answers")
    with as_(town.pat, at=now()):
        answer = advice.answer(her, about="everything", as_at=localdate(), by=town.pat, at=now())
        assert Grounds.objects.filter(answer=answer, fields__contains=["status"]).exists()
    client, there = planted.signed_in(town.pat), reverse("answers:one", args=[answer.pk])
    assert "is not shared with you" not in client.get(there).content.decode()
    with as_(town.noor, at=now()):
        people.withdraw(everything, by=town.noor, at=now())
    with as_(town.pat, at=now()):
        assert not Grounds.objects.filter(answer=answer, fields__contains=["status"]).exists()
    page = client.get(there)
    assert page.status_code == 200
    assert not planted.shows(page, *STATUS_SAID)
    assert "is not shared with you" in page.content.decode()


def test_what_they_told_the_scheme_itself_stays_its_own(town: Agencies, her: Person) -> None:
    everything = some(her, town, *ALL)
    some(her, town, "name")
    planted.status(her, by=town.pat, at=now())
    with as_(town.pat, at=now()):
        answer = advice.answer(her, about="everything", as_at=localdate(), by=town.pat, at=now())
        before = Grounds.objects.filter(answer=answer).count()
    with as_(town.noor, at=now()):
        people.withdraw(everything, by=town.noor, at=now())
    with as_(town.pat, at=now()):
        assert Grounds.objects.filter(answer=answer).count() == before > 0


def test_the_site_s_own_role_reads_only_the_shared_fields_by_sql(town: Agencies, her: Person) -> None:
    share = some(her, town)
    assert fields_by_sql(town) == {"people_particular": {"name"}, "people_fact": {"needs"}}
    with as_(town.noor, at=now()):
        people.withdraw(share, by=town.noor, at=now())
    assert fields_by_sql(town) == {"people_particular": set(), "people_fact": set()}


def fields_by_sql(town: Agencies) -> dict[str, set[str]]:
    """The fields of which the scheme's worker gets any row, and that of the rest there is none."""
    found = {}
    with as_(town.pat, at=now()), connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("recourse_app",)
        for table in ("people_particular", "people_fact"):
            cursor.execute(f"select distinct field from {table}")
            found[table] = {row[0] for row in cursor.fetchall()}
        for table in ("people_note", "advice_answer", "advice_grounds"):
            cursor.execute(f"select count(*) from {table}")
            assert cursor.fetchone() == (0,), table
        cursor.execute("select distinct field from people_searchtoken")
        assert {row[0] for row in cursor.fetchall()} <= found["people_particular"]
    return found
