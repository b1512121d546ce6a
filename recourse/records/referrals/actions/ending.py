"""How a referral ends: taken back, or closed with a disposition."""

from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.people import text
from recourse.records.referrals import may
from recourse.records.referrals.actions.moving import lock, moved, needs, noted
from recourse.records.referrals.happenings import SaidNothing
from recourse.records.referrals.models import Referral, State
from recourse.records.referrals.words import Disposition

CLOSING = ["state", "disposition", "closing_words", "closed_by", "closed_at"]


@transaction.atomic
def take_back(referral: Referral, *, reason: str, by: Worker, at: datetime, seen: int | None = None) -> None:
    """The sender no longer asks; nobody has answered yet."""
    require(may.answer_back(by, referral), may.NOT_SENDER)
    now = lock(referral, states=(State.SENT, State.ASKED), seen=seen)
    now.state, now.disposition = State.TAKEN_BACK, Disposition.TAKEN_BACK
    now.closing_words = needs(reason, "Say why you take it back.")
    now.closed_by, now.closed_at = by, at
    moved(now, how="taken_back", by=by, at=at, fields=CLOSING)
    noted(now, act="take_back", by=by, at=at)


@transaction.atomic
def close(
    referral: Referral,
    *,
    disposition: str,
    words: str = "",
    by: Worker,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Say how an answered referral ended."""
    require(may.answer(by, referral) or may.answer_back(by, referral), may.NOT_EITHER)
    if disposition not in Disposition.values or disposition == Disposition.TAKEN_BACK:
        raise SaidNothing("Choose how it ended.")
    now = lock(referral, states=(State.ACCEPTED, State.REFUSED), seen=seen)
    require(may.close(by, now), may.NOT_SENDER)
    now.state, now.disposition, now.closing_words = (
        State.CLOSED,
        disposition,
        text.lines(words, what="What you wrote"),
    )
    now.closed_by, now.closed_at = by, at
    moved(now, how="closed", by=by, at=at, fields=CLOSING)
    noted(now, act="close", by=by, at=at, disposition=disposition)
