"""Giving a person a grant of money, as a panel decided, and stopping it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from recourse.records.directory.may import MayNot, require
from recourse.records.directory.models import Worker
from recourse.records.funds import may
from recourse.records.funds.actions import checking
from recourse.records.funds.happenings import AlreadyStopped, BadEntry
from recourse.records.funds.models import Award, Grant
from recourse.records.funds.words import Cycle, PaysFor
from recourse.records.ledger import actions as ledger
from recourse.records.people import text
from recourse.records.people.models import Person


@transaction.atomic
def award(
    person: Person,
    *,
    panel: str,
    pence: int,
    cycle: int,
    first_day: date,
    last_day: date,
    grant: Grant | None = None,
    by: Worker,
    at: datetime,
) -> Award:
    """Write down what a panel gave a person: so much each cycle, from a day to another.

    A second grant of one's own agency on the same days is refused; other agencies' are only told of.
    """
    require(may.award(by))
    checking.amount(pence, field="pounds", least=1)
    after = checking.until(first_day, last_day)
    decided = text.line(panel, what="Who decided it", at_most=200)
    if not decided:
        raise BadEntry("panel", "Who decided it was expected here, such as: grants panel of 3 November.")
    if grant is not None and (grant.agency_id != by.organisation_id or grant.pays_for != PaysFor.PEOPLE):
        raise BadEntry("grant", "A grant of your own that pays for grants to people was expected here.")
    for other in Award.objects.filter(person=person, agency=by.organisation_id):
        if other.first_day < after and first_day < other.paid_until:
            raise _runs(other.paid_until)
    try:
        with transaction.atomic():
            given = Award.objects.create(
                person=person,
                agency_id=by.organisation_id,
                grant=grant,
                panel=decided,
                pence=pence,
                cycle=Cycle(cycle),
                first_day=first_day,
                after_last_day=after,
                given_by=by,
                given_at=at,
            )
    except IntegrityError as quicker:
        raise _runs(None) from quicker
    told = {"first_day": first_day.isoformat(), "cycle": cycle}
    ledger.record(by=by, act="funds.award", at=at, about=given, person=person.pk, detail=told)
    return given


@transaction.atomic
def stop(given: Award, *, on: date, reason: str, by: Worker, at: datetime) -> None:
    """Stop a grant before its end: `on` is the first day on which it pays no more."""
    require(may.stop(by, given), may.NOT_YOURS)
    said = text.lines(reason, what="The reason", at_most=2_000)
    if not said:
        raise BadEntry("reason", "Why it is stopped was expected here, in a few words.")
    now = Award.objects.select_for_update(of=("self",)).select_related("stopped_by").filter(pk=given.pk)
    current = now.first()
    if current is None:
        raise MayNot(may.NOT_YOURS)
    if current.stopped_at is not None:
        who = current.stopped_by.name if current.stopped_by else "Somebody"
        raise AlreadyStopped(by_name=who, at=current.stopped_at)
    if not current.first_day <= on < current.after_last_day:
        first = f"{current.first_day.day} {current.first_day:%B %Y}"
        after = f"{current.after_last_day.day} {current.after_last_day:%B %Y}"
        raise BadEntry("on", f"A day from {first} until before {after} was expected here.")
    current.stopped_on, current.reason = on, said
    current.stopped_by, current.stopped_at = by, at
    current.save(update_fields=["stopped_on", "reason", "stopped_by", "stopped_at"])
    told = {"stopped_on": on.isoformat()}
    ledger.record(by=by, act="funds.stop", at=at, about=current, person=current.person_id, detail=told)


def _runs(until: date | None) -> BadEntry:
    if until is None:
        return BadEntry("first_day", "Somebody gave them a grant for these days just now. Look at it first.")
    ends = f"{until.day} {until:%B %Y}"
    return BadEntry(
        "first_day", f"A day without a grant of yours was expected: one is paid until before {ends}."
    )
