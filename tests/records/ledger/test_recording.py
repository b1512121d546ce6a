"""Every act is one numbered, chained entry, in the transaction of the act."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection, transaction

from recourse.records.directory.acting import acting_for
from recourse.records.ledger import actions as ledger
from recourse.records.ledger import may
from recourse.records.ledger.models import Entry
from recourse.records.ledger.verifying import canonical
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas
from tests.personas import MONDAY, Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def test_noors_acts_are_numbered_without_gaps_and_chained(town: Agencies) -> None:
    personas.amina(town.noor)
    personas.yusuf(town.noor)
    with as_(town.noor):
        entries = list(Entry.objects.order_by("number"))
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        for before, after in zip(entries, entries[1:], strict=False):
            assert bytes(after.previous) == bytes(before.hash)
        assert ledger.verify(town.outreach.agency.pk) is None


def test_an_entry_says_who_did_what_to_whom_and_nothing_that_was_said(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    share = personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.noor):
        people.withdraw(share, by=town.noor, at=MONDAY, reason="She no longer wants it.")
        entry = Entry.objects.get(act="people.withdraw")
    assert (entry.by, entry.by_name, entry.at) == (town.noor.pk, "Noor Example", MONDAY)
    assert (entry.about_kind, entry.about, entry.person) == ("people.share", share.pk, amina.pk)
    assert entry.reason == ""
    assert entry.detail == {"to_service": str(town.hosting.service.pk)}


def test_when_the_act_fails_its_entry_is_gone_with_it(town: Agencies) -> None:
    with as_(town.noor):
        before = Entry.objects.count()
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            people.add(by=town.noor, at=MONDAY, nickname="Nobody")
            raise ZeroDivisionError
        assert Entry.objects.count() == before
        assert Person.objects.count() == 0
        assert ledger.verify(town.outreach.agency.pk) is None


def test_the_clock_acts_for_the_agency_it_was_started_for(town: Agencies) -> None:
    with acting_for(town.hosting.agency, at=MONDAY):
        ledger.record(by=None, act="placements.lapse", at=MONDAY)
        entry = Entry.objects.get(act="placements.lapse")
    assert (entry.agency, entry.by, entry.by_name) == (town.hosting.agency.pk, None, "Recourse")


def test_the_clock_acting_for_nobody_is_refused(town: Agencies) -> None:
    with pytest.raises(ledger.NoAgency):
        ledger.record(by=None, act="placements.lapse", at=MONDAY)


def test_a_name_cannot_slip_into_an_entrys_detail(town: Agencies) -> None:
    with as_(town.noor), pytest.raises(ledger.NotACode, match="codes?"):
        ledger.record(by=town.noor, act="people.learn", at=MONDAY, detail={"fact": "Amina Example"})


def test_the_number_and_hash_somebody_makes_up_are_ignored(town: Agencies) -> None:
    with as_(town.noor):
        made_up = Entry(
            agency=town.outreach.agency.pk, number=99, hash=b"made up", at=MONDAY, by_name="Noor", act="a.b"
        )
        made_up.save(force_insert=True)
        kept = Entry.objects.get(pk=made_up.pk)
        assert kept.number != 99
        assert len(bytes(kept.hash)) == 32
        assert ledger.verify(town.outreach.agency.pk) is None


def test_each_agency_has_a_chain_of_its_own(town: Agencies) -> None:
    personas.amina(town.noor)
    with as_(town.pat):
        ledger.record(by=town.pat, act="homes.open", at=MONDAY)
        numbers = list(Entry.objects.filter(agency=town.hosting.agency.pk).values_list("number", flat=True))
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


def test_another_agencys_chain_cannot_be_called_good_unread(town: Agencies) -> None:
    with as_(town.noor), pytest.raises(ledger.NotReadable):
        ledger.verify(town.hosting.agency.pk)
    with pytest.raises(ledger.NotReadable):
        ledger.verify(town.hosting.agency.pk)
    assert may.verify(town.noor, town.outreach.agency.pk)
    assert not may.verify(town.noor, town.hosting.agency.pk)


def test_what_is_hashed_can_be_written_out_by_hand(town: Agencies) -> None:
    words = ["", "Tomáš", None, "ሰላም"]
    with connection.cursor() as cursor:
        cursor.execute(
            "select ledger_netstring(%s) || ledger_netstring(%s) || ledger_netstring(%s)"
            " || ledger_netstring(%s)",
            words,
        )
        (said,) = cursor.fetchone()
    assert said.encode() == canonical(words) == "0:,7:Tomáš,~,9:ሰላም,".encode()


def test_the_agency_that_holds_a_person_reads_what_others_did_about_them(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.pat):
        people.look(amina, by=town.pat, at=MONDAY)
        ledger.record(by=town.pat, act="people.look", at=MONDAY, person=uuid4())
    with as_(town.noor):
        elsewhere = Entry.objects.exclude(agency=town.outreach.agency.pk)
        assert [(entry.by_name, entry.person) for entry in elsewhere] == [("Pat Pretend", amina.pk)]
