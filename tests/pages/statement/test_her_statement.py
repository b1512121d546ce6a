"""Amina's statement says what is held, who sees it, who looked and what left; and holds nobody else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from jsonschema import Draft202012Validator

import recourse
from recourse.records.disclosures.models import Disclosure
from recourse.records.people import actions as people
from recourse.records.people import queries
from recourse.records.people.models import Person
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.personas import Agencies, as_
from tests.records.disclosures import prepared

pytestmark = pytest.mark.django_db
SCHEMA = json.loads(
    (Path(recourse.__file__).parent / "pages" / "statement" / "statement.schema.json").read_text()
)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    """Shared with the hosting scheme, looked at by Pat, told to the Home Office, and beside her Yusuf."""
    amina = personas.amina(town.noor, at=now())
    yusuf = personas.yusuf(town.noor, at=now())
    personas.agree(yusuf, to=town.law.service, by=town.noor, at=now(), fields=["name", "status"])
    personas.agree(amina, to=town.hosting.service, by=town.noor, at=now())
    with as_(town.noor, at=now()):
        people.learn(amina, name="destitute", value=True, field="needs", by=town.noor, at=now())
        referrals.send(amina, to=town.hosting.service, why="No bed.", asks="A room.", by=town.noor, at=now())
    with as_(town.pat, at=now()):
        people.look(amina, by=town.pat, at=now())
        people.learn(amina, name="housing_people", value=1, field="needs", by=town.pat, at=now())
    prepared.sent(prepared.ready(amina, town.noor, at=now()), town.noor, at=now())
    return amina


def signed_in(worker: object) -> Client:
    client = Client()
    client.force_login(worker)
    return client


def data(worker: object, amina: Person, **sent: Any) -> dict[str, Any]:
    answer = signed_in(worker).post(reverse("statement:give", args=[amina.pk]), {"how": "data"} | sent)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith('attachment; filename="statement-2')
    found: dict[str, Any] = json.loads(answer.content)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_the_page_says_it_in_plain_words(town: Agencies, amina: Person) -> None:
    shown = signed_in(town.noor).get(reverse("statement:one", args=[amina.pk])).content.decode()
    for said in (
        "Amina Example",
        "Who sees it now",
        "Hosting scheme",
        "Lamp House Hosting",
        "A bed for the winter.",
        "Pat Pretend",
        "Home Office",
        "On a printed sheet: name, housing and support needs",
        "Met by the library at 23:40.",
        "must say within 30 days that it has your complaint",
        "You can stop any sharing on any day.",
    ):
        assert said in shown, said


def test_as_data_it_has_the_documented_shape_and_everything_in_it(town: Agencies, amina: Person) -> None:
    found = data(town.noor, amina)
    assert found["about"] == {
        "reference": amina.reference,
        "name": "Amina Example",
        "held_by": "Wrenfield Night Outreach",
    }
    assert [one["service"] for one in found["seen_by"]] == ["Wrenfield Night Outreach", "Hosting scheme"]
    assert {one["to"] for one in found["sent"]} == {"Hosting scheme", "Home Office"}
    assert {one["how"] for one in found["sent"]} == {
        "Shown to the service here",
        "In a referral",
        "On a printed sheet",
    }
    needs = next(one for one in found["held"] if one["field"] == "needs")
    assert {line["agency"] for line in needs["lines"]} == {"Wrenfield Night Outreach", "Lamp House Hosting"}
    assert any(one["worker"] == "Pat Pretend" for one in found["looked"])
    assert found["advice"][0]["what"] == "They had advice"


def test_nobody_else_is_in_it(town: Agencies, amina: Person) -> None:
    said = json.dumps(data(town.noor, amina))
    for other in ("Yusuf", "Sample", "Station Road", "Arabic"):
        assert other not in said


def test_giving_a_copy_is_kept_and_stands_in_the_next(town: Agencies, amina: Person) -> None:
    first = data(town.noor, amina)
    assert "You" not in {one["to"] for one in first["sent"]}
    paper = signed_in(town.noor).post(reverse("statement:give", args=[amina.pk]), {"how": "paper"})
    assert "What is kept about you" in paper.content.decode()
    with as_(town.noor, at=now()):
        given = list(Disclosure.objects.filter(recipient="person").order_by("at"))
    assert [one.how for one in given] == ["data", "paper"]
    assert all(len(bytes(one.hash)) == 32 for one in given)
    third = data(town.noor, amina)
    assert [one["how"] for one in third["sent"] if one["to"] == "You"] == [
        "Their statement, on paper",
        "Their statement, as data",
    ]


def test_looking_at_the_page_alone_gives_nothing_away(town: Agencies, amina: Person) -> None:
    noor = signed_in(town.noor)
    noor.get(reverse("statement:one", args=[amina.pk]))
    noor.get(reverse("statement:give", args=[amina.pk]))
    assert "Choose paper or data." in noor.post(reverse("statement:give", args=[amina.pk])).content.decode()
    with as_(town.noor, at=now()):
        assert not Disclosure.objects.filter(recipient="person").exists()


def test_a_note_about_somebody_else_is_left_out_and_counted(town: Agencies, amina: Person) -> None:
    with as_(town.noor, at=now()):
        people.write_note(amina, text="Her sister Sara is ill.", by=town.noor, at=now())
        note = queries.notes(amina)[0]
    found = data(town.noor, amina, leave_out=[str(note.id)])
    assert "Sara" not in json.dumps(found)
    assert found["notes_left_out"] == 1


def test_pat_sees_in_it_only_what_was_shared(town: Agencies, amina: Person) -> None:
    found = data(town.pat, amina)
    said = json.dumps(found)
    assert {one["field"] for one in found["held"]} == {"name", "needs"}
    for hidden in ('Tigrinya", "agency', "07700", "By the library", "1990", "Met by the library"):
        assert hidden not in said
    assert found["notes"] == [] and found["advice"] == []
    assert "Home Office" not in {one["to"] for one in found["sent"]}


def test_sam_who_may_not_see_her_gets_no_statement(town: Agencies, amina: Person) -> None:
    for name in ("statement:one", "statement:give"):
        assert signed_in(town.sam).get(reverse(name, args=[amina.pk])).status_code == 404
