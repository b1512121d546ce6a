"""One agreement sends one letter, as it was agreed to, and only the real tables say so."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection

from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures.models import Advice
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_
from tests.records.disclosures import prepared
from tests.records.disclosures.test_nothing_leaves_past_the_database import leave, refused, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor)


def test_one_agreement_sends_one_letter(town: Agencies, amina: Person) -> None:
    first = prepared.ready(amina, town.noor, status=True)
    prepared.sent(first, town.noor)
    second = prepared.ready(amina, town.noor, status=True)
    with as_(town.noor):
        with refused(match="disclosures_consent_once"):
            leave(second, consent_id=first.consent_id)
        with refused(match="disclosures_status_consent_once"):
            leave(second, status_consent_id=first.status_consent_id)
        leave(second)


def test_what_she_agreed_to_is_not_written_otherwise_afterwards(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor, status=True)
    with as_(town.noor):
        for words in ("words", "status_words"):
            with refused(match="agreed to anew"):
                run(f"update disclosures_letter set {words} = 'more than she said'")
        disclosures.write(
            letter, fields=["name"], words="Another question.", status_words="", by=town.noor, at=MONDAY
        )
    assert prepared.again(letter, town.noor).consent is None


def test_advice_is_written_down_by_who_is_signed_in_and_today(town: Agencies, amina: Person) -> None:
    advice = prepared.ready(amina, town.noor).advice
    given = {one.attname: getattr(advice, one.attname) for one in Advice._meta.concrete_fields}
    for changed in (
        {"recorded_by_id": town.sam.pk},
        {"recorded_at": prepared.later(-3)},
        {"on_day": TODAY + timedelta(days=1)},
    ):
        with as_(town.noor), refused(match="who is signed in, on the day itself"):
            Advice(**given | {"id": uuid4()} | changed).save(force_insert=True)


def test_no_table_of_ones_own_stands_in_for_what_was_agreed_or_advised(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor):
        people.withdraw_consent(letter.consent, by=town.noor, at=MONDAY)
        with refused(ProgrammingError, "permission denied to create temporary tables"):
            run("create temporary table people_consent (like people_consent)")
        with refused(ProgrammingError, "permission denied for schema public"):
            run("create table public.mine (id uuid)")


def test_what_is_asked_before_something_leaves_is_asked_of_the_real_tables(town: Agencies) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname from pg_proc p join pg_language l on l.oid = p.prolang"
            " where pronamespace = 'public'::regnamespace and lanname = 'plpgsql'"
            " and proname !~ '^procrastinate_' and proconfig is distinct from"
            " array['search_path=pg_catalog, public, pg_temp']"
        )
        assert cursor.fetchall() == []
