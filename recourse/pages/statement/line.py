"""One dated line of a statement, and its words, which can stay out when they tell about somebody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was kept on a day, by whom; `key` names it among those whose words may be left out."""

    key: UUID
    on: date
    what: str
    words: str = ""
    by: str = ""
    agency: str = ""


def told(lines: Iterable[Line], *, leave_out: Collection[UUID]) -> list[dict[str, Any]]:
    """The lines as a statement has them, newest first, without the words that stay out."""
    return [
        {
            "on": one.on.isoformat(),
            "what": one.what,
            "words": "" if one.key in leave_out else one.words,
            "by": one.by,
            "agency": one.agency,
        }
        for one in sorted(lines, key=lambda one: one.on, reverse=True)
    ]


def on_day(at: datetime) -> date:
    """The day of a moment, as a clock on the wall shows it."""
    return localdate(at)


def in_words(day: date) -> str:
    """A day as it is spoken."""
    return f"{day.day} {day:%B %Y}"
