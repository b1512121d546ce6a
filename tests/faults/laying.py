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


def policies(admin: psycopg.Connection) -> list[tuple[str, ...]]:
    """Every policy, word for word."""
    return admin.execute("select * from pg_policies where schemaname = 'public' order by 2, 3").fetchall()
