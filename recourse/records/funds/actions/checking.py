"""What every entry about money has to be: an amount one can have, and days of our time."""

from __future__ import annotations

from datetime import date, timedelta

from recourse.records.funds.happenings import BadEntry
from recourse.records.homes.actions import OUR_YEARS
from recourse.records.homes.models import Home

#: Ten million pounds: above it something was mistyped.
MOST = 10_000_000_00


def amount(pence: int, *, field: str, least: int = 0) -> int:
    """Give an amount that can be kept, or say what was expected."""
    if not least <= pence <= MOST:
        start = "An amount above nought" if least else "An amount of nought or more"
        raise BadEntry(field, f"{start} and below £10,000,000 was expected here.")
    return pence


def stretch(first_day: date, last_day: date | None) -> date | None:
    """Give the day after the last one, if there is one; refuse the wrong century and the wrong order."""
    of_our_time(first_day, field="first_day")
    return None if last_day is None else until(first_day, last_day)


def until(first_day: date, last_day: date) -> date:
    """Give the day after the last one; refuse the wrong century and the wrong order."""
    of_our_time(first_day, field="first_day")
    of_our_time(last_day, field="last_day")
    if last_day < first_day:
        began = f"{first_day.day} {first_day:%B %Y}"
        raise BadEntry("last_day", f"A last day on or after the first one, {began}, was expected here.")
    return last_day + timedelta(days=1)


def of_our_time(day: date | None, *, field: str) -> None:
    """Refuse a day in the wrong century."""
    if day is not None and day.year not in OUR_YEARS:
        raise BadEntry(field, f"A year from {OUR_YEARS[0]} to {OUR_YEARS[-1]} was expected, not {day.year}.")


def ours(home: Home | None, *, agency_id: object) -> None:
    """Refuse another agency's home."""
    if home is not None and home.agency_id != agency_id:
        raise BadEntry("home", "One of your own homes was expected here.")
