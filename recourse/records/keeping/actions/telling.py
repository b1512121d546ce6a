"""Telling those somebody was shared with that what was shared is gone, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Organisation, Worker
from recourse.records.keeping import may
from recourse.records.keeping.models import Notice
from recourse.records.ledger import actions as ledger
from recourse.records.people.models import Share


class AlreadyDone(Exception):
    """Somebody answered this notice before."""


@transaction.atomic
def say_deleted(notice: Notice, *, by: Worker, at: datetime) -> None:
    """Say that this agency deleted its own copies too."""
    require(may.answer(by, notice), may.NOT_TO_YOU)
    if not Notice.objects.filter(pk=notice.pk, done_at=None).update(done_at=at, done_by=by):
        raise AlreadyDone("This was answered already.")
    ledger.record(by=by, act="keeping.say_deleted", at=at, about=notice, person=notice.person)


def tell(shares: Iterable[Share], *, agency: Organisation, reference: str, at: datetime) -> int:
    """Tell each service that was shared with, inside the act that deletes; says how many notices."""
    notices = [
        Notice(
            agency=agency,
            to_agency_id=share.to_agency_id,
            to_service_id=share.to_service_id,
            person=share.person_id,
            reference=reference,
            about=share.pk,
            fields=share.fields,
            shared_at=share.made_at,
            given_at=at,
        )
        for share in shares
        if share.to_agency_id != agency.pk
    ]
    Notice.objects.bulk_create(notices)
    return len(notices)
