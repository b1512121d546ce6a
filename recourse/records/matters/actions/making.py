"""Making a step a task, and saying why a step could not be taken."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.db import IntegrityError, connection, transaction

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.matters import may, queries
from recourse.records.matters.happenings import AlreadyATask, NotAColleague, SaidNothing
from recourse.records.matters.models import FREE_WORDS, Barrier, Task
from recourse.records.matters.words import Why
from recourse.records.people import text
from recourse.records.people.models import Person

LONGEST, SHORT = 500, 300
_ROUTE = re.compile(r"[A-Za-z0-9_-]{0,20}\Z")
_STEP = re.compile(r"[A-Za-z0-9_-]{0,60}\Z")


@transaction.atomic
def make(
    person: Person,
    *,
    says: str,
    until: date | None,
    worker: Worker,
    by: Worker,
    at: datetime,
    route: str = FREE_WORDS,
    step: str = FREE_WORDS,
) -> Task:
    """Make something a task, until a day, for a worker; a step that is a task already stays that one."""
    require(may.make(by), may.NOT_PEOPLE)
    if not may.give(by, worker):
        raise NotAColleague
    _codes(route, step)
    words = needs(says, "Say what is to be done.")
    if route and (before := queries.open_for_step(person, route=route, step=step, by=by)):
        raise AlreadyATask(before)
    try:
        with transaction.atomic():
            task = Task.objects.create(
                person=person,
                agency_id=by.organisation_id,
                route=route,
                step=step,
                says=words,
                until=until,
                worker=worker,
                made_by=by,
                made_at=at,
                moved_by=by,
                moved_at=at,
            )
    except IntegrityError as clash:
        quicker = queries.open_for_step(person, route=route, step=step, by=by)
        if quicker is None:
            raise
        raise AlreadyATask(quicker) from clash
    detail = {"worker": worker.pk, "until": until}
    ledger.record(by=by, act="matters.make", at=at, about=task, person=person.pk, detail=detail)
    return task


@transaction.atomic
def say_why(
    person: Person,
    *,
    why: str,
    by: Worker,
    at: datetime,
    note: str = "",
    route: str = FREE_WORDS,
    step: str = FREE_WORDS,
) -> Barrier:
    """Keep why a step could not be taken, for the evidence; said twice on a day, it is kept once."""
    require(may.make(by), may.NOT_PEOPLE)
    if why not in Why.values:
        raise SaidNothing("Choose the reason that comes nearest.")
    _codes(route, step)
    words = text.lines(note, what="The note", at_most=SHORT)
    if why == Why.OTHER and not words:
        raise SaidNothing("Say in a few words what stood in the way.")
    today = at.astimezone(LONDON).date()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 13))", [f"{person.pk}{why}"])
    same = Barrier.objects.filter(
        person=person, agency=by.organisation_id, route=route, step=step, why=why, on_day=today
    )
    before = next((one for one in same if one.note == words), None)
    if before is not None:
        return before
    barrier = Barrier.objects.create(
        person=person,
        agency_id=by.organisation_id,
        route=route,
        step=step,
        why=why,
        note=words,
        area=by.organisation.area,
        on_day=today,
        recorded_by=by,
        recorded_at=at,
    )
    ledger.record(by=by, act="matters.say_why", at=at, about=barrier, person=person.pk, detail={"why": why})
    return barrier


def needs(words: str, sentence: str) -> str:
    """The words, as they can be kept; without any, the sentence says what was missing."""
    kept = text.lines(words, what="What you wrote", at_most=LONGEST)
    if not kept:
        raise SaidNothing(sentence)
    return kept


def _codes(route: str, step: str) -> None:
    if not (_ROUTE.match(route) and _STEP.match(step)):
        raise SaidNothing("There is no such step.")
