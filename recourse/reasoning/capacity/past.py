"""A scheme's own past: who came, who was housed or gave up, how long they stayed; and what it teaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recourse.reasoning.capacity.scheme import CannotPlan, Counted, Scheme


@dataclass(frozen=True, kw_only=True)
class Came:
    """Somebody who came on a day, and the day they moved in, left again, or gave up waiting, if they did."""

    on: date
    housed_on: date | None = None
    left_on: date | None = None
    gave_up_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Stayed:
    """Somebody who lived there before the first day; `left_on` is nothing while they still do."""

    since: date
    left_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Past:
    """What happened from a day until before another; `beds_from` has for each bed the day it was ready."""

    first_day: date
    after_last_day: date
    beds_from: tuple[date, ...]
    came: tuple[Came, ...]
    there_before: tuple[Stayed, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a past that cannot have been."""
        if self.first_day >= self.after_last_day:
            raise CannotPlan(f"The past has to end after it begins, on {self.first_day:%d %B %Y}.")
        for number, one in enumerate(self.came, start=1):
            _in_order(f"Person {number} of those who came", (one.on, one.housed_on, one.left_on))
            _in_order(f"Person {number} of those who came", (one.on, one.gave_up_on))
            if one.housed_on and one.gave_up_on:
                raise CannotPlan(f"Person {number} of those who came both moved in and gave up. Give one.")
        for number, lived in enumerate(self.there_before, start=1):
            _in_order(f"Person {number} of those there before", (lived.since, lived.left_on))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.after_last_day - self.first_day).days


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a past says by itself: people who came in a year, and mean days, where anything ended.

    `gave_up` and `ended` are on how many people the days rest.
    """

    people_a_year: int
    waits: float | None
    stays: float | None
    gave_up: int
    ended: int


def known(past: Past) -> Known:
    """What can be counted in a past, also where it is too little to learn a scheme from."""
    came = sum(past.first_day <= one.on < past.after_last_day for one in past.came)
    waits, stays, gave_up, ended = _times(past)
    return Known(
        people_a_year=round(came * 365 / past.days),
        waits=max(0.5, waits / gave_up) if gave_up else None,
        stays=max(0.5, stays / ended) if ended else None,
        gave_up=gave_up,
        ended=ended,
    )


def learned(past: Past) -> Scheme:
    """The scheme its past shows: rates are events over time at risk, so unfinished waits and stays count.

    Raises CannotPlan where nobody came, nobody gave up or no stay ended: then there is nothing to learn from.
    """
    came = [one for one in past.came if past.first_day <= one.on < past.after_last_day]
    waits, stays, gave_up, ended = _times(past)
    for count, what in ((len(came), "came"), (gave_up, "gave up waiting"), (ended, "moved out")):
        if not count:
            raise CannotPlan(f"Nobody {what} in these days. Fill in the figures yourself.")
    return Scheme(
        arrivals_a_day=len(came) / past.days,
        patience_days=max(0.5, waits / gave_up),
        stay_days=max(0.5, stays / ended),
        beds=len(past.beds_from),
        counted=Counted(arrivals=len(came), waits_given_up=gave_up, stays_ended=ended),
    )


def _times(past: Past) -> tuple[int, int, int, int]:
    """Days waited and days stayed in the past, and how many of those waits and stays ended in it."""
    waits = [_within(past, one.on, one.housed_on or one.gave_up_on) for one in past.came]
    stays = [_within(past, one.housed_on, one.left_on) for one in past.came if one.housed_on]
    stays += [_within(past, one.since, one.left_on) for one in past.there_before]
    gave_up = _ended(past, (one.gave_up_on for one in past.came))
    ended = _ended(past, [one.left_on for one in past.came] + [one.left_on for one in past.there_before])
    return sum(waits), sum(stays), gave_up, ended


def _within(past: Past, first: date, last: date | None) -> int:
    """How many days of a stretch lie in the past."""
    ends = min(last or past.after_last_day, past.after_last_day)
    return max(0, (ends - max(first, past.first_day)).days)


def _ended(past: Past, days: Iterable[date | None]) -> int:
    return sum(day is not None and past.first_day <= day < past.after_last_day for day in days)


def _in_order(who: str, days: tuple[date | None, ...]) -> None:
    said = [day for day in days if day is not None]
    if said != sorted(said) or None in days[: len(said)]:
        raise CannotPlan(f"{who} has days in an order that cannot be. They come, move in, then leave.")
