"""The rows behind sessions: begun, kept, touched and ended without an entry, as nobody acts in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet

from recourse.records.access.models import SignIn

TRIES_FOR = timedelta(hours=1)
IDLE_AT_MOST = timedelta(minutes=15)
LONGEST = timedelta(hours=12)


def begin(
    *, key_hash: str, data: str, worker: str | None, device: str, at: datetime, began_at: datetime | None
) -> bool:
    """Begin one; false when the key is taken."""
    try:
        with transaction.atomic():
            SignIn.objects.create(
                key_hash=key_hash,
                data=data,
                worker_id=worker,
                device=device,
                started_at=began_at or at,
                used_at=at,
            )
    except IntegrityError:
        return False
    return True


def lock(key_hash: str) -> None:
    """Wait until no other transaction has locked this one, and lock it until ours ends."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 9))", [key_hash])


def keep(*, key_hash: str, data: str, worker: str | None, device: str, at: datetime) -> bool:
    """Keep what one remembers; false when it was ended meanwhile."""
    found = SignIn.objects.filter(key_hash=key_hash)
    return bool(found.update(data=data, worker_id=worker, device=device, used_at=at))


def touch(key_hash: str, *, at: datetime) -> None:
    """Note when one was last used."""
    SignIn.objects.filter(key_hash=key_hash).update(used_at=at)


def is_taken(key_hash: str) -> bool:
    """Whether there is one under this key."""
    return SignIn.objects.filter(key_hash=key_hash).exists()


def end(key_hash: str) -> None:
    """End one."""
    SignIn.objects.filter(key_hash=key_hash).delete()


def over(*, at: datetime) -> QuerySet[SignIn]:
    """Give those nobody can use any more, whatever shorter times an installation has set."""
    return SignIn.objects.filter(Q(used_at__lt=at - IDLE_AT_MOST) | Q(started_at__lt=at - LONGEST))


def old_tries(*, at: datetime) -> QuerySet[Any]:
    """Give the wrong tries that count no more."""
    tries: QuerySet[Any] = apps.get_model("axes", "AccessAttempt")._default_manager.all()
    return tries.filter(attempt_time__lt=at - TRIES_FOR)
