"""What is looked at once a backup is back: tables and rows, walls, roles, and every agency's ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recourse.config.backup import inventory
from recourse.config.backup.sealed import Note
from recourse.config.database.address import Address


@dataclass(frozen=True)
class Looked:
    """One thing that was looked at, and what is wrong with it."""

    what: str
    wrong: list[str]


def look(where: Address, *, backup: Note) -> Iterator[Looked]:
    """Lay what was brought back beside what was backed up; the last look wakes Django as the auditor."""
    with where.connect() as admin:
        now = inventory.take(admin)
    rows = sum(now.rows.values())
    yield Looked(f"{len(now.rows)} tables with {rows:,} rows", [])
    for table, count in sorted(now.rows.items()):
        if count or backup.more["holds"]["rows"].get(table):
            yield Looked(f"  {table}: {count:,}", [])
    wrong = inventory.differences(before=backup.more["holds"], now=now)
    yield Looked(f"{len(now.policies)} policies and {len(now.roles)} roles as they were backed up", wrong)
    yield _ledger()
    yield keys(where)


def keys(where: Address) -> Looked:
    """Whether everybody who is kept here has a key that opens."""
    from recourse.records.sealing import refusals, subjects

    with where.connect() as admin:
        people = set(admin.execute("select agency_id, id from people_person").fetchall())
    wrong = []
    try:
        missing = people - set(subjects.keys(people))
        wrong = [f"The keys of {len(missing)} people are missing."] if missing else []
    except refusals.Refused as refusal:
        wrong = [str(refusal)]
    return Looked(f"the keys of {len(people)} people", wrong)


def _ledger() -> Looked:
    from django.db import connection

    from recourse.records.ledger import actions as ledger

    with connection.cursor() as cursor:
        cursor.execute("select agency from ledger_head")
        agencies = [agency for (agency,) in cursor.fetchall()]
    broken = [(agency, ledger.verify(agency)) for agency in agencies]
    wrong = [f"Agency {agency}, entry {found.number}: {found.what}" for agency, found in broken if found]
    connection.close()
    return Looked(f"the ledgers of {len(agencies)} agencies verify", wrong)
