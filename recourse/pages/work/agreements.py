"""What waits because an agreement to share ends soon."""

from typing import TYPE_CHECKING

from recourse.pages.look import days
from recourse.pages.work.item import Item, address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recourse.records.people.queries.noticing import Ending


def items(ending: "Iterable[Ending]") -> list[Item]:
    """Agreements made through my agency that end within a week."""
    return [_item(one) for one in ending]


def _item(one: "Ending") -> Item:
    return Item(
        kind="agreements",
        person=one.person,
        says=f"The agreement to share with {one.to_service} ends. Ask whether it goes on.",
        since=f"Agreed {days.day(one.made_at)}",
        act="Ask them",
        address=address("sharing:all", one.person.pk, otherwise=one.person),
        due=days.last_day(one.after_last_day),
    )
