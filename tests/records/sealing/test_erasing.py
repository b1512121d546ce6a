"""Who was erased cannot be read any more, not in an old backup either, and the ledger still holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.jobs import destroying as jobs
from recourse.records.directory.acting import acting_for
from recourse.records.keeping import actions as keeping
from recourse.records.keeping.models import Notice
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people import identity, queries
from recourse.records.people.models import Note, Person, SearchToken
from recourse.records.sealing import destroying, subjects
from recourse.records.sealing.fields import ERASED
from recourse.records.sealing.refusals import Erased
from tests import personas
from tests.personas import MONDAY, Agencies, as_

LATER = MONDAY + timedelta(hours=3)


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies()


@pytest.fixture
def amina(town: Agencies) -> Person:
    """Amina, whom Pat's agency holds and the law desk may see."""
    amina = personas.amina(town.pat)
    personas.agree(amina, to=town.law.service, by=town.pat, fields=["name", "place", "notes"])
    with as_(town.sam):
        people.write_note(amina, text="Her appeal is on Friday.", by=town.sam, at=MONDAY)
    return amina


@pytest.fixture
def at_once(django_capture_on_commit_callbacks: object) -> object:
    """What happens once an act is kept."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def old_rows(amina: Person) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from people_note where person_id = %s", [amina.pk])
        return cursor.fetchall()


def put_back(rows: list[tuple[object, ...]]) -> None:
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute(f"insert into people_note values ({', '.join(['%s'] * len(row))})", row)


def test_nothing_of_amina_can_be_read_once_she_is_erased(
    town: Agencies, amina: Person, at_once: object
) -> None:
    with as_(town.pat):
        before = old_rows(amina)
    with at_once(), as_(town.pat, at=LATER):
        keeping.erase(amina, why="asked", by=town.pat, at=LATER)
    with as_(town.pat, at=LATER):
        assert identity.read(amina).display_name == "Erased"
        assert queries.notes(amina) == []
        assert SearchToken.objects.filter(person=amina).count() == 0
        assert identity.search("amina", town.pat) == []
        put_back([row for row in before if town.hosting.agency.pk in row])
        assert [note.text for note in identity.read_notes(amina)] == [ERASED]
        assert Note.objects.get(person=amina, agency=town.hosting.agency).text == ERASED


def test_nothing_new_can_be_kept_about_who_was_erased(town: Agencies, amina: Person, at_once: object) -> None:
    with at_once(), as_(town.pat, at=LATER):
        keeping.erase(amina, why="asked", by=town.pat, at=LATER)
    with as_(town.pat, at=LATER), pytest.raises(Erased):
        people.write_note(amina, text="Seen again.", by=town.pat, at=LATER)


def test_the_law_desk_is_told_and_keeps_its_own_until_it_erases_it(
    town: Agencies, amina: Person, at_once: object
) -> None:
    with at_once(), as_(town.pat, at=LATER):
        keeping.erase(amina, why="asked", by=town.pat, at=LATER)
    with as_(town.sam, at=LATER):
        notice = Notice.objects.get()
        assert (notice.to_agency, notice.reference) == (town.law.agency, amina.reference)
        assert Person.objects.filter(pk=amina.pk).count() == 0
        assert [note.text for note in identity.read_notes(amina)] == ["Her appeal is on Friday."]


def test_the_ledger_names_no_words_and_still_holds(town: Agencies, amina: Person, at_once: object) -> None:
    with at_once(), as_(town.pat, at=LATER):
        keeping.erase(amina, why="asked", by=town.pat, at=LATER)
    with as_(town.pat, at=LATER):
        entry = Entry.objects.get(act="people.erase")
        assert entry.detail == {"why": "asked"} and entry.reason == ""
        assert ledger.verify(town.hosting.agency.pk) is None


def test_only_a_manager_of_the_agency_that_holds_her_can_erase_her(town: Agencies, amina: Person) -> None:
    deputy = personas.colleague(
        town.hosting.agency, [town.hosting.service], name="Del Deputy", role="link", at=MONDAY
    )
    for by in (town.sam, deputy):
        with as_(by), pytest.raises(Exception, match="Only a manager"):
            keeping.erase(amina, why="asked", by=by, at=MONDAY)


def test_what_a_court_needs_cannot_be_erased(town: Agencies, amina: Person) -> None:
    with as_(town.pat):
        keeping.hold(amina, why="court", by=town.pat, at=MONDAY)
        with pytest.raises(keeping.IsHeld, match="a court case"):
            keeping.erase(amina, why="asked", by=town.pat, at=MONDAY)
        assert identity.read(amina).name == "Amina Example"


def test_an_act_that_is_undone_destroys_nothing(town: Agencies, amina: Person, at_once: object) -> None:
    with at_once(), as_(town.pat, at=LATER):
        try:
            with transaction.atomic():
                keeping.erase(amina, why="asked", by=town.pat, at=LATER)
                raise KeyboardInterrupt
        except KeyboardInterrupt:
            pass
    with as_(town.pat, at=LATER):
        amina.refresh_from_db()
        assert identity.read(amina).name == "Amina Example"


def test_a_key_left_over_when_the_machine_died_goes_with_the_next_round(
    town: Agencies, amina: Person
) -> None:
    with as_(town.pat, at=LATER):
        keeping.erase(amina, why="asked", by=town.pat, at=LATER)
    assert not subjects.is_destroyed(subject=amina.pk, agency=town.hosting.agency.pk)
    assert jobs.destroy_all(at=LATER) == 1
    assert subjects.is_destroyed(subject=amina.pk, agency=town.hosting.agency.pk)
    assert jobs.destroy_all(at=LATER) == 0


def test_whom_the_clock_forgot_can_be_met_again_with_a_new_key(
    town: Agencies, amina: Person, at_once: object
) -> None:
    agency = town.hosting.agency
    before = subjects.raw(agency.pk, amina.pk)
    with at_once(), acting_for(agency, at=LATER):
        destroying.destroy(subject=amina.pk, agency=agency.pk, for_ever=False, at=LATER)
    with as_(town.pat, at=LATER):
        people.write_note(amina, text="Back in town.", by=town.pat, at=LATER)
    assert subjects.raw(agency.pk, amina.pk) not in (b"", before)
    assert jobs.destroy_all(at=LATER) == 0
    with as_(town.pat, at=LATER):
        assert Note.objects.get(person=amina, written_at=LATER).text == "Back in town."


def test_the_page_asks_why_and_says_afterwards_that_she_was_erased(
    town: Agencies, amina: Person, at_once: object
) -> None:
    client = Client()
    client.force_login(town.pat)
    there = reverse("people:erase", args=[amina.pk])
    assert "cannot be undone" in client.get(there).content.decode()
    assert "Choose why they are erased." in client.post(there, {"sure": "yes"}).content.decode()
    with at_once():
        answer = client.post(there, {"why": "asked", "sure": "yes"}, follow=True)
    words = answer.content.decode()
    assert "This person was erased" in words and "Amina" not in words
    assert "This person was erased" in client.get(reverse("people:facts", args=[amina.pk])).content.decode()
    refused = client.post(reverse("people:note", args=[amina.pk]), {"text": "Seen.", "once": "2" * 32})
    assert refused.status_code == 409
    assert "Nothing more can be kept about them here." in refused.content.decode()


def test_somebody_else_is_told_who_can_erase_her(town: Agencies) -> None:
    yusuf = personas.yusuf(town.noor, at=now() - timedelta(days=1))
    client = Client()
    client.force_login(town.noor)
    answer = client.get(reverse("people:erase", args=[yusuf.pk]))
    assert answer.status_code == 409
    assert "Only a manager" in answer.content.decode()
