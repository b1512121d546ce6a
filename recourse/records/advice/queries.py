"""Answers as they stood, and what the rulebook is told about a person."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import NotKnown, recording
from recourse.records.advice import freezing
from recourse.records.advice.models import Answer, Plan, Word
from recourse.records.people import queries as people
from recourse.records.people.models import Fact, Person


def known(person: Person) -> dict[str, Any]:
    """What the rulebook is told: each fact of the law this worker may see, known or not known and why.

    What was recorded under an older edition and no longer fits the law's question counts as not asked.
    """
    return _fitting(people.facts(person).values())


def known_of(persons: Iterable[Person]) -> dict[UUID, dict[str, Any]]:
    """The same of many people, in one query."""
    return {person: _fitting(facts.values()) for person, facts in people.facts_of(persons).items()}


def known_then(answer: Answer) -> dict[str, Any]:
    """What the rulebook was told when the answer was given, as far as this worker may see it."""
    return _fitting(facts_then(answer))


def _fitting(facts_of: Iterable[Fact]) -> dict[str, Any]:
    book = rulebook.england()
    facts = told(fact for fact in facts_of if fact.name in book.facts)
    try:
        recording.recorded(book, facts)
    except rulebook.BadFacts:
        return {name: value for name, value in facts.items() if _fits(book, name, value)}
    return facts


def _fits(book: rulebook.Book, name: str, value: Any) -> bool:
    try:
        recording.recorded(book, {name: value})
    except rulebook.BadFacts:
        return False
    return True


def told(facts: Iterable[Fact]) -> dict[str, Any]:
    """Facts as the rulebook takes them: a value, or the reason why there is none."""
    return {fact.name: fact.value if fact.is_known else NotKnown(fact.why_not_known) for fact in facts}


def latest(person: Person) -> Answer | None:
    """The newest answer this worker may see."""
    return _with_names().filter(person=person).first()


def others(answer: Answer) -> list[Answer]:
    """The other answers about the same person, newest first, without what they said."""
    return list(_with_names().filter(person=answer.person_id).exclude(pk=answer.pk).defer("snapshot")[:30])


def one(answer_id: UUID) -> Answer | None:
    """One answer, or nothing when it is not there for this worker."""
    return _with_names().filter(pk=answer_id).first()


def as_it_stood(answer: Answer) -> dict[str, Any]:
    """The answer with those of its grounds that this worker may see."""
    return freezing.thaw(answer.snapshot, (one.why for one in answer.grounds.all() if one.why))


def facts_then(answer: Answer) -> list[Fact]:
    """The facts as they were when the answer was given, as far as this worker may see them."""
    standing = Q(replaced_at__isnull=True) | Q(replaced_at__gt=answer.asked_at)
    then = Fact.objects.filter(standing, person=answer.person_id, recorded_at__lte=answer.asked_at)
    return list(then.select_related("recorded_by").order_by("-recorded_at", "name"))


def newest_fact_at(person: Person) -> datetime | None:
    """When something was last learned about the person."""
    return (
        Fact.objects.filter(person=person, replaced_at__isnull=True)
        .order_by("-recorded_at")
        .values_list("recorded_at", flat=True)
        .first()
    )


def plans(person: Person) -> list[Plan]:
    """The plans kept for a person, newest first, as far as this worker may see them."""
    return list(_plans().filter(person=person)[:30])


def one_plan(plan_id: UUID) -> Plan | None:
    """One plan as it was kept, or nothing when it is not there for this worker."""
    return _plans().filter(pk=plan_id).first()


def parts(plan: Plan) -> list[dict[str, Any]]:
    """Those parts of a plan that this worker may see."""
    return [one.says for one in plan.parts.all() if one.says]


def words(person: Person) -> list[Word]:
    """What the person said to plans, newest first."""
    return list(Word.objects.filter(person=person).select_related("recorded_by", "agency", "plan")[:30])


def _plans() -> QuerySet[Plan]:
    return Plan.objects.select_related("made_by", "agency", "person")


def _with_names() -> QuerySet[Answer]:
    return Answer.objects.select_related("asked_by", "agency", "person")
