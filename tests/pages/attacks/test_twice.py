"""A form sent twice, or by two workers, is done once; whoever comes second is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.directory.models import Worker
from recourse.records.ledger.models import Entry
from recourse.records.people.models import Person, Share
from recourse.records.placements.models import Offer, Stay
from recourse.records.referrals import actions as referrals
from recourse.records.referrals.models import Referral
from recourse.records.referrals.words import Disposition
from tests import personas
from tests.pages.attacks import planted
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
BESIDE = "people_seen"  # whom one has read of, for the reading budget
KEPT_BY = ("people_", "advice_", "referrals_", "homes_", "placements_", "directory_")


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor, at=now())


def kept(town: Agencies) -> dict[str, int]:
    """How much there is of everything, as those who may see it count it, and how many acts beside looks."""
    found: dict[str, int] = {}
    for worker in (town.noor, town.pat):
        with as_(worker, at=now()), connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                if table.startswith(KEPT_BY) and table != BESIDE:
                    cursor.execute(f"select count(*) from {table}")
                    found[f"{worker.name} {table}"] = cursor.fetchone()[0]
            acts = Entry.objects.filter(agency=worker.organisation_id).exclude(act__contains="look")
            found[f"{worker.name} acts"] = acts.count()
    return found


def twice(
    town: Agencies, there: str, sent: dict[str, Any], first: Worker, second: Worker | None = None
) -> Any:
    """Send the same form twice, by one worker or by two; give the second answer, followed to its page."""
    before = kept(town)
    done = planted.signed_in(first).post(there, sent)
    assert done.status_code == 302, (there, done.status_code, done.content.decode()[-3000:])
    once = kept(town)
    assert once != before, there
    again = planted.signed_in(second or first).post(there, sent, follow=True)
    assert kept(town) == once, there
    assert again.status_code in (200, 409), (there, again.status_code)
    return again


def agreed(amina: Person, town: Agencies) -> Share:
    return personas.agree(amina, to=town.hosting.service, by=town.noor, days=60, at=now())


def referred(amina: Person, town: Agencies) -> Referral:
    agreed(amina, town)
    with as_(town.noor, at=now()):
        return referrals.send(
            amina, to=town.hosting.service, why="Cold.", asks="A bed.", by=town.noor, at=now()
        )


def another(worker: Worker, town: Agencies) -> Worker:
    """A colleague at the same desk, who has the same old page open."""
    desk = town.outreach if worker == town.noor else town.hosting
    return personas.colleague(desk.agency, [desk.service], name="Cole League", role=worker.role)


ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "accept": ("pat", {}),
    "ask": ("pat", {"words": "Who?"}),
    "refuse": ("pat", {"code": "no_space", "step": "other", "step_words": "Ring us."}),
    "take_back": ("noor", {"reason": "Found."}),
}


@pytest.mark.parametrize("has_colleague", [False, True])
@pytest.mark.parametrize("act", ACTS)
def test_a_referral_is_answered_once(act: str, has_colleague: bool, town: Agencies, amina: Person) -> None:
    role, sent = ACTS[act]
    worker = getattr(town, role)
    referral = referred(amina, town)
    there = reverse(f"referring:{act}", args=[referral.pk])
    again = twice(
        town, there, sent | {"seen": referral.moves}, worker, another(worker, town) if has_colleague else None
    )
    assert again.status_code == 409
    assert "Nothing" in again.content.decode()


def test_a_question_is_replied_to_once(town: Agencies, amina: Person) -> None:
    sent = referred(amina, town)
    with as_(town.pat, at=now()):
        referrals.ask(sent, words="Who?", by=town.pat, at=now())
        sent.refresh_from_db()
    there = reverse("referring:reply", args=[sent.pk])
    assert twice(town, there, {"seen": str(sent.moves), "words": "Amina."}, town.noor).status_code == 409


def test_a_referral_is_sent_and_ended_once(town: Agencies, amina: Person) -> None:
    agreed(amina, town)
    there = reverse("referring:to", args=[amina.pk, town.hosting.service.pk])
    assert twice(town, there, {"why": "Cold.", "asks": "A bed."}, town.noor).status_code == 409
    with as_(town.pat, at=now()):
        sent = Referral.objects.get()
        referrals.accept(sent, by=town.pat, at=now())
        sent.refresh_from_db()
    form = {"seen": str(sent.moves), "disposition": Disposition.values[0]}
    there = reverse("referring:close", args=[sent.pk])
    assert twice(town, there, form, town.pat, another(town.pat, town)).status_code == 409


def test_sharing_is_agreed_and_stopped_once(town: Agencies, amina: Person) -> None:
    until = localdate() + timedelta(days=30)
    form = {
        "to": str(town.hosting.service.pk),
        "fields_to_share": ["name", "needs"],
        "purpose": "A bed.",
        "until_day": until.day,
        "until_month": until.month,
        "until_year": until.year,
        "step": "agree",
        "how": "spoken",
        "language": "English",
        "was_read": "yes",
        "checked": ["understood", "no_condition", "can_decide"],
    }
    there = reverse("sharing:agree", args=[amina.pk])
    assert twice(town, there, form, town.noor, another(town.noor, town)).status_code == 409
    with as_(town.noor, at=now()):
        share = Share.objects.get()
    there = reverse("sharing:stop", args=[share.pk])
    assert twice(town, there, {"reason": ""}, town.noor).status_code == 409


def day(name: str, days: int) -> dict[str, int]:
    on = localdate() + timedelta(days=days)
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_bed_is_offered_answered_and_left_once(town: Agencies, amina: Person) -> None:
    agreed(amina, town)
    _, beds = planted.house(town.pat, at=now())
    days = {**day("first_day", 1), **day("expected_last_day", 90), **day("answer_day", 1)}
    form = {**days, "answer_hour": "14:00", "pays": "free"}
    there = reverse("offers:make", args=[amina.pk, beds[0].pk])
    assert twice(town, there, form, town.pat, another(town.pat, town)).status_code == 409
    with as_(town.pat, at=now()):
        offer = Offer.objects.get()
    assert twice(town, reverse("offers:accept", args=[offer.pk]), {}, town.noor).status_code == 409
    with as_(town.pat, at=now()):
        stay = Stay.objects.get()
    left = {**day("on", 3), "kind": "planned", "moved_to": "friends", "reason": ""}
    assert twice(town, reverse("stays:end", args=[stay.pk]), left, town.pat).status_code == 409


@pytest.mark.parametrize(
    ("act", "role", "form"),
    [
        ("decline", "noor", {"code": "too_far", "words": ""}),
        ("take_back", "pat", {"reason": "Pipes."}),
    ],
)
def test_an_offer_is_refused_once(
    act: str, role: str, form: dict[str, str], town: Agencies, amina: Person
) -> None:
    agreed(amina, town)
    _, beds = planted.house(town.pat, at=now())
    offer = planted.offered(beds[0], amina, town.pat, at=now())
    worker = getattr(town, role)
    assert twice(town, reverse(f"offers:{act}", args=[offer.pk]), form, worker).status_code == 409


def test_what_is_said_twice_about_her_is_kept_once(town: Agencies, amina: Person) -> None:
    told = {"nickname": "Min", "place": "The bus station", "name": "Amina Example", "language": "Tigrinya"}
    twice(town, reverse("people:describe", args=[amina.pk]), told, town.noor)
    twice(town, reverse("people:take_on", args=[amina.pk]), {}, another(town.noor, town))
    there = reverse("ask:question", args=[amina.pk, "bed", "destitute"])
    twice(town, there, {"answer": "yes"}, town.noor)
    twice(town, reverse("answers:again", args=[amina.pk]), {"about": "everything"}, town.noor)
    twice(town, reverse("ask:stop", args=[amina.pk, "care"]), {}, town.noor)
    needs = {"housing_as": "woman", "housing_step_free": "yes", "housing_people": "1"}
    twice(town, reverse("offers:needs", args=[amina.pk]), needs, town.noor)


def test_a_bed_s_state_and_a_service_s_room_are_said_once(town: Agencies) -> None:
    _, beds = planted.house(town.pat, at=now())
    form = {"state": "unusable", "why": "Boiler", **day("from_day", 5)}
    twice(town, reverse("homes:state", args=[beds[0].pk]), form, town.pat)
    there = reverse("directory:say_room", args=[town.hosting.service.pk])
    twice(town, there, {"free": "3", "unit": "beds"}, town.pat)
