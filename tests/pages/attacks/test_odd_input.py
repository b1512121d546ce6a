"""Whatever is sent, in whatever shape, by whatever method: a page says what is wrong, nothing breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.records.directory.models import Worker
from recourse.records.ledger.models import Entry
from recourse.records.people.models import Person
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.pages.attacks import planted
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
HUGE = "9" * 400
ODD = [
    "",
    "x" * 10_000,
    "Amina\0Example",
    "\u202eanimA\u202c\u200f",
    "🙂👩‍👩‍👧",
    "أمينة ١٤",
    HUGE,
    "99999999999999999999",
    "-7",
    "1e999999",
    "NaN",
    "²",
    "٣",
    "31",
    "' or 1=1 --",
    "<script>alert(1)</script>",
    "{{ settings.SECRET_KEY }}",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "9999-12-31",
    "0001-01-01",
]
WORST = ["Amina\0Example", HUGE, "²", "x" * 10_000]
IN_AN_ADDRESS = ["\0", HUGE, "²", "9999-12-31", "0001-01-01", "<script>alert(1)</script>"]
DAYS = [
    ("31", "2", "1990"),
    ("99999999999999999999", "1", "1990"),
    ("1", "99999999999999999999", "1990"),
    ("²", "²", "1990"),
    ("1", "1", "²²²²"),
    ("1", "1", "0001"),
    ("31", "12", "9999"),
    ("-1", "-1", "-111"),
    ("٣", "٣", "١٩٩٠"),
    ("0", "0", "0000"),
]
PARTS = ("page", "day", "kind", "whose", "show", "all", "why", "then", "to", "next")
QUESTIONS = ("age", "status_code", "destitute", "dependent_children", "entry_date", "nationality")


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def places(town: Agencies) -> dict[str, tuple[Worker, str]]:
    """Every form of the site, with a worker who may send it."""
    at = now()
    amina = personas.amina(town.noor, at=at)
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, days=60, at=at)
    with as_(town.noor, at=at):
        sent = referrals.send(amina, to=town.hosting.service, why="A", asks="B", by=town.noor, at=at)
    _, beds = planted.house(town.pat, at=at)
    offer = planted.offered(beds[0], amina, town.pat, at=at)
    return {
        **about(amina, town),
        "sharing:stop": (town.noor, reverse("sharing:stop", args=[share.pk])),
        "homes:state": (town.pat, reverse("homes:state", args=[beds[1].pk])),
        "offers:make": (town.pat, reverse("offers:make", args=[amina.pk, beds[1].pk])),
        "offers:decline": (town.noor, reverse("offers:decline", args=[offer.pk])),
        "offers:take_back": (town.pat, reverse("offers:take_back", args=[offer.pk])),
        **{
            f"referring:{act}": (town.pat, reverse(f"referring:{act}", args=[sent.pk]))
            for act in ("accept", "ask", "refuse", "close")
        },
        **{
            f"referring:{act}": (town.noor, reverse(f"referring:{act}", args=[sent.pk]))
            for act in ("reply", "take_back")
        },
    }


def about(amina: Person, town: Agencies) -> dict[str, tuple[Worker, str]]:
    own = ("people:note", "people:describe", "ask:begin", "sharing:agree", "answers:again", "people:take_on")
    here: dict[str, tuple[Worker, str]] = {name: (town.noor, reverse(name, args=[amina.pk])) for name in own}
    for fact in QUESTIONS:
        there = reverse("ask:question", args=[amina.pk, "everything", fact])
        here[f"ask:question {fact}"] = (town.noor, there)
    return here | {
        "people:find": (town.noor, reverse("people:find")),
        "people:add": (town.noor, reverse("people:add")),
        "ask:stop": (town.noor, reverse("ask:stop", args=[amina.pk, "bed"])),
        "referring:to": (town.noor, reverse("referring:to", args=[amina.pk, town.hosting.service.pk])),
        "offers:needs": (town.pat, reverse("offers:needs", args=[amina.pk])),
        "directory:say_room": (town.pat, reverse("directory:say_room", args=[town.hosting.service.pk])),
        "door:become": (town.noor, reverse("door:become", args=[town.noor.pk])),
    }


def boxes(client: Client, there: str) -> dict[str, str]:
    """The names of the boxes on a page, with what they hold."""
    words = client.get(there).content.decode()
    tags = re.findall(r"<(?:input|textarea|select|button)\b[^>]*\bname=\"([^\"]+)\"([^>]*)", words)
    held = {name: (re.findall(r'value="([^"]*)"', rest) or [""])[0] for name, rest in tags}
    held.pop("csrfmiddlewaretoken", None)
    return held


def filled(held: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Everything odd at once; and each box odd in one way while the others hold what fits."""
    fits = {name: value or "1" for name, value in held.items()}
    yield from (dict.fromkeys(held, odd) for odd in ODD)
    for turn, name in enumerate(held):
        yield {**fits, name: WORST[turn % len(WORST)]}


