"""What waits because somebody is new: a nickname and a place, nothing else."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from recourse.pages.look import days
from recourse.pages.look.days import Chip
from recourse.pages.work.item import Item, address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Person


def items(new: "Iterable[Person]", by: "Worker", *, at: datetime) -> list[Item]:
    """People added this week of whom little is known."""
    return [_item(person, by, at) for person in new]


def _item(person: "Person", by: "Worker", at: datetime) -> Item:
    on = localdate(person.added_at)
    is_today = on == localdate(at)
    return Item(
        kind="new",
        person=person,
        says="Little is known yet: who they are, and what they were asked.",
        since="Added by you" if person.added_by_id == by.pk else "Added by your team",
        act="Add what you learnt",
        address=address("people:describe", person.pk, otherwise=person),
        due=on if is_today else None,
        chip=Chip("soon", f"New, {days.hour(person.added_at) if is_today else days.brief_day(on)}"),
    )
