"""What is sealed opens where it was written and nowhere else, until its key is destroyed."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as some

from recourse.outside import files
from recourse.records.sealing import agencies, store, subjects
from recourse.records.sealing.envelope import Place, Sealed, seal, unseal
from recourse.records.sealing.fields import ERASED, SealedText
from recourse.records.sealing.refusals import Erased, NoKey, NotAsWritten, NotSealed, WrongKey

OUTREACH, LAW = uuid4(), uuid4()
AMINA, YUSUF = uuid4(), uuid4()


with isolate_apps("recourse.records.sealing"):

    class Letter(models.Model):
        """Something written about somebody, without a table."""

        id = models.UUIDField(primary_key=True, default=uuid4)
        agency_id = models.UUIDField()
        person_id = models.UUIDField()
        text = SealedText(of="person_id")

        class Meta:
            app_label = "sealing"
            db_table = "letter"


@pytest.fixture(autouse=True)
def two_agencies(keys: Path) -> None:
    agencies.make(OUTREACH)
    agencies.make(LAW)


def letter(text: str | Sealed, *, agency: UUID = OUTREACH, person: UUID = AMINA) -> Letter:
    return Letter(agency_id=agency, person_id=person, text=text)


def written(one: Letter) -> Sealed:
    return one._meta.get_field("text").pre_save(one, True)


def read_again(one: Letter, envelope: Sealed, **more: UUID) -> str:
    """What a row read back says, when some of it was moved."""
    kept = {"id": one.id, "agency_id": one.agency_id, "person_id": one.person_id} | more
    return Letter(**kept, text=envelope).text


@given(some.text())
def test_any_words_come_back_as_they_were(text: str) -> None:
    agencies.make(OUTREACH)
    one = letter(text)
    assert read_again(one, written(one)) == text


def test_the_envelope_holds_neither_the_words_nor_their_length() -> None:
    envelopes = [written(letter(name)) for name in ("Amina Example", "Yusuf Sample", "Mercy")]
    assert {len(envelope) for envelope in envelopes} == {1 + 12 + 32 + 16}
    assert len({written(letter("Amina")) for _ in range(100)}) == 100


def test_nothing_said_is_kept_as_nothing() -> None:
    assert written(letter("")) == b""
    assert letter(Sealed()).text == ""


@pytest.mark.parametrize("moved", ["id", "agency_id", "person_id"])
def test_an_envelope_moved_to_another_row_agency_or_person_is_refused(moved: str) -> None:
    one = letter("By the library")
    written(letter("x", person=YUSUF)), written(letter("x", agency=LAW))
    with pytest.raises(NotAsWritten):
        read_again(one, written(one), **{moved: {"agency_id": LAW, "person_id": YUSUF}.get(moved, uuid4())})


def test_an_envelope_moved_to_another_table_or_column_is_refused() -> None:
    subjects.make(OUTREACH, [AMINA])
    key, place = subjects.key(OUTREACH, AMINA), Place("people_note", "text", uuid4(), OUTREACH, AMINA)
    envelope = seal(b"Amina", key=key, place=place)
    assert unseal(envelope, key=key, place=place) == b"Amina"
    for other in (place._replace(table="people_particular"), place._replace(column="value")):
        with pytest.raises(NotAsWritten, match=str(place.row)):
            unseal(envelope, key=key, place=other)


def test_one_changed_bit_is_refused_wherever_it_is() -> None:
    one = letter("By the library")
    envelope = written(one)
    for position in range(len(envelope)):
        changed = bytearray(envelope)
        changed[position] ^= 1
        with pytest.raises(NotAsWritten):
            read_again(one, Sealed(changed))
    for cut in range(1, len(envelope)):
        with pytest.raises(NotAsWritten):
            read_again(one, Sealed(envelope[:cut]))


def test_plain_words_never_reach_the_database() -> None:
    field = Letter._meta.get_field("text")
    for way in (
        lambda: Letter.objects.filter(text="Amina").query.sql_with_params(),
        lambda: field.get_db_prep_save("Amina", connection),
        lambda: field.get_db_prep_value(b"Amina", connection),
    ):
        with pytest.raises(NotSealed):
            way()


def test_without_the_agency_s_key_nothing_is_sealed() -> None:
    with pytest.raises(NoKey, match="missing"):
        written(letter("Amina", agency=uuid4()))


def test_a_destroyed_key_opens_nothing_and_takes_nothing_new() -> None:
    one = letter("By the library", person=uuid4())
    envelope = written(one)
    subjects.destroy(subject=one.person_id, agency=OUTREACH)
    assert read_again(one, envelope) == ERASED
    with pytest.raises(Erased):
        written(one)
    assert subjects.is_destroyed(subject=one.person_id, agency=OUTREACH)


def test_what_another_agency_keeps_about_the_same_person_stays() -> None:
    person = uuid4()
    theirs = letter("Appeal", agency=LAW, person=person)
    envelope = written(theirs)
    written(letter("By the library", person=person))
    subjects.destroy(subject=person, agency=OUTREACH)
    assert read_again(theirs, envelope) == "Appeal"


def test_nothing_of_a_destroyed_key_is_left_in_the_store_s_files() -> None:
    person = uuid4()
    subjects.make(OUTREACH, [person])
    (wrapped,) = (
        store.connection().execute("select key from wrapped where subject = ?", (person.bytes,)).fetchone()
    )
    subjects.make(OUTREACH, [uuid4() for _ in range(50)])
    found = {path.name for path in store.folder().iterdir() if wrapped in path.read_bytes()}
    assert "persons.sqlite" in found
    subjects.destroy(subject=person, agency=OUTREACH)
    assert [path.name for path in store.folder().iterdir() if wrapped in path.read_bytes()] == []


def forked(work: object) -> int:
    """Run something in a child that was forked with our connection open; give its exit code."""
    child = os.fork()
    if child == 0:
        try:
            work()  # type: ignore[operator]
        except BaseException:  # noqa: BLE001
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_what_one_process_destroys_opens_in_no_other() -> None:
    one = letter("By the library", person=uuid4())
    envelope = written(one)
    assert read_again(one, envelope) == "By the library"
    assert forked(lambda: subjects.destroy(subject=one.person_id, agency=OUTREACH)) == 0
    assert read_again(one, envelope) == ERASED


def test_within_one_request_keys_stand_as_they_were_and_not_in_the_next() -> None:
    one = letter("By the library", person=uuid4())
    envelope = written(one)
    with subjects.as_they_stand():
        assert read_again(one, envelope) == "By the library"
        assert forked(lambda: subjects.destroy(subject=one.person_id, agency=OUTREACH)) == 0
        assert read_again(one, envelope) == "By the library"
    with subjects.as_they_stand():
        assert read_again(one, envelope) == ERASED


def test_many_processes_and_threads_that_meet_somebody_at_once_make_one_key() -> None:
    person = uuid4()
    one = letter("By the library", person=person)
    gate = threading.Barrier(4)
    envelopes: list[Sealed] = []

    def meet() -> None:
        gate.wait()
        envelopes.append(written(one))

    threads = [threading.Thread(target=meet) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert forked(lambda: written(one)) == 0
    assert [read_again(one, envelope) for envelope in envelopes] == ["By the library"] * 4


def test_the_keys_of_twenty_five_people_are_one_read() -> None:
    people = [uuid4() for _ in range(25)]
    subjects.make(OUTREACH, people)
    asked: list[str] = []
    store.connection().set_trace_callback(asked.append)
    try:
        found = subjects.keys((OUTREACH, person) for person in people)
    finally:
        store.connection().set_trace_callback(None)
    assert len(found) == 25
    assert len([words for words in asked if "from wrapped" in words]) == 1


def test_only_their_owner_can_open_the_keys(tmp_path: Path, settings: Any) -> None:
    keys = settings.KEYS = tmp_path / "keys"
    agencies.make(OUTREACH)
    subjects.make(OUTREACH, [AMINA])
    subjects.destroy(subject=AMINA, agency=OUTREACH)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in [keys, *keys.rglob("*")]}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert [path.name for path, mode in modes.items() if path.is_file() and mode != 0o600] == []


@pytest.fixture
def key_file(keys: Path) -> Iterator[Path]:
    """The key file of the outreach team, put back afterwards."""
    path = keys / "agencies" / f"{OUTREACH}.key"
    kept = path.read_bytes()
    yield path
    files.write(path, kept)


def test_a_key_file_that_others_can_read_is_refused(key_file: Path) -> None:
    key_file.chmod(0o644)
    os.utime(key_file, (1, 1))
    with pytest.raises(NoKey, match="chmod 600"):
        agencies.of(OUTREACH)


@pytest.mark.parametrize(
    "words", [b"", b"{}", b"\xff", b"[]", b'{"agency": 1, "generations": {"1": "AA=="}}']
)
def test_a_spoilt_key_file_is_named(key_file: Path, words: bytes) -> None:
    key_file.write_bytes(words)
    with pytest.raises(WrongKey, match=key_file.name):
        agencies.of(OUTREACH)


def test_the_key_file_of_another_agency_is_refused(key_file: Path) -> None:
    key_file.write_bytes((key_file.parent / f"{LAW}.key").read_bytes())
    with pytest.raises(WrongKey, match=key_file.name):
        agencies.of(OUTREACH)


def test_another_key_in_the_right_file_opens_nobody(key_file: Path) -> None:
    one = letter("By the library", person=uuid4())
    envelope = written(one)
    agencies.keep(OUTREACH, {1: bytes(32)})
    forget()
    with pytest.raises(WrongKey, match="put back"):
        read_again(one, envelope)


def test_a_missing_key_file_is_named(key_file: Path) -> None:
    key_file.unlink()
    with pytest.raises(NoKey, match=key_file.name):
        agencies.of(OUTREACH)


def forget() -> None:
    """Read everything again, as another process would."""
    subjects._kept.keys.clear()
