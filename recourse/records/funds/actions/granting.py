"""Writing down what a funder gives, for which days and for what."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.funds import may
from recourse.records.funds.actions import checking
from recourse.records.funds.happenings import BadEntry
from recourse.records.funds.models import Grant
from recourse.records.funds.words import PaysFor
from recourse.records.homes.models import Home
from recourse.records.ledger import actions as ledger
from recourse.records.people import text


@transaction.atomic
def win(
    *,
    funder: str,
    pence: int,
    first_day: date,
    last_day: date,
    pays_for: str,
    home: Home | None = None,
    kind: str = "",
    by: Worker,
    at: datetime,
) -> Grant:
    """Write down a funder's grant: how much, from when to when, and what it pays for."""
    require(may.keep_books(by), may.NOT_MANAGER)
    checking.ours(home, agency_id=by.organisation_id)
    checking.amount(pence, field="pounds", least=1)
    after = checking.until(first_day, last_day)
    named = text.line(funder, what="The funder's name", at_most=120)
    if not named:
        raise BadEntry("funder", "The funder's name was expected here.")
    wanted = PaysFor(pays_for)
    if wanted == PaysFor.HOUSE and home is None:
        raise BadEntry("home", "The house it pays for was expected here.")
    if wanted == PaysFor.KIND and not kind:
        raise BadEntry("kind", "The kind of room it pays for was expected here.")
    grant = Grant.objects.create(
        agency_id=by.organisation_id,
        funder=named,
        pence=pence,
        first_day=first_day,
        after_last_day=after,
        pays_for=wanted,
        home=home if wanted == PaysFor.HOUSE else None,
        kind=kind if wanted == PaysFor.KIND else "",
        recorded_by=by,
        recorded_at=at,
    )
    told = {"pence": pence, "first_day": first_day.isoformat(), "pays_for": wanted.value}
    ledger.record(by=by, act="funds.win", at=at, about=grant, detail=told)
    return grant
