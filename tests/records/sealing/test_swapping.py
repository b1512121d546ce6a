"""What somebody moved or changed inside the database is refused, said plainly, and in the ledger."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.outside import files
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people import identity, queries
from recourse.records.people.models import Note, Person
from recourse.records.sealing.refusals import NotAsWritten
from tests import personas
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now() - timedelta(days=9))


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor, at=now() - timedelta(days=8))


@pytest.fixture
def yusuf(town: Agencies) -> Person:
    return personas.yusuf(town.noor, at=now() - timedelta(days=7))


def change(town: Agencies, words: str, *values: object) -> None:
    with as_(town.noor, at=now()), connection.cursor() as cursor:
        cursor.execute(words, values)
        assert cursor.rowcount == 1


def swap_names(town: Agencies, amina: Person, yusuf: Person) -> None:
    """Give Amina's row the name that was sealed for Yusuf."""
    change(
        town,
        "update people_particular set value = (select value from people_particular"
        " where person_id = %s and kind = 'name') where person_id = %s and kind = 'name'",
        yusuf.pk,
        amina.pk,
    )


def test_yusuf_s_name_in_amina_s_row_is_refused(town: Agencies, amina: Person, yusuf: Person) -> None:
    swap_names(town, amina, yusuf)
    with as_(town.noor), pytest.raises(NotAsWritten, match="people_particular"):
        identity.read(amina)
    with as_(town.noor):
        assert identity.read(yusuf).name == "Yusuf Sample"


def test_a_place_in_the_column_of_a_note_is_refused(town: Agencies, amina: Person) -> None:
    change(
        town,
        "update people_note set text = (select value from people_particular"
        " where person_id = %s and kind = 'place') where person_id = %s",
        amina.pk,
        amina.pk,
    )
    with as_(town.noor):
        with pytest.raises(NotAsWritten, match="people_note"):
            queries.notes(amina)
        with pytest.raises(NotAsWritten, match="people_note"):
            print(Note.objects.get(person=amina).text)


def test_a_fact_moved_to_another_question_s_row_is_refused(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        for name, value in (("destitute", True), ("pregnant", False)):
            people.learn(amina, name=name, value=value, field="needs", by=town.noor, at=now())
    change(
        town,
        "update people_fact set value = (select value from people_fact where name = 'pregnant')"
        " where name = 'destitute'",
    )
    with as_(town.noor), pytest.raises(NotAsWritten, match="people_fact"):
        print(queries.facts(amina)["destitute"].value)


def test_her_page_says_so_and_the_ledger_has_it(town: Agencies, amina: Person, yusuf: Person) -> None:
    swap_names(town, amina, yusuf)
    client = Client()
    client.force_login(town.noor)
    answer = client.get(reverse("people:one", args=[amina.pk]))
    assert answer.status_code == 409
    words = answer.content.decode()
    assert "changed by other means than Recourse" in words
    assert "Yusuf" not in words and "Amina" not in words
    with as_(town.noor, at=now()):
        entry = Entry.objects.get(act="pages.not_as_written")
    assert entry.person == amina.pk
    assert entry.detail["table"] == "people_particular"


def test_what_was_being_written_when_it_was_met_is_undone(
    town: Agencies, amina: Person, yusuf: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap_names(town, amina, yusuf)
    client = Client()
    client.force_login(town.noor)
    with as_(town.noor, at=now()):
        before = Note.objects.count()
    people_wrote = people.write_note

    def write_and_read(*args: object, **more: object) -> Note:
        people_wrote(*args, **more)
        return identity.read(amina)

    monkeypatch.setattr(people, "write_note", write_and_read)
    form = {"text": "Seen again.", "once": "0" * 32}
    assert client.post(reverse("people:note", args=[amina.pk]), form).status_code == 409
    with as_(town.noor, at=now()):
        assert Note.objects.count() == before


def test_without_the_key_the_page_says_what_to_do(town: Agencies, amina: Person, keys: object) -> None:
    path = keys / "agencies" / f"{town.outreach.agency.pk}.key"
    kept = path.read_bytes()
    path.unlink()
    try:
        client = Client()
        client.force_login(town.noor)
        answer = client.post(reverse("people:describe", args=[amina.pk]), {"name": "Amina Anew"})
    finally:
        files.write(path, kept)
    assert answer.status_code == 503
    assert "recourse keys check" in answer.content.decode()
    with as_(town.noor, at=now()):
        assert identity.read(amina).name == "Amina Example"
