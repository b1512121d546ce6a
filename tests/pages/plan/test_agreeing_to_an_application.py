"""Amina agrees to an application: only after advice and in writing, for that alone, and she takes it back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.people.models import Consent, Person
from recourse.records.people.words import Checked
from tests import personas
from tests.pages.attacks import planted
from tests.pages.plan.test_the_plan import TWENTY_YEARS, learnt
from tests.pages.plan.test_what_a_step_says import step
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
LOCKED = "goes no further until they have agreed in writing to this purpose"
NOBODY = "goes no further until an adviser of theirs is named"
OPEN = "decide whether “Twenty years here” is lodged"


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    amina = personas.amina(town.noor, at=now())
    learnt(amina, town, **TWENTY_YEARS)
    return amina


@pytest.fixture
def noor(town: Agencies) -> Client:
    return planted.signed_in(town.noor)


def sent(**changed: Any) -> dict[str, Any]:
    day = localdate()
    return {
        "adviser": "Ines Invented, Law Desk", "regulated_as": "solicitor", "risk_explained": "yes",
        "on_day_day": day.day, "on_day_month": day.month, "on_day_year": day.year, "language": "Tigrinya",
        "was_read": "yes", "checked": Checked.values, "said": "I want the lawyer to ask.", "signed": "yes",
        "once": "a",
    } | changed  # fmt: skip


def test_the_step_opens_only_with_advice_in_writing_and_a_named_adviser_and_closes_again(
    noor: Client, town: Agencies, amina: Person
) -> None:
    there = reverse("plan:agree", args=[amina.pk])
    assert LOCKED in step(noor, amina, "R-PL-20")
    assert noor.post(there, sent()).status_code == 302
    assert NOBODY in step(noor, amina, "R-PL-20")
    learnt(amina, town, legal_rep="solicitor")
    assert OPEN in step(noor, amina, "R-PL-20")
    with as_(town.noor, at=now()):
        consent = Consent.objects.get(for_what="application")
        assert "They said: I want the lawyer to ask." in consent.words
    noor.post(reverse("plan:take_back", args=[amina.pk, consent.pk]))
    assert LOCKED in step(noor, amina, "R-PL-20")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"regulated_as": ""}, "Only a regulated adviser counts"),
        ({"risk_explained": ""}, "Tick that the risk was explained"),
        ({"signed": ""}, "They agree in writing"),
        ({"said": ""}, "Write what they say"),
        ({"was_read": ""}, "Read the words aloud first"),
        ({"on_day_year": localdate().year - 1}, "Advice counts for 30 days"),
    ],
)
def test_without_advice_or_their_hand_nothing_is_recorded_and_the_page_says_what_is_missing(
    changed: dict[str, Any], told: str, noor: Client, town: Agencies, amina: Person
) -> None:
    assert told in words(noor.post(reverse("plan:agree", args=[amina.pk]), sent(**changed)))
    with as_(town.noor, at=now()):
        assert not Consent.objects.filter(for_what="application").exists()
    assert LOCKED in step(noor, amina, "R-PL-20")


def test_it_is_recorded_once_and_no_letter_can_be_written_on_it(
    noor: Client, town: Agencies, amina: Person
) -> None:
    there = reverse("plan:agree", args=[amina.pk])
    noor.post(there, sent())
    noor.post(there, sent())
    assert "Nothing was recorded twice" in words(noor.post(there, sent(once="b"), follow=True))
    with as_(town.noor, at=now()):
        consent = Consent.objects.get(for_what="application")
    assert "their adviser" not in words(noor.get(reverse("disclosing:begin", args=[amina.pk])))
    taken = reverse("plan:take_back", args=[amina.pk, consent.pk])
    noor.post(taken)
    assert "already recorded that this was taken back" in words(noor.post(taken, follow=True))
    assert planted.signed_in(town.pat).post(taken).status_code == 404
