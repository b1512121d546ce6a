"""Writes many rows of a table in one statement, a column at a time; sealed columns are sealed on the way.

Django compiles every value of every row by itself, which for millions of rows takes longer than to seal and
to keep them; and PostgreSQL does not let COPY write where row-level security stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from recourse.records.sealing.fields import is_sealed


def write(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Write rows that were not saved yet, each as `save` would."""
    rows = list(rows)
    fields = model._meta.concrete_fields
    quoted = connection.ops.quote_name
    into = ", ".join(quoted(str(field.column)) for field in fields)
    taken = ", ".join(f"%s::text::{_kind(field)}[]" for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {quoted(model._meta.db_table)} ({into}) select * from unnest({taken})",  # noqa: S608
            ["{" + ",".join(_values(field, rows)) + "}" for field in fields],
        )


def _kind(field: Any) -> str:
    return str(field.db_type(connection)).split("(")[0]


def _values(field: Any, rows: Iterable[models.Model]) -> Iterable[str]:
    if is_sealed(field):
        return (_literal(field.pre_save(row, True)) for row in rows)
    if isinstance(field, models.JSONField):
        return (_literal(json.dumps(getattr(row, field.attname))) for row in rows)
    return (_literal(getattr(row, field.attname)) for row in rows)


def _literal(value: Any) -> str:
    """A value as an element of an array is written."""
    if value is None:
        return "NULL"
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    if isinstance(value, datetime):
        return f'"{value.isoformat()}"'
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
