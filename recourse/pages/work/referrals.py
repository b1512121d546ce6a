"""What waits because of referrals: those sent to us, and what others said to ours."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from recourse.pages.look import days
from recourse.pages.look.days import Chip
from recourse.pages.work.item import Item, address, shortened
from recourse.records.referrals import queries

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.referrals.models import Referral


def items(by: "Worker", *, at: datetime) -> list[Item]:
    """Referrals to answer, questions about ours, refusals to act on, and those others must answer."""
    found = queries.to_move_on(by)
    return [
        *(_to_answer(one) for one in found["to_answer"]),
        *(_asked(one) for one in found["asked_back"]),
        *(_refused(one) for one in found["refused"]),
        *(_with_others(one, at) for one in found["unanswered"]),
    ]


def _to_answer(one: "Referral") -> Item:
    return Item(
        kind="referrals",
        person=one.person,
        says=f"{one.from_service.name} asks: {shortened(one.asks)}",
        since=f"Sent {days.day(one.sent_at)} by {one.sent_by.name}, {one.agency.name}",
        act="Answer them",
        address=address("referring:one", one.pk, otherwise=one.person),
        due=one.answer_by,
    )


def _asked(one: "Referral") -> Item:
    return Item(
        kind="referrals",
        person=one.person,
        says=f"{one.to_service.name} wants to know more before it answers.",
        since=f"Referral sent {days.day(one.sent_at)}",
        act="Answer them",
        address=address("referring:one", one.pk, otherwise=one.person),
        due=one.answer_by,
    )


def _refused(one: "Referral") -> Item:
    said_at = one.answered_at or one.moved_at
    return Item(
        kind="referrals",
        person=one.person,
        says=f"{one.to_service.name} said no: {one.get_refusal_code_display().lower()}. Take the next step.",
        since=f"Said no {days.day(said_at)}",
        act="Say how it ended",
        address=address("referring:one", one.pk, otherwise=one.person),
        chip=Chip("soon", f"Said no {days.brief_day(localdate(said_at))}"),
    )


def _with_others(one: "Referral", at: datetime) -> Item:
    is_late = one.answer_by < localdate(at)
    due = days.short_day(one.answer_by)
    was_due = days.brief_day(one.answer_by)
    return Item(
        kind="referrals",
        person=one.person,
        says=f"Referred to {one.to_service.name}.",
        since=f"Sent {days.day(one.sent_at)}",
        act="Look",
        address=address("referring:one", one.pk, otherwise=one.person),
        due=one.answer_by,
        chip=Chip("soon", f"Was due {was_due}") if is_late else Chip("later", f"Due {due}"),
        is_for_others=True,
    )
