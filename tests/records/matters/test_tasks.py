"""A step becomes a task with its day and worker; why a step could not be taken is kept for evidence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from recourse.records.directory.may import MayNot
from recourse.records.matters import actions as matters
from recourse.records.matters import happenings, queries
from recourse.records.matters.models import Barrier, Task
from recourse.records.people.models import Person
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor)


def made(amina: Person, town: Agencies, **changed: object) -> Task:
    said = {"says": "Raise twenty years here with an adviser.", "until": FRIDAY, "worker": town.noor}
    with as_(town.noor):
        return matters.make(
            amina, **said | {"route": "R-PL-20", "step": "adviser"} | changed, by=town.noor, at=MONDAY
        )


def colleague(town: Agencies) -> personas.Worker:
    ours = town.outreach
    return personas.colleague(ours.agency, [ours.service], name="Cole League", role="outreach")


def test_a_step_becomes_a_task_once_and_who_is_second_learns_who_has_it(
    town: Agencies, amina: Person
) -> None:
    made(amina, town)
    with pytest.raises(happenings.AlreadyATask, match="Noor Example has it. Nothing was made twice."):
        made(amina, town)
    made(amina, town, route="", step="", says="Buy a phone.")
    made(amina, town, route="", step="", says="Buy a phone.")
    with as_(town.noor):
        assert [task.says for task in queries.waiting(town.noor)].count("Buy a phone.") == 2


def test_a_colleague_takes_it_over_and_the_old_page_is_told(town: Agencies, amina: Person) -> None:
    task, cole = made(amina, town), colleague(town)
    with as_(cole):
        matters.take(task, by=cole, at=MONDAY, seen=1)
    with as_(town.noor), pytest.raises(happenings.AlreadyMoved, match="Cole League took this over at 10:00"):
        matters.finish(task, by=town.noor, at=MONDAY, seen=1)
    with as_(town.noor):
        assert queries.one(task.pk).worker == cole


def test_putting_it_off_wants_a_reason_and_a_later_day(town: Agencies, amina: Person) -> None:
    task = made(amina, town)
    with as_(town.noor):
        with pytest.raises(happenings.SaidNothing, match="Say why"):
            matters.put_off(task, until=FRIDAY + timedelta(days=3), why=" ", by=town.noor, at=MONDAY)
        with pytest.raises(happenings.SaidNothing, match="a day after"):
            matters.put_off(task, until=FRIDAY, why="She was ill.", by=town.noor, at=MONDAY)
        matters.put_off(task, until=FRIDAY + timedelta(days=3), why="She was ill.", by=town.noor, at=MONDAY)
        now = queries.one(task.pk)
        assert (now.until, now.reason, now.is_open) == (FRIDAY + timedelta(days=3), "She was ill.", True)


def test_it_ends_once_and_then_stays_as_it_is(town: Agencies, amina: Person) -> None:
    task = made(amina, town)
    with as_(town.noor):
        matters.give_up(task, why="She moved.", by=town.noor, at=MONDAY)
        with pytest.raises(happenings.AlreadyMoved, match="gave this up"):
            matters.finish(task, by=town.noor, at=MONDAY)
        with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
            Task.objects.filter(pk=task.pk).update(until=None)
        assert queries.waiting(town.noor) == []


def test_it_is_given_to_a_colleague_and_to_nobody_else(town: Agencies, amina: Person) -> None:
    with pytest.raises(happenings.NotAColleague):
        made(amina, town, worker=town.pat)
    task = made(amina, town)
    with as_(town.pat), pytest.raises(MayNot):
        matters.finish(task, by=town.pat, at=MONDAY)


def test_another_agency_reads_it_only_while_notes_are_shared_and_changes_nothing(
    town: Agencies, amina: Person
) -> None:
    task = made(amina, town)
    personas.agree(amina, to=town.hosting.service, by=town.noor, fields=["name", "needs"])
    with as_(town.pat):
        assert queries.of_person(amina) == []
    personas.agree(amina, to=town.link.service, by=town.noor, fields=["name", "notes"])
    with as_(town.lin):
        assert [one.says for one in queries.of_person(amina)] == ["Raise twenty years here with an adviser."]
        assert Task.objects.filter(pk=task.pk).update(until=None) == 0
        assert queries.waiting(town.lin) == []


def test_why_not_is_one_of_a_closed_list_and_something_else_wants_a_note(
    town: Agencies, amina: Person
) -> None:
    with as_(town.noor):
        with pytest.raises(happenings.SaidNothing, match="nearest"):
            matters.say_why(amina, why="laziness", by=town.noor, at=MONDAY)
        with pytest.raises(happenings.SaidNothing, match="few words"):
            matters.say_why(amina, why="other", by=town.noor, at=MONDAY)
        said = {"why": "no_adviser", "route": "R-PL-20", "step": "adviser", "by": town.noor, "at": MONDAY}
        first = matters.say_why(amina, **said)
        assert matters.say_why(amina, **said) == first
        assert (first.area, first.on_day) == (town.outreach.agency.area, TODAY)
        with pytest.raises(happenings.SaidNothing, match="no such step"):
            matters.say_why(amina, why="fee", route="R-1; drop", by=town.noor, at=MONDAY)
        for names in ({"route": "R" * 21}, {"route": "R-PL-20", "step": "s" * 61}):
            with pytest.raises(happenings.SaidNothing, match="no such step"):
                matters.say_why(amina, why="fee", by=town.noor, at=MONDAY, **names)
        matters.say_why(amina, why="other", note="The office burnt down.", by=town.noor, at=MONDAY)
        assert [one.note for one in queries.barriers(amina) if one.note] == ["The office burnt down."]
        assert Barrier.objects.update(why="fee") == 0
