"""A form sent by two threads at once, and once more: it is done once, and whoever was late is told so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.records.keeping import actions as keeping
from recourse.records.keeping.words import WhyHeld
from recourse.records.people.words import WhyErased
from tests.conftest import Fresh
from tests.pages.attacks import planted
from tests.pages.attacks.sendings import CASES, Sending, Wrenfield, wrenfield
from tests.personas import as_

ONE_ALONE = {
    "a_paper_is_kept",
    "an_emergency_is_taken_back",
    "a_letter_is_sent",
    "a_copy_is_given",
    "somebody_is_invited_again",
}


@pytest.fixture(scope="module")
def here(fresh_database: Fresh) -> Iterator[Wrenfield]:
    with fresh_database() as where, where.connect() as admin:
        yield wrenfield(where, admin)


def hidden(client: Client, page: str) -> dict[str, str]:
    """The hidden boxes of a page: which showing of the form this is, and what stood when it was shown."""
    words = client.get(page, follow=True).content.decode()
    tags = re.findall(r'<input[^>]*type="hidden"[^>]*>', words)
    said = {re.findall(r'name="([^"]+)"', tag)[0]: re.findall(r'value="([^"]*)"', tag) for tag in tags}
    return {name: value[0] for name, value in said.items() if value and name != "csrfmiddlewaretoken"}


def posted(client: Client, sending: Sending, form: dict[str, str]) -> tuple[int, str]:
    """What came of sending it, on the page it led to."""
    sent = {
        name: SimpleUploadedFile(value.name, value.file.getvalue())
        if isinstance(value, SimpleUploadedFile)
        else value
        for name, value in sending.sent.items()
    }
    answer = client.post(sending.there, form | sent, follow=True)
    return answer.status_code, answer.content.decode()


def same_browser(client: Client) -> Client:
    twin = Client(raise_request_exception=False)
    twin.cookies = client.cookies
    return twin


@pytest.mark.parametrize(
    ("name", "are_two"),
    [(name, are_two) for name in CASES for are_two in (False, True) if not (are_two and name in ONE_ALONE)],
)
def test_one_wins_the_other_is_told_and_nothing_is_doubled(name: str, are_two: bool, here: Wrenfield) -> None:
    alone = CASES[name](here)
    client = planted.signed_in(alone.by)
    before = here.counted()
    status, _ = posted(client, alone, hidden(client, alone.page or alone.there))
    once = here.counted() - before
    assert status == 200 and once, (status, once)
    pair = CASES[name](here)
    first = planted.signed_in(pair.by)
    second = planted.signed_in(pair.other) if are_two else same_browser(first)
    shown = [hidden(first, pair.page or pair.there)]
    shown += [hidden(second, pair.page or pair.there)] if are_two else shown
    before, together = here.counted(), Barrier(2)

    def send(number: int) -> tuple[int, str]:
        try:
            connection.ensure_connection()
            together.wait(timeout=30)
            return posted((first, second)[number], pair, shown[number])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as hands:
        came = list(hands.map(send, range(2)))
    assert here.counted() - before == once
    came.append(posted(second, pair, shown[1]))
    assert here.counted() - before == once
    assert all(status < 500 for status, _ in came), [status for status, _ in came]
    assert pair.told.lower() in came[-1][1].lower(), came[-1]


def test_a_hold_put_on_meanwhile_stops_an_erasure_and_says_why(here: Wrenfield) -> None:
    amina = here.amina()
    there, mia = reverse("people:erase", args=[amina.pk]), planted.signed_in(here.mia)
    assert "Erase for ever" in mia.get(there).content.decode()
    with as_(here.max, at=now()):
        keeping.hold(amina, why=WhyHeld.values[0], by=here.max, at=now())
    before = here.counted()
    answer = mia.post(there, {"why": WhyErased.values[0], "sure": "yes"})
    assert answer.status_code == 409 and "cannot be erased now" in answer.content.decode()
    assert here.counted() == before
