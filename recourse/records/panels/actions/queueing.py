"""Those who sit on the panels of one scheme act one after the other, so that each sees what the last left."""

from __future__ import annotations

from django.db import connection

from recourse.records.directory.models import Worker


def one_at_a_time(by: Worker) -> None:
    """Wait until whoever acts on a panel of this scheme is done.

    Every act of a panel waits here before it reads or locks anything else: in one order, no ring forms.
    """
    with connection.cursor() as cursor:
        named = f"panels {by.organisation_id}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [named])
