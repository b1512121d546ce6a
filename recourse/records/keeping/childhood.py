"""Whose file waits, though its time is over: a child's, or a care leaver's, until they are twenty-five."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from recourse.reasoning.periods.days import later_by_months, later_by_years
from recourse.records.directory.acting import LONDON
from recourse.records.directory.models import Organisation
from recourse.records.keeping import register
from recourse.records.people import identity
from recourse.records.people.models import Fact, Person

_GROWN_UP = 18
_CARE = "care_leaver_category"


def waiting(people: Collection[UUID], *, agency: Organisation, at: datetime) -> set[UUID]:
    """Those of these people whom this agency met as a child or as a care leaver, and who are not old enough.

    Goes by the date of birth this agency recorded, or the latest day it can be; without one nobody waits.
    Of somebody another agency holds it cannot be told how old they were when they came: they wait.
    """
    months = register.terms()["child_file"].months
    assert months is not None
    today = at.astimezone(LONDON).date()
    latest = {
        person: born.latest
        for person, born in identity.born(people, agency=agency).items()
        if later_by_months(born.latest, months) > today
    }
    opened = dict(Person.objects.filter(pk__in=latest, agency=agency).values_list("pk", "added_at"))
    came_as_children = {
        person
        for person, born in latest.items()
        if person not in opened or opened[person].astimezone(LONDON).date() < later_by_years(born, _GROWN_UP)
    }
    return came_as_children | _care_leavers(latest.keys() - came_as_children, agency)


def _care_leavers(people: Collection[UUID], agency: Organisation) -> set[UUID]:
    said = Fact.objects.filter(person__in=people, agency=agency, name=_CARE, replaced_at=None)
    return {fact.person_id for fact in said if fact.value not in (None, "none")}
