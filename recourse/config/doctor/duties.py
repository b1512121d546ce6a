"""What is done by night and what people must look at: heads sent out, ends carried out, alerts answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg

from recourse.config.database.address import Address
from recourse.config.doctor.findings import Finding, mind, well, wrong_in_production

_NIGHTLY = {"keep": "what has come to its end is deleted", "sign_heads": "the heads of the ledger are signed"}
_MISSED = timedelta(days=2)
_UNSENT_TOO_LONG = timedelta(days=1)
_UNANSWERED_TOO_LONG = timedelta(days=1)


def look(where: Address, *, demonstration: bool, at: datetime) -> Iterator[Finding]:
    """All that should have been done by now; a user the policies stop cannot see it, and is told so."""
    with where.connect() as admin:
        for task, what in _NIGHTLY.items():
            yield _night(admin, task, what, demonstration=demonstration, at=at)
        admin.execute("set row_security = off")
        try:
            yield _heads(admin, demonstration=demonstration, at=at)
            yield from _addresses(admin)
            yield _alerts(admin, demonstration=demonstration, at=at)
        except psycopg.errors.InsufficientPrivilege:
            yield mind(
                "The user of DATABASE_URL cannot see whether heads and alerts wait",
                "Let doctor run as a superuser, or as one with BYPASSRLS.",
            )


def _night(admin: psycopg.Connection, task: str, what: str, *, demonstration: bool, at: datetime) -> Finding:
    (last,) = admin.execute(
        "select max(defer_timestamp) from procrastinate_periodic_defers where task_name = %s", [task]
    ).fetchone() or (None,)
    if last is None:
        return mind(f"No night has come yet in which {what}", "Leave `recourse run` or `recourse work` on.")
    began = datetime.fromtimestamp(last, UTC)
    said = f"{what} every night, last on {began:%d %B}"
    if at - began <= _MISSED:
        return well(said)
    by_hand = " Do it by hand: recourse forget (with --dry-run it only counts)." if task == "keep" else ""
    return wrong_in_production(
        f"It is {(at - began).days} days since {what}",
        f"Start `recourse work`, and see its log.{by_hand}",
        demonstration=demonstration,
    )


def _heads(admin: psycopg.Connection, *, demonstration: bool, at: datetime) -> Finding:
    count, oldest = admin.execute(
        "select count(*), min(h.day) from ledger_signedhead h"
        " join directory_organisation o on o.id = h.agency"
        " where h.sent_at is null and o.heads_to <> '' and h.signed_at < %s",
        [at - _UNSENT_TOO_LONG],
    ).fetchone() or (0, None)
    if not count:
        return well("no signed head waits to be sent to an agency that gave an address")
    return wrong_in_production(
        f"{count} signed heads of ledgers wait to be sent, the oldest of {oldest:%d %B}",
        "See the mail relay above and the log of `recourse work`; agencies can fetch them from the page of"
        " their ledger meanwhile.",
        demonstration=demonstration,
    )


def _addresses(admin: psycopg.Connection) -> Iterator[Finding]:
    (count,) = admin.execute(
        "select count(distinct o.id) from directory_organisation o"
        " join ledger_signedhead h on h.agency = o.id where o.heads_to = ''"
    ).fetchone() or (0,)
    if count:
        yield mind(
            f"{count} agencies gave no address for the heads of their ledger, so none is sent to them",
            "Ask a manager of each to write one on the page of signed heads, or to fetch them every day.",
        )


def _alerts(admin: psycopg.Connection, *, demonstration: bool, at: datetime) -> Finding:
    count, oldest = admin.execute(
        "select count(*), min(at) from people_overread where answered_at is null and at < %s",
        [at - _UNANSWERED_TOO_LONG],
    ).fetchone() or (0, None)
    if not count:
        return well("nobody who read of too many people waits to be asked why")
    return wrong_in_production(
        f"{count} times somebody read of too many people and nobody looked at it, since {oldest:%d %B}",
        "Tell a manager of that agency: it stands in My work, and who was read of in the ledger.",
        demonstration=demonstration,
    )
