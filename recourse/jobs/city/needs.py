"""What is written of somebody who waits for a bed: what it must be, what Rosa judged, how long it takes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from recourse.records.people import actions as people
from recourse.records.placements.queries import JUDGED_BY

if TYPE_CHECKING:
    from datetime import datetime

    from recourse.jobs.city.lives import Life
    from recourse.jobs.city.telling import Story
    from recourse.records.directory.models import Worker

ADVISER = "Rosa Mockup, Law Desk"
HALF_A_YEAR, A_YEAR = timedelta(days=183), timedelta(days=364)
_PRESENT_NEED = ("medium", "high", "low", "urgent")
#: Three in eight were seen by no adviser yet, and nothing is written of their prospects.
_JUDGED = ("possible", None, "likely", "unlikely", None, "very_likely", "possible", None)
_ONE_IN = 4


def say(story: Story, *, by: Worker, at: datetime) -> None:
    """Write down what the scheme asks before it offers a bed, and the adviser's judgement if there is one."""
    children = story.life.facts["dependent_children"]
    count = len(children) if isinstance(children, list) else 0
    needs: dict[str, Any] = {
        "housing_as": "woman" if story.life.woman else "man",
        "housing_step_free": story.life.needs_step_free,
        "housing_people": 1 + count,
        "housing_present_need": _PRESENT_NEED[len(story.life.name) % len(_PRESENT_NEED)],
    }
    if count:
        needs["housing_pays"] = "council"
    judged = _JUDGED[_mark(story.life) % len(_JUDGED)]
    if judged:
        needs |= {"housing_prospects": judged, JUDGED_BY: ADVISER}
    answers = [people.Told(name, "needs", value) for name, value in needs.items()]
    people.learn_all(story.person, answers=answers, by=by, at=at)


def expected(life: Life) -> timedelta:
    """How long the case is expected to take: most are over in half a year, one in four needs the year."""
    return A_YEAR if _mark(life) % _ONE_IN == _ONE_IN - 1 else HALF_A_YEAR


def _mark(life: Life) -> int:
    """A number that is the same whenever the city is told, and takes nothing from the dice."""
    return sum(map(ord, life.name))
