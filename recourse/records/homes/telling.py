"""What may be told to whoever lends a home; what would tell of one person is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from recourse.records.homes import queries
from recourse.records.homes.models import BedState, Home, State, Upkeep

#: With fewer people than this in a quarter the nights would be those of one person.
ENOUGH_PEOPLE = 2
QUARTERS = 4
A_YEAR = timedelta(days=365)
_NOT_OURS = (State.HANDED_BACK, State.OFFERED)
_NOT_USABLE = (State.PREPARING, State.CLEANING, State.REPAIR, State.UNUSABLE)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter that is over: how many nights its beds had, and how many of them somebody lived there.

    `lived` is None where it would be the nights of one person: then only whether anybody lived there is told.
    """

    first_day: str
    nights: int
    lived: int | None
    is_lived_in: bool


def quarter(first_day: date, *, beds: int, nights: int, lived: int, people: int) -> Quarter:
    """What may be told of a quarter; in a house of one bed, or where one person lived, no nights."""
    is_told = not people or (beds >= ENOUGH_PEOPLE and people >= ENOUGH_PEOPLE)
    return Quarter(first_day.isoformat(), nights, lived if is_told else None, lived > 0)


def quarters_before(day: date) -> list[tuple[date, date]]:
    """The last quarters that are over on a day, each from its first day to the day after its last."""
    after = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    found = []
    for _ in range(QUARTERS):
        first = (after - timedelta(days=80)).replace(day=1)
        found.append((first, after))
        after = first
    return found


def of_the_house(home: Home, *, day: date) -> dict[str, Any]:
    """The state of the house on a day in numbers and days: no free word of it is read."""
    states = [
        state
        for state in queries.states_on(day).values()
        if state.state not in _NOT_OURS and state.bedspace.room.home_id == home.pk
    ]
    lease = queries.leases_on(day).get(home.pk)
    certificates = queries.certificates_on(day).get(home.pk, {})
    work = Upkeep.objects.filter(home=home, on_day__gt=day - A_YEAR, on_day__lte=day)
    return {
        "beds": len(states),
        "not_usable": sum(state.state in _NOT_USABLE for state in states),
        "lease": [
            lease.first_day.isoformat(),
            lease.after_last_day.isoformat() if lease.after_last_day else "",
            lease.pence_a_month,
        ]
        if lease
        else [],
        "certificates": {kind: one.last_day.isoformat() for kind, one in sorted(certificates.items())},
        "work": [[one.kind, one.on_day.isoformat(), one.hours, one.pence] for one in work],
    }


def beds_of(home: Home, *, first: date, after: date) -> tuple[int, int]:
    """How many beds a home had at most in some days, and how many nights they had together."""
    nights, beds = 0, set()
    there = BedState.objects.filter(bedspace__room__home=home, first_day__lt=after).exclude(
        state__in=_NOT_OURS
    )
    for state in there:
        ends = min(state.after_last_day or after, after)
        count = (ends - max(state.first_day, first)).days
        if count > 0:
            nights += count
            beds.add(state.bedspace_id)
    return len(beds), nights


def with_quarters(before: Mapping[str, Any], quarters: list[Quarter]) -> list[dict[str, Any]]:
    """The quarters as they are told: what was told once is never told otherwise."""
    told = {one["first_day"]: one for one in before.get("quarters", [])}
    found = [told.get(one.first_day, asdict(one)) for one in quarters]
    return sorted(found, key=lambda one: one["first_day"], reverse=True)
