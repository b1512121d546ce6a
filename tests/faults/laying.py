"""Lays two states of a database beside each other: every row of every table, counted and summed."""

from __future__ import annotations

import psycopg
from psycopg import sql

# What changes by itself: whoever is signed in, and the queue's own pulse.
RESTLESS = ("procrastinate_workers",)


def sums(admin: psycopg.Connection) -> dict[str, str]:
    """A sum of each table's rows, whatever their order."""
    found = admin.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
    tables = [name for (name,) in found.fetchall() if name not in RESTLESS]
    one = "select {word}, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) from {table} t"
    asked = sql.SQL(" union all ").join(
        sql.SQL(one).format(word=sql.Literal(name), table=sql.Identifier(name)) for name in tables
    )
    return dict(admin.execute(asked).fetchall())


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The tables that are not as they were."""
    return [table for table in after if after[table] != before.get(table)]


def next_write(admin: psycopg.Connection) -> str:
    """The number the next transaction that writes will have, whoever makes it."""
    found = admin.execute("select pg_snapshot_xmax(pg_current_snapshot())::text").fetchone()
    assert found is not None
    return str(found[0])


def is_written(admin: psycopg.Connection, *, since: str) -> bool:
    """Whether any transaction that wrote has been kept since a number: far cheaper to ask than `sums`."""
    found = admin.execute(
        """
        select exists(
            select from generate_series(%s::numeric,
                                        pg_snapshot_xmax(pg_current_snapshot())::text::numeric - 1) number
            where pg_xact_status(number::text::xid8) = 'committed')
        """,
        [since],
    ).fetchone()
    return found != (False,)


def policies(admin: psycopg.Connection) -> list[tuple[str, ...]]:
    """Every policy, word for word."""
    return admin.execute("select * from pg_policies where schemaname = 'public' order by 2, 3").fetchall()
