"""Why something cannot be sealed or opened, each with a sentence that can be shown to a person."""

from __future__ import annotations


class Refused(Exception):
    """Something could not be sealed or opened; str() says why in plain words."""


class NotSealed(Refused):
    """Words about a person were on their way to the database as they are."""


class NoKey(Refused):
    """A key is not where it should be."""


class WrongKey(Refused):
    """A key is there, but it is not the one that was used."""


class NotAsWritten(Refused):
    """Sealed words were changed, or moved to another row, column, person or agency."""


class Erased(Refused):
    """The person was erased: what this agency kept cannot be read, and nothing new can be kept."""

    def __init__(self) -> None:
        super().__init__("This person was erased at their wish. Nothing more can be kept about them here.")
