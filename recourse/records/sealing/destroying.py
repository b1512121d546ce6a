"""Destroys keys with an act and not before: an act that is undone destroys nothing, one that is kept does.

The wish is a row of the act's own transaction. The key goes the moment that is kept; should the machine die
in between, or an older copy of the key store come back, `carry_out` finds the row and destroys it then.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from recourse.records.sealing import subjects
from recourse.records.sealing.models import Destruction


@transaction.atomic
def destroy(*, subject: UUID, agency: UUID, for_ever: bool, at: datetime) -> None:
    """Destroy the key of somebody's records at an agency once this transaction is kept.

    Without `for_ever` another may be made later, should the agency meet them again.
    """
    wish = {"agency": agency, "subject": subject, "for_ever": for_ever}
    mark = _mark(agency, subject)
    if for_ever:
        Destruction.objects.get_or_create(**wish, defaults={"mark": mark, "asked_at": at})
    elif mark:
        Destruction.objects.create(**wish, mark=mark, asked_at=at)
    transaction.on_commit(partial(_destroy, agency, subject, for_ever=for_ever, mark=mark))


def carry_out(agency: UUID) -> int:
    """Destroy what an agency asked for and is still there; says how many keys there were."""
    wishes = list(Destruction.objects.filter(agency=agency))
    subjects.keys((agency, wish.subject) for wish in wishes)
    count = sum(
        _destroy(agency, wish.subject, for_ever=wish.for_ever, mark=bytes(wish.mark)) for wish in wishes
    )
    Destruction.objects.filter(agency=agency, for_ever=False, pk__in=[wish.pk for wish in wishes]).delete()
    return count


def _destroy(agency: UUID, subject: UUID, *, for_ever: bool, mark: bytes) -> bool:
    if for_ever:
        if subjects.is_destroyed(subject=subject, agency=agency):
            return False
        subjects.destroy(subject=subject, agency=agency)
        return True
    if not mark or _mark(agency, subject) != mark:
        return False
    subjects.remove(subject=subject, agency=agency)
    return True


def _mark(agency: UUID, subject: UUID) -> bytes:
    """A few bytes that know a key again and do not give it away; nothing where there is none."""
    raw = subjects.raw(agency, subject)
    return hashlib.sha256(b"recourse mark" + raw).digest()[:8] if raw else b""
