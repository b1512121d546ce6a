"""Works out the deadlines of everybody a worker leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from recourse.reasoning import rulebook
from recourse.reasoning.routes import deadlines, keeping
from recourse.reasoning.rulebook import recording
from recourse.reasoning.rulebook.logic import compiled
from recourse.reasoning.rulebook.person import Person as Asked
from recourse.records.advice import queries as advice
from recourse.records.people import queries as people

if TYPE_CHECKING:
    from recourse.reasoning.routes.deadlines import Deadlines
    from recourse.reasoning.routes.keeping import Kept
    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Person


@dataclass(frozen=True)
class Theirs:
    """A person with all their deadlines, and the calendar that keeps them in time."""

    person: Person
    deadlines: Deadlines
    kept: tuple[Kept, ...]


def of_everybody(by: Worker, *, at: datetime) -> list[Theirs]:
    """The deadlines of each person the worker leads, from what the worker may see of them today."""
    persons = people.led_by(by)
    known = advice.known_of(persons)
    book, day = rulebook.england(), localdate(at)
    law = compiled(book)
    found = []
    for person in persons:
        asked = Asked(law, recording.recorded(book, known.get(person.pk, {})), day=day)
        found.append(Theirs(person, deadlines.of(asked), keeping.of(asked)))
    return found
