"""What is known about a person, and what was noted."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from recourse.records.directory.composed import Composed
from recourse.records.people import identity
from recourse.records.people.identity import Written
from recourse.records.people.models import Fact, Person


def facts(person: Person) -> dict[str, Fact]:
    """Give what is known now, by question, as far as the reader may see; the newest answer counts."""
    return facts_of([person])[person.pk]


def facts_of(people: Iterable[Person]) -> dict[UUID, dict[str, Fact]]:
    """Give what is known about many people, in one query."""
    known: dict[UUID, dict[str, Fact]] = {person.pk: {} for person in people}
    current = Fact.objects.filter(person__in=known, replaced_at=None).select_related("recorded_by")
    for fact in current.order_by("recorded_at"):
        known[fact.person_id][fact.name] = fact
    return known


def learnt(person: Person) -> list[Fact]:
    """Give every answer the reader may see, also those replaced since, oldest first."""
    return _LEARNT.all(person=person.pk)


_LEARNT = Composed(
    lambda person: Fact.objects.filter(person=person).select_related("recorded_by").order_by("recorded_at")
)


def current(learnt: Iterable[Fact]) -> dict[str, Fact]:
    """Give of many answers about one person, oldest first, those that count now."""
    return {fact.name: fact for fact in learnt if fact.replaced_at is None}


def notes(person: Person) -> list[Written]:
    """Give the notes the reader may see, newest first."""
    return identity.read_notes(person)
