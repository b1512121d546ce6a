"""Guessing one name from many places: it gets hopeless, and Noor comes in all the while."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recourse.pages.door import guessing
from recourse.records.access import actions as access
from tests import personas
from tests.signing_in import PASSWORD, code, enrolled

pytestmark = pytest.mark.django_db
NAME = "noor.example@wrenfield-night-outreach.example"
NOBODY = "nobody.atall@wrenfield-night-outreach.example"


@pytest.fixture
def noor(town: personas.Agencies) -> personas.Worker:
    return enrolled(town.noor)


def guessed(count: int, *, name: str = NAME, **more: str) -> list[str]:
    """So many wrong tries, four from each address."""
    said = []
    for number in range(count):
        client = Client(REMOTE_ADDR=f"203.0.113.{number // 4}")
        tried = {"email": name, "password": f"guess {number}"} | more
        said.append(client.post(reverse("door:password"), tried).content.decode())
    return said


def tried(**more: str) -> object:
    client = Client(REMOTE_ADDR="198.51.100.7")
    return client.post(reverse("door:password"), {"email": NAME, "password": PASSWORD} | more)


def test_after_twenty_a_right_password_alone_tells_nothing_and_noor_comes_in_with_both(
    noor: personas.Worker,
) -> None:
    guessed(guessing.TOGETHER_FROM)
    alone, wrong = tried(), tried(password="not it")
    assert alone.status_code == wrong.status_code == 200
    assert "together with your password" in alone.content.decode()
    assert "together with your password" in wrong.content.decode()
    assert 'name="code"' in alone.content.decode()
    for lie in ({"code": "123456"}, {"password": "not it", "code": code(noor)}):
        assert "do not belong together" in tried(**lie).content.decode()
    assert tried(code=code(noor)).url == reverse("work:mine")


def test_after_sixty_six_figures_count_no_more_and_a_recovery_code_does(noor: personas.Worker) -> None:
    kept = access.give_recovery_codes(by=noor, at=timezone.now())
    guessed(guessing.NO_FIGURES_FROM, code="123456")
    assert "do not belong together" in tried(code=code(noor)).content.decode()
    assert tried(code=kept[0]).url == reverse("work:mine")


def test_a_code_cannot_be_guessed_from_many_places_after_the_password(noor: personas.Worker) -> None:
    client = Client(REMOTE_ADDR="198.51.100.7")
    client.post(reverse("door:password"), {"email": NAME, "password": PASSWORD})
    guessed(guessing.NO_FIGURES_FROM, code="123456")
    assert client.post(reverse("door:code"), {"code": code(noor)}).status_code == 200


def test_a_name_that_is_nobody_s_is_answered_the_same(noor: personas.Worker) -> None:
    def plain(words: str, name: str) -> str:
        import re

        return re.sub(r'(csrfmiddlewaretoken" value=|nonce=)"[^"]*"', "", words.replace(name, ""))

    count = guessing.TOGETHER_FROM + 3
    known, unknown = guessed(count, code="123456"), guessed(count, name=NOBODY, code="123456")
    assert [plain(one, NAME) for one in known] == [plain(one, NOBODY) for one in unknown]
