"""What each viewer can read, change, remove and add in each walled table, told as plain counts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from recourse.config.database.address import ROLES
from tests.records.isolation.town import Viewer

Told = dict[str, dict[str, dict[str, int | str]]]
READ, CHANGE, SCRAWL, SEIZE, REMOVE, ADD = (
    "reads",
    "changes",
    "writes blindly",
    "gives away",
    "removes",
    "adds",
)
WAYS = {
    "SELECT": (READ, CHANGE, REMOVE),
    "UPDATE": (CHANGE, SCRAWL, SEIZE),
    "DELETE": (REMOVE,),
    "INSERT": (ADD,),
    "ALL": (READ, CHANGE, SCRAWL, SEIZE, REMOVE, ADD),
}
WHOSE = ("agency_id", "agency", "person_id", "person", "field")
NOWHERE = (0, "no right")


@dataclass(frozen=True)
class Table:
    """A walled table, with its rows as nobody's policy shows them."""

    name: str
    key: str
    owner: str
    changeable: list[str]
    rows: list[dict[str, Any]]

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @property
    def plain(self) -> str:
        """A column the site may change that says neither whose the row is nor what it points at."""
        return next((word for word in self.changeable if self._is_plain(word)), self.changed)

    @property
    def changed(self) -> str:
        """A column the site may change, the key when it may."""
        return self.changeable[0] if self.changeable else self.key

    def _is_plain(self, word: str) -> bool:
        is_pointing = word.endswith("_id") or word in (self.key, *WHOSE)
        return not is_pointing and not isinstance(self.rows[0][word], (list, dict))


class Prober:
    """Asks as each viewer, in a transaction that is always rolled back."""

    def __init__(self, admin: psycopg.Connection, viewers: Mapping[str, Viewer]) -> None:
        self.admin = admin
        self.viewers = viewers
        self.tables = {table.name: table for table in self._tables()}

    def tell(self, tables: Iterable[str] = (), ways: Iterable[str] = WAYS["ALL"]) -> Told:
        """Say, for each table and way, how far each viewer comes; those who come nowhere are left out."""
        ways = tuple(ways)
        told: Told = {}
        for name in tables or sorted(self.tables):
            told[name] = {way: far for way in ways if (far := self._how_far(self.tables[name], way))}
        return told

    def _how_far(self, table: Table, way: str) -> dict[str, int | str]:
        answers = {who: self._try(table, way, viewer) for who, viewer in self.viewers.items()}
        return {who: answer for who, answer in answers.items() if answer not in NOWHERE}

    @contextmanager
    def changed(self, words: sql.Composed) -> Iterator[None]:
        """Let the owner change a policy, and put everything back."""
        with self.admin.transaction(force_rollback=True):
            self._be("owner")
            self.admin.execute(words)
            self.admin.execute("reset role")
            yield

    def _try(self, table: Table, way: str, viewer: Viewer) -> int | str:
        with self.admin.transaction(force_rollback=True):
            if way in (ADD, REMOVE):
                self._without_triggers(table)
            self._be(viewer.role)
            self.admin.execute(
                "select set_config(name, value, true)"
                " from unnest(%s::text[], %s::text[]) as said (name, value)",
                [list(viewer.context), list(viewer.context.values())],
            )
            if way == ADD:
                return self._add(table)
            answer = self._once(self._words(table, way))
            return "gets at them" if way == SCRAWL and answer not in (0, "walled", "no right") else answer

    def _be(self, role: str) -> None:
        self.admin.execute(sql.SQL("set local role {}").format(sql.Identifier(ROLES[role])))

    def _without_triggers(self, table: Table) -> None:
        """Let the policies alone decide what may be added and removed: triggers refuse some of it first."""
        self._be("owner")
        self.admin.execute(sql.SQL("alter table {} disable trigger user").format(sql.Identifier(table.name)))

    def _words(self, table: Table, way: str) -> sql.Composed:
        name, owner = sql.Identifier(table.name), sql.Identifier(table.owner)
        if way == READ:
            return sql.SQL("select count(*) from {}").format(name)
        if way == CHANGE:
            changed = sql.Identifier(table.changed)
            return sql.SQL("update {} set {} = {}").format(name, changed, changed)
        if way == SCRAWL:
            said = table.rows[0][table.plain]
            value = sql.Literal(None if said is None else json.dumps(said).strip('"'))
            return sql.SQL("update {} set {} = {}").format(name, sql.Identifier(table.plain), value)
        if way == SEIZE:
            return sql.SQL("update {} set {} = {}").format(name, owner, sql.Literal(str(uuid4())))
        return sql.SQL("delete from {}").format(name)

    def _once(self, words: sql.Composed, values: list[Any] | None = None) -> int | str:
        try:
            with self.admin.transaction():
                done = self.admin.execute(words, values)
                if done.description:
                    (count,) = done.fetchone() or (0,)
                    return int(count)
                return done.rowcount
        except psycopg.Error as error:
            return _meaning(error)

    def _add(self, table: Table) -> int:
        words = sql.SQL("insert into {name} select * from jsonb_populate_record(null::{name}, %s)").format(
            name=sql.Identifier(table.name)
        )
        kinds = {tuple(row.get(word) for word in WHOSE): row for row in table.rows}
        copies = (row | {table.key: str(uuid4())} for row in kinds.values())
        answers = [self._once(words, [Jsonb(copy)]) for copy in copies]
        return sum(answer not in ("walled", "no right") for answer in answers)

    def _tables(self) -> Iterator[Table]:
        names = self.admin.execute(
            "select relname from pg_class where relkind in ('r', 'p') and relrowsecurity order by relname"
        ).fetchall()
        for (name,) in names:
            found = self.admin.execute(
                "select attname, has_column_privilege(%s, attrelid, attnum, 'update') from pg_attribute"
                " where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum",
                [ROLES["app"], name],
            ).fetchall()
            columns = [column for column, _ in found]
            changeable = [column for column, is_changeable in found if is_changeable]
            owner = next((column for column in columns if column in ("agency_id", "agency")), columns[0])
            yield Table(name, columns[0], owner, changeable, self._rows(name))

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """Read every row: the owner takes its own wall down, and the transaction puts it back."""
        table = sql.Identifier(name)
        with self.admin.transaction(force_rollback=True):
            self._be("owner")
            self.admin.execute(sql.SQL("alter table {} no force row level security").format(table))
            found = self.admin.execute(sql.SQL("select to_jsonb(t)::text from {} t").format(table))
            return sorted((json.loads(row) for (row,) in found), key=json.dumps)


def _meaning(error: psycopg.Error) -> str:
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return "walled" if "row-level security" in str(error) else "no right"
    return f"refused by {error.sqlstate}"
