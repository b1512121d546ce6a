"""Asking the rulebook about a person, and keeping the answer as it was given."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from recourse.reasoning import rulebook
from recourse.records.advice import advising, freezing, may, queries
from recourse.records.advice.models import Answer, Grounds
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people.models import Person

TOLD = ("eligible", "depends", "discretionary", "not_eligible", "not_applicable")


@transaction.atomic
def answer(person: Person, *, about: str, as_at: date, by: Worker, at: datetime) -> Answer:
    """Answer from what is known and visible now, and freeze it; `about` is a goal of the law.

    When the same was answered already on that day, that answer is given: asking twice keeps nothing twice.
    """
    require(may.ask(by), "Asking about a person is for the workers who meet them.")
    book = rulebook.england()
    facts = advising.of_the_person(queries.known(person))
    told = advising.told_by(by, facts, on=as_at)
    answers = rulebook.answer(book, told, as_at=as_at, only=book.goals[about].outputs)
    frozen = freezing.freeze(answers.to_json(), book=book, facts=facts)
    before = _same(person, frozen, about=about, as_at=as_at, by=by)
    if before is not None:
        return before
    kept = Answer.objects.create(
        person=person,
        agency_id=by.organisation_id,
        about=about,
        as_at=as_at,
        edition=frozen.edition,
        snapshot=frozen.headlines,
        tally=frozen.tally,
        asked_by=by,
        asked_at=at,
    )
    Grounds.objects.bulk_create(
        Grounds(answer=kept, person=person, agency_id=by.organisation_id, fields=list(fields), why=why)
        for fields, why in frozen.grounds
    )
    counted = {outcome: frozen.tally.get(outcome, 0) for outcome in TOLD}
    detail = {"about": about, "edition": frozen.edition, **counted}
    ledger.record(by=by, act="advice.answer", at=at, about=kept, person=person.pk, detail=detail)
    return kept


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete the answers this agency was given about a person, its time being over; says how many rows."""
    mine = {"person_id": person_id, "agency_id": agency.pk}
    gone = Grounds.objects.filter(**mine).delete()[0] + Answer.objects.filter(**mine).delete()[0]
    if gone:
        ledger.record(by=None, act="advice.forget", at=at, person=person_id, detail={"rows": gone})
    return gone


def _same(person: Person, frozen: freezing.Frozen, *, about: str, as_at: date, by: Worker) -> Answer | None:
    """The newest answer of this agency, when it says of the same day word for word the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 8))", [f"{person.pk}{by.organisation_id}"]
        )
    before = (
        Answer.objects.filter(person=person, agency_id=by.organisation_id).select_related("asked_by").first()
    )
    if before is None or (before.about, before.as_at, before.edition) != (about, as_at, frozen.edition):
        return None
    grounds = sorted((tuple(one.fields), one.why) for one in before.grounds.all())
    is_same = (before.snapshot, before.tally, grounds) == (frozen.headlines, frozen.tally, frozen.grounds)
    return before if is_same else None
