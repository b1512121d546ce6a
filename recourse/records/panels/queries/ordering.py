"""Which order stands for a scheme's free beds, and why: learned prices, or one day's best plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recourse.reasoning.allocation.netting import Expected
from recourse.records.criteria.queries import Published
from recourse.records.panels.words import Order
from recourse.records.prices.queries import STALE_AFTER_DAYS, Kept

_TODAY_ALONE = "Ordered by today’s best plan; no bed is kept for somebody who has not come yet."


@dataclass(frozen=True, slots=True)
class Ordered:
    """What orders a list, the sentence that says why, and the day of the prices where they do."""

    by: Order
    says: str
    learned_on: date | None = None

    @property
    def is_priced(self) -> bool:
        """Whether learned prices order."""
        return self.by is Order.PRICES


BY_WAIT = Ordered(Order.WAIT, "Ordered by the wait alone: the scheme has published nothing that counts.")


def order_of(kept: Kept | None, published: Published, *, on: date) -> tuple[Ordered, Expected | None]:
    """Which order stands by the last night and what is published, with the prices where they order."""
    expected = kept.expected(on=on) if kept else None
    if kept is None:
        says = f"No prices were learned in the last {STALE_AFTER_DAYS} days. {_TODAY_ALONE}"
    elif not kept.is_learned:
        says = kept.says
    elif kept.fingerprint != published.fingerprint:
        says = (
            f"What your scheme goes by has changed since prices were learned on {_day(kept.day)}; "
            f"the next night learns anew. {_TODAY_ALONE}"
        )
    elif expected is not None:
        says = (
            f"Ordered by prices learned on {_day(kept.day)} from {kept.people} arrivals: what an offer is "
            f"worth, less what people expected would lose by it. {_floor(kept)}"
        )
        return Ordered(Order.PRICES, says, kept.day), expected
    else:
        says = f"The prices of {_day(kept.day)} say nothing of this day. {_TODAY_ALONE}"
    return Ordered(Order.CRITERIA, says), None


def _floor(kept: Kept) -> str:
    if kept.floor is None:
        return "No floor for long stays is on."
    return f"The floor for long stays is on and costs {kept.floor_costs} of the worth of all placements."


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
