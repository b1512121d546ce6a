"""The days on which a stay is looked at again, and the day on which it must have ended."""

from __future__ import annotations

from datetime import date, timedelta

FIRST_REVIEW, BETWEEN = timedelta(days=7), timedelta(days=28)


def reviews(start: date, *, must_end: date) -> list[date]:
    """A week after a stay starts, then every four weeks, none after the day it must end."""
    days, day = [], start + FIRST_REVIEW
    while day <= must_end:
        days.append(day)
        day += BETWEEN
    return days


def nights_each(nights: int, people: int) -> int | None:
    """Nights for each person housed, to the nearest; nothing where nobody was."""
    return round(nights / people) if people > 0 else None
