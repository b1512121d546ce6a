"""Seals columns that hold plain words or values: an operation for the migration that makes them sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from recourse.records.sealing import agencies, subjects
from recourse.records.sealing.envelope import Place, Sealed, seal

_BATCH = 2_000
_AS_WORDS = "case when pg_typeof({0}) = 'jsonb'::regtype then nullif({0}::text, 'null') else {0}::text end"


class Seal(Operation):
    """Turns columns of one model into sealed ones, with all they hold.

    The table is written anew in the same transaction, so that no older version of a row stays in its file.
    """

    reduces_to_sql = False
    reversible = False

    def __init__(self, model_name: str, **fields: Any) -> None:
        """Name the model, and the sealed field that each column becomes."""
        self.model_name, self.fields = model_name, fields

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As Django writes operations down."""
        return (type(self).__name__, [self.model_name], self.fields)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The fields are sealed from here on."""
        for name, field in self.fields.items():
            state.alter_field(app_label, self.model_name.lower(), name, field, preserve_default=True)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Seal what is there."""
        model = to_state.apps.get_model(app_label, self.model_name)
        of = {name: str(field.of) for name, field in self.fields.items()}
        seal_table(schema_editor.connection, str(model._meta.db_table), of)

    def describe(self) -> str:
        """Say what is done."""
        return f"Seal {', '.join(self.fields)} of {self.model_name}"


def seal_table(connection: Any, table: str, columns: Mapping[str, str]) -> None:
    """Seal columns of a table; `columns` says of each which other column names whom it speaks of."""
    with connection.cursor() as cursor:
        cursor.execute(f"alter table {table} no force row level security")
        kept = ", ".join(f"{name} bytea" for name in columns)
        cursor.execute(f"create temporary table sealing (id uuid primary key, {kept}) on commit drop")
        for rows in _read(connection, table, columns):
            sealed = list(_sealed(rows, table, columns))
            cursor.executemany(f"insert into sealing values (%s{', %s' * len(columns)})", sealed)  # noqa: S608
        for name in columns:
            cursor.execute(
                f"create function pg_temp.sealed_{name}(uuid) returns bytea language sql stable"  # noqa: S608
                f" as 'select {name} from sealing where id = $1'"
            )
        changes = ", ".join(f"alter {name} type bytea using pg_temp.sealed_{name}(id)" for name in columns)
        cursor.execute(f"alter table {table} {changes}")
        for name in columns:
            cursor.execute(f"drop function pg_temp.sealed_{name}(uuid)")
        cursor.execute("drop table sealing")
        cursor.execute(f"alter table {table} force row level security")


def _read(connection: Any, table: str, columns: Mapping[str, str]) -> Iterator[Sequence[Sequence[Any]]]:
    wanted = ", ".join(["agency_id", "id", *columns.values(), *map(_AS_WORDS.format, columns)])
    with connection.connection.cursor(name=f"sealing_{table}") as cursor:
        cursor.execute(f"select {wanted} from {table}")  # noqa: S608
        while rows := cursor.fetchmany(_BATCH):
            yield rows


def _sealed(rows: Sequence[Sequence[Any]], table: str, columns: Mapping[str, str]) -> Iterator[list[Any]]:
    spoken_of: dict[UUID, set[UUID]] = {}
    for agency, _, *more in rows:
        spoken_of.setdefault(agency, set()).update(more[: len(columns)])
    for agency, some in spoken_of.items():
        agencies.make(agency)
        subjects.make(agency, some)
    keys = subjects.keys((agency, subject) for agency, some in spoken_of.items() for subject in some)
    for agency, row, *more in rows:
        sealed: list[Any] = [row]
        for name, subject, said in zip(columns, more, more[len(columns) :], strict=False):
            if said:
                key = keys[agency, subject]
                assert key is not None
                place = Place(table, name, row, agency, subject)
                sealed.append(bytes(seal(said.encode(), key=key, place=place)))
            else:
                sealed.append(said if said is None else Sealed())
        yield sealed
