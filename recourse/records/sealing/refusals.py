"""Why something cannot be sealed or opened, each with a sentence that can be shown to a person."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID


class Refused(Exception):
    """Something could not be sealed or opened; str() says why in plain words."""


class NotSealed(Refused):
    """Words about a person were on their way to the database as they are."""


class NoKey(Refused):
    """A key is not where it should be."""


class WrongKey(Refused):
    """A key is there, but it is not the one that was used."""


class Place(NamedTuple):
    """Where sealed bytes stand, and of whom they speak; they open nowhere else."""

    table: str
    column: str
    row: UUID
    agency: UUID
    subject: UUID

    def bound(self) -> bytes:
        """The place as bytes, none of which can be mistaken for another's."""
        named = f"{self.table}\0{self.column}\0".encode()
        return b"%b%b%b%b" % (named, self.row.bytes, self.agency.bytes, self.subject.bytes)


class NotAsWritten(Refused):
    """Sealed words were changed, or moved to another row, column, person or agency; `place` says where."""

    def __init__(self, place: Place) -> None:
        self.place = place
        super().__init__(
            f"What is kept in {place.table}, row {place.row} ({place.column}), was not written by Recourse."
        )


class Erased(Refused):
    """The person was erased: what this agency kept cannot be read, and nothing new can be kept."""

    def __init__(self) -> None:
        super().__init__("This person was erased at their wish. Nothing more can be kept about them here.")