def days(held: dict[str, str], parts: tuple[str, str, str]) -> dict[str, str]:
    """A form with an odd day in each of its days."""
    ends = dict(zip(("_day", "_month", "_year"), parts, strict=True))
    return {
        name: next((odd for end, odd in ends.items() if name.endswith(end)), value or "1")
        for name, value in held.items()
    }


def has_days(held: dict[str, str]) -> bool:
    return any(name.endswith("_year") for name in held)


def test_no_form_breaks_whatever_is_written_in_it(places: dict[str, tuple[Worker, str]]) -> None:
    broken = []
    for name, (worker, there) in places.items():
        client = planted.signed_in(worker)
        held = boxes(client, there) | {
            "searched": "x",
            "answer": "",
            "said": "",
            "rows": "1",
            "step": "agree",
        }
        tried = [{**held, "said": odd} for odd in ("1e999999", HUGE, "-7", "NaN")] if "ask:" in name else []
        tried += [*filled(held), *(days(held, odd) for odd in DAYS if has_days(held))]
        for sent in tried:
            answer = client.post(there, sent)
            if answer.status_code >= 500:
                broken.append((name, {key: value[:12] for key, value in sent.items()}))
                break
    assert broken == []


def test_no_page_breaks_whatever_stands_in_its_address(town: Agencies) -> None:
    amina = personas.amina(town.noor, at=now())
    personas.agree(amina, to=town.hosting.service, by=town.noor, days=60, at=now())
    home, beds = planted.house(town.pat, at=now())
    lists = ["work:mine", "people:all", "homes:all", "numbers:all", "directory:all", "door:enter"]
    hers = [
        "people:one",
        "answers:latest",
        "sharing:agree",
        "offers:new",
        "offers:of_person",
        "referring:send",
    ]
    pages = [reverse(name) for name in lists] + [reverse(name, args=[amina.pk]) for name in hers]
    pages += [reverse("homes:one", args=[home.pk]), reverse("offers:from_bed", args=[beds[0].pk])]
    pages += [reverse("homes:state", args=[beds[0].pk]), reverse("offers:make", args=[amina.pk, beds[0].pk])]
    broken = []
    for worker in (town.pat, town.cass):
        client = planted.signed_in(worker)
        for there in pages:
            for odd in IN_AN_ADDRESS:
                answer = client.get(there, dict.fromkeys(PARTS, odd))
                if answer.status_code >= 500:
                    broken.append((there, odd[:30]))
                assert "<script>alert" not in answer.content.decode()
    assert broken == []


def test_no_method_breaks_a_page(places: dict[str, tuple[Worker, str]]) -> None:
    for name, (worker, there) in places.items():
        client = planted.signed_in(worker)
        for method in ("head", "options", "put", "patch", "delete", "trace"):
            assert getattr(client, method)(there).status_code < 500, (name, method)


def test_without_its_token_no_post_does_anything(places: dict[str, tuple[Worker, str]]) -> None:
    for name, (worker, there) in places.items():
        answer = planted.signed_in(worker, enforce_csrf_checks=True).post(there, {"text": "x", "once": "x"})
        assert answer.status_code == 400, name
        assert "Amina" not in answer.content.decode()
        with as_(worker, at=now()):
            tried = Entry.objects.filter(by=worker.pk, act="door.stale_form").latest("number")
            assert tried.detail == {"page": name.partition(" ")[0]}


@pytest.mark.parametrize(
    "there",
    [
        "/people/00000000-0000-0000-0000-000000000000/",
        "/people/not-a-number/",
        "/people/%00/",
        "/people/" + "9" * 5000 + "/",
        "/people/../../etc/passwd",
        "/people/AAAAAAAA-AAAA-AAAA-AAAA-AAAAAAAAAAAA/",
        "/offers/%E2%80%AE/",
        "/%ff%fe/",
        "/homes/?day=%ff",
    ],
)
def test_an_address_that_means_nothing_is_told_so(there: str, town: Agencies) -> None:
    for client in (planted.signed_in(town.noor), Client(raise_request_exception=False)):
        answer = client.get(there)
        assert answer.status_code < 500, answer.status_code
