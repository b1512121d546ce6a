"""Row-level security for what is recorded about a person: one line in the migration that makes the table.

A table walled here has columns `agency_id` and `person_id`; walled field by field, also `field`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.migrations import RunSQL

from recourse.records.directory.walls import OWN, fixed, own_agency, policy, raise_walls

__all__ = ["SHARED", "by_field", "fixed", "held", "own_agency", "own_and_held", "policy", "raise_walls"]

LIVE = (
    "s.withdrawn_at is null and s.first_day <= (select recourse_day())"
    " and (select recourse_day()) < s.after_last_day"
)
TO_US = "s.to_service_id = any ((select recourse_services())::uuid[])"
SHARED = (
    f"exists (select 1 from people_share s where s.person_id = {{table}}.person_id and {TO_US} and {LIVE})"
)
SHARED_FIELD = (
    "exists (select 1 from people_share s where s.person_id = {table}.person_id"
    " and {table}.field = any (s.fields)"
    f" and ((s.agency_id = {{table}}.agency_id and {TO_US})"
    " or (s.comes_back and {table}.field <> 'notes' and s.to_agency_id = {table}.agency_id"
    " and s.agency_id = (select recourse_agency())))"
    f" and {LIVE})"
)
HELD = (
    "exists (select 1 from people_person p where p.id = {table}.person_id"
    " and p.agency_id = (select recourse_agency()))"
)
IN_SIGHT = "exists (select 1 from people_person p where p.id = {table}.person_id)"


def by_field(table: str, *, change: Iterable[str] = ("update", "delete")) -> list[RunSQL]:
    """Own agency, or whoever a live share lets see this field of this person."""
    return _walled(table, see=f"{OWN} or {SHARED_FIELD}", change=change)


def own_and_held(table: str, *, change: Iterable[str] = ("update", "delete")) -> list[RunSQL]:
    """Own agency, or the agency that holds the person."""
    return _walled(table, see=f"{OWN} or {HELD}", change=change)


def held(table: str, command: str = "select", *, column: str = "person_id") -> RunSQL:
    """Let the agency that holds the person in, besides whoever the other policies let in."""
    condition = HELD.replace("person_id", column)
    return policy(
        table,
        command,
        name=f"{table}_held_{command}",
        using="" if command == "insert" else condition,
        check=condition if command in ("insert", "update") else "",
    )


def _walled(table: str, *, see: str, change: Iterable[str]) -> list[RunSQL]:
    return [
        raise_walls(table),
        policy(table, "select", using=see),
        policy(table, "insert", check=f"{OWN} and {IN_SIGHT}"),
        *(policy(table, command, using=OWN, check=OWN if command == "update" else "") for command in change),
    ]
