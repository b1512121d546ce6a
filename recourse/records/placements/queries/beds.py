"""Which beds are free on a day, exact on any day past or to come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q, QuerySet

from recourse.records.homes import queries as homes
from recourse.records.homes.models import Bedspace, BedState, Home, Kind, Room, Sort, State
from recourse.records.placements import hosts
from recourse.records.placements.hosts import Standing
from recourse.records.placements.models import Holding, Occupation

OnDay = Literal["in_use", "held", "free", "unusable", "preparing"]
_NOT_LIVED_IN = {
    State.UNUSABLE: "unusable",
    State.CLEANING: "unusable",
    State.REPAIR: "unusable",
    State.RESERVED: "unusable",
    State.PREPARING: "preparing",
    State.OFFERED: "preparing",
}
_VOID = {State.CLEANING: "Cleaning", State.REPAIR: "Repair", State.RESERVED: "Kept back"}


@dataclass(frozen=True)
class BedOnDay:
    """A bedspace as it is on a day, since when, and until when it is so, where that is known."""

    bedspace: Bedspace
    room: Room
    home: Home
    state: OnDay
    until: date | None
    why: str
    occupation: Occupation | None
    since: date
    host: Standing | None = None

    @property
    def expected_until(self) -> date | None:
        """The first day on which the bed should be free again, certain or not."""
        if self.until or self.occupation is None:
            return self.until
        return self.occupation.offer.expected_last_day + timedelta(days=1)


@dataclass(frozen=True)
class Night:
    """The beds there are on a day, and how many are in use by who pays for them."""

    day: date
    beds: int
    paid: dict[str, int]

    @property
    def in_use(self) -> int:
        """How many are in use, whoever pays."""
        return sum(self.paid.values())


def beds_on(day: date, *, home: Home | None = None) -> list[BedOnDay]:
    """Give every bedspace there is on a day, by home, room and name."""
    states = homes.states_on(day)
    taken = {one.bedspace_id: one for one in _live().filter(span__contains=day)}
    beds = [one.bedspace for one in states.values() if one.state != State.HANDED_BACK]
    there = [bed for bed in beds if home is None or bed.room.home_id == home.pk]
    with_hosts = {bed.room.home_id for bed in there if bed.room.home.sort == Sort.HOST}
    stand = hosts.standing(with_hosts, on=day)
    return [_on_day(bed, states[bed.pk], taken.get(bed.pk), stand.get(bed.room.home_id)) for bed in there]


def bed_history(bedspace: Bedspace) -> list[BedState]:
    """Give every state a bedspace was in, newest first."""
    return list(BedState.objects.filter(bedspace=bedspace).order_by("-first_day"))


def taken_after(day: date) -> dict[UUID, date]:
    """Give the first day after `day` from which a bedspace is promised or lived in, where there is one."""
    later = _live().filter(span__startswith__gt=day).order_by("-span")
    return {one.bedspace_id: one.span.lower for one in later}


def taken_from(bedspace: Bedspace, day: date) -> Occupation | None:
    """Give who has a bedspace on a day or later, the first of them."""
    taken = _live().filter(bedspace=bedspace, span__overlap=DateRange(day, None))
    return taken.order_by("span").first()


def in_use_by_month(days: Iterable[date]) -> list[Night]:
    """Count the beds in use on each of some days, by who pays, and the beds there are."""
    wanted = sorted(days)
    if not wanted:
        return []
    kinds: dict[UUID, str] = dict(Bedspace.objects.values_list("pk", "kind"))
    # Who helps somebody sees their stay in another agency's bed, but not the bed.
    stays = _live().filter(kind=Holding.STAY, bedspace__in=kinds).values_list("bedspace_id", "span")
    there = list(
        BedState.objects.filter(~Q(state=State.HANDED_BACK), first_day__lte=wanted[-1]).values_list(
            "bedspace_id", "first_day", "after_last_day"
        )
    )
    nights = []
    for day in wanted:
        paid = dict.fromkeys(Kind.values, 0)
        for bed, span in stays:
            if span.lower <= day and (span.upper is None or day < span.upper):
                paid[kinds[bed]] += 1
        beds = {bed for bed, first, after in there if first <= day and (after is None or day < after)}
        nights.append(Night(day, len(beds), paid))
    return nights


def _live() -> QuerySet[Occupation]:
    return Occupation.objects.filter(is_live=True).select_related("offer__made_by")


def _on_day(bed: Bedspace, state: BedState, taken: Occupation | None, host: Standing | None) -> BedOnDay:
    room = bed.room
    if taken is not None:
        is_held = taken.kind == Holding.HELD
        is_what: OnDay = "held" if is_held else "in_use"
        return BedOnDay(bed, room, room.home, is_what, taken.span.upper, "", taken, taken.span.lower, host)
    now: OnDay = _NOT_LIVED_IN.get(State(state.state), "free")  # type: ignore[assignment]
    why = state.why or _VOID.get(State(state.state), "")
    if now == "free" and host and host.why_closed:
        now, why = "unusable", host.why_closed
    return BedOnDay(bed, room, room.home, now, state.after_last_day, why, None, state.first_day, host)
