"""Opens a sealed column of many rows at once, for reads that are plain SQL."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from recourse.records.sealing import subjects
from recourse.records.sealing.envelope import Place, unseal

Row = tuple[UUID, UUID, UUID, bytes]


class Column:
    """A sealed column of a table."""

    def __init__(self, table: str, column: str) -> None:
        """Name the table and the column."""
        self.table, self.column = table, column

    def open_all(self, rows: Sequence[Row]) -> list[str | None]:
        """Give the words of rows (their id, agency, whom they speak of, envelope); None where erased."""
        keys = subjects.keys({(agency, subject) for _, agency, subject, _ in rows})
        found: list[str | None] = []
        for row, agency, subject, envelope in rows:
            if not envelope:
                found.append("")
                continue
            if (agency, subject) not in keys:
                raise subjects.missing(agency, subject)
            key = keys[agency, subject]
            place = Place(self.table, self.column, row, agency, subject)
            found.append(None if key is None else unseal(envelope, key=key, place=place).decode())
        return found
