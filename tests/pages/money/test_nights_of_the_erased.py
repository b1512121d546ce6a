"""Somebody who was erased is still counted: the bed was lived in, and the books of that year stand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils.timezone import localdate, now

from recourse.records.funds import queries as funds
from recourse.records.keeping import actions as keeping
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements import queries
from tests import personas
from tests.pages.work.test_days_of_stays import beds_of, house, moved_in
from tests.personas import Agencies, Worker, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def counted(by: Worker, day: date) -> tuple[object, ...]:
    """What the books have lived, the beds in use on that day, and their number."""
    with as_(by, at=now()):
        lived = [(one.kind, one.first_day, one.after_last_day) for one in funds.books(by, until=day).lived]
        in_use = [one.state for one in queries.beds_on(day)]
        return lived, in_use, [night.in_use for night in queries.in_use_by_month([day])]


@pytest.mark.parametrize("is_ours", [False, True])
def test_erasing_amina_leaves_the_year_s_nights_and_a_past_day_as_they_were(
    town: Agencies, is_ours: bool
) -> None:
    since, day = now() - timedelta(days=40), localdate() - timedelta(days=20)
    holder = town.pat if is_ours else town.noor
    house(town.pat, at=since)
    (bed,) = beds_of(town, at=since)
    stay = moved_in(bed, town, at=since, held_by=holder)
    before = counted(town.pat, day)
    assert before == ([("free", stay.first_day, day)], ["in_use"], [1])
    ends = {"kind": "planned", "moved_to": "own_tenancy", "reason": ""}
    with as_(town.pat, at=now()):
        placements.end(stay, on=localdate(), **ends, by=town.pat, at=now())
    answers = personas.colleague(holder.organisation, [], name="Mo Invented", role="manager")
    with as_(answers, at=now()):
        keeping.erase(Person.objects.get(pk=stay.person_id), why="asked", by=answers, at=now())
    assert counted(town.pat, day) == before
