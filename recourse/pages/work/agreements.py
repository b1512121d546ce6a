"""What waits because an agreement to share ends soon."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from recourse.pages.look import days
from recourse.pages.work.item import Item, address
from recourse.records.people.queries import waiting

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.people.models import Share


def items(by: "Worker", *, at: datetime) -> list[Item]:
    """Shares my agency made that end within a week."""
    ending = waiting.shares_ending(by, before=localdate(at) + days.WEEK + days.DAY)
    return [_item(share) for share in ending]


def _item(share: "Share") -> Item:
    return Item(
        kind="agreements",
        person=share.person,
        says=f"The agreement to share with {share.to_service.name} ends. Ask whether it goes on.",
        since=f"Agreed {days.day(share.made_at)}",
        act="Ask them",
        address=address("sharing:all", share.person_id, otherwise=share.person),
        due=days.last_day(share.after_last_day),
    )
