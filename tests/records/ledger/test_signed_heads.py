"""A head kept elsewhere finds out even who owns the database; one that cannot be used is refused plainly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from recourse.config.command import verify_ledger
from recourse.config.database.address import Address
from recourse.jobs import signing as job
from recourse.records.access import actions as access
from recourse.records.access.words import Proof
from recourse.records.ledger import actions as ledger
from recourse.records.ledger import heads, signing
from recourse.records.ledger.heads import Head, NotAHead
from recourse.records.people import actions as people
from tests import personas
from tests.conftest import as_the_clock, speak_to
from tests.personas import MONDAY, Agencies, as_
from tests.records.ledger.test_tampering import close_again, open_up

RESTAMP = """
do $$
declare
    one ledger_entry;
    before bytea := '';
begin
    for one in select * from ledger_entry where agency = '{agency}' order by number loop
        one.previous := before;
        one.hash := sha256(before || ledger_canonical(one));
        update ledger_entry set previous = one.previous, hash = one.hash where id = one.id;
        before := one.hash;
    end loop;
    update ledger_head set hash = before,
        number = coalesce((select max(number) from ledger_entry where agency = '{agency}'), 0)
        where agency = '{agency}';
end $$
"""
LIES = {
    "edited and all written anew": "update ledger_entry set by_name = 'Somebody Else' where number = 3",
    "deleted, numbered and written anew": (
        "delete from ledger_entry where number = 3;"
        "update ledger_entry set number = -number where number > 3;"
        "update ledger_entry set number = -number - 1 where number < 0"
    ),
    "tail cut with its head": "delete from ledger_entry where number >= 5",
    "swapped and written anew": (
        "update ledger_entry set number = 100 where number = 3; update ledger_entry set number = 3"
        " where number = 4; update ledger_entry set number = 4 where number = 100"
    ),
    "everything deleted": "delete from ledger_entry",
}


class Ledger:
    """Noor's agency's ledger, a head of it that was sent, and a way to lie as the owner of the database."""

    def __init__(self, town: Agencies, where: Address, folder: Path) -> None:
        self.town, self.where, self.folder = town, where, folder
        self.agency = town.outreach.agency
        self.head = self.sign()
        with where.connect(role="owner") as owner:
            open_up(owner)
            for table in ("ledger_entry", "ledger_head", "ledger_signedhead"):
                owner.execute(f"alter table {table} no force row level security")
                owner.execute(f"create table if not exists kept_{table} as select * from {table}")

    def sign(self, *, days: int = 0) -> Head:
        with as_the_clock(self.where):
            job.sign_all(at=MONDAY + timedelta(days=days))
        with as_(self.town.noor):
            return signing.as_head(signing.newest(self.agency.pk)[0])

    def file(self, text: str | Head, name: str = "head.txt") -> Path:
        path = self.folder / name
        path.write_text(text.file if isinstance(text, Head) else text)
        return path

    def lie(self, deed: str) -> None:
        ours = f"agency = '{self.agency.pk}'"
        with self.where.connect(role="owner") as owner:
            owner.execute("alter table ledger_signedhead disable trigger user")
            for statement in deed.split(";"):
                owner.execute(statement + (" and " if " where " in statement else " where ") + ours)
            owner.execute(RESTAMP.format(agency=self.agency.pk))

    def forget_heads(self) -> None:
        with self.where.connect(role="owner") as owner:
            owner.execute("alter table ledger_signedhead disable trigger user")
            owner.execute("delete from ledger_signedhead")

    def verified(self, *files: Path, names: tuple[str, ...] = (), fingerprint: str | None = None) -> int:
        speak_to(self.where, role="auditor")
        try:
            return verify_ledger.verify(names, files, fingerprint=fingerprint)
        finally:
            speak_to(self.where)


@pytest.fixture(scope="module")
def module_ledger(fresh_database: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with fresh_database() as where:
        town = personas.agencies()
        amina = personas.amina(town.noor)
        with as_(town.noor):
            for _ in range(4):
                people.look(amina, by=town.noor, at=MONDAY)
        yield Ledger(town, where, tmp_path_factory.mktemp("heads"))


@pytest.fixture
def kept(module_ledger: Ledger) -> Iterator[Ledger]:
    yield module_ledger
    with module_ledger.where.connect(role="owner") as owner:
        for table in ("ledger_entry", "ledger_head", "ledger_signedhead"):
            owner.execute(f"alter table {table} disable trigger user")
            owner.execute(f"delete from {table}")
            owner.execute(f"insert into {table} select * from kept_{table}")


def test_what_was_signed_holds_also_when_more_has_happened_since(
    kept: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    old = kept.file(kept.head)
    with as_(kept.town.noor):
        restore_triggers(kept.where)
        ledger.record(by=kept.town.noor, act="people.look", at=MONDAY)
    assert kept.verified(old) == verify_ledger.HOLDS
    said = capsys.readouterr().out
    assert f"Wrenfield Night Outreach: {kept.head.number + 1} entries hold" in said
    assert f"up to {kept.head.number}; the 1 after it stand on the chain alone" in said


def restore_triggers(where: Address) -> None:
    with where.connect(role="owner") as owner:
        close_again(owner)
        open_up_for_app(owner)


def open_up_for_app(owner: psycopg.Connection) -> None:
    """The owner may look, the triggers stand."""
    for table in ("ledger_entry", "ledger_head", "ledger_signedhead"):
        owner.execute(f"alter table {table} no force row level security")
        owner.execute(f"alter table {table} enable trigger user")


@pytest.mark.parametrize("how", LIES)
def test_a_kept_head_finds_the_owner_who_wrote_everything_anew(
    how: str, kept: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    head = kept.file(kept.head)
    kept.lie(LIES[how])
    assert kept.verified(names=(kept.agency.name,)) == verify_ledger.CHANGED, "the heads in the database tell"
    kept.forget_heads()
    assert kept.verified(names=(kept.agency.name,)) == verify_ledger.HOLDS, "nothing kept elsewhere, no proof"
    assert "this cannot tell" in capsys.readouterr().out
    assert kept.verified(head) == verify_ledger.CHANGED
    assert "CHANGED" in capsys.readouterr().out


def test_what_happened_at_the_door_to_nobody_is_verified_too(
    kept: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    restore_triggers(kept.where)
    for _ in range(2):
        access.refuse(None, how=Proof.PASSWORD, named="", by=None, at=MONDAY)
    assert kept.verified() == verify_ledger.HOLDS
    assert f"{access.ITS_NAME}: 2 entries hold" in capsys.readouterr().out
    with kept.where.connect(role="owner") as owner:
        open_up(owner)
        where = f"agency = '{access.INSTALLATION}' and number = 1"
        owner.execute(f"update ledger_entry set act = 'access.come_in' where {where}")
    assert kept.verified(names=(access.ITS_NAME,)) == verify_ledger.CHANGED


def test_other_agencies_are_not_blamed(kept: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    kept.lie(LIES["tail cut with its head"])
    assert kept.verified() == verify_ledger.CHANGED
    said = capsys.readouterr().out
    assert said.count("CHANGED") == 1 and "Lamp House Hosting: 3 entries hold" in said


def test_heads_in_the_database_that_were_swapped_or_taken_out_are_noticed(
    kept: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    restore_triggers(kept.where)
    kept.sign(days=1)
    kept.sign(days=2)
    with kept.where.connect(role="owner") as owner:
        owner.execute("alter table ledger_signedhead disable trigger user")
        owner.execute("update ledger_signedhead set number = 1 where day = '2026-11-24'")
    assert kept.verified(names=(kept.agency.name,)) == verify_ledger.CHANGED
    assert "was changed" in capsys.readouterr().out
    with kept.where.connect(role="owner") as owner:
        owner.execute("delete from ledger_signedhead where day = '2026-11-24'")
    assert kept.verified(names=(kept.agency.name,)) == verify_ledger.CHANGED
    assert "missing from the database" in capsys.readouterr().out


def forged(kept: Ledger) -> str:
    """Somebody else's key under the right words."""
    key = Ed25519PrivateKey.generate()
    mine = replace(kept.head, key=key.public_key().public_bytes_raw())
    return replace(mine, signature=key.sign(mine.signed_text.encode())).file


