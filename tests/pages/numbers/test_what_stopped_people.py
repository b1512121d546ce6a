"""A commissioner reads why steps could not be taken, and can pick nobody out, nor take anybody away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from recourse.jobs import figures as counting
from recourse.records.directory import figures
from recourse.records.matters import actions as matters
from tests import personas
from tests.pages.attacks import planted
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
OCTOBER = datetime(2026, 10, 12, 10, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 2, 2, 20, tzinfo=UTC)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=OCTOBER)


def stopped(town: Agencies, people: int, *, why: str, route: str = "R-PL-20", times: int = 1) -> None:
    for number in range(people):
        person = personas.person(town.noor, nickname=f"Hat {why} {number}", at=OCTOBER)
        for step in range(times):
            with as_(town.noor, at=OCTOBER):
                said = {"why": why, "route": route, "step": f"s{step}"}
                matters.say_why(person, **said, by=town.noor, at=OCTOBER)


def test_six_people_are_six_and_three_are_fewer_than_five_however_often(town: Agencies) -> None:
    stopped(town, 6, why="no_adviser")
    stopped(town, 3, why="fee", times=4)
    counting.say_all(at=OCTOBER)
    assert figures.said_stopped(since=OCTOBER.date().replace(day=1)) == {}
    counting.say_all(at=NOVEMBER)
    told = figures.said_stopped(since=OCTOBER.date().replace(day=1))
    assert {key[1:]: counts for key, counts in told.items()} == {
        ("no_adviser", "R-PL-20"): [6],
        ("fee", "R-PL-20"): [None],
    }


def test_a_month_is_said_once_so_that_nobody_can_be_taken_away_from_it(town: Agencies) -> None:
    stopped(town, 6, why="no_adviser")
    counting.say_all(at=NOVEMBER)
    before = figures.said_stopped(since=OCTOBER.date().replace(day=1))
    stopped(town, 8, why="no_adviser")
    counting.say_all(at=NOVEMBER.replace(day=3))
    assert figures.said_stopped(since=OCTOBER.date().replace(day=1)) == before


def test_a_commissioner_reads_it_in_plain_words_and_a_worker_does_not(town: Agencies) -> None:
    stopped(town, 6, why="no_adviser")
    counting.say_all(at=NOVEMBER)
    said = words(planted.signed_in(town.cass).get(reverse("numbers:stopped")))
    assert "No adviser had room" in said
    assert "Twenty years here" in said
    assert "Hat" not in said.replace("What", "")
    assert planted.signed_in(town.noor).get(reverse("numbers:stopped")).status_code == 404
