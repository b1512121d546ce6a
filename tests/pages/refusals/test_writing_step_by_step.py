"""Noor and Amina write against a refusal screen by screen; nothing is made before the last, and then once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.pages.disclosing import told
from recourse.reasoning import rulebook
from recourse.records.advice import actions as advice
from recourse.records.directory import actions as directory
from recourse.records.disclosures.models import Disclosure
from recourse.records.papers.models import Paper
from recourse.records.people import actions as people
from recourse.records.people.models import Consent, Person
from recourse.records.refusals.models import Refusal
from tests import personas
from tests.pages import seen
from tests.personas import Agencies, as_
from tests.records.disclosures import prepared as telling

pytestmark = pytest.mark.django_db
STATUS = rulebook.england().facts["status_code"].options["OVERSTAYER"]
SURE = ["understood", "no_condition", "can_decide"]
AGREED = {"how": "spoken", "language": "Tigrinya", "was_read": "yes", "checked": SURE, "step": "agree"}


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    amina = personas.amina(town.noor, at=now())
    with as_(town.noor, at=now()):
        people.learn(amina, name="destitute", value=True, field="needs", by=town.noor, at=now())
        people.learn(amina, name="status_code", value="OVERSTAYER", field="status", by=town.noor, at=now())
    return amina


@pytest.fixture
def noor(town: Agencies) -> Client:
    client = Client()
    client.force_login(town.noor)
    return client


def at_step(noor: Client, there: str, **sent: Any) -> str:
    answer = noor.post(there, sent)
    assert answer.status_code == 302, seen.words(answer)
    return str(answer.url)


def on(name: str, **before: int) -> dict[str, int]:
    day = localdate() - timedelta(**before)
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def hidden(answer: HttpResponse, name: str) -> str:
    (found,) = re.findall(rf'name="{name}" value="([^"]+)"', answer.content.decode())
    return str(found)


def begun(noor: Client, amina: Person, **changed: Any) -> str:
    there = reverse("refusals:begin", args=[amina.pk])
    sent = {
        "kind": "treatment", "because": "status", "to_name": "Stone Street Recovery",
        "to_address": "2 Stone Street", "once": hidden(noor.get(there), "once"), **on("refused_on", days=2),
    }  # fmt: skip
    return at_step(noor, there, **sent | changed)


def agreed(noor: Client, there: str, *fields: str) -> str:
    read = seen.words(noor.post(there, {"fields_to_tell": fields, "step": "read"}))
    assert "Read this aloud" in read and "Stone Street Recovery" in read
    return at_step(noor, there, fields_to_tell=fields, **AGREED)


def to_the_letter(noor: Client, amina: Person, *, told: tuple[str, ...] = ("name/Name",)) -> str:
    there = agreed(noor, begun(noor, amina), "name", "needs")
    sent = {"told": told, "called": "Amina Example", "answer_to": "1 Mill Lane", **on("answer_by", days=-14)}
    return at_step(noor, there, **sent)


def made(noor: Client, there: str, **changed: Any) -> HttpResponse:
    sent = {"known": "yes", "seen": hidden(noor.get(there), "seen")}
    return noor.post(there, sent | changed)


def test_step_by_step_from_the_answers_to_a_download_with_exactly_what_was_ticked(
    town: Agencies, amina: Person, noor: Client
) -> None:
    with as_(town.noor, at=now()):
        answer = advice.answer(amina, about="treatment", as_at=localdate(), by=town.noor, at=now())
    page = seen.words(noor.get(reverse("answers:one", args=[answer.pk])))
    begin = reverse("refusals:begin", args=[amina.pk])
    assert f"{begin}?kind=treatment" in page and "They were refused? Write a letter" in page
    there = to_the_letter(noor, amina)
    letter = seen.words(noor.get(there))
    assert "Name: Amina Example" in letter and "SI 2015/238 reg 2" in letter and "HW-SM-COMM" in letter
    assert "Nobody has compared this rule with the legislation" in letter
    assert "destitute" not in letter.lower() and STATUS not in letter
    answer = made(noor, there)
    assert answer.status_code == 302
    page = seen.words(noor.get(answer.url))
    (download,) = re.findall(r'href="(/papers/[^"]+)"', page)
    file = noor.get(download)
    assert file.content.startswith(b"%PDF") and file["Content-Type"] == "application/pdf"
    assert (
        file["Content-Disposition"].startswith("attachment") and "sandbox" in file["Content-Security-Policy"]
    )
    statement = seen.words(noor.get(reverse("statement:one", args=[amina.pk])))
    assert "Stone Street Recovery" in statement and "In a letter against a refusal: name." in statement


def test_for_somebody_who_agreed_to_nothing_there_is_no_letter(amina: Person, noor: Client) -> None:
    ask = begun(noor, amina)
    for step in ("facts", "check", "status"):
        answer = noor.get(ask.replace("/ask/", f"/{step}/"))
        assert (answer.status_code, answer.url) == (302, ask)
    page = seen.words(noor.get(ask))
    assert "has agreed to nothing yet, so there is no letter" in page
    assert "Immigration status" not in page


def test_status_is_asked_by_itself_and_stays_out_until_then(amina: Person, noor: Client) -> None:
    facts = agreed(noor, begun(noor, amina), "name")
    page = seen.words(noor.get(facts))
    assert STATUS not in page and "Not agreed to: " in page and "immigration status" in page
    refused = noor.post(facts, {"told": ["status/status_code"], "answer_to": "x", **on("answer_by", days=-9)})
    assert refused.status_code == 200
    status = facts.replace("/facts/", "/status/")
    assert at_step(noor, status, **AGREED) == facts
    assert STATUS in seen.words(noor.get(facts))


def test_where_the_rulebook_does_not_say_yes_the_page_says_why(
    town: Agencies, amina: Person, noor: Client
) -> None:
    there = reverse("refusals:begin", args=[amina.pk])
    once = hidden(noor.get(there), "once")
    other = {"because": "other", "kind": "doctor", "to_name": "Mill Practice", "once": once}
    page = seen.words(noor.post(there, other | on("refused_on", days=1)))
    assert "No letter for this." in page
    with as_(town.noor, at=now()):
        people.learn(amina, name="lives_in_area", value=False, field="needs", by=town.noor, at=now())
    page = seen.words(noor.get(f"{there}?kind=treatment"))
    assert "No letter for these" in page and 'value="treatment"' not in page


def test_a_page_that_is_stale_makes_nothing(town: Agencies, amina: Person, noor: Client) -> None:
    there = to_the_letter(noor, amina, told=("name/Name", "needs/destitute"))
    assert made(noor, there, seen="stale").status_code == 409
    without = made(noor, there, known="")
    assert without.status_code == 200 and "Tick that you know this" in seen.words(without)
    with as_(town.noor, at=now()):
        people.learn(amina, name="destitute", value=False, field="needs", by=town.noor, at=now())
    answer = noor.get(there)
    assert answer.status_code == 302 and "/facts/" in answer.url
    with as_(town.noor, at=now()):
        consent = Consent.objects.get(to_refusal=Refusal.objects.get().pk)
        people.withdraw_consent(consent, by=town.noor, at=now())
    answer = noor.get(there)
    assert answer.status_code == 302 and "/ask/" in answer.url
    with as_(town.noor, at=now()):
        assert not Disclosure.objects.exists() and not Paper.objects.exists()


def test_sent_twice_it_is_begun_once_and_made_once(town: Agencies, amina: Person, noor: Client) -> None:
    begin = reverse("refusals:begin", args=[amina.pk])
    once = hidden(noor.get(begin), "once")
    assert begun(noor, amina, once=once) == begun(noor, amina, once=once)
    there = begun(noor, amina)
    with as_(town.noor, at=now()):
        assert Refusal.objects.count() == 1
    facts = agreed(noor, there, "name")
    sent = {"told": ["name/Name"], "called": "Amina", "answer_to": "1 Mill Lane"}
    check = at_step(noor, facts, **sent | on("answer_by", days=-7))
    again = {"known": "yes", "seen": hidden(noor.get(check), "seen")}
    first, second = noor.post(check, again), noor.post(check, again)
    assert first.url == second.url
    with as_(town.noor, at=now()):
        assert Paper.objects.count() == Disclosure.objects.count() == 1


def test_what_cannot_be_printed_is_said_before(
    amina: Person, noor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recourse.records.papers.setting.bounded.may_look", lambda: False)
    facts = agreed(noor, begun(noor, amina), "name")
    sent = {"told": ["name/Name"], "answer_to": "1 Mill Lane", **on("answer_by", days=-7)}
    check = at_step(noor, facts, called="ሰላም ገብረ", **sent)
    page = seen.words(noor.get(check))
    assert "These letters cannot be printed here:" in page and "They stand in: " in page
    assert "Make the letter" not in page
    check = at_step(noor, facts, called="آمنة يوسف", **sent)
    assert made(noor, check).status_code == 302


def test_a_name_that_turns_what_follows_it_leaves_the_words_of_the_letter_as_they_are(
    town: Agencies, amina: Person, noor: Client
) -> None:
    there = agreed(noor, begun(noor, amina), "name")
    sent = {"told": ("name/Name",), "answer_to": "1 Mill Lane", **on("answer_by", days=-14)}
    letter = seen.words(noor.get(at_step(noor, there, called="\u202eevil \u2067name", **sent)))
    assert "We write for evil name, who asked us to." in letter


def test_taken_back_there_is_nothing_to_make(town: Agencies, amina: Person, noor: Client) -> None:
    check = to_the_letter(noor, amina)
    stop = check.replace("/check/", "/stop/")
    assert "Take this back?" in seen.words(noor.get(stop))
    assert at_step(noor, stop) == reverse("refusals:of_person", args=[amina.pk])
    for there in (check, stop, check.replace("/check/", "/facts/")):
        assert noor.get(there).status_code == noor.post(there).status_code == 409


def test_the_agency_s_address_stands_on_its_letters(town: Agencies, amina: Person, noor: Client) -> None:
    mo, said = Client(), reverse("staff:answers")
    mo.force_login(personas.mo(town.outreach, at=now()))
    assert mo.post(said, {"words": "answers@outreach.example"}).status_code == 302
    facts = agreed(noor, begun(noor, amina), "name")
    assert "answers@outreach.example" in seen.words(noor.get(facts))
    assert noor.get(said).status_code == 404


def test_somebody_seen_in_an_emergency_alone_is_not_written_for(
    town: Agencies, amina: Person, noor: Client
) -> None:
    lin = town.lin
    other = personas.colleague(town.link.agency, [town.link.service], name="Pim", role="link", at=now())
    words: dict[str, Any] = {"why": "life", "words": "She fell.", "fields": ["name"], "session": "lin"}
    with as_(lin, at=now()):
        asked = people.ask(
            holder=town.outreach.agency, reference=amina.reference, service=town.link.service, by=lin,
            at=now(), **words,
        )  # fmt: skip
    with as_(other, at=now()):
        people.confirm(asked, session="pim", by=other, at=now())
    client = Client()
    client.force_login(lin)
    assert client.get(reverse("refusals:begin", args=[amina.pk])).status_code == 404
    page = seen.words(client.get(reverse("refusals:of_person", args=[amina.pk])))
    assert "because of an emergency" in page


def test_to_a_council_it_is_said_what_a_council_must_do(amina: Person, noor: Client) -> None:
    there = begun(noor, amina, kind="advice", to_name="Wrenfield Council")
    page = seen.words(noor.post(there, {"fields_to_tell": ["name"], "step": "read"}))
    assert "A council must tell the Home Office" in page


def test_the_letter_to_the_home_office_says_where_to_answer(town: Agencies, amina: Person) -> None:
    mo = personas.mo(town.outreach, at=now())
    with as_(mo, at=now()):
        directory.say_where_to_answer(town.outreach.agency, words="1 Mill Lane", by=mo, at=now())
    letter = telling.ready(amina, town.noor, at=now())
    with as_(town.noor, at=now()):
        sheet = told.as_a_letter(letter, by="Noor", on=localdate())
    assert sheet["answer_to"] == "1 Mill Lane"
