"""A worker fills in a paper of a home, reads it, and has it as PDF; nothing of it is kept."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from recourse.records.people.models import Person
from tests import personas
from tests.pages.seen import words
from tests.records.refusals import reading

pytestmark = pytest.mark.django_db
ROOM = {
    "charity": "Wren House",
    "answer_to": "1 Mill Lane, 0100 000",
    "home": "4 Lamp Street",
    "resident": "Amina Example",
    "room": "Room 2",
    "first_day_day": "1",
    "first_day_month": "2",
    "first_day_year": "2027",
    "notice_days": "28",
    "with_a_host": "no",
}


@pytest.fixture
def noor() -> Client:
    client = Client()
    client.force_login(personas.agencies().noor)
    return client


def sent(client: Client, kind: str, funding: str, **changed: Any) -> HttpResponse:
    there = reverse("agreements:one", args=[kind, funding])
    return client.post(there, {name: said for name, said in (ROOM | changed).items() if said is not None})


def test_every_paper_can_be_opened_for_every_kind_of_room(noor: Client) -> None:
    first = noor.get(reverse("agreements:all")).content.decode()
    for kind in ("lease_in", "licence", "house_rules", "notice"):
        for funding in ("free", "paying", "council"):
            there = reverse("agreements:one", args=[kind, funding])
            assert there in first
            assert noor.get(there).status_code == 200


def test_a_licence_for_a_paying_room_is_read_and_says_what_the_check_turns_on(noor: Client) -> None:
    said = words(sent(noor, "licence", "paying", pounds="£85.50"))
    assert "You pay £85.50 a week" in said
    assert "Perhaps their right to rent must be checked" in said and "self-contained home" in said
    assert Person.objects.count() == 0


def test_a_licence_for_a_free_room_wants_no_check_and_asks_for_no_price(noor: Client) -> None:
    said = words(sent(noor, "licence", "free"))
    assert "No right to rent check" in said and "Immigration Act 2014 s20" in said
    assert 'name="pounds"' not in said and 'name="council"' not in said


def test_it_comes_as_a_tagged_pdf_with_the_same_words(noor: Client) -> None:
    answer = sent(noor, "licence", "council", pounds="45", council="Wrenfield Council", pdf="1")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="licence.pdf"'
    pdf = pikepdf.open(io.BytesIO(answer.content))
    assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"
    said = reading.text(pdf)
    for line in ("Your room", "Wrenfield Council pays £45 a night", "Signed", "no lawyer has read this form"):
        assert line in said
    roles = reading.parts(pdf)
    assert roles.count("H1") == 1 and roles.count("H2") > 6


def test_a_notice_says_on_which_day_the_stay_ends(noor: Client) -> None:
    given = {
        "given_on_day": "1",
        "given_on_month": "3",
        "given_on_year": "2027",
        "why": "The house goes back.",
    }
    said = words(sent(noor, "notice", "paying", pounds="85", **given))
    assert "ends on 29 March 2027, and not before" in said
    short = words(sent(noor, "notice", "paying", pounds="85", **given | {"notice_days": "7"}))
    assert "Expected: 28 days or more for such a room." in short and "ends on" not in short


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"pounds": "a lot"}, "Give an amount of money, such as 85 or 85.50."),
        ({"pounds": "-5"}, "Give an amount of money, such as 85 or 85.50."),
        ({"pounds": ""}, "what is paid for the room"),
        ({"pounds": "85", "resident": None}, "Say who lives there."),
        ({"pounds": "85", "first_day_year": "1027"}, "a day between 2000 and 2099"),
        ({"pounds": "85", "first_day_month": "13"}, "is not a date"),
    ],
)
def test_what_cannot_stand_is_said_beside_its_box(noor: Client, changed: dict[str, Any], told: str) -> None:
    said = words(sent(noor, "licence", "paying", **changed))
    assert told in said and "rc-card" not in said


def test_there_is_no_such_paper(noor: Client) -> None:
    assert noor.get("/agreements/deed/free/").status_code == 404
    assert noor.get("/agreements/licence/gold/").status_code == 404


def test_a_name_that_no_font_has_is_said_and_never_printed_as_a_box(
    noor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recourse.records.papers.setting.bounded.may_look", lambda: False)
    said = words(sent(noor, "licence", "free", resident="ሰላም", pdf="1"))
    assert "Some letters cannot be printed here" in said
