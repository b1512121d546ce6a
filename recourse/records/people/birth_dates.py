"""Reads a date of birth as people give it: a day, a month, or only a year."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_OLDEST = 130
_SPLIT = re.compile(r"[\s/.,\-]+")


class NotADate(ValueError):
    """What was typed is no date; the sentence says so and what to do."""

    def __init__(self, typed: str, problem: str = "is not a date") -> None:
        self.typed = typed
        super().__init__(f"{typed} {problem}. If only the year is known, give the year.")


@dataclass(frozen=True)
class BirthDate:
    """A date of birth as typed, and as much of it as could be read."""

    typed: str
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def on(self) -> date | None:
        """The day, when the whole date is known."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def latest(self) -> date:
        """The last day it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def age(self, today: date) -> int | None:
        """Full years on a day; None when the year alone does not settle it."""
        if self.on is None:
            return None
        return today.year - self.year - ((today.month, today.day) < (self.on.month, self.on.day))

    def __str__(self) -> str:
        """Say it as "14 February 1990", "February 1990" or "1990"."""
        parts = [str(self.day or ""), _MONTHS[self.month - 1].title() if self.month else "", str(self.year)]
        return " ".join(part for part in parts if part)


def parse(typed: str, *, today: date) -> BirthDate:
    """Read "14 February 1990", "14/2/1990", "1990-02-14", "February 1990" or "1990"."""
    typed = typed.strip()
    year, month, day = _numbers(typed, _SPLIT.split(unicodedata.normalize("NFKC", typed)))
    if month is not None:
        try:
            date(year, month, day or 1)
        except ValueError:
            raise NotADate(typed) from None
    if not today.year - _OLDEST <= year:
        raise NotADate(typed, "is too long ago")
    if date(year, month or 1, day or 1) > today:
        raise NotADate(typed, "is in the future")
    return BirthDate(typed, year, month, day)


def _numbers(typed: str, parts: list[str]) -> tuple[int, int | None, int | None]:
    if len(parts) == 3 and len(parts[0]) == 4 and parts[0].isdecimal():
        parts = parts[::-1]
    if not 1 <= len(parts) <= 3 or not (parts[-1].isdecimal() and len(parts[-1]) == 4):
        raise NotADate(typed)
    year = int(parts[-1])
    if not 1 <= year <= 9999:
        raise NotADate(typed)
    if len(parts) == 1:
        return year, None, None
    return year, _month(typed, parts[-2]), _day(typed, parts[0]) if len(parts) == 3 else None


def _month(typed: str, part: str) -> int:
    if part.isdecimal() and len(part) <= 2:
        return int(part)
    for number, name in enumerate(_MONTHS, start=1):
        if len(part) >= 3 and name.startswith(part.casefold()):
            return number
    raise NotADate(typed)


def _day(typed: str, part: str) -> int:
    number = re.sub(r"(?i)(st|nd|rd|th)$", "", part)
    if not number.isdecimal() or len(number) > 2 or int(number) == 0:
        raise NotADate(typed)
    return int(number)
