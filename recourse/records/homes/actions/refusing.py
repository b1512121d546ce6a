"""What the verbs of homes refuse, in words for people, and the years that are of our time."""

from __future__ import annotations

from datetime import date

#: A day outside these years was mistyped.
OUR_YEARS = range(1980, 2100)


class NoSuchStretch(ValueError):
    """The days of a state make no sense, or overlap another; str() says which."""


class AlreadyThere(ValueError):
    """There is one of that name; str() says what to do."""


def of_our_time(*days: date | None) -> None:
    """Refuse a day in the wrong century."""
    for day in days:
        if day is not None and day.year not in OUR_YEARS:
            raise NoSuchStretch(
                f"{day.day} {day:%B} {day.year} is in the wrong century."
                f" Give a year from {OUR_YEARS[0]} to {OUR_YEARS[-1]}."
            )


class OverlapsState(NoSuchStretch):
    """A state of a sheet overlaps another of its bed."""

    def __init__(self, row: int) -> None:
        super().__init__(f"Row {row}: the bed has another state on some of those days.")
        self.row = row
