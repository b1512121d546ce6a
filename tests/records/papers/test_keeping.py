"""Amina's papers: sealed, seen where she agreed, opened on the record, gone when they are removed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from recourse.records.access import sittings
from recourse.records.directory.may import MayNot
from recourse.records.ledger import queries as ledger
from recourse.records.papers import actions as papers
from recourse.records.papers import queries
from recourse.records.papers.cleaning import Clean, Refused
from recourse.records.papers.models import File, Paper
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from recourse.records.people.text import TooLong
from tests import personas
from tests.personas import MONDAY, Agencies, as_
from tests.records.papers import hostile

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def kept(person: Person, by: personas.Worker, *, kind: str = "tenancy", **more: object) -> Paper:
    with as_(by):
        return papers.keep(person, raw=hostile.photograph(), kind=kind, by=by, at=MONDAY, **more)  # type: ignore[arg-type]


def seen(person: Person, by: personas.Worker) -> list[str]:
    with as_(by):
        return [paper.kind for paper in queries.of_person(person)]


def acts(person: Person, by: personas.Worker) -> list[str]:
    with as_(by):
        found = ledger.about_person(person.pk).values_list("act", flat=True)
        return [act for act in found if act.startswith("papers.")]


def raw_bytes(paper_id: UUID) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("select content from papers_file where id = %s", [paper_id])
        return bytes(cursor.fetchone()[0])


def test_a_photograph_is_kept_sealed_and_opened_on_the_record(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    paper = kept(amina, town.noor, note="The landlord’s letter of 3 May.", on_day=MONDAY.date())
    with as_(town.noor):
        (listed,) = queries.of_person(amina)
        assert (listed.kind, listed.form, listed.pages) == ("tenancy", "jpeg", 1)
        assert listed.note == "The landlord’s letter of 3 May."
        envelope = raw_bytes(paper.pk)
        opened = papers.read(listed, by=town.noor, at=MONDAY)
    assert opened.startswith(b"\xff\xd8\xff")
    assert opened not in envelope and b"JFIF" not in envelope
    assert acts(amina, town.noor) == ["papers.read", "papers.keep"]


def test_papers_are_seen_only_where_papers_were_agreed(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    kept(amina, town.noor)
    personas.agree(amina, to=town.hosting.service, by=town.noor, fields=("name", "needs", "notes"))
    assert seen(amina, town.pat) == []
    share = personas.agree(amina, to=town.link.service, by=town.noor, fields=("name", "papers"))
    assert seen(amina, town.lin) == ["tenancy"]
    assert seen(amina, town.sam) == []
    with as_(town.noor):
        people.withdraw(share, by=town.noor, at=MONDAY)
    assert seen(amina, town.lin) == []


def test_a_letter_that_tells_status_wants_papers_and_status_both(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    kept(amina, town.noor)
    kept(amina, town.noor, kind="home_office")
    kept(amina, town.noor, kind="other", tells_status=True)
    personas.agree(amina, to=town.link.service, by=town.noor, fields=("name", "papers"))
    assert seen(amina, town.lin) == ["tenancy"]
    personas.agree(amina, to=town.hosting.service, by=town.noor, fields=("name", "status"))
    assert seen(amina, town.pat) == []
    personas.agree(amina, to=town.law.service, by=town.noor, fields=("name", "papers", "status"))
    assert sorted(seen(amina, town.sam)) == ["home_office", "other", "tenancy"]
    with as_(town.lin):
        assert File.objects.count() == 1


def test_the_database_calls_a_home_office_letter_status_whatever_the_page_did(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    paper = kept(amina, town.noor, kind="home_office")
    with as_(town.noor), pytest.raises(DatabaseError), transaction.atomic():
        Paper.objects.create(
            person=amina,
            agency_id=town.noor.organisation_id,
            field="papers",
            kind="home_office",
            form="pdf",
            pages=1,
            size=1,
            kept_by=town.noor,
            kept_at=MONDAY,
        )
    with as_(town.noor), pytest.raises(DatabaseError), transaction.atomic():
        File.objects.filter(pk=paper.pk).delete()
        File.objects.create(
            pk=paper.pk, person=amina, agency_id=town.noor.organisation_id, field="papers", content=b"x"
        )
        connection.check_constraints()


def test_a_removed_paper_is_gone_and_that_it_was_there_stays(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    paper = kept(amina, town.noor)
    personas.agree(amina, to=town.link.service, by=town.noor, fields=("name", "papers"))
    with as_(town.lin), pytest.raises(MayNot):
        papers.remove(paper, by=town.lin, at=MONDAY)
    with as_(town.noor):
        papers.remove(paper, by=town.noor, at=MONDAY)
        assert not File.objects.exists() and not Paper.objects.exists()
    assert acts(amina, town.noor) == ["papers.remove", "papers.keep"]


def test_nothing_is_kept_of_what_is_refused(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor), pytest.raises(Refused):
        papers.keep(amina, raw=hostile.SVG, kind="other", by=town.noor, at=MONDAY)
    with as_(town.noor), pytest.raises(TooLong):
        papers.keep(amina, raw=hostile.png(), kind="other", note="x" * 1_001, by=town.noor, at=MONDAY)
    assert seen(amina, town.noor) == [] and acts(amina, town.noor) == []


def test_the_commissioner_keeps_nobodys_papers(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.cass), pytest.raises(MayNot):
        papers.keep(amina, raw=hostile.png(), kind="other", by=town.cass, at=MONDAY)


def test_a_persons_room_for_papers_ends(town: Agencies, monkeypatch: pytest.MonkeyPatch) -> None:
    amina = personas.amina(town.noor)
    monkeypatch.setattr(papers, "MOST_OF_A_PERSON", 2)
    monkeypatch.setattr(papers, "clean", lambda raw, at_most: Clean("png", 1, b"x" * 40))
    for _ in range(2):
        kept(amina, town.noor)
    with pytest.raises(papers.TooMany):
        kept(amina, town.noor)
    monkeypatch.setattr(papers, "MOST_OF_A_PERSON", 9)
    monkeypatch.setattr(papers, "MOST_BYTES_OF_A_PERSON", 100)
    with pytest.raises(papers.TooMany):
        kept(amina, town.noor)
    assert len(seen(amina, town.noor)) == 2


def test_a_ticket_opens_one_paper_once_for_one_worker_within_a_minute(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    paper = kept(amina, town.noor)
    for worker in (town.noor, town.pat):
        began = {"data": "", "worker": str(worker.pk), "device": "", "at": MONDAY, "began_at": None}
        sittings.begin(key_hash=worker.name, **began)
    given = {"sign_in": town.noor.name, "by": town.noor, "at": MONDAY}
    signed_in = {"used_since": MONDAY, "started_since": MONDAY}
    with as_(town.noor):
        ticket, late = (papers.give_ticket(paper, **given) for _ in range(2))
        soon, later = MONDAY + timedelta(seconds=30), MONDAY + timedelta(seconds=61)
        assert papers.read_with_ticket(late.pk, **signed_in, by=town.noor, at=later) is None
        opened = papers.read_with_ticket(ticket.pk, **signed_in, by=town.noor, at=soon)
        assert opened is not None and opened[0] == paper and opened[1].startswith(b"\xff\xd8")
        assert papers.read_with_ticket(ticket.pk, **signed_in, by=town.noor, at=soon) is None
    with as_(town.noor):
        another = papers.give_ticket(paper, **given)
    with as_(town.pat):
        assert papers.read_with_ticket(another.pk, **signed_in, by=town.pat, at=MONDAY) is None
