"""`recourse verify-ledger`: proves, as the auditor, that no agency's ledger was changed.

Without a signed head it finds what was edited, deleted, added, moved or cut, but not that everything was
written anew by somebody who owns the database: for that, give the heads your agency was sent.
Ends with 0 when everything holds, 1 when something was changed, 2 when it was not understood, 3 when a head
cannot be used.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly

if TYPE_CHECKING:
    from uuid import UUID

    from recourse.records.ledger.heads import Head

HOLDS, CHANGED, NOT_UNDERSTOOD, NO_HEAD = 0, 1, 2, 3


class _Unusable(Exception):
    """A head that was given cannot be used, and the sentence says why."""


@said_plainly
def run(words: Sequence[str]) -> int:
    """Verify the agencies that are named, or all and the installation, against the heads that are given."""
    parser = argparse.ArgumentParser(
        "recourse verify-ledger", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--agency", action="append", default=[], metavar="NAME", help="one agency by name")
    parser.add_argument(
        "--head", action="append", default=[], metavar="FILE", type=Path, help="a signed head that you kept"
    )
    parser.add_argument("--fingerprint", help="the key your heads are signed with, as you wrote it down")
    asked = parser.parse_args(words)
    migrate.set_up(role="auditor")
    with migrate.server():
        try:
            return verify(asked.agency, asked.head, fingerprint=asked.fingerprint)
        except _Unusable as unusable:
            print(f"recourse: {unusable}", file=sys.stderr)
            return NO_HEAD


def verify(names: Sequence[str], files: Sequence[Path], *, fingerprint: str | None = None) -> int:
    """Verify and say what was found; gives the exit code."""
    agencies = _agencies()
    unknown = [name for name in names if name not in agencies.values()]
    if unknown:
        print(f"recourse: there is no agency called {unknown[0]}.", file=sys.stderr)
        return NOT_UNDERSTOOD
    kept = [_read(path, agencies, fingerprint) for path in files]
    wanted = [agency for agency, name in agencies.items() if name in names]
    wanted = wanted or list(dict.fromkeys(head.agency for head in kept)) or list(agencies)
    if stray := next((head for head in kept if head.agency not in wanted), None):
        raise _Unusable(f"The head of {stray.day} is of {agencies[stray.agency]}, which you did not ask for.")
    codes = [
        _verify_one(agency, agencies[agency], [head for head in kept if head.agency == agency])
        for agency in wanted
    ]
    return max(codes, default=HOLDS)


def _verify_one(agency: UUID, name: str, kept: list[Head]) -> int:
    from recourse.records.ledger import verifying

    ours, doubtful = _kept_here(agency)
    started = time.perf_counter()
    broken = verifying.verify(agency, heads=[*kept, *ours])
    took = time.perf_counter() - started
    if broken is not None:
        print(f"{name}: CHANGED. {broken.what}")
        return CHANGED
    if doubtful:
        print(f"{name}: CHANGED. {doubtful}")
        return CHANGED
    entries = verifying.count(agency)
    print(f"{name}: {entries:,} entries hold ({took:.1f} s).")
    for head in sorted(kept, key=lambda one: one.number):
        after = entries - head.number
        rest = f"; the {after:,} after it stand on the chain alone" if after else ""
        print(f"  They are the same as when the head of {head.day} was signed, up to {head.number:,}{rest}.")
    if not kept:
        print(
            f"  Checked against {len(ours)} signed heads kept in this database and none kept elsewhere: if"
            " somebody who owns\n  the database has rewritten or cut all of it, this cannot tell. Give a head"
            " you were sent: --head FILE."
        )
    return HOLDS


def _kept_here(agency: UUID) -> tuple[list[Head], str]:
    """The heads in the database that are truly signed, and what is wrong with those that are not."""
    from recourse.records.ledger import signing

    rows = signing.newest(agency, at_most=100_000)
    found = [signing.as_head(row) for row in reversed(rows)]
    before = b""
    for head in found:
        if not head.is_true:
            return [], f"The signed head of {head.day} that is kept in the database was changed."
        if head.before != before:
            return [], f"A signed head before the one of {head.day} is missing from the database."
        before = head.signature
    return found, ""


def _read(path: Path, agencies: dict[UUID, str], fingerprint: str | None) -> Head:
    from recourse.records.ledger import heads

    try:
        head = heads.read(path.read_text())
    except OSError as wrong:
        raise _Unusable(f"{path} cannot be read: {wrong.strerror}.") from wrong
    except (heads.NotAHead, UnicodeDecodeError) as wrong:
        raise _Unusable(f"{path}: {wrong}") from wrong
    if head.agency not in agencies:
        raise _Unusable(f"{path} is the head of an agency that is not here.")
    signed_with = heads.fingerprint(head.key)
    expected = (fingerprint or _own_fingerprint()).lower()
    if signed_with.replace(" ", "") != expected.replace(" ", ""):
        raise _Unusable(
            f"{path} is signed with the key {signed_with}; this installation's is {expected or 'not here'}."
            f' When you know that key to be true, say so: --fingerprint "{signed_with}".'
        )
    return head


def _own_fingerprint() -> str:
    from django.conf import settings

    from recourse.records.ledger import heads

    if not (settings.KEYS / heads.KEY_FILE).exists():
        return ""
    return heads.fingerprint(heads.signing_key(settings.KEYS).public_key().public_bytes_raw())


def _agencies() -> dict[UUID, str]:
    from django.db import connection

    from recourse.records.access import actions as access

    with connection.cursor() as cursor:
        cursor.execute("select id, name from directory_organisation where is_agency order by name")
        found: list[tuple[Any, str]] = cursor.fetchall()
    return dict(found) | {access.INSTALLATION: access.ITS_NAME}
