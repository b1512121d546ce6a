"""Names of homes: no two of an agency are alike, so whoever gives one waits for whoever gives another."""

from __future__ import annotations

from uuid import UUID

from django.db import connection


def one_at_a_time(agency: UUID) -> None:
    """Let whoever names a home of this agency finish first; until the transaction ends nobody else begins."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 17))", [str(agency)])
