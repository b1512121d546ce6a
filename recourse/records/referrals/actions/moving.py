"""One move of a referral: lock it, see that nobody was quicker, note who moved it."""

from collections.abc import Collection
from datetime import datetime

from recourse.records.directory.may import MayNot
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.people import text
from recourse.records.referrals import may
from recourse.records.referrals.happenings import AlreadyAnswered, SaidNothing
from recourse.records.referrals.models import Message, Referral

LONGEST = 5_000


def lock(referral: Referral, *, states: Collection[str], seen: int | None) -> Referral:
    """The referral as it stands now, held until the transaction ends; somebody quicker is named."""
    now = Referral.objects.select_for_update(of=("self",)).filter(pk=referral.pk).first()
    if now is None:
        raise MayNot(may.NOT_EITHER)
    if now.state not in states or (seen is not None and seen != now.moves):
        raise AlreadyAnswered(by=now.moved_by.name, at=now.moved_at, how=now.moved_how)
    return now


def moved(referral: Referral, *, how: str, by: Worker, at: datetime, fields: Collection[str]) -> None:
    """Save the changed fields with who moved it, when and how."""
    referral.moves += 1
    referral.moved_by, referral.moved_at, referral.moved_how = by, at, how
    referral.save(update_fields=[*fields, "moves", "moved_by", "moved_at", "moved_how"])


def said(referral: Referral, *, act: str, words: str, by: Worker, at: datetime) -> None:
    """Keep what was said in the thread, when anything was."""
    kept = text.lines(words, what="What you wrote", at_most=LONGEST)
    if kept:
        Message.objects.create(
            referral=referral,
            person_id=referral.person_id,
            agency_id=by.organisation_id,
            act=act,
            text=kept,
            by=by,
            at=at,
        )


def noted(referral: Referral, *, act: str, by: Worker, at: datetime, **codes: object) -> None:
    """Write the act in the ledger: codes and ids, never words."""
    ledger.record(
        by=by,
        act=f"referrals.{act}",
        at=at,
        about=referral,
        person=referral.person_id,
        detail={"from_service": referral.from_service_id, "to_service": referral.to_service_id, **codes},
    )


def needs(words: str, sentence: str) -> str:
    """The words, as they can be kept; without any, the sentence says what was missing."""
    kept = text.lines(words, what="What you wrote", at_most=LONGEST)
    if not kept:
        raise SaidNothing(sentence)
    return kept
