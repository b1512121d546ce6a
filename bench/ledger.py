"""Verifying a ledger of 400,000 entries, beside a plain Python loop; and what a look and a budget cost."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from bench.report import Figure

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

_ENTRIES, _TIMES = int(os.environ.get("RECOURSE_BENCH_ENTRIES", "400000")), 500
_AT_ONCE = 1_000
_DATA = Path("/var/tmp") / f"recourse-bench-ledger-{os.getuid()}"
_FILL = """
insert into ledger_entry (id, agency, number, at, by, by_name, act, about_kind, about, person, reason, detail,
    previous, hash)
select gen_random_uuid(), %s, 0, now(), %s, 'Noor Example', 'people.look', 'people.person', gen_random_uuid(),
    gen_random_uuid(), '', '{}', '', '' from generate_series(1, %s)
"""


def measure() -> list[Figure]:
    """Fill a ledger in a place of its own, verify it both ways, and clear it away."""
    os.environ |= {"RECOURSE_DATA": str(_DATA), "RECOURSE_DATABASE": "recourse_ledger"}
    from recourse.config.command import migrate
    from recourse.config.database import address, roles

    try:
        migrate.set_up(role="owner")
        with migrate.server():
            roles.prepare(address.chosen())
            migrate.tables()
            return _all(address.chosen())
    finally:
        shutil.rmtree(_DATA, ignore_errors=True)


def _all(where: object) -> list[Figure]:
    from recourse.config.database.address import Address

    assert isinstance(where, Address)
    _speak_to(where, "app")
    from tests import personas

    town = personas.agencies()
    filling = _fill(town.noor)
    costs = _costs(town.noor)
    with where.connect() as admin:
        admin.execute("vacuum analyze ledger_entry")
    _speak_to(where, "auditor")
    agency = town.outreach.agency.pk
    ours, rival = _timed(lambda: _verified(agency)), _timed(lambda: _loop(agency))
    return [
        Figure(
            f"writing {_ENTRIES:,} chained entries, {_AT_ONCE:,} in a transaction",
            f"{_ENTRIES / filling:,.0f} entries/s",
        ),
        Figure(
            f"verifying {_ENTRIES:,} entries, hashes made anew by PostgreSQL",
            f"{_ENTRIES / ours:,.0f} entries/s",
            "200,000 entries/s",
            f"a plain Python loop over the rows: {_ENTRIES / rival:,.0f} entries/s",
            f"{rival / ours:.1f}",
        ),
        *costs,
    ]


def _fill(by: Worker) -> float:
    from django.db import connection
    from django.utils import timezone

    from recourse.records.directory.acting import acting

    started = time.perf_counter()
    for _ in range(_ENTRIES // _AT_ONCE):  # old versions of the one head go only between
        with acting(by, at=timezone.now()), connection.cursor() as cursor:
            cursor.execute(_FILL, [by.organisation_id, by.pk, _AT_ONCE])
    return time.perf_counter() - started


def _costs(by: Worker) -> list[Figure]:
    from django.db import transaction
    from django.utils import timezone

    from recourse.records.directory.acting import acting
    from recourse.records.ledger import actions as ledger
    from recourse.records.ledger.reads import Reading
    from recourse.records.people import actions as people

    at, many = timezone.now(), [uuid4() for _ in range(150)]
    alone = counted = 0.0
    with transaction.atomic(), acting(by, at=at):
        for number in range(_TIMES):
            seen = Reading(named={many[number % 150]: None})
            entries = ledger.gathered(seen, by=by, at=at, page="bench:page")
            alone += _timed(lambda entries=entries: ledger.record_gathered(entries))
            counted += _timed(
                lambda seen=seen: people.read(
                    seen, page="bench:page", tell_at=10**6, stop_at=10**6, since=at, by=by, at=at
                )
            )
    return [
        Figure("writing what a page read into the ledger", f"{alone / _TIMES * 1e3:.2f} ms", "1 ms"),
        Figure(
            "the same with the reading budget, 150 people in the hour: what the budget adds",
            f"{(counted - alone) / _TIMES * 1e3:.2f} ms",
            "0.3 ms",
        ),
    ]


def _verified(agency: UUID) -> None:
    from recourse.records.ledger import verifying

    assert verifying.verify(agency) is None


def _loop(agency: UUID) -> None:
    """What anybody would write first: fetch the rows, and hash each in turn."""
    from django.db import connection, transaction

    from recourse.records.ledger.verifying import COLUMNS, canonical

    read = f"select e.previous, e.hash, {', '.join(COLUMNS)} from ledger_entry e"
    before = b""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(f"{read} where agency = %s order by e.number", [agency])
        while rows := cursor.fetchmany(5_000):
            for previous, kept, *columns in rows:
                assert bytes(previous) == before
                before = hashlib.sha256(before + canonical(columns)).digest()
                assert before == bytes(kept)


def _timed(act: object) -> float:
    started = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - started


def _speak_to(where: object, role: str) -> None:
    from tests.conftest import speak_to

    speak_to(where, role=role)  # type: ignore[arg-type]
