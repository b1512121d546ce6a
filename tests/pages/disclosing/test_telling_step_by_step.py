"""Noor and Amina go through it screen by screen; nothing is sent before the last, and then once."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures import queries
from recourse.records.disclosures.actions.sending import fingerprint
from recourse.records.disclosures.models import Disclosure, Letter
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas
from tests.personas import Agencies, as_
from tests.records.disclosures import prepared

pytestmark = pytest.mark.django_db
SURE = ["understood", "no_condition", "can_decide"]
AGREED = {"how": "spoken", "language": "Tigrinya", "was_read": "yes", "checked": SURE}


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    amina = personas.amina(town.noor, at=now())
    with as_(town.noor, at=now()):
        people.learn(amina, name="destitute", value=True, field="needs", by=town.noor, at=now())
        people.describe(amina, kind="reference_number", value="A1234567", by=town.noor, at=now())
    return amina


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def advised() -> dict[str, Any]:
    today = localdate()
    return {
        "step": "said",
        "had": "had",
        "adviser": "Ines Invented",
        "regulated_as": "solicitor",
        "risk_explained": "yes",
        "on_day_day": today.day,
        "on_day_month": today.month,
        "on_day_year": today.year,
        "words": "They may detain and remove her.",
    }


def the_letter(town: Agencies) -> Letter:
    with as_(town.noor, at=now()):
        return Letter.objects.get()


def at_step(noor: Client, there: str, **sent: Any) -> str:
    answer = noor.post(there, sent)
    assert answer.status_code == 302, words(answer)
    return str(answer.url)


def walk(noor: Client, amina: Person, *, status: bool = False) -> str:
    """All the way to the page that sends."""
    police_or = words(noor.get(reverse("disclosing:begin", args=[amina.pk])))
    assert "Home Office Immigration Enforcement" in police_or and "Hosting scheme" not in police_or
    home_office = str(prepared.home_office().pk)
    there = at_step(noor, reverse("disclosing:begin", args=[amina.pk]), to=home_office, for_what="escalation")
    assert "remove you from the country" in words(noor.get(there))
    there = at_step(noor, there, was_read="yes")
    there = at_step(noor, there, **advised())
    more = {"status": "status"} if status else {}
    there = at_step(noor, there, fields_to_tell=["name"], message="Why does it take two years?", **more)
    read = words(noor.get(there))
    assert "Name: Amina Example" in read and "Why does it take two years?" in read
    assert "A1234567" not in read
    there = at_step(noor, there, **AGREED)
    if status:
        assert "A1234567" in words(noor.get(there))
        there = at_step(noor, there, **AGREED)
    return there


def send(noor: Client, town: Agencies, **changed: Any) -> HttpResponse:
    letter = the_letter(town)
    sent = {"named": "Noor Example", "seen": fingerprint(letter)} | changed
    return noor.post(reverse("disclosing:check", args=[letter.pk]), sent)


def rows(town: Agencies, amina: Person) -> list[Disclosure]:
    with as_(town.noor, at=now()):
        return [one for one in queries.sent(amina) if one.to_authority_id]


def test_step_by_step_to_a_sheet_with_exactly_what_was_agreed(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    there = walk(noor, amina, status=True)
    page = words(noor.get(there))
    assert "Check exactly what leaves" in page and "A1234567" in page and "07700" not in page
    assert rows(town, amina) == []
    answer = send(noor, town)
    assert answer.status_code == 302
    (row,) = rows(town, amina)
    assert (row.fields, row.by) == (["name", "status"], town.noor)
    letter = the_letter(town)
    sheet = words(noor.post(answer.url))
    for line in letter.whole.splitlines():
        assert line in sheet
    assert "By the library" not in sheet and "07700" not in sheet


def test_send_pressed_twice_sends_once(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    walk(noor, amina)
    first, second = send(noor, town), send(noor, town)
    assert first.status_code == second.status_code == 302
    assert first.url == second.url
    assert len(rows(town, amina)) == 1


def test_a_page_left_open_sends_nothing_after_amina_took_it_back(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    walk(noor, amina)
    letter = the_letter(town)
    stale = {"named": "Noor Example", "seen": fingerprint(letter)}
    assert "Take this back?" in words(noor.get(reverse("disclosing:stop", args=[letter.pk])))
    assert noor.post(reverse("disclosing:stop", args=[letter.pk])).status_code == 302
    answer = noor.post(reverse("disclosing:check", args=[letter.pk]), stale, follow=True)
    assert answer.status_code == 409
    assert "This was taken back. Nothing was sent" in words(answer)
    assert rows(town, amina) == []


def test_taken_back_in_the_same_moment_the_send_is_told_so(
    town: Agencies, amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = signed_in(town.noor)
    walk(noor, amina)
    monkeypatch.setattr("recourse.pages.disclosing.told.next_step", lambda letter, today: "check")
    letter = the_letter(town)
    with as_(town.noor, at=now()):
        disclosures.take_back(letter, by=town.noor, at=now())
    answer = send(noor, town)
    assert answer.status_code == 409
    assert "Nothing was sent" in words(answer)
    assert rows(town, amina) == []


def test_words_changed_in_another_tab_are_read_again(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    walk(noor, amina)
    answer = send(noor, town, seen="0" * 64)
    assert answer.status_code == 409 and "Read it again" in words(answer)
    assert rows(town, amina) == []


def test_only_noors_own_name_sends_it(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    walk(noor, amina)
    assert "Type your own name as it stands here: Noor Example." in words(send(noor, town, named="Mina"))
    assert "Type your own name." in words(send(noor, town, named=""))
    assert rows(town, amina) == []


@pytest.mark.parametrize("step", ["check", "agree", "words", "advice", "status"])
def test_no_step_can_be_jumped(town: Agencies, amina: Person, step: str) -> None:
    noor = signed_in(town.noor)
    begin = reverse("disclosing:begin", args=[amina.pk])
    there = at_step(noor, begin, to=str(prepared.home_office().pk), for_what="escalation")
    letter = the_letter(town)
    for answer in (
        noor.get(reverse(f"disclosing:{step}", args=[letter.pk])),
        noor.post(reverse(f"disclosing:{step}", args=[letter.pk]), AGREED | {"named": "Noor Example"}),
    ):
        assert (answer.status_code, answer.url) == (302, there)


def test_advice_from_nobody_regulated_is_not_advice(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    begin = reverse("disclosing:begin", args=[amina.pk])
    there = at_step(noor, begin, to=str(prepared.home_office().pk), for_what="escalation")
    there = at_step(noor, there, was_read="yes")
    sent = advised()
    for missing, sentence in (
        ("adviser", "Say who advised them."),
        ("regulated_as", "Only a regulated adviser counts."),
        ("risk_explained", "Tick that the risk was explained"),
        ("words", "Write what was said."),
    ):
        shown = words(noor.post(there, {key: value for key, value in sent.items() if key != missing}))
        assert sentence in shown


def test_somebody_who_declined_advice_is_not_asked_for_an_adviser(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    begin = reverse("disclosing:begin", args=[amina.pk])
    there = at_step(noor, begin, to=str(prepared.home_office().pk), for_what="escalation")
    there = at_step(noor, there, was_read="yes")
    first = words(noor.get(there))
    assert "Did they have independent immigration advice?" in first and "Who advised them?" not in first
    assert "Choose one." in words(noor.post(there, {"step": "had"}))
    had = words(noor.post(there, {"step": "had", "had": "had"}))
    assert "Who advised them?" in had and "What is the adviser?" in had
    declined = words(noor.post(there, {"step": "had", "had": "declined"}))
    assert "What did they say?" in declined and "adviser" not in declined
    changed = words(noor.post(there, {"step": "change", "had": "declined"}))
    assert "Did they have independent immigration advice?" in changed and "checked" in changed
    day = {name: value for name, value in advised().items() if name.startswith("on_day")}
    empty = words(noor.post(there, {"step": "said", "had": "declined", **day}))
    assert "Write what they said." in empty and "Say who advised them." not in empty
    at_step(noor, there, step="said", had="declined", words="No, thank you.", adviser="Nobody", **day)
    with as_(town.noor, at=now()):
        (advice,) = queries.advice_of(amina)
    assert (advice.had, advice.adviser) == ("declined", "")


def test_the_letter_says_who_writes_on_whose_agreement_and_what_was_agreed_to(
    town: Agencies, amina: Person
) -> None:
    noor = signed_in(town.noor)
    checked = words(noor.get(walk(noor, amina)))
    sheet = words(noor.post(send(noor, town).url))
    today = f"{localdate().day} {localdate():%B %Y}"
    for said in (
        "To the Home Office",
        "A case that is stuck",
        "We write for somebody we help, because they asked us to.",
        f"They agreed on {today} that we tell you this, for this purpose and for no other.",
        "Why does it take two years?",
    ):
        assert said in sheet and said in checked
    assert "advi" not in sheet.lower().split("rc-letter")[1].split("</div>")[0]


def test_what_one_could_not_make_sure_of_says_what_to_do(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    begin = reverse("disclosing:begin", args=[amina.pk])
    there = at_step(noor, begin, to=str(prepared.home_office().pk), for_what="escalation")
    there = at_step(noor, there, was_read="yes")
    there = at_step(noor, there, **advised())
    there = at_step(noor, there, fields_to_tell=["name"], message="Why does it take two years?")
    for checked in ([], ["understood"]):
        said = words(noor.post(there, AGREED | {"checked": checked}))
        assert "send nothing today: find an interpreter, or ask again on a better day." in said


def test_the_sheet_opens_for_noor_and_nobody_else(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    walk(noor, amina)
    there = send(noor, town).url
    ola = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Ola Invented", role="outreach"
    )
    shown = signed_in(ola).get(there)
    assert "The letter is shut" in words(shown)
    assert signed_in(ola).post(there).status_code == 409
    assert signed_in(town.sam).get(there).status_code == 404


def test_from_sharing_there_is_a_way_and_what_was_begun_is_seen(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    way = reverse("disclosing:begin", args=[amina.pk])
    assert way in words(noor.get(reverse("sharing:all", args=[amina.pk])))
    walk(noor, amina)
    shared = words(noor.get(reverse("sharing:all", args=[amina.pk])))
    assert "Nothing has been sent." in shared and way in shared
    send(noor, town)
    shared = words(noor.get(reverse("sharing:all", args=[amina.pk])))
    assert "Home Office was told on" in shared
