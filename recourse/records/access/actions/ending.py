"""The end of everything a worker comes in with."""

from __future__ import annotations

from datetime import datetime

from recourse.records.access.queries import factors_of_kind
from recourse.records.directory.models import Worker


def end_access(worker: Worker, *, at: datetime) -> None:
    """End sign-ins, passkeys, app, codes, password, invitations and calendar feed of a worker at once."""
    worker.sign_ins.all().delete()
    factors_of_kind(worker).delete()
    worker.invitations.filter(ended_at=None).update(ended_at=at)
    worker.calendar_feeds.filter(ended_at=None).update(ended_at=at)
    worker.set_unusable_password()
    worker.save(update_fields=["password"])
