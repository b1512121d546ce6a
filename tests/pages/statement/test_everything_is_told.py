"""No table about a person is forgotten in their statement, and nobody else is ever in it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from jsonschema import Draft202012Validator

from recourse.pages.statement import told
from recourse.records.directory.models import Worker
from recourse.records.people.models import Person
from recourse.records.referrals import actions as referrals
from tests.pages.attacks import planted
from tests.pages.attacks.planted import MARK, Planted
from tests.pages.statement.test_her_statement import SCHEMA
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
