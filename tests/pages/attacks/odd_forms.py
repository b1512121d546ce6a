"""Finds every form of the site as the workers see it, and fills it in as nobody should."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import resolve, reverse
from hypothesis import HealthCheck, Phase, given, seed
from hypothesis import settings as how
from hypothesis import strategies as st

from tests.pages.attacks import planted

SEED = 20261123
NOT_WALKED = ("healthz",)
Values = dict[str, list[str]]


@dataclass
class Form:
    """A form as it stands on a page: who sees it, where it goes, and what its boxes hold."""

    worker: str
    page: str
    method: str
    action: str
    held: Values
    files: set[str]
    choices: dict[str, list[str]]

    @property
    def name(self) -> str:
        """What tells it from others: where it goes and what it asks."""
        try:
            goes = resolve(urlsplit(self.action).path).view_name
        except Http404:
            goes = self.action
        return f"{self.page} to {goes}: {' '.join(sorted({*self.held, *self.files, *self.choices}))[:120]}"

    @property
    def is_the_door(self) -> bool:
        """Whether it signs somebody in or out."""
        return _is_the_door(self.action)


def _is_the_door(address: str) -> bool:
    """Whether an address is where people sign in."""
    try:
        return bool(address) and "door" in resolve(urlsplit(address).path).namespaces
    except Http404:
        return False


class Forms(HTMLParser):
    """The forms of a page."""

    def __init__(self, worker: str, page: str, there: str) -> None:
        super().__init__()
        self.made = (worker, page, there)
        self.found: list[Form] = []
        self.inside: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            worker, page, there = self.made
            action = urljoin(there, given.get("action", ""))
            self.inside = Form(worker, page, given.get("method", "get").lower(), action, {}, set(), {})
            self.found.append(self.inside)
        elif self.inside is not None and given.get("name") and given["name"] != "csrfmiddlewaretoken":
            self._box(self.inside, tag, given)

    def _box(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text")
        if kind == "file":
            form.files.add(name)
        elif kind in ("radio", "checkbox"):
            form.choices.setdefault(name, []).append(given.get("value", "on"))
        elif tag in ("input", "textarea", "select", "button"):
            form.held.setdefault(name, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None


def walk(clients: Mapping[str, Client], ids: Mapping[str, Any]) -> dict[str, Form]:
    """Every form that stands on a page somebody can open, once."""
    found: dict[str, Form] = {}
    for worker, client in clients.items():
        for name, route in planted.addresses().items():
            parts = re.findall(r"<\w+:(\w+)>", route)
            if name.endswith(NOT_WALKED) or not set(parts) <= set(ids):
                continue
            there = reverse(name, kwargs={part: ids[part] for part in parts})
            with transaction.atomic():
                answer = client.get(there)
                transaction.set_rollback(True)
            assert answer.status_code < 500, (worker, name)
            if answer.status_code == 200 and "html" in answer.get("Content-Type", ""):
                read = Forms(worker, name, there)
                read.feed(answer.content.decode())
                for form in read.found:
                    found.setdefault(form.name, form)
    return found


LONG = st.sampled_from([10_000, 200_000]).flatmap(
    lambda length: st.sampled_from(["x", "أ", "🙂", " ", "\u0301"]).map(lambda sign: sign * length)
)
ODD = st.sampled_from(
    [
        "",
        " ",
        "\0",
        "Ami\0na",
        "\u202e\u2067animA",
        "👩‍👩‍👧",
        "\ud800",
        "\udfff\ud800",
        "\x1b[31m",
        "\r\n\r\n",
        "-1",
        "0",
        "-0",
        "9" * 400,
        "99999999999999999999",
        "2147483648",
        "1e999999",
        "NaN",
        "inf",
        "٣",
        "²",
        "31",
        "13",
        "0000",
        "9999-12-31",
        "0001-01-01",
        "2026-02-30",
        "25:61",
        "00000000-0000-0000-0000-000000000000",
        "[]",
        "{}",
        "null",
        "' or 1=1 --",
        "%00",
        "%s%n",
        "<script>alert(1)</script>",
        "{{ x }}{% x %}",
        "../../etc/passwd",
        "//elsewhere.example/",
        "javascript:alert(1)",
    ]
)
LONGEST_NAME = 60


def filled(form: Form) -> st.SearchStrategy[Values]:
    """Each box left out, as it was, odd, any text, or given several times; and sometimes a box of no form."""
    odd = st.one_of(ODD, ODD, st.text(max_size=40), st.integers().map(str), st.dates().map(str), LONG)
    several = st.lists(odd, min_size=2, max_size=3)
    boxes: dict[str, st.SearchStrategy[list[str]]] = {}
    for name, held in form.held.items():
        fits = st.just(held)
        boxes[name] = st.one_of(fits, fits, odd.map(lambda one: [one]), several, st.just([]))
    for name, choices in form.choices.items():
        fits = st.sampled_from(choices).map(lambda one: [one])
        boxes[name] = st.one_of(fits, fits, odd.map(lambda one: [one]), several, st.just([]))
    extra = st.dictionaries(st.text(max_size=12), st.lists(odd, max_size=2), max_size=1)
    return st.tuples(st.fixed_dictionaries(boxes), extra).map(lambda both: both[1] | both[0])


def send(client: Client, form: Form, values: Values, content: bytes) -> Any:
    """Send a form as a browser would, half letters and all."""
    pairs = [(name, one) for name, held in values.items() for one in held]
    if form.files:
        plain = {name.encode("utf-8", "replace").decode(): held for name, held in values.items()}
        sent: dict[str, Any] = {
            name: [one.encode("utf-8", "replace").decode() for one in held] for name, held in plain.items()
        }
        sent |= {name: SimpleUploadedFile("a.pdf", content) for name in form.files}
        return client.post(form.action, sent)
    written = urlencode(pairs, encoding="utf-8", errors="surrogatepass")
    if form.method == "get":
        return client.get(f"{urlsplit(form.action).path}?{written[:20_000]}")
    return client.post(form.action, written, "application/x-www-form-urlencoded")


def fuzz(client: Client, form: Form, *, examples: int) -> Counter[int]:
    """Send so many odd fillings of one form; anything but a page with words or a way on is an error.

    What an example does to the sign-in is undone after it. Whoever is shown the door has sent nothing.
    """
    seen: Counter[int] = Counter()
    signed_in = deepcopy(client.cookies)

    @seed(SEED)
    @how(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(filled(form), st.binary(max_size=200))
    def once(values: Values, content: bytes) -> None:
        client.cookies = deepcopy(signed_in)
        with transaction.atomic():
            answer = send(client, form, values, content)
            transaction.set_rollback(True)
        seen[answer.status_code] += 1
        told = (form.name, {name: [one[:30] for one in held] for name, held in values.items()})
        assert form.is_the_door or not _is_the_door(answer.get("Location", "")), ("shown the door", *told)
        assert answer.status_code < 500, (answer.status_code, *told)
        if answer.status_code not in (301, 302, 303, 405):
            is_file = "application/" in answer["Content-Type"] or "Content-Disposition" in answer
            assert is_file or "<h1" in answer.content.decode(), told

    once()
    return seen


def everybody(workers: Mapping[str, Any]) -> Iterator[tuple[str, Client]]:
    """A browser for each worker, and one in which nobody is signed in."""
    for name, worker in workers.items():
        yield name, planted.signed_in(worker)
    yield "nobody", Client(raise_request_exception=False)
