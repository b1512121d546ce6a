"""What the agency that was told of a deletion answers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.keeping import may
from recourse.records.keeping.models import Notice
from recourse.records.ledger import actions as ledger


class AlreadyDone(Exception):
    """Somebody answered this notice before."""


@transaction.atomic
def say_deleted(notice: Notice, *, by: Worker, at: datetime) -> None:
    """Say that this agency deleted its own copies too."""
    require(may.answer(by, notice), may.NOT_TO_YOU)
    if not Notice.objects.filter(pk=notice.pk, done_at=None).update(done_at=at, done_by=by):
        raise AlreadyDone("This was answered already.")
    ledger.record(by=by, act="keeping.say_deleted", at=at, about=notice, person=notice.person)
