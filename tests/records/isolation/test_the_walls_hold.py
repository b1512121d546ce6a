"""The database refuses what Python was tricked into: foreign rows, other roles, switched-off walls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from recourse.records.people import queries
from recourse.records.people.models import Consent, Fact, Person, Share
from recourse.records.people.words import Checked
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

pytestmark = pytest.mark.django_db


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
def refused(what: type[DatabaseError] = ProgrammingError, match: str = "") -> Iterator[None]:
    with pytest.raises(what, match=match), transaction.atomic():
        yield
        run("set constraints all immediate")


WALL = "row-level security"


def test_pat_cannot_write_a_row_in_the_name_of_noors_agency(town: Agencies, amina: Person) -> None:
    with as_(town.pat), refused(match=WALL):
        Person.objects.create(
            agency=town.outreach.agency,
            reference="WR-9",
            added_by=town.pat,
            added_at=MONDAY,
            touched_at=MONDAY,
        )


def test_pat_cannot_write_about_a_person_she_does_not_see(town: Agencies, amina: Person) -> None:
    with as_(town.pat), refused(match=WALL):
        Fact.objects.create(
            person=amina,
            agency=town.hosting.agency,
            field="needs",
            name="x",
            recorded_by=town.pat,
            recorded_at=MONDAY,
        )


def test_pat_cannot_grant_herself_a_share(town: Agencies, amina: Person) -> None:
    with as_(town.pat):
        with refused(IntegrityError, "people_share_as_agreed|people_share_held"):
            granted(amina, town, agency=town.hosting.agency.pk)
        with refused(match=WALL):
            granted(amina, town, agency=town.outreach.agency.pk)
        assert queries.one(amina.pk) is None


def test_pat_cannot_record_the_consent_of_a_person_she_does_not_see(town: Agencies, amina: Person) -> None:
    with as_(town.pat), refused(match=WALL):
        Consent.objects.create(
            person=amina,
            agency=town.hosting.agency,
            to_service=town.hosting.service,
            fields=["name"],
            first_day=TODAY,
            after_last_day=TODAY + timedelta(days=1),
            how="spoken",
            language="English",
            words="Yes.",
            checked=Checked.values,
            recorded_by=town.pat,
            recorded_at=MONDAY,
        )


def granted(amina: Person, town: Agencies, *, agency: object) -> None:
    run(
        "insert into people_share (id, person_id, agency_id, holder_id, to_service_id, to_agency_id, fields,"
        " purpose, first_day, after_last_day, consent_id, covers_status, comes_back, made_by_id, made_at)"
        " values (%s, %s, %s, %s, %s, %s, '{name}', '', %s, 'infinity', %s, false, true, %s, now())",
        uuid4(),
        amina.pk,
        agency,
        agency,
        town.hosting.service.pk,
        town.hosting.agency.pk,
        TODAY,
        uuid4(),
        town.pat.pk,
    )


def test_pat_can_change_nothing_of_amina_even_when_it_is_shared_with_her(
    town: Agencies, amina: Person
) -> None:
    personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.pat):
        assert run("update people_person set is_closed = true") == 0
        assert run("update people_particular set value = 'x'") == 0
        assert run("update people_share set withdrawn_at = null, after_last_day = 'infinity'") == 0
        assert run("delete from people_share") == 0
        assert run("delete from people_person") == 0
        assert run("delete from people_particular") == 0


def test_noor_cannot_move_a_row_into_another_agency(town: Agencies, amina: Person) -> None:
    with as_(town.noor), refused(match=WALL):
        run("update people_person set agency_id = %s", town.hosting.agency.pk)


def test_nobody_can_lengthen_a_share_or_undo_its_end(town: Agencies, amina: Person) -> None:
    share = personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.noor):
        with refused(IntegrityError, "only be withdrawn"):
            run("update people_share set after_last_day = 'infinity'")
        with refused(IntegrityError, "only be withdrawn"):
            run("update people_share set fields = '{name,notes}'")
        run("update people_share set withdrawn_at = now() where id = %s", share.pk)
        with refused(IntegrityError, "only be withdrawn"):
            run("update people_share set withdrawn_at = null")


def test_status_cannot_be_shared_on_a_consent_that_does_not_cover_it(town: Agencies, amina: Person) -> None:
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, fields=["name"])
    consent = Consent
    copied = {field.attname: getattr(share, field.attname) for field in Share._meta.concrete_fields}
    with as_(town.noor):
        assert not consent.objects.get(pk=share.consent_id).covers_status
        with refused(IntegrityError, "people_share_status_agreed"):
            Share(**copied | {"id": uuid4(), "fields": ["name", "status"]}).save(force_insert=True)
        claimed = {"id": uuid4(), "fields": ["status"], "covers_status": True}
        with refused(IntegrityError, "people_share_as_agreed|people_share_status_as_agreed"):
            Share(**copied | claimed | {"status_consent_id": share.consent_id}).save(force_insert=True)
        with refused(ProgrammingError, "permission denied"):
            run("update people_consent set covers_status = true")


def test_a_share_cannot_stand_on_another_persons_consent(town: Agencies, amina: Person) -> None:
    yusuf = personas.yusuf(town.noor)
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, fields=["name"])
    copied = {field.attname: getattr(share, field.attname) for field in Share._meta.concrete_fields}
    with as_(town.noor), refused(IntegrityError, "people_share_as_agreed"):
        Share(**copied | {"id": uuid4(), "person_id": yusuf.pk}).save(force_insert=True)


def test_a_share_cannot_lie_about_whose_service_it_is_for(town: Agencies, amina: Person) -> None:
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, fields=["name"])
    copied = {field.attname: getattr(share, field.attname) for field in Share._meta.concrete_fields}
    with as_(town.noor), refused(IntegrityError, "people_share_to"):
        Share(**copied | {"id": uuid4(), "to_agency_id": town.law.agency.pk}).save(force_insert=True)


@pytest.mark.parametrize(
    "attempt",
    [
        "set role recourse_owner",
        "set role recourse_auditor",
        "set session authorization recourse_owner",
        "alter table people_person disable row level security",
        "alter table people_person no force row level security",
        "drop policy people_person_select on people_person",
        "create policy mine on people_person using (true)",
        "alter role recourse_app bypassrls",
        "update ledger_entry set act = 'nothing'",
        "delete from ledger_entry",
        "truncate ledger_entry",
        "update ledger_head set number = 0",
        "insert into ledger_head (agency, number, hash) values (gen_random_uuid(), 0, '')",
        "alter table ledger_entry disable trigger all",
        "truncate people_person cascade",
    ],
)
def test_the_site_cannot_get_past_its_own_walls(town: Agencies, amina: Person, attempt: str) -> None:
    with as_(town.noor), refused(match="permission denied|must be owner|must be superuser"):
        run(attempt)


def test_switching_row_security_off_gives_an_error_and_not_rows(town: Agencies, amina: Person) -> None:
    with as_(town.pat), refused(match="row-level security"):
        run("set local row_security = off")
        run("select * from people_person")


def test_noor_cannot_write_into_the_ledger_of_another_agency(town: Agencies) -> None:
    with as_(town.noor), refused(match=WALL):
        run(
            "insert into ledger_entry (id, agency, number, at, by_name, act, about_kind, reason, detail,"
            " previous, hash) values (%s, %s, 0, now(), 'Noor', 'people.look', '', '', '{}', '', '')",
            uuid4(),
            town.hosting.agency.pk,
        )


def test_every_table_about_a_person_has_a_forced_wall_with_a_policy() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity and c.relforcerowsecurity"
            " and exists (select 1 from pg_policy p where p.polrelid = c.oid)"
            " from pg_class c join pg_attribute a on a.attrelid = c.oid"
            " where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace"
            " and not a.attisdropped"
            " and (a.attname in ('person_id', 'person') or c.relname = 'people_person')"
        )
        walled = dict(cursor.fetchall())
    assert {"people_person", "people_fact", "people_share", "ledger_entry"} <= walled.keys()
    assert [table for table, stands in walled.items() if not stands] == []
