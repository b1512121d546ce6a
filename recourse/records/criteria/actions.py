"""The one verb of criteria: publishing a new version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import yaml
from django.db import IntegrityError, transaction

from recourse.reasoning.allocation.criteria import NotCriteria
from recourse.reasoning.allocation.reading import loads
from recourse.records.criteria import may, queries
from recourse.records.criteria.models import Version
from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger

LONGEST = 10_000


class Overtaken(Exception):
    """Somebody published a version since the page was opened; str() can be shown."""


@transaction.atomic
def publish(text: str, *, from_day: date, after: int, by: Worker, at: datetime) -> Version:
    """Publish criteria written in YAML, in force from a day on; `after` is the version they follow.

    Its number and its day are set here, whatever the text says of them. Raises `NotCriteria` with a sentence
    when the text cannot be used, and `Overtaken` when another version came in between.
    """
    require(may.publish(by), may.NOT_MANAGER)
    if len(text) > LONGEST:
        raise NotCriteria(f"Keep it under {LONGEST} letters.")
    if from_day < at.astimezone(LONDON).date():
        raise NotCriteria("Give today or a later day: what was decided before stays as it was.")
    stated = replace(loads(text), version=str(after + 1), agreed_on=from_day)
    if after != queries.last_number(by.organisation_id):
        raise Overtaken(_overtaken(after))
    try:
        with transaction.atomic():
            made = Version.objects.create(
                agency_id=by.organisation_id,
                number=after + 1,
                from_day=from_day,
                text=yaml.safe_dump(stated.stated(), sort_keys=False, allow_unicode=True),
                fingerprint=stated.fingerprint,
                written_by=by,
                written_at=at,
            )
    except IntegrityError as taken:
        raise Overtaken(_overtaken(after)) from taken
    told = {"number": made.number, "from_day": from_day.isoformat(), "fingerprint": made.fingerprint}
    ledger.record(by=by, act="criteria.publish", at=at, about=made, detail=told)
    return made


def _overtaken(after: int) -> str:
    return (
        f"Somebody published version {after + 1} since this page was opened."
        " Nothing of yours was saved: read theirs first."
    )
