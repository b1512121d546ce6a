"""A row of a list: who, by when, one sentence, since when, one act."""

from dataclasses import dataclass

from recourse.pages.look.days import Chip


@dataclass(frozen=True)
class Row:
    """What one row says; `act` is the words of its one link to `address`."""

    name: str
    says: str
    address: str = ""
    act: str = ""
    second: str = ""
    since: str = ""
    chip: Chip | None = None
