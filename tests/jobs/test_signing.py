"""Every night each agency's head is signed once and sent until it has gone out, with nobody's name in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from recourse.config.database.address import Address
from recourse.jobs import signing as job
from recourse.outside import mail
from recourse.records.access import actions as access
from recourse.records.access.words import Proof
from recourse.records.directory import actions as directory
from recourse.records.directory.acting import acting_for
from recourse.records.directory.may import MayNot
from recourse.records.ledger import heads, signing
from recourse.records.ledger.models import SignedHead
from tests import personas
from tests.conftest import as_the_clock
from tests.outside.letters import Letters
from tests.personas import MONDAY, TODAY, Agencies, as_

DAY = timedelta(days=1)


@pytest.fixture
def town(really_commits: Address) -> Agencies:
    return personas.agencies()


def signed(where: Address, *, at: datetime = MONDAY) -> None:
    with as_the_clock(where):
        job.sign_all(at=at)


def told(town: Agencies) -> None:
    """Noor's agency and Pat's have said where their heads go."""
    for worker in (town.noor, town.pat):
        with as_(worker):
            directory.send_heads_to(
                worker.organisation, address=f"{worker.role}@heads.example", by=worker, at=MONDAY
            )


def kept(town: Agencies) -> list[SignedHead]:
    with as_(town.noor):
        return signing.newest(town.outreach.agency.pk)


def test_a_day_is_signed_once_however_often_the_job_runs(town: Agencies, really_commits: Address) -> None:
    signed(really_commits)
    personas.amina(town.noor)
    signed(really_commits, at=MONDAY + timedelta(hours=2))
    (first,) = kept(town)
    signed(really_commits, at=MONDAY + DAY)
    second, again = kept(town)
    assert (first.day, again.pk) == (TODAY, first.pk)
    assert second.number > first.number
    assert bytes(second.before) == bytes(first.signature)
    assert signing.as_head(first).is_true and signing.as_head(second).is_true


def test_a_head_goes_out_once_and_again_only_when_the_relay_failed(
    town: Agencies, really_commits: Address
) -> None:
    told(town)
    signed(really_commits)
    letters = Letters(broken=True)
    with pytest.raises(ExceptionGroup):
        job.send_all(at=MONDAY, send=letters.send)
    letters.broken = False
    assert job.send_all(at=MONDAY, send=letters.send) == 4
    assert job.send_all(at=MONDAY, send=letters.send) == 0
    assert {letter["to"] for letter in letters.kept} == {"outreach@heads.example", "manager@heads.example"}
    assert kept(town)[0].sent_at == MONDAY


def test_a_letter_holds_the_head_and_says_nothing_of_anybody(town: Agencies, really_commits: Address) -> None:
    amina = personas.amina(town.noor)
    told(town)
    signed(really_commits)
    letters = Letters()
    job.send_all(at=MONDAY, send=letters.send)
    letter = next(one for one in letters.kept if one["to"] == "outreach@heads.example")
    (attachment,) = letter["attachments"]
    assert isinstance(attachment, mail.Attachment)
    head = heads.read(attachment.text)
    with acting_for(town.outreach.agency, at=MONDAY):
        assert head == signing.as_head(signing.newest(town.outreach.agency.pk)[0])
    whole = f"{letter['subject']} {letter['text']} {attachment.text}"
    for word in ("Amina", "Noor", str(amina.pk), amina.reference):
        assert word not in whole
    assert heads.fingerprint(head.key) in whole


def test_without_a_relay_or_an_address_the_heads_wait(
    town: Agencies, really_commits: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RECOURSE_MAIL_HOST", raising=False)
    told(town)
    with as_the_clock(really_commits):
        job.sign_heads(int(MONDAY.timestamp()))
    assert kept(town)[0].sent_at is None
    letters = Letters()
    job.send_all(at=MONDAY, send=letters.send)
    assert len(letters.kept) == 4
    with as_(town.sam):
        assert signing.newest(town.law.agency.pk)[0].sent_at is None


def test_only_who_answers_for_the_agency_says_where_heads_go(town: Agencies) -> None:
    pim = personas.colleague(town.hosting.agency, [town.hosting.service], name="Pim Proxy", role="link")
    for by in (pim, town.noor):
        with as_(by), pytest.raises(MayNot):
            directory.send_heads_to(town.hosting.agency, address="x@y.example", by=by, at=MONDAY)


def test_a_signed_head_is_written_once_and_is_its_agencys_own(
    town: Agencies, really_commits: Address
) -> None:
    signed(really_commits)
    with as_(town.pat):
        assert signing.newest(town.outreach.agency.pk) == []
        for words in (
            "update ledger_signedhead set number = 0",
            "delete from ledger_signedhead",
            "truncate ledger_signedhead",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(words)
        signing.sent(signing.newest(town.hosting.agency.pk)[0], at=MONDAY)
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            connection.cursor().execute("update ledger_signedhead set sent_at = null")


def test_what_happened_at_the_door_to_nobody_is_signed_and_sent_to_every_agency(
    town: Agencies, really_commits: Address
) -> None:
    told(town)
    access.refuse(None, how=Proof.PASSWORD, named="", by=None, at=MONDAY)
    signed(really_commits)
    letters = Letters()
    with as_the_clock(really_commits):
        job.send_all(at=MONDAY, send=letters.send)
    read = [heads.read(letter["attachments"][0].text) for letter in letters.kept]
    assert [head.number for head in read if head.agency == access.INSTALLATION] == [1, 1]


def test_the_site_signs_nothing_not_even_what_looks_like_a_head(
    town: Agencies, really_commits: Address
) -> None:
    signed(really_commits)
    (kept_one,) = kept(town)
    kept_one.pk, kept_one.day = uuid4(), kept_one.day + DAY
    with as_(town.noor), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        kept_one.save(force_insert=True)
    with pytest.raises(ExceptionGroup):
        job.sign_all(at=MONDAY + DAY)


def test_the_key_is_made_once_in_a_private_file_outside_the_database(tmp_path: Path) -> None:
    first, again = heads.signing_key(tmp_path / "keys"), heads.signing_key(tmp_path / "keys")
    assert first.private_bytes_raw() == again.private_bytes_raw()
    path = tmp_path / "keys" / heads.KEY_FILE
    assert path.stat().st_mode & 0o777 == 0o600 and [one.name for one in path.parent.iterdir()] == [path.name]


def test_the_workers_own_role_signs_and_sends(really_commits: Address) -> None:
    town = personas.agencies()
    told(town)
    with as_the_clock(really_commits):
        job.sign_all(at=MONDAY)
        letters = Letters()
        assert job.send_all(at=MONDAY, send=letters.send) == 4
    assert kept(town)[0].sent_at == MONDAY
