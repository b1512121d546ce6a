"""Asking the rulebook about a person, and keeping the answer as it was given."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from recourse.reasoning import rulebook
from recourse.records.advice import advising, freezing, may, planning, queries
from recourse.records.advice.happenings import Changed, SaidNothing
from recourse.records.advice.models import Answer, Grounds, Plan, PlanPart, Word
from recourse.records.advice.words import Says
from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import text
from recourse.records.people.models import Person
from recourse.records.people.words import How

PLANS = "Plans are for the workers who meet people."
LONGEST = 2_000
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
def keep_plan(person: Person, *, seen: str, as_at: date, by: Worker, at: datetime) -> Plan:
    """Keep the plan as it stands; `seen` is the sign of the one on the screen. A plan kept before stays."""
    require(may.ask(by), PLANS)
    planned = planning.make(person, on=as_at)
    if seen != planned.sign:
        raise Changed
    _wait(person, by, 14)
    mine = {"person": person, "agency_id": by.organisation_id}
    before = Plan.objects.filter(**mine).select_related("made_by").first()
    if before is not None and (before.sign, before.as_at) == (planned.sign, as_at):
        return before
    kept = Plan.objects.create(
        **mine,
        as_at=as_at,
        edition=planned.edition,
        tally=planned.tally,
        sign=planned.sign,
        made_by=by,
        made_at=at,
    )
    PlanPart.objects.bulk_create(
        PlanPart(plan=kept, **mine, fields=list(fields), says=says) for fields, says in planned.parts
    )
    detail = {"edition": planned.edition, "raised": planned.tally.get("raise", 0)}
    ledger.record(by=by, act="advice.keep_plan", at=at, about=kept, person=person.pk, detail=detail)
    return kept


@transaction.atomic
def hear(
    person: Person,
    *,
    seen: str,
    as_at: date,
    language: str,
    how: str,
    says: str,
    words: str,
    by: Worker,
    at: datetime,
    through: str = "",
    about_return: str = "",
) -> Word:
    """Keep what the person said to the plan as it stood; each plan keeps the words that were said to it."""
    if says not in Says.values or how not in How.values:
        raise SaidNothing("Say how they heard it, and what they said.")
    said = {
        "language": text.line(language, what="The language", at_most=60),
        "through": text.line(through, what="The interpreter", at_most=120),
        "words": text.lines(words, what="What they want", at_most=LONGEST),
        "about_return": text.lines(about_return, what="What they said of going home", at_most=LONGEST),
    }
    if not (said["language"] and said["words"]):
        raise SaidNothing("Write in which language they heard it, and what they want, in their words.")
    if how.startswith("interpreter") and not said["through"]:
        raise SaidNothing("Say through whom: the interpreter’s name or number.")
    plan = keep_plan(person, seen=seen, as_at=as_at, by=by, at=at)
    heard = Word.objects.create(
        plan=plan,
        person=person,
        agency_id=by.organisation_id,
        how=how,
        says=says,
        recorded_by=by,
        recorded_at=at,
        **said,
    )
    detail = {"how": how, "says": says}
    ledger.record(by=by, act="advice.hear", at=at, about=heard, person=person.pk, detail=detail)
    return heard


@transaction.atomic
def forget(person_id: UUID, *, agency: Organisation, at: datetime) -> int:
    """Delete the answers this agency was given about a person, its time being over; says how many rows."""
    mine = {"person_id": person_id, "agency_id": agency.pk}
    gone = sum(kind.objects.filter(**mine).delete()[0] for kind in (Word, PlanPart, Plan, Grounds, Answer))
    if gone:
        ledger.record(by=None, act="advice.forget", at=at, person=person_id, detail={"rows": gone})
    return gone


def _same(person: Person, frozen: freezing.Frozen, *, about: str, as_at: date, by: Worker) -> Answer | None:
    """The newest answer of this agency, when it says of the same day word for word the same."""
    _wait(person, by, 8)
    before = (
        Answer.objects.filter(person=person, agency_id=by.organisation_id).select_related("asked_by").first()
    )
    if before is None or (before.about, before.as_at, before.edition) != (about, as_at, frozen.edition):
        return None
    grounds = sorted((tuple(one.fields), one.why) for one in before.grounds.all())
    is_same = (before.snapshot, before.tally, grounds) == (frozen.headlines, frozen.tally, frozen.grounds)
    return before if is_same else None


def _wait(person: Person, by: Worker, what: int) -> None:
    """Wait for whoever of the agency is keeping the same of this person."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, %s))",
            [f"{person.pk}{by.organisation_id}", what],
        )
