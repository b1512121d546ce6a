"""Handing a home back to whoever lent it, once nobody lives there or is promised a bed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import actions as homes
from recourse.records.homes import may as homes_may
from recourse.records.homes.models import Bedspace, Home, State
from recourse.records.ledger import actions as ledger
from recourse.records.placements.happenings import NoSuchDays, StillLivedIn
from recourse.records.placements.models import Occupation


@transaction.atomic
def hand_back(home: Home, *, from_day: date, why: str = "", by: Worker, at: datetime) -> int:
    """Say that every bed of a home is handed back from a day on; says how many beds.

    Raises `StillLivedIn` while somebody has one of them on that day or later, however they came by it.
    """
    require(homes_may.keep_papers(by, home), homes_may.NOT_MANAGER)
    beds = list(Bedspace.objects.filter(room__home=home).select_related("room__home").order_by("pk"))
    if not beds:
        raise NoSuchDays("This home has no beds to hand back.")
    with connection.cursor() as cursor:
        for bed in beds:
            cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(bed.pk)])
    taken = Occupation.objects.filter(
        bedspace__in=beds, is_live=True, span__overlap=DateRange(from_day, None)
    )
    if count := taken.count():
        raise StillLivedIn(count)
    for bed in beds:
        homes.say_state(bed, state=State.HANDED_BACK, from_day=from_day, why=why, by=by, at=at)
    told = {"from_day": from_day.isoformat(), "beds": len(beds)}
    ledger.record(by=by, act="placements.hand_back", at=at, about=home, detail=told)
    return len(beds)
