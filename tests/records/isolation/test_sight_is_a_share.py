"""A worker of another agency sees a person only by a live share, and only the shared fields."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from recourse.records.people import actions as people
from recourse.records.people import identity, queries
from recourse.records.people.models import Person
from recourse.records.people.words import Checked
from tests import personas
from tests.personas import MONDAY, Agencies, as_

pytestmark = pytest.mark.django_db

ROWS = ("particular", "searchtoken", "fact", "note", "consent", "share")


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def amina(town: Agencies) -> Person:
    person = personas.amina(town.noor)
    with as_(town.noor):
        people.learn(person, name="needs_step_free", value=True, field="needs", by=town.noor, at=MONDAY)
        people.learn(person, name="status", value="REFUGEE", field="status", by=town.noor, at=MONDAY)
        people.learn(person, name="is_pregnant", value=True, field="health", by=town.noor, at=MONDAY)
    return person


def raw(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()


def counted(person: Person) -> dict[str, int]:
    seen = {"person": raw("select count(*) from people_person where id = %s", person.pk)[0][0]}
    for table in ROWS:
        seen[table] = raw(f"select count(*) from people_{table} where person_id = %s", person.pk)[0][0]
    seen["entry"] = raw("select count(*) from ledger_entry where person = %s", person.pk)[0][0]
    return seen


def nothing_at_all(person: Person) -> bool:
    return not any(counted(person).values())


def test_the_tests_are_the_sites_own_role_which_no_policy_spares() -> None:
    assert raw("select current_user::text") == [("recourse_app",)]
    assert raw("select rolsuper or rolbypassrls from pg_roles where rolname = current_user") == [(False,)]


def test_without_anybody_acting_there_are_no_rows(amina: Person) -> None:
    assert nothing_at_all(amina)
    assert queries.one(amina.pk) is None
    assert raw("select count(*) from ledger_entry") == [(0,)]


def test_noor_sees_all_of_amina_and_her_colleague_too(town: Agencies, amina: Person) -> None:
    colleague = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Ola Invented", role="outreach"
    )
    with as_(colleague):
        assert queries.one(amina.pk) == amina
        assert identity.read(amina).display_name == "Amina Example"
        assert set(queries.facts(amina)) == {"needs_step_free", "status", "is_pregnant"}
        assert len(queries.notes(amina)) == 1


def test_pat_reads_nothing_of_amina_before_she_agrees(town: Agencies, amina: Person) -> None:
    with as_(town.pat):
        assert nothing_at_all(amina)
        assert queries.one(amina.pk) is None
        assert queries.facts(amina) == {}
        assert queries.notes(amina) == []
        assert identity.read(amina).name == ""
        assert identity.search("Amina", town.pat) == []
        assert queries.page_of(town.pat).listed == []
        assert queries.looks(amina) == []
        assert queries.timeline(amina) == []


def test_pat_reads_the_shared_fields_and_no_others_after_she_agrees(town: Agencies, amina: Person) -> None:
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, fields=["name", "needs"])
    with as_(town.pat):
        assert queries.one(amina.pk) == amina
        who = identity.read(amina)
        assert (who.name, who.nickname) == ("Amina Example", "Mina")
        assert (who.birth_date, who.phone, who.place, who.language) == (None, "", "", "")
        assert set(queries.facts(amina)) == {"needs_step_free"}
        assert queries.notes(amina) == []
        assert identity.search("ami", town.pat) == [amina]
        assert identity.search("07700900123", town.pat) == []
        assert queries.share_for(amina, town.pat) == share
        assert queries.fields_in_sight(amina, town.pat) == {"name", "needs"}
        (listed,) = queries.page_of(town.pat).listed
        assert (listed.person, listed.share) == (amina, share)
        kinds = raw("select distinct kind from people_particular where person_id = %s order by 1", amina.pk)
        assert kinds == [("name",), ("nickname",)]
        assert raw("select distinct field from people_fact where person_id = %s", amina.pk) == [("needs",)]
    with as_(town.sam):
        assert nothing_at_all(amina)


def test_a_share_to_another_service_of_the_same_agency_shows_nothing(town: Agencies, amina: Person) -> None:
    other = personas.directory.open_service(
        town.hosting.agency, name="Day centre", kind="day_centre", what="Tea.", who_for="Anyone.", at=MONDAY
    )
    personas.agree(amina, to=other, by=town.noor)
    with as_(town.pat):
        assert nothing_at_all(amina)


def test_pat_reads_nothing_from_the_next_request_on_after_she_withdraws(
    town: Agencies, amina: Person
) -> None:
    share = personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.pat):
        assert queries.one(amina.pk) == amina
    with as_(town.noor):
        people.withdraw(share, by=town.noor, at=MONDAY, reason="She changed her mind.")
    with as_(town.pat):
        assert nothing_at_all(amina)
        assert queries.page_of(town.pat).total == 0


def test_pat_reads_on_the_last_day_and_nothing_the_day_after(town: Agencies, amina: Person) -> None:
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, days=7)
    with as_(town.pat, at=MONDAY + timedelta(days=6, hours=13)):
        assert queries.one(amina.pk) == amina
    with as_(town.pat, at=MONDAY + timedelta(days=6, hours=14)):
        assert nothing_at_all(amina)
    assert share.after_last_day.isoformat() == "2026-11-30"


def test_a_share_that_begins_tomorrow_shows_nothing_today(town: Agencies, amina: Person) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    with as_(town.noor):
        people.agree_and_share(
            amina,
            to=town.hosting.service,
            fields=["name"],
            purpose="A bed",
            first_day=tomorrow.date(),
            after_last_day=tomorrow.date() + timedelta(days=5),
            how="spoken",
            language="English",
            checked=Checked.values,
            by=town.noor,
            at=MONDAY,
        )
    with as_(town.pat):
        assert nothing_at_all(amina)
    with as_(town.pat, at=tomorrow):
        assert queries.one(amina.pk) == amina


def test_a_commissioner_sees_nobody_even_when_something_is_shared_with_the_council(
    town: Agencies, amina: Person
) -> None:
    personas.agree(amina, to=town.council.service, by=town.noor)
    with as_(town.cass):
        assert nothing_at_all(amina)


def test_what_pat_learns_comes_back_in_the_agreed_fields_but_her_notes_stay_hers(
    town: Agencies, amina: Person
) -> None:
    personas.agree(amina, to=town.hosting.service, by=town.noor, fields=["name", "needs", "notes"])
    with as_(town.pat):
        people.learn(amina, name="has_dog", value=True, field="needs", by=town.pat, at=MONDAY)
        people.learn(amina, name="is_ill", value=True, field="health", by=town.pat, at=MONDAY)
        people.write_note(amina, text="Not for outreach.", by=town.pat, at=MONDAY)
        assert {note.text for note in queries.notes(amina)} == {
            "Met by the library at 23:40.",
            "Not for outreach.",
        }
    with as_(town.noor):
        known = queries.facts(amina)
        assert known["has_dog"].agency_id == town.hosting.agency.pk
        assert "is_ill" not in known
        assert [note.text for note in queries.notes(amina)] == ["Met by the library at 23:40."]


def test_nothing_comes_back_when_that_was_not_agreed(town: Agencies, amina: Person) -> None:
    personas.agree(amina, to=town.hosting.service, by=town.noor, comes_back=False)
    with as_(town.pat):
        people.learn(amina, name="has_dog", value=True, field="needs", by=town.pat, at=MONDAY)
    with as_(town.noor):
        assert "has_dog" not in queries.facts(amina)


def test_nothing_comes_back_after_she_withdraws_nor_after_the_last_day_nor_before_the_first(
    town: Agencies, amina: Person
) -> None:
    share = personas.agree(amina, to=town.hosting.service, by=town.noor, days=7)
    with as_(town.pat):
        people.learn(amina, name="has_dog", value=True, field="needs", by=town.pat, at=MONDAY)
    for days, comes_back in ((-1, False), (0, True), (6, True), (7, False)):
        with as_(town.noor, at=MONDAY + timedelta(days=days)):
            assert ("has_dog" in queries.facts(amina)) is comes_back, days
    with as_(town.noor):
        people.withdraw(share, by=town.noor, at=MONDAY)
        assert "has_dog" not in queries.facts(amina)
    with as_(town.pat):
        assert "has_dog" in queries.facts(amina)


def test_lin_sees_what_noor_recorded_and_nothing_that_pat_did(town: Agencies, amina: Person) -> None:
    personas.agree(amina, to=town.hosting.service, by=town.noor)
    personas.agree(amina, to=town.link.service, by=town.noor)
    with as_(town.pat):
        people.learn(amina, name="has_dog", value=True, field="needs", by=town.pat, at=MONDAY)
    with as_(town.lin):
        assert set(queries.facts(amina)) == {"needs_step_free"}


def test_the_holder_sees_and_ends_what_another_agency_shared_on(town: Agencies, amina: Person) -> None:
    personas.agree(amina, to=town.link.service, by=town.noor)
    onward = personas.agree(amina, to=town.hosting.service, by=town.lin)
    with as_(town.pat):
        assert queries.one(amina.pk) == amina
        assert identity.read(amina).display_name == "No name yet"
        assert queries.facts(amina) == {}
    with as_(town.noor):
        assert onward in queries.shares(amina)
        people.withdraw(onward, by=town.noor, at=MONDAY)
    with as_(town.pat):
        assert nothing_at_all(amina)


def test_the_holder_sees_who_looked_also_from_elsewhere_and_who_was_refused(
    town: Agencies, amina: Person
) -> None:
    personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.pat):
        people.look(amina, by=town.pat, at=MONDAY + timedelta(minutes=1))
    with as_(town.sam):
        people.look_refused(amina.pk, by=town.sam, at=MONDAY + timedelta(minutes=2))
        assert [look.by_name for look in queries.looks(amina)] == ["Sam Specimen"]
    with as_(town.noor):
        assert [(look.by_name, look.agency_name, look.was_refused) for look in queries.looks(amina)] == [
            ("Sam Specimen", "Law Desk", True),
            ("Pat Pretend", "Lamp House Hosting", False),
        ]


def test_what_was_acting_before_acts_again_afterwards(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        with as_(town.pat):
            assert queries.one(amina.pk) is None
        assert queries.one(amina.pk) == amina
        with pytest.raises(ZeroDivisionError), as_(town.pat):
            raise ZeroDivisionError
        assert queries.one(amina.pk) == amina
    assert queries.one(amina.pk) is None
