"""A name in any script is kept as it is, found again, and never turns the words around it about."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.people import identity, queries
from recourse.records.people.models import Person
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.pages.attacks import planted
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
NAMES = {
    "Arabic": "أمينة بنت خالد",
    "Tigrinya": "ኣሚና ገብረመድህን",
    "Cyrillic": "Амина Ґалаґан-Їжакевич",
    "Persian with a joiner": "می‌خواهم زهرا",
    "combining": "Ami\u0301n\u0303a Nguyê\u0303n",
    "stacked": "Z" + "\u0300\u0301\u0302\u0303\u0304" * 30 + "oe",
    "family of emoji": "👩‍👩‍👧‍👦 Amina 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "turned about": "\u202eanimA\u202c Example",
    "turned and never back": "\u202e\u2067animA",
    "marks alone": "\u200f\u200e\u2066Amina\u2069",
    "beyond the first plane": "𐐀𐐁 𠮷田",
    "markup": "<b>Amina</b> & \"co\" {{ x }} 'y'",
}
REFUSED = {
    "NUL": "Ami\0na",
    "10,000 letters": "x" * 10_000,
    "half a character": "Ami\ud800na",
    "escape": "Ami\x1b[31mna",
}
TURNED = "\u202eTurned\u2067"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


def add(client: Client, **known: str) -> Any:
    form = {"searched": "x", "once": "once-and-again", "place": "", "note": ""} | known
    return client.post(reverse("people:add"), form, follow=True)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_is_kept_letter_by_letter_shown_and_found(name: str, town: Agencies) -> None:
    client = planted.signed_in(town.noor)
    answer = add(client, name=name, nickname="Mina")
    assert answer.status_code == 200
    with as_(town.noor, at=now()):
        (person,) = queries.visible()
        assert identity.read(person).name == name
    texts = list(Texts.of(answer.content.decode()))
    assert any(name in text for text, _ in texts), "the name stands on the page as it was typed"
    first = next(word for word in name.split() if any(unicodedata.category(sign)[0] == "L" for sign in word))
    found = client.post(reverse("people:find"), {"asked": first}).content.decode()
    assert reverse("people:one", args=[person.pk]) in found
    told = client.post(reverse("api:search"), json.dumps({"asked": first}), "application/json")
    assert [one["name"] for one in told.json()["found"]] == [name]


@pytest.mark.parametrize("name", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused_with_a_sentence(name: str, town: Agencies) -> None:
    sent = name.encode("utf-8", "surrogatepass").decode("latin-1") if "\ud800" in name else name
    client = planted.signed_in(town.noor)
    answer = add(client, name=sent, nickname="Mina")
    words = answer.content.decode()
    with as_(town.noor, at=now()):
        kept = list(queries.visible())
        if kept:
            assert identity.read(kept[0]).name == sent
            return
    assert answer.status_code == 200
    assert re.search(
        'class="govuk-error-message".*(Keep it under|cannot be kept|not allowed)', words, re.DOTALL
    )


class Texts(HTMLParser):
    """The texts of a page, each with the tags and attributes it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.found: list[tuple[str, list[tuple[str, dict[str, str | None]]]]] = []

    @classmethod
    def of(cls, page: str) -> Iterator[tuple[str, list[tuple[str, dict[str, str | None]]]]]:
        read = cls()
        read.feed(page)
        yield from read.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, dict(attrs)))
        elif tag == "input" and dict(attrs).get("type") not in ("hidden", "radio", "checkbox"):
            self.found.append((dict(attrs).get("value") or "", [(tag, dict(attrs))]))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.found.append((data, list(self.open)))


def stands_apart(around: list[tuple[str, dict[str, str | None]]]) -> bool:
    """Whether the words round a text cannot be turned about by it."""
    return any(tag == "bdi" or attributes.get("dir") == "auto" for tag, attributes in around)


def somebody(town: Agencies) -> Person:
    return personas.person(
        town.noor,
        at=now(),
        name=f"{TURNED} name",
        nickname=f"{TURNED} nick",
        place=f"{TURNED} place",
        language=f"{TURNED} language",
        note=f"{TURNED} note",
    )


@pytest.fixture
def turned(town: Agencies) -> dict[str, Any]:
    """Somebody in whose every word the direction is turned, and never turned back."""
    at = now()
    amina = somebody(town)
    planted.status(amina, by=town.noor, at=at)
    share = personas.agree(
        amina,
        to=town.hosting.service,
        by=town.noor,
        days=60,
        at=at,
        purpose=f"{TURNED} purpose",
        fields=("name", "place", "language", "needs", "notes"),
    )
    with as_(town.noor, at=at):
        sent = referrals.send(
            amina, to=town.hosting.service, why=f"{TURNED} why", asks=f"{TURNED} asks", by=town.noor, at=at
        )
    with as_(town.pat, at=at):
        referrals.ask(sent, words=f"{TURNED} more?", by=town.pat, at=at)
    home, beds = planted.house(town.pat, at=at)
    offer = planted.offered(beds[0], amina, town.pat, at=at)
    return {
        "person_id": amina.pk,
        "share_id": share.pk,
        "referral_id": sent.pk,
        "home_id": home.pk,
        "bed_id": beds[0].pk,
        "offer_id": offer.pk,
        "service_id": town.hosting.service.pk,
        "worker_id": town.noor.pk,
        "about": "bed",
        "key": "part7",
        "fact_name": "destitute",
        "kind": "licence",
        "funding": "paying",
    }


def test_no_name_turns_the_words_of_a_page_about(turned: dict[str, Any], town: Agencies) -> None:
    seen, loose, tomorrow = set(), set(), localdate() + timedelta(days=1)
    for worker in (town.noor, town.pat):
        client = planted.signed_in(worker)
        for name, route in planted.addresses().items():
            parts = re.findall(r"<\w+:(\w+)>", route)
            if name.startswith("api:") or not set(parts) <= set(turned):
                continue
            there = reverse(name, kwargs={part: turned[part] for part in parts})
            page = client.get(there, {"all": "1", "day": tomorrow.isoformat()}).content.decode()
            for text, around in Texts.of(page):
                if "\u202e" in text:
                    seen.add(name)
                    if not stands_apart(around):
                        loose.add((name, around[-1][0], text.strip()[:60]))
    assert {"people:one", "people:all", "referring:one", "work:mine", "sharing:all", "homes:one"} <= seen
    assert "\n".join(map(str, sorted(loose))) == ""
