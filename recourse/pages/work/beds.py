"""What waits because of beds: offers to be answered for our people, and those our scheme made."""

from datetime import datetime
from typing import TYPE_CHECKING

from recourse.pages.look import days
from recourse.pages.look.days import Chip
from recourse.pages.work.item import Item, address
from recourse.records.placements import queries

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.placements.models import Offer


def items(by: "Worker", *, at: datetime) -> list[Item]:
    """Offers to people we hold, to answer; and offers of ours that others must answer."""
    return [
        _to_answer(offer) if offer.person.agency_id == by.organisation_id else _with_others(offer, at)
        for offer in queries.waiting_for_answer(by)
    ]


def _to_answer(offer: "Offer") -> Item:
    return Item(
        kind="beds",
        person=offer.person,
        says=f"A bed at {offer.home_name} is held for them. "
        f"Say yes or no before {days.hour(offer.answer_by)}, or it goes to the next person.",
        since=f"Held by {offer.made_by.name}, {offer.agency.name}",
        act="Give their answer",
        address=address("offers:one", offer.pk, otherwise=offer.person),
        due=offer.answer_by,
    )


def _with_others(offer: "Offer", at: datetime) -> Item:
    due = days.moment(offer.answer_by)
    return Item(
        kind="beds",
        person=offer.person,
        says=f"You offered a bed at {offer.home_name}.",
        since=f"Offered {days.moment(offer.made_at)} by {offer.made_by.name}",
        act="Look",
        address=address("offers:one", offer.pk, otherwise=offer.person),
        due=offer.answer_by,
        chip=Chip("later", f"Due {due}" if offer.answer_by > at else "Not answered in time"),
        is_for_others=True,
    )
