"""No table about a person is forgotten in their statement, and nobody else is ever in it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate, now
from jsonschema import Draft202012Validator

from recourse.pages.statement import told
from recourse.records.directory.models import Worker
from recourse.records.funds import actions as funds
from recourse.records.homes.models import Bedspace
from recourse.records.keeping import actions as keeping
from recourse.records.panels import actions as panels
from recourse.records.panels import queries
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.pages.attacks import planted
from tests.pages.attacks.planted import MARK, Planted
from tests.pages.statement.test_her_statement import SCHEMA, signed_in
from tests.personas import as_

pytestmark = pytest.mark.django_db

# What is about a person and is not told, and why nothing is kept from them by that.
NOT_TOLD = {
    "people_searchtoken": "keyed pieces of the name, by which it is found; the name itself is told",
    "people_seen": "who read of them within the last hour; the ledger keeps it, and who looked is told",
    "advice_grounds": "the reasons of an answer: the answer is told, its reasons stand on its own page",
    "advice_planpart": "the routes of a plan: the plan is told, its routes stand on its own page",
    "papers_file": "the paper as a file: the paper is told, and handed over by itself",
    "papers_ticket": "an address that opens a paper once, for a minute",
    "placements_occupation": "who has a bed when, for the database: the offer and the stay are told",
    "keeping_notice": "a reference to what was deleted already, for the agency that must delete its own",
    "sealing_destruction": "that the key of somebody who was erased was destroyed",
    "ledger_entry": "told as who looked, by the ledger's own reading",
}


def about_a_person() -> set[str]:
    """Every table with a person in it, whether the database knows that it is one or not."""
    return {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model is Person
        or any(
            (isinstance(field, ForeignKey) and field.related_model is Person)
            or field.name in {"person", "person_id", "subject", "whose"}
            for field in model._meta.get_fields()
        )
    }


def statement(person: Person, *, by: Worker) -> tuple[dict[str, Any], set[str]]:
    """A statement, and every table that was read for it."""
    with (
        as_(by, at=now()),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        said = told.statement(person, by=by, at=now())
    Draft202012Validator(SCHEMA).validate(said)
    return said, {name for one in asked for name in re.findall(r'(?:from|join) "?(\w+)', one["sql"], re.I)}


@pytest.fixture
def story() -> Planted:
    story = planted.plant(at=now())
    with as_(story.scheme.worker, at=now()):
        referrals.ask(story.referral, words=f"{MARK} which days", by=story.scheme.worker, at=now())
    return story


def test_every_table_about_a_person_is_read_for_their_statement_or_says_why_not(story: Planted) -> None:
    _, read = statement(story.person, by=story.scheme.worker)
    forgotten = about_a_person() - read - NOT_TOLD.keys()
    assert forgotten == set(), "Tell it in recourse/pages/statement, or say here why nothing is lost."
    assert NOT_TOLD.keys() - about_a_person() == set()


def test_her_stay_and_what_the_panel_was_told_stand_in_it(story: Planted) -> None:
    by = story.scheme.worker
    with as_(by, at=now()):
        keeping.hold(story.person, why="complaint", by=by, at=now())
    said, _ = statement(story.person, by=by)
    assert [one["what"] for one in said["holds"]] == ["Nothing of yours is deleted: a complaint"]
    stays = {one["what"].split(",")[0]: one["words"] for one in said["stays"]}
    assert stays == {
        f"First day at {MARK} House": "",
        "Notice given": f"{MARK} ends",
        "Checked in": f"{MARK} cold",
    }
    assert [(one["what"], one["words"]) for one in said["panels"]] == [
        (f"Not offered {MARK} House", f"{MARK} is known there")
    ]
    assert (f"{MARK} which days", "Hal Harbour") in [(one["words"], one["by"]) for one in said["messages"]]


def test_her_own_agency_tells_her_grant_and_the_letters_that_have_not_left(story: Planted) -> None:
    by = story.holder.worker
    with as_(by, at=now()):
        funds.stop(story.award, on=localdate() + timedelta(days=7), reason="Found work", by=by, at=now())
    said, _ = statement(story.person, by=by)
    (grant,) = said["grants"]
    assert (grant["amount"], grant["often"], grant["agency"]) == ("£20", "Every week", "Far Shore")
    assert (grant["panel"], grant["stopped_by"], grant["why"]) == (
        f"{MARK} panel",
        "Ona Outside",
        "Found work",
    )
    assert [one["what"].split(",")[0] for one in said["letters"]] == [
        f"A letter to {MARK} Street about a refusal",
        "A letter to Home Office",
    ]
    # What another agency's panel said is that agency's to tell.
    assert said["panels"] == []


def test_who_was_chosen_instead_and_why_is_never_told(story: Planted) -> None:
    by, at = story.scheme.worker, now()
    sara, yusuf = (
        personas.person(story.holder.worker, at=at, name=name, nickname="", place="", language="", note="")
        for name in ("Sara Sample", "Yusuf Chosen")
    )
    for one in (sara, yusuf):
        personas.agree(one, to=story.scheme.service, by=story.holder.worker, days=90, at=at)
    asked = {"why": "No bed", "asks": "A room", "by": story.holder.worker, "at": at}
    with as_(story.holder.worker, at=at):
        referral = referrals.send(sara, to=story.scheme.service, **asked)
    with as_(by, at=at):
        referrals.accept(referral, by=by, at=at)
        bed = Bedspace.objects.select_related("room__home").order_by("room__name")[2]
        seen = queries.for_bed(queries.weigh(by, on=localdate(at), also=[yusuf]), bed.pk).sign
        days = {
            "first_day": localdate(at) + timedelta(days=1),
            "expected_last_day": localdate(at) + timedelta(days=90),
        }
        panels.decide(
            bed,
            to=yusuf,
            among_beds=False,
            on=localdate(at),
            seen=seen,
            reason="Yusuf is ill",
            answer_by=at + timedelta(hours=20),
            by=by,
            at=at,
            **days,
        )
    hers, _ = statement(sara, by=by)
    assert [one["what"] for one in hers["panels"]] == [
        f"A bed at {MARK} House could have gone to you, and did not"
    ]
    whole = json.dumps(hers)
    assert not [other for other in ("Yusuf", "is ill", yusuf.reference, str(yusuf.pk)) if other in whole]
    his, _ = statement(yusuf, by=by)
    assert his["panels"][0]["words"] == "Yusuf is ill"
    assert "Sara" not in json.dumps(his) and sara.reference not in json.dumps(his)


def test_words_about_somebody_else_stay_out_of_the_copy_wherever_they_were_written(story: Planted) -> None:
    by, browser = story.scheme.worker, signed_in(story.scheme.worker)
    later = now() + timedelta(days=2)
    with as_(by, at=later):
        happened = {"words": "Hit by Karim.", "on": story.stay.first_day}
        incident = placements.tell_incident(story.stay, **happened, by=by, at=later)
    where = reverse("statement:give", args=[story.person.pk])
    assert "Hit by Karim." in browser.get(where).content.decode()
    sent = {"how": "data", "leave_out": [str(incident.pk)]}
    copy = json.loads(browser.post(where, sent).content)
    assert "Karim" not in json.dumps(copy) and copy["notes_left_out"] == 1
    assert "Something happened" in [one["what"] for one in copy["stays"]]
