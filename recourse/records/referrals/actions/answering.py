"""What the receiving service says, and what the sender says back."""

from datetime import datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.people import text
from recourse.records.referrals import may
from recourse.records.referrals.actions.moving import LONGEST, lock, moved, needs, noted, said
from recourse.records.referrals.happenings import SaidNothing
from recourse.records.referrals.models import Referral, State
from recourse.records.referrals.words import Refusal

UNANSWERED = (State.SENT, State.ASKED)


@transaction.atomic
def accept(referral: Referral, *, by: Worker, at: datetime, words: str = "", seen: int | None = None) -> None:
    """Take the person on for what was asked."""
    require(may.answer(by, referral), may.NOT_RECEIVER)
    now = lock(referral, states=UNANSWERED, seen=seen)
    now.state, now.answered_by, now.answered_at = State.ACCEPTED, by, at
    moved(now, how="accepted", by=by, at=at, fields=["state", "answered_by", "answered_at"])
    said(now, act="accept", words=words, by=by, at=at)
    noted(now, act="accept", by=by, at=at)


@transaction.atomic
def ask(referral: Referral, *, words: str, by: Worker, at: datetime, seen: int | None = None) -> None:
    """Ask the sender for more before answering."""
    require(may.answer(by, referral), may.NOT_RECEIVER)
    now = lock(referral, states=(State.SENT,), seen=seen)
    now.state = State.ASKED
    moved(now, how="asked", by=by, at=at, fields=["state"])
    said(now, act="ask", words=needs(words, "Say what you need to know."), by=by, at=at)
    noted(now, act="ask", by=by, at=at)


@transaction.atomic
def reply(referral: Referral, *, words: str, by: Worker, at: datetime, seen: int | None = None) -> None:
    """Answer the receiver's question; the referral waits for them again."""
    require(may.answer_back(by, referral), may.NOT_SENDER)
    now = lock(referral, states=(State.ASKED,), seen=seen)
    now.state = State.SENT
    moved(now, how="replied", by=by, at=at, fields=["state"])
    said(now, act="reply", words=needs(words, "Say what you found out."), by=by, at=at)
    noted(now, act="reply", by=by, at=at)


@transaction.atomic
def refuse(
    referral: Referral,
    *,
    code: str,
    words: str = "",
    next_step: str,
    by: Worker,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Say no, with a coded reason and what the sender can do next."""
    require(may.answer(by, referral), may.NOT_RECEIVER)
    if code not in Refusal.values:
        raise SaidNothing("Choose the reason that comes nearest.")
    if code == Refusal.OTHER:
        needs(words, "Say what the reason is.")
    step = needs(next_step, "Name a next step: what can the other service do now?")
    now = lock(referral, states=UNANSWERED, seen=seen)
    now.state, now.answered_by, now.answered_at = State.REFUSED, by, at
    now.refusal_code, now.refusal_words, now.next_step = (
        code,
        text.lines(words, what="The reason", at_most=LONGEST),
        step,
    )
    fields = ["state", "answered_by", "answered_at", "refusal_code", "refusal_words", "next_step"]
    moved(now, how="refused", by=by, at=at, fields=fields)
    noted(now, act="refuse", by=by, at=at, refusal=code)
