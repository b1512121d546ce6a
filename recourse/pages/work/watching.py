"""What waits because somebody looked: emergencies, refused looks, colleagues who read of many people."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from recourse.pages.look import days
from recourse.pages.look.days import Chip
from recourse.pages.work.item import Item
from recourse.records.people.queries import emergencies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Emergency, Overread
    from recourse.records.people.queries.watching import Unusual


def items(
    looks: Iterable[Unusual], overread: Iterable[Overread], by: Worker, *, answers: bool, at: datetime
) -> list[Item]:
    """All of it: what a colleague asks first, then what was opened of ours, then who looked."""
    found = emergencies.waiting(by, at=at, answers_for_others=answers)
    return [
        *(_to_confirm(one) for one in found.to_confirm),
        *(_to_read(one) for one in found.to_read),
        *(_disputed(one) for one in found.disputed),
        *(_looked(one) for one in looks),
        *(_overread(one) for one in overread),
    ]


def _to_confirm(one: Emergency) -> Item:
    return Item(
        kind="emergencies",
        person=None,
        named=f"{one.reference}, {one.holder.name}",
        says=f"{one.asked_by.name} asks to see them in an emergency: {one.get_why_display().lower()}.",
        since=f"Asked {days.moment(one.asked_at)}",
        act="Confirm or refuse",
        address=reverse("emergency:one", args=[one.pk]),
        due=one.confirm_by,
    )


def _to_read(one: Emergency) -> Item:
    asked, confirmed = one.asked_by.name, one.decided_by.name if one.decided_by else ""
    return Item(
        kind="emergencies",
        person=one.person,
        says=f"{asked} and {confirmed} of {one.agency.name} opened their record in an emergency.",
        since=f"Opened {days.moment(one.decided_at) if one.decided_at else ''}",
        act="Read why",
        address=reverse("emergency:one", args=[one.pk]),
        due=one.decided_at.date() if one.decided_at else None,
        chip=Chip("now", f"Opened {days.hour(one.decided_at)}") if one.decided_at else None,
    )


def _disputed(one: Emergency) -> Item:
    return Item(
        kind="emergencies",
        person=None,
        named=f"{one.reference}, {one.holder.name}",
        says=f"{one.holder.name} disputes that you opened this in an emergency.",
        since=f"Disputed {days.moment(one.disputed_at) if one.disputed_at else ''}",
        act="Read why",
        address=reverse("emergency:one", args=[one.pk]),
    )


def _looked(one: Unusual) -> Item:
    return Item(
        kind="looks",
        person=one.person,
        says=one.says,
        since=f"Last {days.moment(one.at)}",
        act="See who looked",
        address=reverse("people:looks", args=[one.person.pk]),
    )


def _overread(one: Overread) -> Item:
    stopped = " and was stopped until a new sign-in" if one.was_stopped else ""
    return Item(
        kind="looks",
        person=None,
        named=one.worker.name,
        says=f"Opened {one.people} different people in an hour{stopped}. Ask them why.",
        since=days.moment(one.at).capitalize(),
        act="Settle it",
        address=reverse("ledger:reading", args=[one.pk]),
    )
