"""Pat erases a host at her wish: who she is goes, and the page says what stands in the way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from recourse.records.hosting import actions as hosting
from recourse.records.hosting.models import Host
from recourse.records.ledger.models import Entry
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Stay
from tests import personas
from tests.pages.money.test_nights_of_the_erased import counted
from tests.pages.seen import words
from tests.personas import Agencies, as_
from tests.records.hosting.town import approved, asks, stays

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SURE = {"why": "asked", "sure": "yes"}
SEEN = ("Olive Penhale", "07700 900123", "4 Invented Row", "kind and steady")


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now() - 120 * DAY)


@pytest.fixture
def pat(town: Agencies) -> Client:
    client = Client()
    client.force_login(town.pat)
    return client


def page(client: Client, host: Host, step: str = "") -> str:
    return words(client.get(f"/hosts/{host.pk}/{step}"))


def hosted(town: Agencies) -> tuple[Host, Stay]:
    at = now() - 100 * DAY
    host = approved(town, on=localdate(at), at=at, is_key=True)
    guest = personas.person(town.pat, nickname="Guest")
    return host, stays(town, host, guest, first_day=localdate(at), at=at)


def over(town: Agencies, host: Host, stay: Stay, *, on: date) -> None:
    signed = {"on": on, "by": town.pat, "at": now()}
    with as_(town.pat, at=now()):
        placements.end(stay, kind="planned", moved_to="friends", **signed)
        hosting.leave(host, words="She moves to the sea.", **signed)


def test_olive_asks_to_be_erased_and_only_days_and_nights_are_left(
    town: Agencies, pat: Client, django_capture_on_commit_callbacks: Any
) -> None:
    kept = django_capture_on_commit_callbacks
    host, stay = hosted(town)
    assert "Erase them" not in page(pat, host), "she hosts"
    over(town, host, stay, on=localdate() - 10 * DAY)
    shown, lived_on = page(pat, host), localdate() - 50 * DAY
    assert all(word in shown for word in SEEN) and "Erase them" in shown
    before = counted(town.pat, lived_on)
    assert before[2] == [1]
    asked = page(pat, host, "erase/")
    assert "Rooms, beds and past nights stay" in asked
    assert pat.post(f"/hosts/{host.pk}/erase/", {"why": "asked"}).status_code == 200
    assert "Olive Penhale" in page(pat, host), "nobody said they were sure"
    with kept(execute=True):
        assert pat.post(f"/hosts/{host.pk}/erase/", SURE)["Location"] == f"/hosts/{host.pk}/"
    shown = page(pat, host)
    assert [word for word in (*SEEN, "the sea", "Erase them") if word in shown] == []
    assert "Erased" in shown and "Home visited" in shown
    assert "Host 1" not in words(pat.get("/hosts/"))
    assert "Erased" in words(pat.get("/hosts/?all=1"))
    assert counted(town.pat, lived_on) == before
    with as_(town.pat, at=now()):
        assert Entry.objects.get(act="hosting.erase", about=host.pk).detail == {"why": "asked"}
    assert "This host was erased already." in words(pat.post(f"/hosts/{host.pk}/erase/", SURE))


def test_nobody_is_erased_who_still_hosts_or_has_a_guest(town: Agencies, pat: Client) -> None:
    host, _ = hosted(town)
    said = words(pat.post(f"/hosts/{host.pk}/erase/", SURE))
    assert "Somebody lives with them, or is promised a bed" in said
    free = approved(town, on=localdate(), at=now(), name="Ottilie Other")
    said = words(pat.post(f"/hosts/{free.pk}/erase/", SURE))
    assert "This host still hosts. Write down first that they left." in said
    assert "Olive Penhale" in page(pat, host) and "Ottilie Other" in page(pat, free)


def test_what_happened_there_keeps_her_but_not_against_a_court(town: Agencies, pat: Client) -> None:
    host, stay = hosted(town)
    with as_(town.pat, at=now()):
        placements.tell_incident(stay, on=localdate(), words="A quarrel.", by=town.pat, at=now())
    over(town, host, stay, on=localdate())
    said = words(pat.post(f"/hosts/{host.pk}/erase/", SURE))
    assert "Something happened during a stay there" in said
    assert "Olive Penhale" in page(pat, host)
    assert pat.post(f"/hosts/{host.pk}/erase/", SURE | {"why": "ordered"}).status_code == 302
    assert "Olive Penhale" not in page(pat, host)


def test_only_a_manager_of_her_scheme_erases_her(town: Agencies) -> None:
    host = asks(town, on=localdate(), at=now())
    worker = personas.colleague(
        town.hosting.agency, [town.hosting.service], name="Hal Housing", role="housing"
    )
    for somebody in (worker, town.noor):
        client = Client()
        client.force_login(somebody)
        assert client.post(f"/hosts/{host.pk}/erase/", SURE).status_code == 404
    with as_(town.pat, at=now()):
        assert Host.objects.get(pk=host.pk).name == "Olive Penhale"
