"""How a day, an hour and a deadline are said: "Thu 26 Nov", with the year when it is not this one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import now

from recourse.records.directory.acting import LONDON

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Chip:
    """A deadline by weight (overdue, now, soon, later) and the words it carries."""

    weight: str
    words: str


def this_day() -> date:
    """The day it is in England."""
    return now().astimezone(LONDON).date()


def day(on: date | datetime | None, today: date | None = None) -> str:
    """ "26 November", with the year when it is not this one."""
    if on is None:
        return "no date"
    on, today = _date(on), today or this_day()
    return f"{on.day} {on:%B}" + (f" {on.year}" if on.year != today.year else "")


def last_day(after: date) -> date:
    """The last day of a stretch that is kept with the day after it."""
    return after - DAY


def short_day(on: date | datetime, today: date | None = None) -> str:
    """ "Thu 26 Nov", with the year instead of the weekday when it is not this one."""
    on, today = _date(on), today or this_day()
    return f"{on:%a} {on.day} {on:%b}" if on.year == today.year else f"{on.day} {on:%b} {on.year}"


def brief_day(on: date) -> str:
    """ "26 Nov", for where room is scarce."""
    return f"{on.day} {on:%b}"


def long_day(on: date | datetime, today: date | None = None) -> str:
    """ "Monday 23 November", said as today or yesterday where it is."""
    on, today = _date(on), today or this_day()
    named = f"{on:%A} {on.day} {on:%B}" + (f" {on.year}" if on.year != today.year else "")
    if on == today:
        return f"Today, {named}"
    return f"Yesterday, {named}" if on == today - timedelta(days=1) else named


def hour(at: datetime) -> str:
    """ "05:10"."""
    return f"{at.astimezone(LONDON):%H:%M}"


def moment(at: datetime, today: date | None = None) -> str:
    """The hour when it was today, otherwise the day."""
    today = today or this_day()
    here = at.astimezone(LONDON)
    return f"{here:%H:%M}" if here.date() == today else short_day(here.date(), today)


def deadline(due: date | datetime | None, at: datetime | None = None) -> Chip:
    """The chip of a deadline: a day is still open until its end, a moment until it comes."""
    at = at or now()
    if due is None:
        return Chip("later", "No date")
    on, today = _date(due), _date(at)
    is_past = due < at if isinstance(due, datetime) else on < today
    if is_past:
        days_late = (today - on).days
        late = f"{days_late} day{'' if days_late == 1 else 's'} late"
        return Chip("overdue", late if days_late else f"Since {hour_of(due)}")
    if on == today:
        return Chip("now", f"Before {hour_of(due)}" if isinstance(due, datetime) else "Today")
    hour_too = f", {hour_of(due)}" if isinstance(due, datetime) else ""
    return Chip("soon" if on - today <= WEEK else "later", short_day(on, today) + hour_too)


def hour_of(due: date | datetime) -> str:
    """The hour of a moment; a day without an hour ends at midnight."""
    return hour(due) if isinstance(due, datetime) else "24:00"


def _date(on: date | datetime) -> date:
    return on.astimezone(LONDON).date() if isinstance(on, datetime) else on
