"""Stone Street asked Amina for her papers before it would treat her; Noor writes, as far as Amina agreed."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from recourse.records.disclosures.models import Disclosure
from recourse.records.ledger.models import Entry
from recourse.records.papers import actions as papers
from recourse.records.papers import queries as paper_queries
from recourse.records.papers import setting
from recourse.records.papers.models import Paper
from recourse.records.people import actions as people
from recourse.records.people.models import Consent, Person
from recourse.records.refusals import actions as refusals
from recourse.records.refusals import grounds
from recourse.records.refusals.models import Refusal
from recourse.records.refusals.words import WANTED, Kind
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_
from tests.records.refusals import prepared
from tests.records.refusals.prepared import NAME, STATUS

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor)


def test_what_was_sent_is_kept_byte_for_byte_with_a_row_on_what_she_agreed_to(
    town: Agencies, amina: Person
) -> None:
    noor = town.noor
    refusal = prepared.made(prepared.ready(amina, noor, status=True), noor)
    with as_(noor):
        sent = Disclosure.objects.get(refusal=refusal.pk)
        paper = paper_queries.one(refusal.paper_id)
        assert paper is not None
        content = paper_queries.content(paper)
        assert content.startswith(b"%PDF-1.7") and sha256(content).digest() == bytes(sent.hash)
        assert (sent.recipient, sent.how, sent.fields) == ("body", "letter", ["name", "status"])
        assert sent.consent.fields == ["name"] and sent.status_consent.fields == ["status"]
        assert (paper.kind, paper.field, paper.pages) == ("sent", "status", 1)
        entry = Entry.objects.get(act="refusals.make")
        assert entry.detail["hash"] == sha256(content).hexdigest()
        assert entry.detail["rules"] == ["HW-SM-COMM"] == refusal.rules
        assert "Amina" not in str(entry.detail) and "Stone" not in str(entry.detail)


def test_nothing_is_told_that_she_did_not_agree_to(town: Agencies, amina: Person) -> None:
    noor = town.noor
    refusal = prepared.begun(amina, noor)
    for told in ((NAME,), (NAME, STATUS)):
        with pytest.raises(refusals.NotYet, match="have not agreed"):
            prepared.written(refusal, noor, told=told)
    prepared.agreed(refusal, noor)
    with pytest.raises(refusals.NotYet, match="immigration status"):
        prepared.written(refusal, noor, told=(NAME, STATUS))
    with pytest.raises(people.StatusByItself):
        prepared.agreed(refusal, noor, fields=("name", "status"))
    with pytest.raises(refusals.NotYet, match="at least one thing"):
        prepared.written(refusal, noor, told=())


def test_taken_back_or_over_the_letter_is_not_made(town: Agencies, amina: Person) -> None:
    noor = town.noor
    refusal = prepared.ready(amina, noor)
    late = MONDAY + timedelta(days=31)
    with as_(noor, at=late), pytest.raises(refusals.NotYet, match="over or was taken back"):
        refusals.make(refusal, seen="x", by=noor, at=late)
    with as_(noor):
        seen = prepared.seen(refusal, noor)
        people.withdraw_consent(Consent.objects.get(pk=refusal.consent_id), by=noor, at=MONDAY)
        with pytest.raises(refusals.NotYet, match="over or was taken back"):
            refusals.make(refusal, seen=seen, by=noor, at=MONDAY)
        refusals.take_back(refusal, by=noor, at=MONDAY)
        with pytest.raises(refusals.NoLonger):
            refusals.make(refusal, seen=seen, by=noor, at=MONDAY)
        assert not Disclosure.objects.exists() and not Paper.objects.exists()


def test_it_is_made_once_and_as_it_was_read(town: Agencies, amina: Person) -> None:
    noor = town.noor
    refusal = prepared.ready(amina, noor)
    with as_(noor):
        seen = prepared.seen(refusal, noor)
    prepared.written(refusal, noor, answer_by=TODAY + timedelta(days=7))
    with as_(noor), pytest.raises(refusals.Changed):
        refusals.make(refusal, seen=seen, by=noor, at=MONDAY)
    prepared.made(refusal, noor)
    with as_(noor), pytest.raises(refusals.AlreadyMade):
        refusals.make(refusal, seen=seen, by=noor, at=MONDAY)
    with as_(noor):
        assert Paper.objects.count() == Disclosure.objects.count() == 1


def test_the_letter_of_another_agency_is_not_there(town: Agencies, amina: Person) -> None:
    refusal = prepared.ready(amina, town.noor)
    personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.pat):
        assert not Refusal.objects.exists()
        with pytest.raises(Exception, match="Only the agency"):
            refusals.take_back(refusal, by=town.pat, at=MONDAY)


@pytest.mark.parametrize(
    "name",
    ["Home Office", "The HOME  OFFICE".replace("  ", " "), "UKVI, Croydon", "Mill Road Police Station"],
)
def test_it_never_goes_to_who_enforces(name: str, town: Agencies, amina: Person) -> None:
    with pytest.raises(refusals.NotYet, match="never goes to"):
        prepared.begun(amina, town.noor, to_name=name)


def test_where_the_rulebook_says_depends_there_is_no_letter(town: Agencies, amina: Person) -> None:
    noor = town.noor
    with as_(noor):
        people.learn(amina, name="lives_in_area", value=False, field="needs", by=noor, at=MONDAY)
        by_kind = {one.kind: one for one in grounds.every(amina, on=TODAY)}
    assert not by_kind[Kind.TREATMENT].is_open and by_kind[Kind.TREATMENT].why_not
    assert by_kind[Kind.ADVICE].is_open and by_kind[Kind.DOCTOR].is_open
    with pytest.raises(refusals.NotSupported):
        prepared.begun(amina, noor)


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_quotes_a_rule_that_holds_for_everybody(kind: Kind, town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        ground = grounds.one(amina, kind=kind, because="funds", on=TODAY)
        other = grounds.one(amina, kind=kind, because="other", on=TODAY)
    assert ground.is_open and ground.rules and all(rule.cites for rule in ground.rules)
    assert ("HW-NHS-NRPF" in [rule.id for rule in ground.rules]) == bool(WANTED[kind].besides)
    assert ground.unverified and all(line.split(":")[0] in str(ground.rules) for line in ground.unverified)
    assert not other.is_open and other.why_not and not other.rules


def test_the_database_lets_no_letter_leave_without_her_agreement(town: Agencies, amina: Person) -> None:
    noor = town.noor
    refusal = prepared.ready(amina, noor)
    other = prepared.ready(amina, noor, to_name="Another service")
    lies = (
        {"consent_id": None},
        {"consent_id": other.consent_id},
        {"fields": ["name", "health"]},
        {"fields": ["name", "status"]},
        {"fields": []},
        {"status_consent_id": refusal.consent_id},
        {"refusal": other.pk},
        {"hash": b""},
        {"by_id": town.pat.pk},
        {"at": MONDAY - timedelta(days=1)},
    )
    true = {
        "person": amina, "agency_id": noor.organisation_id, "recipient": "body", "how": "letter",
        "for_what": "refusal", "fields": ["name"], "consent_id": refusal.consent_id, "refusal": refusal.pk,
        "by_id": noor.pk, "at": MONDAY, "hash": bytes(32),
    }  # fmt: skip
    with as_(noor):
        for lie in lies:
            with pytest.raises(DatabaseError), transaction.atomic():
                Disclosure.objects.create(**true | lie)
        for made in ({"made_at": MONDAY}, {"to_name": refusal.to_name}):
            with pytest.raises(DatabaseError), transaction.atomic():
                for name, value in made.items():
                    setattr(refusal, name, value)
                refusal.save(update_fields=list(made))
        Disclosure.objects.create(**true)


def test_nobody_removes_what_was_sent(town: Agencies, amina: Person) -> None:
    noor = town.noor
    refusal = prepared.made(prepared.ready(amina, noor), noor)
    with as_(noor):
        paper = Paper.objects.get(pk=refusal.paper_id)
        with pytest.raises(Exception, match="what we sent ourselves"):
            papers.remove(paper, by=noor, at=MONDAY)
        for table in ("papers_paper", "papers_file"):
            with (
                pytest.raises(DatabaseError, match="stays as it was made"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"delete from {table} where id = %s", [paper.pk])
        with pytest.raises(Exception, match="role"):
            papers.keep(amina, raw=b"x", kind="sent", by=noor, at=MONDAY)


def test_erased_with_her(town: Agencies, amina: Person, django_capture_on_commit_callbacks: Any) -> None:
    noor = town.noor
    refusal = prepared.made(prepared.ready(amina, noor), noor)
    with as_(noor):
        paper = Paper.objects.get(pk=refusal.paper_id)
        assert paper_queries.content(paper)
    mo = personas.mo(town.outreach)
    with as_(mo), django_capture_on_commit_callbacks(execute=True):
        people.erase(amina, why="asked", by=mo, at=MONDAY)
    with as_(mo):
        assert paper_queries.content(Paper.objects.get(pk=refusal.paper_id)) == b""
        kept = Refusal.objects.get(pk=refusal.pk)
        assert "Stone" not in kept.to_name and kept.lines == []


def test_a_letter_that_cannot_be_printed_is_not_made(
    town: Agencies, amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor = town.noor
    refusal = prepared.ready(amina, noor)

    def no_font(sheet: setting.Settable, **more: object) -> bytes:
        raise setting.Unprintable(["ሰ"], sheet.holding(["A"]))

    monkeypatch.setattr("recourse.records.papers.setting.pdf", no_font)
    with as_(noor), pytest.raises(setting.Unprintable):
        refusals.make(refusal, seen=prepared.seen(refusal, noor), by=noor, at=MONDAY)
    with as_(noor):
        assert not Disclosure.objects.exists() and not Paper.objects.exists()
