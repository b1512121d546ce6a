"""What the page on the API shows is what the API answers, and its description is that of the code."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.config.command import api
from recourse.config.database.places import CHECKOUT
from recourse.records.homes import actions as homes
from tests import personas
from tests.pages.attacks import planted
from tests.personas import MONDAY, as_

PAGE = CHECKOUT / "docs" / "api.md"
SHOWN = re.compile(
    r"\*\*(Noor|Pat)\*\*.*?```http\n(\w+) (\S+)\n(.*?)```\n\nand is answered (\d+):\n\n```json\n(.*?)\n```",
    re.DOTALL,
)
ALWAYS = {
    "touched": "10:00",
    "sent_at": "2026-11-23T10:00:00Z",
    "at": "2026-11-23T10:00:00Z",
    "next_free": "26 Nov",
    "answer_by": "2026-11-28",
    "when": "10:00, Noor Example",
}


def fake(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


class Ids:
    """The ids of this run, and those the page shows for them."""

    def __init__(self, *known: object) -> None:
        self.shown = {str(one): fake(number) for number, one in enumerate(known, start=1)}

    def on_the_page(self, words: str) -> str:
        for one in re.findall(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", words):
            if one not in self.shown.values():
                self.shown.setdefault(one, fake(len(self.shown) + 1))
        for real, shown in self.shown.items():
            words = words.replace(real, shown)
        return words

    def of_this_run(self, words: str) -> str:
        for real, shown in self.shown.items():
            words = words.replace(shown, real)
        return words


def still(told: Any) -> Any:
    """An answer in which the hour is always that of the page."""
    if isinstance(told, dict):
        return {name: ALWAYS.get(name, still(one)) for name, one in told.items()}
    if isinstance(told, list):
        return [still(one) for one in told]
    return (
        re.sub(r"at \d\d:\d\d on \w+ \d+ \w+", "at 10:00 on Mon 23 Nov", told)
        if isinstance(told, str)
        else told
    )


def ask(client: Client, ids: Ids, method: str, there: str, rest: str) -> Any:
    """Send a request as the page shows it."""
    there, (headers, _, body) = ids.of_this_run(there), ids.of_this_run(rest).partition("\n")
    if method == "GET":
        return client.get(there)
    more = dict(line.split(": ", 1) for line in [headers] if line)
    return client.post(there, body.strip(), "application/json", headers=more)


@pytest.mark.django_db
def test_every_request_on_the_page_is_answered_as_it_says() -> None:
    town = personas.agencies()
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.hosting.service, by=town.noor, days=60, at=now())
    with as_(town.pat):
        homes.enter(
            name="Lamp House",
            area="Old Town",
            address="1 Example Lane",
            rooms=[("Room 1", 1, "free")],
            first_day=date(2026, 8, 25),
            by=town.pat,
            at=MONDAY,
        )
    ids = Ids(amina.pk, town.hosting.service.pk)
    clients = {"Noor": planted.signed_in(town.noor), "Pat": planted.signed_in(town.pat)}
    text = PAGE.read_text()
    assert len(SHOWN.findall(text)) == 5
    for who, method, there, rest, status, said in SHOWN.findall(text):
        answer = ask(clients[who], ids, method, there, rest)
        assert answer.status_code == int(status), answer.content
        whole = ids.on_the_page(json.dumps(still(answer.json()), indent=1, ensure_ascii=False))
        assert whole == said


def test_the_description_that_is_kept_is_that_of_the_code() -> None:
    assert api.FILE.read_text() == api.written(), "write it anew: recourse api --write"


def test_it_is_openapi_three_one_and_every_operation_says_what_it_may_answer() -> None:
    said = json.loads(api.FILE.read_text())
    assert said["openapi"].startswith("3.1")
    for path, methods in said["paths"].items():
        for method, operation in methods.items():
            codes = set(operation["responses"])
            assert {"401", "404", "422", "429", "503"} <= codes, path
            assert method == "get" or {"400", "403", "413"} <= codes, path


@pytest.mark.django_db
def test_every_operation_stands_on_the_page_in_plain_words() -> None:
    town = personas.agencies()
    page = planted.signed_in(town.noor).get(reverse("api:about")).content.decode()
    for path, methods in json.loads(api.FILE.read_text())["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page
