"""What makes no sense about money: which field, and what was expected."""

from __future__ import annotations

from datetime import datetime

from recourse.records.directory.acting import LONDON


class BadEntry(ValueError):
    """Something about money cannot be kept; `field` is which part of it, str() what was expected."""

    def __init__(self, field: str, expected: str) -> None:
        self.field = field
        super().__init__(expected)


class AlreadyStopped(Exception):
    """A grant to a person was stopped before; str() says by whom and when."""

    def __init__(self, *, by_name: str, at: datetime) -> None:
        here = at.astimezone(LONDON)
        super().__init__(
            f"{by_name} stopped this grant already, on {here.day} {here:%B}. Nothing was changed twice."
        )
