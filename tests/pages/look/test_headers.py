"""What every answer carries, whoever asks and whatever went wrong."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator

import pytest
from django.contrib.staticfiles import finders
from django.db import InterfaceError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils.timezone import now

from recourse.config.database import address, keys
from recourse.records.directory import queries
from tests import personas
from tests.pages.attacks import planted

SHUT = ("default-src", "object-src", "base-uri", "frame-ancestors")
KEPT_SETTINGS = re.compile(r"(SESSION|CSRF|SECURE|LANGUAGE|MESSAGE)_")


@pytest.fixture
def town() -> personas.Agencies:
    return personas.agencies(at=now())


def wrong_with(answer: HttpResponse, *, is_file: bool = False) -> list[str]:
    """What is missing from, or too wide in, the headers of an answer."""
    policy = directives(answer.get("Content-Security-Policy", ""))
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    wrong = [f"{name}: {answer.get(name)}" for name, value in wanted.items() if answer.get(name) != value]
    wrong += [name for name in SHUT if policy.get(name) != "'none'"]
    if "unsafe-" in str(policy) or "*" in str(policy) or "http" in str(policy) or "data:" in str(policy):
        wrong.append(f"a wide policy: {policy}")
    if "geolocation=()" not in answer.get("Permissions-Policy", ""):
        wrong.append("no permissions policy")
    if not is_file and answer.get("Cache-Control") != "no-store":
        wrong.append(f"kept in caches: {answer.get('Cache-Control')}")
    return wrong


def directives(policy: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.strip().partition(" ") for part in policy.split(";"))}


def everywhere(client: Client, ids: dict[str, object]) -> Iterator[tuple[str, HttpResponse]]:
    for name, route in planted.addresses().items():
        where = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(ids.get(part[1], "1")), route)
        if name == "door:leave":
            continue
        yield f"GET {route}", client.get(where)
        yield f"POST {route}", client.post(where)


def test_every_address_signed_out_and_in_is_shut_to_caches_frames_and_strangers(
    really_commits: address.Address,
) -> None:
    town = personas.agencies(at=now())
    marked = planted.plant_with_offices(really_commits, at=now())
    ids = marked.ids(worker=town.noor)
    clients = (Client(raise_request_exception=False), planted.signed_in(marked.holder.worker))
    answers = [each for client in clients for each in everywhere(client, ids)]
    assert len(answers) > 150
    assert {where: wrong for where, answer in answers if (wrong := wrong_with(answer))} == {}
    assert {answer.status_code for _, answer in answers} >= {200, 302, 404, 405}


@pytest.mark.django_db
def test_files_carry_them_too_and_may_do_nothing_when_opened_by_themselves() -> None:
    assert finders.find("recourse/mark.svg")
    for name in ("recourse/mark.svg", "recourse/start.js", "recourse/parts/frame.css"):
        answer = Client().get(f"/static/{name}")
        assert answer.status_code == 200
        assert wrong_with(answer, is_file=True) == []
        assert directives(answer["Content-Security-Policy"])["sandbox"] == ""
        answer.close()


@pytest.mark.django_db
def test_the_pages_for_what_went_wrong_carry_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(**signal: object) -> None:
        raise InterfaceError("gone")

    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    stale = client.post("/door/leave/")
    missing = client.get("/nowhere/")
    odd = client.get("/healthz", HTTP_HOST="elsewhere.example")
    monkeypatch.setattr("recourse.pages.look.transaction.transaction.atomic", lost)
    down = client.get("/door/")
    monkeypatch.undo()
    monkeypatch.setattr(queries, "personas", None)
    broken = client.get("/door/")
    found = {"stale": stale, "missing": missing, "odd host": odd, "down": down, "broken": broken}
    assert {each.status_code for each in found.values()} == {400, 404, 500, 503}
    assert {what: wrong for what, answer in found.items() if (wrong := wrong_with(answer))} == {}
    for what in ("stale", "missing", "down", "broken"):
        assert "Leave this page now" in found[what].content.decode()


@pytest.mark.django_db
def test_scripts_and_sheets_are_let_in_by_a_nonce_that_is_new_each_time() -> None:
    first, second = Client().get("/door/"), Client().get("/door/")
    nonces = []
    for answer in (first, second):
        policy = directives(answer["Content-Security-Policy"])
        (nonce,) = re.findall(r"'nonce-([^']+)'", policy["script-src"])
        assert policy["script-src"] == policy["style-src"] == f"'nonce-{nonce}'"
        tags = re.findall(r"<(?:script|link rel=\"stylesheet\")[^>]*>", answer.content.decode())
        assert len(tags) > 5
        assert [tag for tag in tags if f'nonce="{nonce}"' not in tag] == []
        nonces.append(nonce)
    assert nonces[0] != nonces[1]


@pytest.mark.django_db
def test_noor_leaves_and_her_browser_is_told_to_forget(town: personas.Agencies) -> None:
    noor = planted.signed_in(town.noor)
    assert not noor.get("/").has_header("Clear-Site-Data")
    left = noor.post("/door/leave/")
    assert left["Clear-Site-Data"] == '"cache", "storage"'
    assert left.cookies["sessionid"].value == ""


def production(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """The settings about cookies and connections, as production has them."""
    nowhere = address.Address
    monkeypatch.setattr(address, "chosen", lambda **_: nowhere.__new__(nowhere))
    monkeypatch.setattr(nowhere, "for_django", lambda self, role: {})
    monkeypatch.setattr(keys, "read", lambda *_: "only here")
    monkeypatch.delitem(sys.modules, "recourse.config.settings.production", raising=False)
    module = importlib.import_module("recourse.config.settings.production")
    sys.modules.pop("recourse.config.settings.production")
    return {name: value for name, value in vars(module).items() if KEPT_SETTINGS.match(name)}


@pytest.mark.django_db
def test_a_person_is_sent_on_to_https_and_a_program_is_told(
    town: personas.Agencies, monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(**production(monkeypatch)):
        plain = Client(raise_request_exception=False)
        there = plain.get("/people/")
        assert (there.status_code, there["Location"][:8]) == (301, "https://")
        refused = plain.post("/api/people/search", "{}", "application/json")
        assert refused.status_code == 403 and refused.json()["problem"] == "not_in_the_open"
        assert "Only over https" in refused.content.decode() and "Location" not in refused
        plain.defaults["HTTP_X_FORWARDED_PROTO"] = "https"
        assert plain.post("/api/people/search", "{}", "application/json").status_code in (401, 403)


def test_in_production_cookies_are_bound_to_the_host_and_out_of_reach_of_scripts(
    really_commits: address.Address,
) -> None:
    town = personas.agencies(at=now())
    marked = planted.plant_with_offices(really_commits, at=now())
    with pytest.MonkeyPatch.context() as monkey, override_settings(**production(monkey)):
        clients = (Client(raise_request_exception=False), planted.signed_in(marked.holder.worker))
        for client in clients:
            client.defaults["HTTP_X_FORWARDED_PROTO"] = "https"
        answers = [each for client in clients for each in everywhere(client, marked.ids(worker=town.noor))]
        answers.append(("leaving", clients[1].post("/door/leave/")))
    baked = {where: answer.cookies for where, answer in answers if answer.cookies}
    assert baked
    for where, cookies in baked.items():
        for name, cookie in cookies.items():
            assert name.startswith("__Host-"), where
            assert cookie["path"] == "/" and not cookie["domain"], where
            if cookie.value:
                assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] in ("Lax", "Strict"), (
                    where
                )
    assert {answer.get("Strict-Transport-Security") for _, answer in answers} == {
        "max-age=31536000; includeSubDomains"
    }
