"""What waits because questions were put off."""

from typing import TYPE_CHECKING

from recourse.pages.look import days
from recourse.pages.work.item import Item, address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recourse.records.people.queries.noticing import PutOff

NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def items(skipped: "Iterable[PutOff]") -> list[Item]:
    """The people I lead with questions that were skipped for now."""
    return [
        Item(
            kind="questions",
            person=put_off.person,
            says=_says(put_off.count),
            since=f"Last touched {days.day(put_off.person.touched_at)}",
            act="Ask the question" if put_off.count == 1 else f"Ask the {put_off.count}",
            address=address("ask:begin", put_off.person.pk, otherwise=put_off.person),
        )
        for put_off in skipped
    ]


def _says(count: int) -> str:
    number = NUMBERS[count] if count < len(NUMBERS) else str(count)
    return f"{number} question{' was' if count == 1 else 's were'} put off. Ask when it suits them."
