"""The database gone in the middle of a click, and what may never stand in a log."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.urls import reverse
from django.utils.timezone import now

from recourse.config.logs import Discreet
from recourse.records.advice.models import Answer
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import queries
from recourse.records.people.models import Fact, Person, Share
from tests import personas
from tests.pages.attacks import planted
from tests.pages.attacks.planted import MARK
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


def counted(town: Agencies) -> tuple[int, ...]:
    with as_(town.noor, at=now()):
        return tuple(model._default_manager.count() for model in (Person, Fact, Answer, Share, Entry))


def gone_at_the_ledger(execute: Any, sql: str, *rest: Any) -> Any:
    """The server goes when the act, all but finished, is to be written to the ledger."""
    if any(words in sql.lower().replace('"', "") for words in ("insert into ledger_entry", "people_read(")):
        raise OperationalError("server closed the connection unexpectedly")
    return execute(sql, *rest)


def forms(person: Person) -> dict[str, dict[str, Any]]:
    """What Noor may be sending when the database goes."""
    return {
        reverse("people:add"): {"searched": "x", "nickname": "Hat", "place": "Bridge", "once": "a"},
        reverse("people:note", args=[person.pk]): {"text": "Cold.", "once": "b"},
        reverse("people:describe", args=[person.pk]): {"nickname": "Hat", "place": "Mill"},
        reverse("ask:question", args=[person.pk, "bed", "destitute"]): {"answer": "no"},
        reverse("ask:stop", args=[person.pk, "bed"]): {},
    }


def test_when_the_database_goes_at_the_last_step_nothing_is_half_written(town: Agencies) -> None:
    person = planted.somebody(town.noor, at=now())
    client = planted.signed_in(town.noor)
    for there, sent in forms(person).items():
        before = counted(town)
        with connection.execute_wrapper(gone_at_the_ledger):
            answer = client.post(there, sent)
        words = answer.content.decode()
        assert answer.status_code == 503, there
        assert "Recourse is down" in words and MARK not in words
        assert answer["Retry-After"] and answer["Cache-Control"] == "no-store"
        assert counted(town) == before, there
        with as_(town.noor, at=now()):
            assert len(queries.notes(person)) == 1


def test_a_look_that_cannot_be_written_shows_nothing(town: Agencies) -> None:
    person = planted.somebody(town.noor, at=now())
    client = planted.signed_in(town.noor)
    with connection.execute_wrapper(gone_at_the_ledger):
        answer = client.get(reverse("people:one", args=[person.pk]))
    assert answer.status_code == 503 and MARK not in answer.content.decode()


def test_no_log_line_says_anything_of_a_person(town: Agencies, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    person = planted.somebody(town.noor, at=now())
    client = planted.signed_in(town.noor)
    client.post(reverse("people:find"), {"asked": f"{MARK}name"})
    client.get(reverse("people:find"), {"asked": f"{MARK}name"})
    client.post(reverse("people:note", args=[person.pk]), {"text": f"{MARK} wrote"})
    client.put(reverse("people:note", args=[person.pk]), f"{MARK} wrote")
    client.get(f"/{MARK}-nowhere/")
    with mock.patch.object(ledger, "gathered", side_effect=RuntimeError(f"{MARK} said")):
        assert client.get(reverse("people:one", args=[person.pk])).status_code == 500
    logged = "\n".join(Discreet("{message}", style="{").format(record) for record in caplog.records)
    assert logged and MARK not in logged


ASK_PRODUCTION = """
import django
django.setup()
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse
try:
    reverse("door:become", args=["00000000-0000-0000-0000-000000000000"])
    raise SystemExit("the door is there")
except NoReverseMatch:
    pass
assert not settings.DEBUG and not settings.DEMONSTRATION
assert settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY
assert settings.SESSION_COOKIE_SAMESITE == "Lax"
assert settings.SECURE_HSTS_SECONDS and settings.SECURE_SSL_REDIRECT
from recourse.pages.door import personas, urls
assert personas.become not in {route.callback for route in urls.urlpatterns}
answer = Client(raise_request_exception=False).get("/door/", HTTP_HOST="localhost")
assert answer.status_code == 301 and answer["Location"].startswith("https://")
print("as it should be")
"""


def test_under_production_settings_no_persona_can_be_chosen(tmp_path: Any) -> None:
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "recourse.config.settings.production",
        "DATABASE_URL": "postgresql://nobody:nothing@127.0.0.1:1/none",
        "RECOURSE_DATA": str(tmp_path / "data"),
    }
    told = subprocess.run(
        [sys.executable, "-c", ASK_PRODUCTION], env=surroundings, capture_output=True, text=True, check=False
    )
    assert told.stdout.strip() == "as it should be", told.stderr[-2000:]
