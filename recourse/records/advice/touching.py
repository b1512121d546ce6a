"""Whose answers a change of the law touches: worked out anew from what is known, and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from uuid import UUID

from recourse.reasoning.comparing.touching import Touched, Turn
from recourse.records.advice import queries
from recourse.records.directory.models import Worker
from recourse.records.people.models import Person

AT_ONCE = 200
MOST = 300


def led_by(by: Worker) -> list[Person]:
    """The open cases this worker leads, whom somebody touched last first; not more than a page can hold."""
    return list(Person.objects.filter(lead_worker=by, is_closed=False).order_by("-touched_at", "pk")[:MOST])


def of(persons: Iterable[Person], turn: Turn, *, as_at: date) -> dict[UUID, list[Touched]]:
    """What changes for each of these people, by person; those for whom nothing does are left out."""
    told = {}
    for person, facts in queries.known_of(persons).items():
        touched = turn.touched(facts, as_at=as_at)
        if touched:
            told[person] = touched
    return told


def count(agency_id: UUID, turn: Turn, *, as_at: date) -> int:
    """How many open cases of the agency that is acted for a change of the law touches."""
    mine = Person.objects.filter(agency=agency_id, is_closed=False).order_by("pk").iterator(AT_ONCE)
    return sum(len(of(some, turn, as_at=as_at)) for some in _batches(mine))


def _batches(persons: Iterator[Person]) -> Iterator[list[Person]]:
    while some := list(islice(persons, AT_ONCE)):
        yield some
