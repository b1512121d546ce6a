"""Takes fields out of what was read, one by one, and collects a complaint for each that does not fit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from recourse.reasoning.rulebook import facts
from recourse.reasoning.rulebook.complaints import Complaint, Wrong
from recourse.reasoning.rulebook.reading import Row, Table

Read = TypeVar("Read")
_SORTS: dict[type, str] = {
    str: "words",
    bool: "true or false",
    int: "a whole number",
    Table: "a map",
    Row: "a list",
}


class Desk:
    """Where files are laid out and read; `complaints` is what was found wrong."""

    def __init__(self) -> None:
        self.complaints: list[Complaint] = []

    def complain(self, file: str, line: int, what: str, expected: str = "") -> None:
        """Note a mistake."""
        self.complaints.append(Complaint(file, line, what, expected))

    def within(self, table: Table, key: str, what: str, expected: str = "") -> None:
        """Note a mistake in the value of one key."""
        self.complain(table.file, table.line_of(key), what, expected)

    def keys(self, table: Table, allowed: set[str], of: str) -> None:
        """Complain of every key the thing does not have."""
        for key in table:
            if key not in allowed:
                self.within(table, key, f"{of} has no “{key}”", ", ".join(sorted(allowed)))

    def take(self, table: Table, key: str, sort: type[Read], default: Read) -> Read:
        """The value of a key if it is of the sort; a complaint and the default when it is of another."""
        value = table.get(key)
        if value is None:
            return default
        if sort is str and isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, sort):
            self.within(table, key, f"“{key}” is not {_SORTS[sort]}", _SORTS[sort])
            return default
        return value

    def text(self, table: Table, key: str, *, needed_by: str = "") -> str:
        """Words; a complaint when they are needed and missing."""
        value = self.take(table, key, str, "")
        if (
            not value
            and needed_by
            and key not in [k for k in table if table[k] is not None and table[k] != ""]
        ):
            self.complain(table.file, table.line, f"{needed_by} has no “{key}”", f"{key}: ...")
        return " ".join(value.split())

    def rows(self, table: Table, key: str) -> Row:
        """A list, or an empty one."""
        return self.take(table, key, Row, Row(table.file, table.line_of(key)))

    def choice(self, table: Table, key: str, allowed: tuple[str, ...], default: str) -> str:
        """One of a few words."""
        value = self.take(table, key, str, default)
        if value not in allowed and value != default:
            self.within(table, key, f"“{value}” is no {key}", ", ".join(allowed))
            return default
        return value

    def day(self, table: Table, key: str) -> date | None:
        """A day, or None when the key is absent."""
        if table.get(key) is None:
            return None
        found: date | None = self.tried(table, key, facts.day, None)
        return found

    def texts(self, table: Table, key: str) -> tuple[str, ...]:
        """A list of words; one word may stand alone."""
        value = table.get(key)
        if value is None:
            return ()
        if isinstance(value, str):
            return (value,)
        if not isinstance(value, list) or not all(isinstance(item, (str, int, float)) for item in value):
            self.within(table, key, f"“{key}” is not a list of words", "a list of words")
            return ()
        return tuple(str(item) for item in value)

    def tried(self, table: Table, key: str, act: Callable[[Any], Read], default: Read) -> Read:
        """What `act` makes of the value; a complaint on the key's line, and the default, when it is wrong."""
        try:
            return act(table.get(key))
        except Wrong as wrong:
            self.within(table, key, wrong.what, wrong.expected)
            return default

    def table(self, value: Any, file: str, line: int, of: str) -> Table:
        """A map, or an empty one and a complaint."""
        if isinstance(value, Table):
            return value
        self.complain(file, line, f"{of} is not a map", "a map")
        return Table(file, line)
