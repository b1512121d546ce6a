"""On somebody else's server a backup is a dump, sealed alike, and comes back to an empty database alone."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recourse.config.backup import choosing, inventory, keypair, restoring, taking
from recourse.config.database import address, roles
from tests import personas
from tests.faults import laying


@pytest.fixture
def theirs(own_copy: address.Address) -> Iterator[address.Address]:
    """The same server as if it were another's; the passwords of its roles are put back afterwards."""
    try:
        yield replace(own_copy, is_ours=False)
    finally:
        roles.prepare(own_copy)


def test_a_dump_comes_back_with_rows_and_walls_and_never_over_something_else(
    theirs: address.Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOURSE_BACKUPS", str(tmp_path / "backups"))
    file = tmp_path / "private.key"
    file.write_text(keypair.make(theirs.place, at=datetime.now(UTC)))
    town = personas.agencies()
    personas.amina(town.noor)
    with taking.alone(theirs.place):
        taking.take(theirs, at=datetime.now(UTC))
    key = keypair.read(file)
    chosen = choosing.choose(tmp_path / "backups", key=key, moment=None, kind="dump")
    with pytest.raises(restoring.NotEmpty, match="holds tables already"):
        restoring.dump(chosen, key=key, where=theirs)
    empty = replace(theirs, database=f"{theirs.database}_{secrets.token_hex(2)}")
    try:
        restoring.dump(chosen, key=key, where=empty)
        with theirs.connect() as before, empty.connect() as after:
            assert laying.sums(after) == laying.sums(before)
            held = chosen.whole.more["holds"]
            assert inventory.differences(before=held, now=inventory.take(after)) == []
            after.execute("drop policy people_note_select on people_note")
            assert inventory.differences(before=held, now=inventory.take(after)) != []
        with empty.connect(role="app") as humble:
            roles.check_humble(humble)
            assert humble.execute("select count(*) from people_person").fetchone() == (0,)
    finally:
        roles.drop_database(empty)
