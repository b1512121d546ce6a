"""Counts many things in one statement."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet


def count_all(**asked: QuerySet[Any, Any]) -> dict[str, Any]:
    """Say how many rows each queryset gives; of one that gives a column of numbers, their sum, if any."""
    words: list[str] = []
    values: list[Any] = []
    for rows in asked.values():
        (column,) = rows.query.values_select or ("pk",)
        query, params = rows.order_by().values_list(column).query.sql_with_params()
        counted = "count(*)" if column == "pk" else f"sum(counted.{connection.ops.quote_name(column)})"
        words.append(f"(select {counted} from ({query}) as counted)")
        values += params
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(words)}", values)
        return dict(zip(asked, cursor.fetchone(), strict=True))
