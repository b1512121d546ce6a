"""Who may give immigration advice is what a manager recorded, and nobody writes it of themselves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.access.models import Registration
from recourse.records.access.words import Level
from recourse.records.advice import actions as advice
from recourse.records.advice import may
from recourse.records.directory.may import MayNot
from recourse.records.directory.models import Worker
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

pytestmark = pytest.mark.django_db
SAID: dict[str, Any] = {
    "level": Level.IAA_2,
    "categories": ["immigration", "asylum"],
    "number": "F200100001",
    "first_day": TODAY,
    "last_day": None,
}


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def mo(town: Agencies) -> Worker:
    return personas.mo(town.outreach)


def registered(worker: Worker, by: Worker, **changed: Any) -> Registration:
    with as_(by):
        return access.register(worker, by=by, at=MONDAY, **SAID | changed)


def on(worker: Worker, day: date) -> Registration | None:
    with as_(worker):
        return queries.registration(worker, on=day)


def test_mo_records_noors_registration_and_the_ledger_says_so(town: Agencies, mo: Worker) -> None:
    kept = registered(town.noor, mo)
    assert (kept.level, kept.body, kept.categories) == ("iaa_2", "iaa", ["asylum", "immigration"])
    assert on(town.noor, TODAY) == kept and on(town.noor, TODAY - timedelta(days=1)) is None
    with as_(mo):
        assert Entry.objects.get(act="access.register").detail["level"] == "iaa_2"


def test_it_ends_after_its_last_day(town: Agencies, mo: Worker) -> None:
    kept = registered(town.noor, mo, last_day=TODAY + timedelta(days=3))
    assert on(town.noor, TODAY + timedelta(days=3)) == kept
    assert on(town.noor, TODAY + timedelta(days=4)) is None


def test_a_new_one_ends_the_one_before(town: Agencies, mo: Worker) -> None:
    registered(town.noor, mo, first_day=TODAY - timedelta(days=40))
    registered(town.noor, mo, level=Level.IAA_3)
    then, today = on(town.noor, TODAY - timedelta(days=1)), on(town.noor, TODAY)
    assert then is not None and then.level == "iaa_2"
    assert today is not None and today.level == "iaa_3"


def test_ending_it_is_told_to_the_ledger_and_holds_at_once(town: Agencies, mo: Worker) -> None:
    registered(town.noor, mo)
    with as_(mo):
        access.end_registration(town.noor, by=mo, at=MONDAY)
        assert Entry.objects.filter(act="access.end_registration").count() == 1
    assert on(town.noor, TODAY) is None


@pytest.mark.parametrize("wrong", [{"number": " "}, {"categories": []}, {"last_day": date(2020, 1, 1)}])
def test_what_cannot_stand_is_refused(town: Agencies, mo: Worker, wrong: dict[str, Any]) -> None:
    with pytest.raises(access.NotRegistered):
        registered(town.noor, mo, **wrong)


def test_nobody_records_it_of_themselves_or_of_another_agency(town: Agencies, mo: Worker) -> None:
    for worker, by in ((mo, mo), (town.noor, town.noor), (town.sam, mo), (town.noor, town.pat)):
        with pytest.raises(MayNot):
            registered(worker, by)


def test_past_the_pages_the_database_refuses_it_too(town: Agencies, mo: Worker) -> None:
    row = {"agency": town.outreach.agency, "worker": town.noor, "level": "solicitor", "body": "sra"}
    row |= {"categories": ["asylum"], "number": "1", "first_day": TODAY, "recorded_at": MONDAY}
    with pytest.raises(DatabaseError), transaction.atomic(), as_(town.noor):
        Registration.objects.create(**row, recorded_by=mo)
    kept = registered(town.noor, mo)
    for change in ({"level": "solicitor"}, {"number": "2"}):
        with pytest.raises(DatabaseError), transaction.atomic(), as_(mo):
            Registration.objects.filter(pk=kept.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic(), as_(town.noor):
        Registration.objects.filter(pk=kept.pk).update(after_last_day=TODAY + timedelta(days=400))


def wife(by: Worker) -> Person:
    """On a partner visa without public funds, and destitute."""
    person = personas.person(by)
    with as_(by):
        for name, value in {"status_code": "SPOUSE_5Y", "destitute": True, "nrpf_condition": True}.items():
            told = {"name": name, "value": value, "field": "status" if name != "destitute" else "needs"}
            people.learn(person, **told, why_not_known="", by=by, at=MONDAY)
    return person


def test_noor_is_told_of_the_person_only_once_she_is_registered(town: Agencies, mo: Worker) -> None:
    person = wife(town.noor)

    def coc() -> tuple[Any, bool]:
        with as_(town.noor):
            answer = advice.answer(person, about="money", as_at=TODAY, by=town.noor, at=MONDAY)
            heard = may.hear_as_adviser(town.noor, answer, on=TODAY)
            return answer.snapshot["outcomes"]["coc"], heard

    before, heard = coc()
    assert before["is_general"] and not heard
    registered(town.noor, mo)
    after, heard = coc()
    assert not after["is_general"] and heard and after["general"] == before["says"] != after["says"]


def test_what_somebody_typed_of_themselves_makes_nobody_an_adviser(town: Agencies) -> None:
    person = wife(town.noor)
    with as_(town.noor):
        for name, value in {"actor_reg_level": "solicitor", "supervised_by_lawyer": True}.items():
            people.learn(
                person, name=name, value=value, why_not_known="", field="notes", by=town.noor, at=MONDAY
            )
        answer = advice.answer(person, about="money", as_at=TODAY, by=town.noor, at=MONDAY)
    assert answer.snapshot["outcomes"]["coc"]["is_general"]


def test_a_colleague_reads_the_advisers_answer_in_the_general_form(town: Agencies, mo: Worker) -> None:
    person = wife(town.noor)
    registered(town.noor, mo)
    with as_(town.noor):
        answer = advice.answer(person, about="money", as_at=TODAY, by=town.noor, at=MONDAY)
    with as_(mo):
        assert not may.hear_as_adviser(mo, answer, on=TODAY)
