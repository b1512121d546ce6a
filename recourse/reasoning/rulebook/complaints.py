"""What is wrong with a law file or a case file, and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One mistake: the file, the line, what is wrong and what was expected."""

    file: str
    line: int
    what: str
    expected: str = ""

    def __str__(self) -> str:
        wanted = f"; expected {self.expected}" if self.expected else ""
        return f"{self.file}:{self.line}: {self.what}{wanted}"


class Wrong(ValueError):
    """A mistake found where its place is not known; whoever knows the place makes a complaint of it."""

    def __init__(self, what: str, expected: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.expected = expected


class LawError(ValueError):
    """The law does not load; every complaint is here, and nothing was loaded."""

    def __init__(self, complaints: list[Complaint]) -> None:
        self.complaints = sorted(complaints)
        super().__init__("\n".join(str(complaint) for complaint in self.complaints))


class Unreadable(ValueError):
    """A file that cannot be read as YAML or JSON at all."""

    def __init__(self, complaint: Complaint) -> None:
        self.complaint = complaint
        super().__init__(str(complaint))


class UnknownKey(KeyError):
    """Something was asked that the rulebook does not know."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"The rulebook does not know “{key}”.")

    def __str__(self) -> str:
        return str(self.args[0])


class NoLawThatDay(ValueError):
    """Something was asked of a day for which no law about it is recorded."""

    def __init__(self, key: str, as_at: date, since: date) -> None:
        self.key, self.as_at, self.since = key, as_at, since
        super().__init__(f"No law about “{key}” is recorded for {as_at}; the record begins on {since}.")
