"""Deadlines by weight: late, now, soon, later; a day is open until its end."""

from datetime import UTC, date, datetime

import pytest

from recourse.pages.look import days

AT = datetime(2026, 11, 23, 5, 10, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("due", "weight", "words"),
    [
        (date(2026, 11, 22), "overdue", "1 day late"),
        (date(2026, 11, 20), "overdue", "3 days late"),
        (datetime(2026, 11, 23, 5, 0, tzinfo=UTC), "overdue", "Since 05:00"),
        (date(2026, 11, 23), "now", "Today"),
        (datetime(2026, 11, 23, 14, 0, tzinfo=UTC), "now", "Before 14:00"),
        (date(2026, 11, 26), "soon", "Thu 26 Nov"),
        (datetime(2026, 11, 26, 17, 0, tzinfo=UTC), "soon", "Thu 26 Nov, 17:00"),
        (date(2027, 3, 9), "later", "9 Mar 2027"),
        (None, "later", "No date"),
    ],
)
def test_a_deadline_says_the_day_or_the_hour(due: date | None, weight: str, words: str) -> None:
    assert days.deadline(due, AT) == days.Chip(weight, words)


def test_the_year_is_said_only_when_it_is_another() -> None:
    assert days.day(date(2026, 11, 26), TODAY) == "26 November"
    assert days.day(date(2025, 11, 26), TODAY) == "26 November 2025"
    assert days.long_day(date(2026, 11, 22), TODAY) == "Yesterday, Sunday 22 November"
