"""Ending a stay: the bed comes back on that day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from recourse.records.directory.may import MayNot, require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import text
from recourse.records.placements import may
from recourse.records.placements.happenings import AlreadyEnded, NoSuchDays, NotExplained
from recourse.records.placements.models import Occupation, Stay
from recourse.records.placements.words import EARLY, Ending, MovedTo


@transaction.atomic
def end(
    stay: Stay, *, on: date, kind: str, moved_to: str, reason: str = "", by: Worker, at: datetime
) -> None:
    """End a stay: `on` is the day they leave, and the first on which the bed is free."""
    require(may.end(by, stay), may.NOT_YOUR_STAY)
    if kind not in Ending.values or moved_to not in MovedTo.values:
        raise NoSuchDays("Say how it ended and where they went.")
    said = text.lines(reason, what="The reason", at_most=2_000)
    if kind in EARLY and not said:
        raise NotExplained("Say why it ended early.")
    now = Stay.objects.select_for_update(of=("self",)).select_related("ended_by").filter(pk=stay.pk).first()
    if now is None:
        raise MayNot(may.NOT_YOUR_STAY)
    if now.after_last_day is not None:
        who = now.ended_by.name if now.ended_by else "Somebody"
        raise AlreadyEnded(
            f"{who} ended this stay already, on {now.after_last_day.day} {now.after_last_day:%B}."
        )
    if on < now.first_day:
        raise NoSuchDays(
            f"They moved in on {now.first_day.day} {now.first_day:%B}: give that day or a later one."
        )
    now.after_last_day, now.end_kind, now.moved_to = on, kind, moved_to
    now.end_reason = said
    now.ended_by, now.ended_at = by, at
    now.save(update_fields=["after_last_day", "end_kind", "moved_to", "end_reason", "ended_by", "ended_at"])
    lived = on > now.first_day
    span = DateRange(now.first_day, on) if lived else DateRange(now.first_day, None)
    Occupation.objects.filter(offer=now.offer_id).update(span=span, is_live=lived)
    detail = {"after_last_day": on.isoformat(), "ending": kind, "moved_to": moved_to}
    ledger.record(by=by, act="placements.end", at=at, about=now, person=now.person_id, detail=detail)
