"""Giving a worker a secret address for their calendar, and taking it back."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from recourse.records.access.models import CalendarFeed
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger

_OCTETS = 32


@transaction.atomic
def open_feed(*, by: Worker, at: datetime) -> str:
    """Give a worker a new secret for the address of their calendar; the one before ends at once."""
    require(by.is_active, "Only somebody who works here has a calendar.")
    by.calendar_feeds.filter(ended_at=None).update(ended_at=at)
    secret = secrets.token_urlsafe(_OCTETS)
    CalendarFeed.objects.create(worker=by, key_hash=hashed(secret), made_at=at)
    ledger.record(by=by, act="access.open_feed", at=at, about=by)
    return secret


@transaction.atomic
def close_feed(*, by: Worker, at: datetime) -> bool:
    """End the address of a worker's calendar; false when there was none."""
    any_ended = by.calendar_feeds.filter(ended_at=None).update(ended_at=at) > 0
    if any_ended:
        ledger.record(by=by, act="access.close_feed", at=at, about=by)
    return any_ended


@transaction.atomic
def read_feed(feed: CalendarFeed, *, at: datetime) -> None:
    """Write down that a calendar was read, and whose it was; who reads a secret address cannot be known."""
    ledger.record(by=None, act="access.read_feed", at=at, about=feed.worker)


def hashed(secret: str) -> str:
    """What is kept of a secret; it has 256 bits of chance, so a plain hash cannot be searched."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
