"""Querysets whose SQL is composed once: for the few reads that every page asks.

Django makes the same words anew for every request, which costs more than PostgreSQL's answer. Here they are
made at the first call, from a queryset, and later calls put in their values. The policies see no difference.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import connection, models
from django.db.models import Func
from django.db.models.query import ModelIterable, QuerySet

Row = TypeVar("Row", bound=models.Model)
Value = UUID | date | str | list[UUID]


class NotComposed(Exception):
    """A value that was given to the queryset does not stand in its SQL as it was given."""


class Composed(Generic[Row]):
    """A queryset made by a function of named values, each a UUID, a moment, a day or words; never None.

    A list stands in `among` alone.
    """

    def __init__(self, make: Callable[..., QuerySet[Row]]) -> None:
        """Take what makes the queryset; nothing is asked yet."""
        self.make = make
        self._kept: tuple[type[Row], Any, str, list[Callable[[dict[str, Value]], Any]]] | None = None

    def all(self, **values: Value) -> list[Row]:
        """Ask, and give every row."""
        if self._kept is None:
            self._kept = self._compose(values)
        model, composed, words, places = self._kept
        compiler = copy(composed)
        compiler.connection = connection
        asked = tuple(place(values) for place in places)
        compiler.as_sql = lambda *args, **kwargs: (words, asked)
        rows: QuerySet[Row] = QuerySet(model)
        rows._query = _Asked(compiler)  # type: ignore[attr-defined]
        return list(ModelIterable(rows))

    def first(self, **values: Value) -> Row | None:
        """Ask, and give the first row if there is one."""
        return next(iter(self.all(**values)), None)

    def _compose(self, values: dict[str, Value]) -> Any:
        stand_ins = {name: _stand_in(value, number) for number, (name, value) in enumerate(values.items())}
        rows = self.make(**stand_ins)
        compiler: Any = rows.query.get_compiler(connection=connection)
        words, params = compiler.as_sql()
        named = {stand_in: name for name, stand_in in stand_ins.items()}
        if named.keys() - set(filter(_is_value, params)):
            raise NotComposed(f"Not every value of {', '.join(values)} stands in: {words}")
        places = [_place(named.get(param) if _is_value(param) else None, param) for param in params]
        return rows.model, compiler, words, places


def among(column: str, listed: Any) -> Func:
    """Whether a column is one of a list that is given as one value, however long it is."""
    asked = models.Value(listed, output_field=models.TextField())
    return Func(
        models.F(column),
        asked,
        template="%(expressions)s)",
        arg_joiner=" = any(",
        output_field=models.BooleanField(),
    )


class _Asked:
    """What stands where Django expects a query: it gives the compiler that is composed already."""

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        """Give it."""
        return self.compiler


def _stand_in(value: Value, number: int) -> Value:
    if isinstance(value, UUID):
        return uuid4()
    if isinstance(value, datetime):
        return datetime(1, 1, 2, tzinfo=UTC) + timedelta(days=number)
    if isinstance(value, date):
        return date(1, 1, 2) + timedelta(days=number)
    return f"stands in for {number}"


def _is_value(param: object) -> bool:
    return isinstance(param, (UUID, date, str))


def _place(name: str | None, param: Any) -> Callable[[dict[str, Value]], Any]:
    return (lambda values: param) if name is None else (lambda values: values[name])
