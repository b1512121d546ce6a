"""Recording what a person tells us, or why it is not known, and notes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import fields, identity, may
from recourse.records.people import text as typed
from recourse.records.people.models import Fact, Note, Person
from recourse.records.people.words import WhyNotKnown


class Told(NamedTuple):
    """One answer as it was told: a value, or the reason why there is none."""

    name: str
    field: str
    value: Any = None
    why_not_known: str = ""
    from_day: date | None = None

    def is_kept_in(self, fact: Fact) -> bool:
        """Whether a fact says just this already."""
        kept = (fact.field, fact.value, fact.why_not_known, fact.from_day)
        return kept == (self.field, self.value, self.why_not_known, self.from_day)


@transaction.atomic
def learn(
    person: Person,
    *,
    name: str,
    value: Any = None,
    why_not_known: str = "",
    field: str,
    from_day: date | None = None,
    by: Worker,
    at: datetime,
) -> Fact:
    """Record an answer in place of this agency's earlier one; None without a reason means "there is none"."""
    told = Told(name, field, value, why_not_known, from_day)
    (fact,) = learn_all(person, answers=[told], by=by, at=at)
    return fact


@transaction.atomic
def learn_all(person: Person, *, answers: Iterable[Told], by: Worker, at: datetime) -> list[Fact]:
    """Record several answers at once, each as `learn` would; the last answer to a question counts."""
    require(may.learn(by, person))
    told = {answer.name: _checked(answer) for answer in answers}
    if not told:
        return []
    _one_at_a_time(person, by)
    mine = Fact.objects.filter(person=person, agency_id=by.organisation_id, replaced_at=None)
    known = {fact.name: fact for fact in mine.filter(name__in=told)}
    new = [
        _fact(person, answer, by=by, at=at)
        for answer in told.values()
        if not (answer.name in known and answer.is_kept_in(known[answer.name]))
    ]
    if new:
        replaced = [known[fact.name].pk for fact in new if fact.name in known]
        if replaced:
            mine.filter(pk__in=replaced).update(replaced_at=at)
        Fact.objects.bulk_create(new)
        touch(person, at=at)
        # Not even the question goes into the ledger: the holder reads the entry, but may not see the fact.
        ledger.record_all(new, by=by, act="people.learn", at=at, person=person.pk)
    known |= {fact.name: fact for fact in new}
    return [known[name] for name in told]


@transaction.atomic
def write_note(person: Person, *, text: str, by: Worker, at: datetime) -> Note:
    """Write a note on a person's page."""
    require(may.learn(by, person))
    note = identity.write_note(person, words=typed.lines(text, what="The note"), by=by, at=at)
    touch(person, at=at)
    ledger.record(by=by, act="people.note", at=at, about=note, person=person.pk)
    return note


def touch(person: Person, *, at: datetime) -> None:
    """Bring a person to the top of their agency's list; other agencies' work does not move them there."""
    Person.objects.filter(pk=person.pk, touched_at__lt=at).update(touched_at=at)


def _checked(answer: Told) -> Told:
    (field,) = fields.check([answer.field])
    if answer.why_not_known:
        answer = answer._replace(why_not_known=WhyNotKnown(answer.why_not_known).value, value=None)
    return answer._replace(field=field)


def _fact(person: Person, answer: Told, *, by: Worker, at: datetime) -> Fact:
    return Fact(
        person=person, agency_id=by.organisation_id, recorded_by=by, recorded_at=at, **answer._asdict()
    )


def _one_at_a_time(person: Person, by: Worker) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 2))", [f"{person.pk}{by.organisation_id}"]
        )
