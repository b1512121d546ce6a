"""Creates the four roles and the database, and keeps their rights as they should be."""

from __future__ import annotations

from dataclasses import replace

import psycopg
from psycopg import sql

from recourse.config.database.address import ROLES, Address

_ONE_AT_A_TIME = 7214320501


class TooPowerful(Exception):
    """A role could pass by the policies, or own what it should only use."""


def prepare(address: Address) -> None:
    """Make roles and database where they are missing, set passwords, give rights; safe to repeat."""
    with address.connect(database="postgres") as admin:
        admin.execute("select pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        _roles(admin, address)
        _database(admin, address)
    _rights(address)


def _roles(admin: psycopg.Connection, address: Address) -> None:
    found = admin.execute(
        "select rolname, rolsuper or rolbypassrls from pg_roles where rolname = any(%s)",
        [list(ROLES.values())],
    )
    powerful: dict[str, bool] = dict(found.fetchall())
    for short, role in ROLES.items():
        if powerful.get(role):
            raise TooPowerful(f"The role {role} passes by row-level security: take that power from it.")
        verb = "alter" if role in powerful else "create"
        command = sql.SQL("{} role {} login password {}").format(
            sql.SQL(verb), sql.Identifier(role), sql.Literal(address.password(short))
        )
        admin.execute(command)
    for role in ROLES.values():
        member = admin.execute("select pg_has_role(current_user, %s, 'member')", [role]).fetchone()
        if member == (False,):
            admin.execute(sql.SQL("grant {} to current_user").format(sql.Identifier(role)))


def _database(admin: psycopg.Connection, address: Address) -> None:
    name, owner = sql.Identifier(address.database), sql.Identifier(ROLES["owner"])
    found = admin.execute(
        "select pg_get_userbyid(datdba) from pg_database where datname = %s", [address.database]
    ).fetchone()
    if found is None:
        admin.execute(
            sql.SQL("create database {} owner {} template template0 encoding 'UTF8'").format(name, owner)
        )
    elif found[0] != ROLES["owner"]:
        admin.execute(sql.SQL("alter database {} owner to {}").format(name, owner))
    admin.execute(sql.SQL("revoke all on database {} from public").format(name))
    _let_in(admin, address.database)


def _let_in(admin: psycopg.Connection, database: str) -> None:
    """All may connect; only the owner may make tables, as one's own would stand in for the real ones."""
    name = sql.Identifier(database)
    users = sql.SQL(", ").join(sql.Identifier(role) for role in ROLES.values())
    admin.execute(sql.SQL("grant connect on database {} to {}").format(name, users))
    humble = sql.SQL(", ").join(sql.Identifier(role) for short, role in ROLES.items() if short != "owner")
    admin.execute(sql.SQL("revoke temporary on database {} from public, {}").format(name, humble))


def _rights(address: Address) -> None:
    """What the owner makes later, in any migration, the site and the worker may use."""
    users = sql.SQL(", ").join(sql.Identifier(ROLES[short]) for short in ("app", "worker"))
    with address.connect(role="owner") as owner:
        can_create = owner.execute("select has_schema_privilege('public', 'create')").fetchone()
        if can_create != (True,):
            raise TooPowerful("The owner role may not create tables in the schema public.")
        for what in ("select, insert, update, delete on tables", "usage, select on sequences"):
            owner.execute(
                sql.SQL(f"alter default privileges in schema public grant {what} to {{}}").format(users)
            )


def check_humble(connection: psycopg.Connection) -> None:
    """Refuse a connection whose role is above the policies or owns tables."""
    found = connection.execute(
        """
        select current_user, rolsuper or rolbypassrls,
               exists(select 1 from pg_class where relowner = pg_roles.oid and relkind in ('r', 'p')),
               pg_has_role(current_user, datdba, 'member')
        from pg_roles, pg_database
        where rolname = current_user and datname = current_database()
        """
    ).fetchone()
    assert found is not None
    name, passes_by, owns, may_become_owner = found
    if passes_by or owns or may_become_owner:
        raise TooPowerful(
            f"The site refuses to serve as {name}: that role is above the policies that keep agencies apart. "
            f"Start it with RECOURSE_ROLE=app."
        )


def drop_database(address: Address) -> None:
    """Remove a throw-away database and end whatever still speaks to it."""
    with address.connect(database="postgres") as admin:
        admin.execute(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(address.database))
        )


def copy_database(address: Address, *, name: str) -> Address:
    """A second database with the same tables, rows, policies and rights; nobody may be using the first."""
    with address.connect(database="postgres") as admin:
        words = sql.SQL("create database {} owner {} template {}")
        names = (name, ROLES["owner"], address.database)
        admin.execute(words.format(*map(sql.Identifier, names)))
        _let_in(admin, name)
    return replace(address, database=name)
