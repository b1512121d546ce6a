"""The scheme as it stands on a day: how many beds of each kind, and for how many nights they were there."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from recourse.reasoning import money
from recourse.reasoning.money import Books, Scheme
from recourse.records.funds.queries.entries import balance
from recourse.records.homes.models import Bedspace, BedState, Kind, State

YEAR = timedelta(days=365)
NOT_OURS = (State.HANDED_BACK, State.OFFERED)


def scheme_on(day: date, books: Books) -> Scheme:
    """The scheme as its own books show it on a day."""
    known = balance(day)
    return money.standing(
        books,
        on=day,
        rooms=rooms_on(day),
        nights_there=nights_there(day - YEAR, day),
        in_the_bank=known.pence if known else 0,
    )


def rooms_on(day: date) -> dict[str, int]:
    """How many beds of each kind there are on a day, a family's room being one."""
    there = BedState.objects.exclude(state__in=NOT_OURS).filter(
        Q(after_last_day=None) | Q(after_last_day__gt=day), first_day__lte=day
    )
    found = dict.fromkeys(Kind.values, 0)
    for kind in there.values_list("bedspace__kind", flat=True):
        found[kind] += 1
    return {kind: count for kind, count in found.items() if count}


def nights_there(first_day: date, after_last_day: date) -> dict[str, int]:
    """For how many nights beds of each kind could be lived in, or stood empty for a while."""
    kinds: dict[UUID, str] = dict(Bedspace.objects.values_list("pk", "kind"))
    states = BedState.objects.exclude(state__in=(*NOT_OURS, State.PREPARING)).filter(
        Q(after_last_day=None) | Q(after_last_day__gt=first_day), first_day__lt=after_last_day
    )
    found = dict.fromkeys(Kind.values, 0)
    for bed, first, after in states.values_list("bedspace_id", "first_day", "after_last_day"):
        if bed in kinds:
            found[kinds[bed]] += (min(after or after_last_day, after_last_day) - max(first, first_day)).days
    return found
