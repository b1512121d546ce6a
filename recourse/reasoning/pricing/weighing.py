"""From recorded weeks to the cases of the fairness table: who waited, who could have been placed, who was."""

from __future__ import annotations

from datetime import date

from recourse.reasoning.allocation import lots as lotting
from recourse.reasoning.allocation import table
from recourse.reasoning.allocation.needs import Gender, Household, Need
from recourse.reasoning.allocation.places import Kind
from recourse.reasoning.pricing.fairness import Case
from recourse.reasoning.pricing.history import LONG_DAYS
from recourse.reasoning.pricing.recorded import Asked, Recorded

_GENDER = {
    Gender.WOMAN: "Women",
    Gender.MAN: "Men",
    Gender.ANOTHER: "Either kind of home",
    Gender.BOTH: "Women and men together",
    Gender.NOT_KNOWN: "Not known",
}
_GROUP = {
    Household.SINGLE: "On their own",
    Household.COUPLE: "Two together",
    Household.FAMILY: "Families",
}
_ACCESS = {True: "Without steps", False: "Steps are all right", None: "Not known"}
_WEEK = 7


def cases(recorded: Recorded, *, first: date, after: date) -> list[Case]:
    """Everybody who waited on a day from `first`, before `after`, and what became of them in those days."""
    waited = [one for one in recorded.asked if one.on < after and not _is_over(one, first)]
    free = [bed.place for bed in recorded.beds if bed.is_free(first, after)]
    lots = lotting.gathered(free)
    refused = table.refusing([one.need for one in waited], lots, as_at=first)
    found = []
    for row, one in enumerate(waited):
        placed = one.placed_on is not None and first <= one.placed_on < after
        until = min(day for day in (after, one.placed_on, one.gone_on) if day is not None)
        could = placed or bool((refused[row] == 0).any())
        found.append(Case(_of(one.need), could, placed, max((until - one.on).days, 0) / _WEEK))
    return found


def _is_over(one: Asked, first: date) -> bool:
    return any(day is not None and day < first for day in (one.placed_on, one.gone_on))


def _of(need: Need) -> tuple[tuple[str, str], ...]:
    return (
        ("gender", _GENDER[need.gender]),
        ("length of need", "Forty weeks or longer" if need.likely_days >= LONG_DAYS else "Shorter"),
        ("funding", _funding(need)),
        ("access", _ACCESS[need.needs_step_free]),
        ("group", _GROUP[need.household]),
    )


def _funding(need: Need) -> str:
    if Kind.COUNCIL in need.funding:
        return "A council pays"
    return "Can pay rent" if Kind.RENT_PAYING in need.funding else "Only a free bed"
