"""Row-level security for papers: a share must name papers, and status too where a paper tells status."""

from __future__ import annotations

from django.db.migrations import RunSQL

from recourse.records.directory.walls import OWN, policy, raise_walls
from recourse.records.people.walls import IN_SIGHT, SHARED_FIELD

SHARED_PAPER = SHARED_FIELD.replace(
    "{table}.field = any (s.fields)", "s.fields @> array['papers', {table}.field]::varchar[]"
)


def by_paper(table: str) -> list[RunSQL]:
    """Own agency, or whoever a live share lets see papers, and what this one tells."""
    return [
        raise_walls(table),
        policy(table, "select", using=f"{OWN} or {SHARED_PAPER}"),
        policy(table, "insert", check=f"{OWN} and {IN_SIGHT}"),
        policy(table, "delete", using=OWN),
    ]