def of_nobody(kept: Ledger) -> str:
    key = heads.signing_key(settings.KEYS)
    stray = replace(kept.head, agency=kept.town.noor.pk)
    return replace(stray, signature=key.sign(stray.signed_text.encode())).file


UNUSABLE: dict[str, tuple[Callable[[Ledger], str], str]] = {
    "forged": (forged, "signed with the key"),
    "an agency that is not here": (of_nobody, "not here"),
    "a number changed": (lambda kept: kept.head.file.replace("entries: ", "entries: 1"), "was changed"),
    "another day": (lambda kept: kept.head.file.replace("day: 2026-11-23", "day: 2026-11-24"), "was changed"),
    "cut short": (lambda kept: kept.head.file[:200], "part of it is missing"),
    "no head at all": (lambda kept: "Dear all,\n", "not a signed head"),
    "a day that is none": (
        lambda kept: kept.head.file.replace("2026-11-23", "2026-19-23"),
        "not a signed head",
    ),
}


@pytest.mark.parametrize("how", UNUSABLE)
def test_a_head_that_cannot_be_used_is_refused_with_a_sentence(how: str, kept: Ledger) -> None:
    make, said = UNUSABLE[how]
    with pytest.raises(verify_ledger._Unusable, match=said):
        kept.verified(kept.file(make(kept)))


def test_the_head_of_another_agency_is_not_mistaken_for_ours(kept: Ledger) -> None:
    with as_(kept.town.pat):
        theirs = signing.as_head(signing.newest(kept.town.hosting.agency.pk)[0])
    with pytest.raises(verify_ledger._Unusable, match="which you did not ask for"):
        kept.verified(kept.file(theirs), names=(kept.agency.name,))
    assert kept.verified(names=("Nobody",)) == verify_ledger.NOT_UNDERSTOOD


def test_a_missing_file_is_said(kept: Ledger) -> None:
    with pytest.raises(verify_ledger._Unusable, match="cannot be read"):
        kept.verified(kept.folder / "nowhere.txt")


def test_a_head_of_an_older_key_counts_when_its_fingerprint_is_said(kept: Ledger) -> None:
    path = kept.file(kept.head)
    (settings.KEYS / heads.KEY_FILE).rename(settings.KEYS / "away")
    try:
        with pytest.raises(verify_ledger._Unusable, match="not here"):
            kept.verified(path)
        assert kept.verified(path, fingerprint=heads.fingerprint(kept.head.key)) == verify_ledger.HOLDS
    finally:
        (settings.KEYS / "away").rename(settings.KEYS / heads.KEY_FILE)


def test_every_single_flipped_bit_of_a_head_file_is_noticed(kept: Ledger) -> None:
    whole = kept.head.file.encode()
    for at in range(len(whole) - 1):
        for bit in range(8):
            flipped = bytearray(whole)
            flipped[at] ^= 1 << bit
            try:
                read = heads.read(flipped.decode())
            except (NotAHead, UnicodeDecodeError):
                continue
            raise AssertionError((at, bit, read))
