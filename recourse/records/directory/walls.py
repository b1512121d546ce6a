"""Row-level security as one line in a migration: the wall of an agency, and the means to build others."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.migrations import RunSQL

OWN = "{table}.agency_id = (select recourse_agency())"
COMMANDS = ("select", "insert", "update", "delete")


def raise_walls(table: str) -> RunSQL:
    """Switch row-level security on and force it, also on the owner."""
    return RunSQL(
        f"alter table {table} enable row level security; alter table {table} force row level security;",
        f"alter table {table} no force row level security; alter table {table} disable row level security;",
    )


def policy(
    table: str, command: str, *, name: str = "", using: str = "", check: str = "", to: str = ""
) -> RunSQL:
    """Add one policy; `{table}` in the conditions stands for the table."""
    name = name or f"{table}_{command}"
    parts = [f"create policy {name} on {table} for {command}"]
    if to:
        parts.append(f"to {to}")
    if using:
        parts.append(f"using ({using.format(table=table)})")
    if check:
        parts.append(f"with check ({check.format(table=table)})")
    return RunSQL(" ".join(parts) + ";", f"drop policy {name} on {table};")


def own_agency(table: str, *, commands: Iterable[str] = COMMANDS) -> list[RunSQL]:
    """Let only the agency that recorded a row (column `agency_id`) read and change it."""
    return [raise_walls(table), *(_own(table, command) for command in commands)]


def _own(table: str, command: str) -> RunSQL:
    return policy(
        table,
        command,
        using="" if command == "insert" else OWN,
        check=OWN if command in ("insert", "update") else "",
    )


def fixed(table: str, *columns: str) -> RunSQL:
    """Refuse to change, in a row several agencies may change, whose it is and whom it is about."""
    kept = ", ".join(f"'{column}'" for column in columns)
    return RunSQL(
        f"create trigger {table}_fixed before update on {table}"
        f" for each row execute function recourse_stays_put({kept});",
        f"drop trigger {table}_fixed on {table};",
    )
