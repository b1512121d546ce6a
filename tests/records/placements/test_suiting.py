"""Which beds suit whom, in words one can say aloud; what is not known closes no bed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, BedState
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements import queries
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

pytestmark = pytest.mark.django_db
JUNE = date(2026, 6, 1)


@pytest.fixture
def town() -> Agencies:
    everybody = personas.agencies()
    with as_(everybody.pat):
        enter(everybody, "Larch House", "women", is_step_free=True)
        enter(everybody, "Tannery Yard", "men", is_step_free=True)
        enter(everybody, "The Old Manse", "families", is_step_free=False, sleeps=3)
    return everybody


def enter(town: Agencies, name: str, who_for: str, *, is_step_free: bool, sleeps: int = 1) -> None:
    homes.enter(
        name=name,
        area="Mill Bridge",
        address=f"1 {name} Lane",
        rooms=[("Room 1", sleeps, "free")],
        who_for=who_for,
        is_step_free=is_step_free,
        first_day=JUNE,
        by=town.pat,
        at=MONDAY,
    )


def against(needs: dict[str, object], *, day: date = TODAY) -> dict[str, list[str]]:
    return {one.bed.home.name: one.reasons_against for one in queries.suiting(needs, day=day)}


def amina(town: Agencies) -> Person:
    person = personas.amina(town.noor)
    personas.agree(person, to=town.hosting.service, by=town.noor)
    return person


def offer(town: Agencies, bed: Bedspace, to: Person, *, first_day: date) -> None:
    made = placements.offer(
        bed,
        to=to,
        answer_by=MONDAY + timedelta(hours=4),
        first_day=first_day,
        expected_last_day=first_day + timedelta(days=90),
        by=town.pat,
        at=MONDAY,
    )
    placements.accept(made, by=town.pat, at=MONDAY)


def bed_at(name: str) -> Bedspace:
    return Bedspace.objects.select_related("room__home").filter(room__home__name=name)[0]


def test_each_home_says_why_it_does_not_suit_a_woman_alone_who_cannot_climb_stairs(town: Agencies) -> None:
    with as_(town.pat):
        found = against({"housing_as": "woman", "housing_step_free": True, "housing_people": 1})
    assert found == {
        "Larch House": [],
        "Tannery Yard": ["Men only"],
        "The Old Manse": ["For families", "Has stairs"],
    }


def test_a_mother_with_two_children_needs_a_room_for_three(town: Agencies) -> None:
    with as_(town.pat):
        found = against({"housing_as": "woman", "housing_step_free": False, "housing_people": 3})
    assert found["The Old Manse"] == []
    assert found["Larch House"] == ["The room sleeps 1"]


def test_nothing_known_closes_no_bed_and_says_what_to_ask(town: Agencies) -> None:
    with as_(town.pat):
        found = queries.suiting({}, day=TODAY)
    assert all(one.is_feasible for one in found)
    asked = {one.bed.home.name: one.not_known for one in found}
    assert "For women only: ask whether that suits" in asked["Larch House"]
    assert "For families, and the room sleeps 3: ask who would come" in asked["The Old Manse"]


def test_a_bed_promised_from_next_week_is_not_offered_for_today(town: Agencies) -> None:
    person = amina(town)
    with as_(town.pat):
        offer(town, bed_at("Larch House"), person, first_day=TODAY + timedelta(days=7))
        assert against({"housing_as": "woman"})["Larch House"] == ["Promised from 30 November"]
        taken = queries.taken_from(bed_at("Larch House"), TODAY)
        assert taken is not None and taken.person_id == person.pk
        assert queries.housed([person.pk], on=TODAY) == {person.pk}


def test_needs_of_many_are_those_that_are_known(town: Agencies) -> None:
    person, other = amina(town), personas.mercy(town.pat)
    with as_(town.pat):
        known = {"name": "housing_as", "value": "woman", "field": "needs", "by": town.pat, "at": MONDAY}
        people.learn(person, **known)
        people.learn(
            other, name="housing_as", why_not_known="declined", field="needs", by=town.pat, at=MONDAY
        )
        needs = queries.needs_of_many([person, other])
    assert needs == {person.pk: {"housing_as": "woman"}, other.pk: {}}


def test_the_beds_in_use_are_counted_by_who_pays(town: Agencies) -> None:
    person = amina(town)
    with as_(town.pat):
        offer(town, bed_at("Larch House"), person, first_day=TODAY)
        before, today = queries.in_use_by_month([TODAY - timedelta(days=7), TODAY])
    assert (before.in_use, before.beds) == (0, 3)
    assert (today.in_use, today.paid["free"], today.beds) == (1, 1, 3)
    with as_(town.noor):
        assert queries.in_use_by_month([TODAY])[0].in_use == 0


def test_saying_the_same_state_twice_keeps_it_once(town: Agencies) -> None:
    with as_(town.pat):
        bed = bed_at("Larch House")
        for _ in range(2):
            homes.say_state(bed, state="unusable", from_day=TODAY, why="Boiler", by=town.pat, at=MONDAY)
        assert BedState.objects.filter(bedspace=bed).count() == 2
        assert [state.state for state in queries.bed_history(bed)] == ["unusable", "available"]
