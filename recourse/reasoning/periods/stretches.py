"""Stretches of days, open at the far end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `first_day` up to but not including `after_last_day`; None there means that no end is set."""

    first_day: date
    after_last_day: date | None = None

    def __post_init__(self) -> None:
        if self.after_last_day is not None and self.after_last_day <= self.first_day:
            raise ValueError("A stretch must end after it begins.")

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the stretch."""
        return self.first_day <= day and (self.after_last_day is None or day < self.after_last_day)

    def meets(self, other: Stretch) -> bool:
        """Whether the two stretches share a day."""
        ours = self.after_last_day is None or other.first_day < self.after_last_day
        theirs = other.after_last_day is None or self.first_day < other.after_last_day
        return ours and theirs
