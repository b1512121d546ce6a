"""What a database holds, so that what was brought back can be laid beside what was backed up."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg import sql

from recourse.config.database.address import ROLES

_TABLES = """
    select c.relname, c.relrowsecurity and c.relforcerowsecurity
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1
"""
_POLICIES = """
    select tablename || '.' || policyname, permissive || cmd || roles::text
           || coalesce(qual, '') || '|' || coalesce(with_check, '')
    from pg_policies where schemaname = 'public'
"""
_SAID_ANOTHER_WAY = re.compile(r"::(character varying|[a-z]+)(\[\])?|[()\s]")
_ROLES = """
    select rolname, case when rolsuper or rolbypassrls then 'passes by' else 'humble' end
    from pg_roles where rolname = any(%s)
"""


@dataclass(frozen=True)
class Inventory:
    """Rows of each table, each policy's fingerprint, which tables are walled, and the four roles."""

    rows: dict[str, int]
    walled: dict[str, bool]
    policies: dict[str, str]
    roles: dict[str, str]

    def said(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def take(admin: psycopg.Connection) -> Inventory:
    """Count and list, as the administrator, whom no policy hides anything from."""
    with admin.transaction():
        admin.execute("set transaction isolation level repeatable read, read only")
        walled: dict[str, bool] = dict(admin.execute(_TABLES).fetchall())
        rows = {}
        for table in walled:
            counted = admin.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table)))
            found = counted.fetchone()
            rows[table] = found[0] if found else 0
        policies = {name: _short(words) for name, words in admin.execute(_POLICIES).fetchall()}
        roles: dict[str, str] = dict(admin.execute(_ROLES, [list(ROLES.values())]).fetchall())
    return Inventory(rows, walled, policies, roles)


def differences(*, before: dict[str, Any], now: Inventory) -> list[str]:
    """What is missing or other than it was when the backup was made; rows may have grown since."""
    wrong = [f"The table {name} is missing." for name in sorted(set(before["walled"]) - set(now.walled))]
    for name, is_walled in sorted(before["walled"].items()):
        if is_walled and not now.walled.get(name, True):
            wrong.append(f"Row-level security no longer holds on {name}.")
    for name, words in sorted(before["policies"].items()):
        if now.policies.get(name) != words:
            wrong.append(f"The policy {name} is missing or another.")
    for role in ROLES.values():
        if now.roles.get(role) != "humble":
            wrong.append(f"The role {role} is missing, or passes by the policies.")
    return wrong


def _short(words: str) -> str:
    """A fingerprint that stays the same when the server reads a policy back and writes casts another way."""
    words = _SAID_ANOTHER_WAY.sub("", words)
    return hashlib.sha256(words.encode()).hexdigest()[:16]
