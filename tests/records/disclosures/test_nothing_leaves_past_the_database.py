"""The site's own role, with any SQL it likes, gets nothing out that Amina did not agree to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.utils.timezone import localdate

from recourse.records.directory import actions as directory
from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Organisation, Service
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures.models import Disclosure, Letter
from recourse.records.people import actions as people
from recourse.records.people.models import Consent, Person
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_
from tests.records.disclosures import prepared

pytestmark = pytest.mark.django_db
NO_CONSENT, NO_ADVICE = "disclosures_no_consent", "disclosures_no_advice"
NO_WORKER, NO_LETTER = "disclosures_no_worker", "disclosures_no_letter"


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor)


def run(sql: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.rowcount


@contextmanager
def refused(what: type[DatabaseError] = IntegrityError, match: str = "") -> Iterator[None]:
    with pytest.raises(what, match=match), transaction.atomic():
        yield
        run("set constraints all immediate")


def leave(letter: Letter, **changed: Any) -> None:
    """Write the letter as a row wants it, and the row itself, by SQL alone."""
    row: dict[str, Any] = {
        "id": uuid4(),
        "person_id": letter.person_id,
        "agency_id": letter.agency_id,
        "recipient": "authority",
        "to_authority_id": letter.to_authority_id,
        "to_service_id": None,
        "how": "sheet",
        "for_what": letter.for_what,
        "fields": letter.fields,
        "consent_id": letter.consent_id,
        "status_consent_id": letter.status_consent_id,
        "advice_id": letter.advice_id,
        "letter_id": letter.pk,
        "share": None,
        "by_id": letter.begun_by_id,
        "at": MONDAY,
        "hash": b"x" * 32,
    } | changed
    same = ("fields", "consent_id", "status_consent_id", "advice_id")
    if row["letter_id"] == letter.pk and letter.is_open:
        sets = ", ".join(f"{name} = %s" for name in same)
        values = [row[name] for name in same]
        run(f"update disclosures_letter set sent_at = now(), {sets} where id = %s", *values, letter.pk)
    names = ", ".join(row)
    places = ", ".join(["%s"] * len(row))
    run(f"insert into disclosures_disclosure ({names}) values ({places})", *row.values())


def test_with_everything_in_place_the_same_sql_goes_through(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor, status=True)
    with as_(town.noor):
        leave(letter)
        assert Disclosure.objects.count() == 1


def test_without_any_consent_nothing_leaves(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor), refused(match=NO_CONSENT):
        leave(letter, consent_id=None)


def test_a_consent_taken_back_lets_nothing_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor):
        people.withdraw_consent(letter.consent, by=town.noor, at=MONDAY)
        with refused(match=NO_CONSENT):
            leave(letter)


@pytest.mark.parametrize("days", [32, 400])
def test_a_consent_that_is_over_lets_nothing_leave(town: Agencies, amina: Person, days: int) -> None:
    letter, then = prepared.ready(amina, town.noor), prepared.later(days)
    prepared.advised(letter, town.noor, at=then, on_day=localdate(then))
    with as_(town.noor, at=then), refused(match=NO_CONSENT):
        leave(prepared.again(letter, town.noor, at=then), at=then)


def test_a_consent_to_another_purpose_lets_nothing_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    other = prepared.ready(amina, town.noor, for_what="return")
    with as_(town.noor), refused(match=NO_CONSENT):
        leave(letter, consent_id=other.consent_id)


def test_a_consent_to_another_recipient_lets_nothing_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    other = prepared.ready(amina, town.noor, to=Organisation.objects.get(name="Police"))
    with as_(town.noor), refused(match=NO_CONSENT):
        leave(letter, consent_id=other.consent_id)


def test_a_consent_to_share_with_a_service_is_none_to_tell_the_home_office(
    town: Agencies, amina: Person
) -> None:
    letter = prepared.ready(amina, town.noor)
    share = personas.agree(amina, to=town.law.service, by=town.noor, fields=["name", "needs"])
    with as_(town.noor), refused(match=NO_CONSENT):
        leave(letter, consent_id=share.consent_id)


def test_a_consent_of_another_person_lets_nothing_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    other = prepared.ready(personas.yusuf(town.noor), town.noor)
    with as_(town.noor), refused(match=NO_CONSENT):
        leave(letter, consent_id=other.consent_id)


def test_a_consent_another_agency_asked_for_lets_nothing_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    personas.agree(amina, to=town.law.service, by=town.noor, fields=["name"])
    theirs = prepared.ready(amina, town.sam)
    with as_(town.noor), refused(match=NO_CONSENT):
        leave(letter, consent_id=theirs.consent_id)


def test_no_field_beyond_what_she_agreed_to_leaves(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor):
        for more in ("health", "notes", "contact"):
            with refused(match=NO_CONSENT):
                leave(letter, fields=["name", "needs", more])


def test_status_leaves_on_no_consent_but_its_own(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor, for_what="correction")
    both = prepared.ready(amina, town.noor, status=True)
    with as_(town.noor):
        with refused(match=NO_CONSENT):
            leave(letter, fields=["name", "needs", "status"])
        with refused(match=NO_CONSENT):
            leave(letter, fields=["name", "status"], status_consent_id=letter.consent_id)
        with refused(match=NO_CONSENT):
            leave(both, consent_id=both.status_consent_id)
        people.withdraw_consent(both.status_consent, by=town.noor, at=MONDAY)
        with refused(match=NO_CONSENT):
            leave(both)


def test_without_advice_nothing_leaves(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor), refused(match="disclosures_one_recipient|" + NO_LETTER):
        leave(letter, advice_id=None)


def test_advice_older_than_thirty_days_lets_nothing_leave(town: Agencies, amina: Person) -> None:
    before = MONDAY - timedelta(days=31)
    letter = prepared.begun(amina, town.noor, at=before)
    prepared.advised(letter, town.noor, at=before, on_day=before.date())
    prepared.written(letter, town.noor)
    prepared.agreed(letter, town.noor)
    with as_(town.noor), refused(match=NO_ADVICE):
        leave(prepared.again(letter, town.noor))


def test_advice_another_person_had_lets_nothing_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    other = prepared.ready(personas.yusuf(town.noor), town.noor)
    with as_(town.noor), refused(match=NO_ADVICE):
        leave(letter, advice_id=other.advice_id)


def test_nobody_lets_anything_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with acting_for(town.outreach.agency, at=MONDAY):
        with refused(match=NO_WORKER):
            leave(letter)
        with refused(match="null value"):
            leave(letter, by_id=None)


def test_no_worker_lets_anything_leave_in_the_name_of_another(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    ola = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Ola Invented", role="outreach"
    )
    with as_(ola), refused(match=NO_WORKER):
        leave(letter)
    with as_(town.noor), refused(match=NO_WORKER):
        leave(letter, by_id=town.sam.pk)


def test_a_worker_of_another_agency_lets_nothing_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    personas.agree(amina, to=town.law.service, by=town.noor, fields=["name"])
    with as_(town.sam):
        with refused(ProgrammingError, "row-level security"):
            leave(letter, by_id=town.sam.pk)
        with refused(match=NO_LETTER):
            leave(letter, by_id=town.sam.pk, agency_id=town.law.agency.pk)


def test_what_was_taken_back_or_never_written_does_not_leave(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor):
        with refused(match="disclosures_one_recipient|" + NO_LETTER):
            leave(letter, letter_id=None)
        with refused(match=NO_LETTER):
            run(
                "insert into disclosures_disclosure (id, person_id, agency_id, recipient, to_authority_id,"
                " how, for_what, fields, consent_id, advice_id, letter_id, by_id, at, hash)"
                " select gen_random_uuid(), person_id, agency_id, 'authority', to_authority_id, 'sheet',"
                " for_what, fields, consent_id, advice_id, id, begun_by_id, %s, sha256('')"
                " from disclosures_letter",
                MONDAY,
            )
        disclosures.take_back(letter, by=town.noor, at=MONDAY)
        with refused(match="stays as it is"):
            leave(letter)


def test_nothing_leaves_on_a_day_that_is_not_today(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor, at=prepared.later(1)), refused(match=NO_WORKER):
        leave(letter)


def test_a_charity_cannot_be_written_up_as_an_enforcement_body(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    with as_(town.noor), refused(match=NO_LETTER):
        leave(letter, to_authority_id=town.law.agency.pk)


def test_what_left_cannot_be_altered_or_removed_afterwards(town: Agencies, amina: Person) -> None:
    prepared.sent(prepared.ready(amina, town.noor), town.noor)
    with as_(town.noor):
        for attempt in (
            "update disclosures_disclosure set fields = '{name}'",
            "truncate disclosures_disclosure cascade",
            "update disclosures_advice set had = 'had'",
            "alter table disclosures_disclosure disable trigger all",
            "drop trigger disclosures_checked on disclosures_disclosure",
            "create or replace function disclosures_checked() returns trigger language plpgsql"
            " as 'begin return new; end'",
        ):
            with refused(ProgrammingError, "permission denied|must be owner"):
                run(attempt)
        with refused(match="stays as it is"):
            run("update disclosures_letter set words = ''")
        for table in ("disclosure", "letter", "advice"):
            assert run(f"delete from disclosures_{table}") == 0
    with acting_for(town.outreach.agency, at=prepared.later(365 * 5)):
        assert run("delete from disclosures_disclosure") == 0


def test_a_consent_cannot_be_written_for_more_than_she_said(town: Agencies, amina: Person) -> None:
    letter = prepared.ready(amina, town.noor)
    given = {one.attname: getattr(letter.consent, one.attname) for one in Consent._meta.concrete_fields}
    given |= {"words": "She said so.", "freely": "yes"}
    for changed in (
        {"fields": ["name", "status"]},
        {"to_authority_id": None},
        {"to_service_id": town.law.service.pk},
        {"for_what": "sharing"},
        {"checked": ["understood"]},
        {"checked": ["not_asked"]},
        {"after_last_day": TODAY + timedelta(days=32)},
        {"to_authority_id": town.law.agency.pk},
        {"recorded_by_id": town.sam.pk},
    ):
        with as_(town.noor), refused(match="people_consent"):
            Consent(**given | {"id": uuid4()} | changed).save(force_insert=True)
    with as_(town.noor):
        for change in ("fields = '{name,notes}'", "after_last_day = 'infinity'", "for_what = 'return'"):
            with refused(ProgrammingError, "permission denied"):
                run(f"update people_consent set {change}")
        people.withdraw_consent(letter.consent, by=town.noor, at=MONDAY)
        with refused(match="only be withdrawn"):
            run("update people_consent set withdrawn_at = null")


def test_the_home_office_has_no_service_no_worker_and_no_records(town: Agencies) -> None:
    authority = prepared.home_office()
    with refused(match="no service and no worker"):
        directory.open_service(
            authority, name="Enforcement", kind="outreach", what="x", who_for="x", at=MONDAY
        )
    with refused(match="no service and no worker"):
        directory.employ(
            name="Ed Enforcer",
            role="outreach",
            email="ed@example.org",
            organisation=authority,
            services=[],
            at=MONDAY,
        )
    with refused(match="no service and no worker"):
        Service.objects.filter(pk=town.law.service.pk).update(organisation=authority)
    with refused(match="no service and no worker"):
        run("update directory_worker set organisation_id = %s", authority.pk)
    with refused(match="keeps_nothing"):
        run("update directory_organisation set is_agency = true where id = %s", authority.pk)
    with refused(match="never becomes"):
        run("update directory_organisation set kind = 'authority' where id = %s", town.law.agency.pk)
    with refused(match="never becomes"):
        run("update directory_organisation set kind = 'other' where id = %s", authority.pk)


def test_no_share_can_name_the_home_office(town: Agencies, amina: Person) -> None:
    share = personas.agree(amina, to=town.law.service, by=town.noor)
    copied = {one.attname: getattr(share, one.attname) for one in type(share)._meta.concrete_fields}
    with as_(town.noor), refused(match="people_share_to"):
        type(share)(**copied | {"id": uuid4(), "to_agency_id": prepared.home_office().pk}).save(
            force_insert=True
        )


def test_acting_for_the_home_office_there_is_nothing_to_see(town: Agencies, amina: Person) -> None:
    prepared.sent(prepared.ready(amina, town.noor), town.noor)
    with acting_for(prepared.home_office(), at=MONDAY):
        for table in ("people_person", "people_consent", "disclosures_disclosure", "disclosures_letter"):
            with connection.cursor() as cursor:
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone() == (0,)
