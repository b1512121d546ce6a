"""Taking in stays from a sheet, whole or not at all, and giving them out as one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import may as homes_may
from recourse.records.homes.models import Bedspace, BedState, Sort, State
from recourse.records.ledger import actions as ledger
from recourse.records.people.models import Person
from recourse.records.placements import hosts, may
from recourse.records.placements.actions.offering import in_words
from recourse.records.placements.happenings import Stood
from recourse.records.placements.models import Holding, Occupation, Offer, OfferState, Stay


@dataclass(frozen=True)
class StayRow:
    """A stay on a sheet, with the number of its row."""

    row: int
    bedspace: Bedspace
    person: Person
    first_day: date
    expected_last_day: date
    after_last_day: date | None
    end_kind: str
    moved_to: str


class CannotComeIn(Stood):
    """A stay of a sheet cannot have been: its row and column, and what was expected; `every` has them all."""

    def __init__(self, row: int, column: str, expected: str) -> None:
        super().__init__(f"Row {row}, {column}: expected {expected}.")
        self.row, self.column, self.expected = row, column, expected
        self.every: tuple[CannotComeIn, ...] = (self,)


class Overlaps(CannotComeIn):
    """A stay of a sheet overlaps another, of its bed or of its person."""


class NotReadyThen(CannotComeIn):
    """A stay of a sheet begins on a day on which its bed could not be lived in."""


class AgainstHosts(CannotComeIn):
    """A stay of a sheet is with a host who could not be asked for it on the day it began."""


def _against_hosts(rows: Iterable[StayRow]) -> list[AgainstHosts]:
    """What the rules of hosts say against stays of a sheet, beside the stays that are there and each other.

    As when a bed is offered: the host was approved by the first day and had not left, and the first two stays
    of somebody with hosts were with experienced ones.
    """
    with_hosts = [row for row in _in_order(rows) if row.bedspace.room.home.sort == Sort.HOST]
    began: dict[UUID, list[date]] = {}
    there = Stay.objects.filter(person__in=[row.person for row in with_hosts], home__sort=Sort.HOST)
    for person, day in there.exclude(after_last_day=F("first_day")).values_list("person", "first_day"):
        began.setdefault(person, []).append(day)
    found = []
    for row in with_hosts:
        home = row.bedspace.room.home_id
        stands = hosts.standing([home], on=row.first_day)[home]
        before = sum(day < row.first_day for day in began.get(row.person.pk, ()))
        began.setdefault(row.person.pk, []).append(row.first_day)
        if stands.why_closed:
            expected = f"a host who could be asked on that day. {stands.why_closed}"
            found.append(AgainstHosts(row.row, "home", expected))
        elif not stands.is_experienced and before < hosts.FIRST_STAYS:
            expected = f"a host marked as experienced by that day. {hosts.FIRST_WITH_EXPERIENCED}"
            found.append(AgainstHosts(row.row, "home", expected))
    return found


def _not_ready(rows: Iterable[StayRow]) -> list[NotReadyThen]:
    """The stays that begin while their bed could not be lived in; no such bed would have been offered."""
    states: dict[UUID, list[BedState]] = {}
    beds = {row.bedspace.pk for row in rows}
    for state in BedState.objects.filter(bedspace__in=beds).order_by("first_day"):
        states.setdefault(state.bedspace_id, []).append(state)
    found = []
    for row in rows:
        begun = [one for one in states.get(row.bedspace.pk, ()) if one.first_day <= row.first_day]
        last = begun[-1] if begun else None
        stood = last if last and (last.after_last_day or date.max) > row.first_day else None
        if stood is None or stood.state != State.AVAILABLE:
            was = stood.get_state_display().lower() if stood else "not there yet"
            expected = f"a day on which the bed could be lived in; on that day it was: {was}"
            found.append(NotReadyThen(row.row, "first day", expected))
    return found


@transaction.atomic
def take_in(rows: Iterable[StayRow], *, by: Worker, at: datetime) -> int:
    """Enter every stay of a sheet, or none; says how many.

    Raises `Overlaps` for the first that overlaps another, of its bed or of its person, and with every one
    of them `NotReadyThen` where the bed could not be lived in and `AgainstHosts` where the host could not be
    asked.
    """
    require(homes_may.enter(by), homes_may.NOT_MANAGER)
    count, some = 0, _in_order(rows)
    if against := (*_not_ready(some), *_against_hosts(some)):
        against[0].every = against
        raise against[0]
    for row in some:
        require(may.offer(by, row.bedspace), may.NOT_YOUR_BED)
        try:
            with transaction.atomic():
                stay = _stay(row, by=by, at=at)
        except IntegrityError as clash:
            raise _overlap(clash, row) from clash
        ledger.record(by=by, act="placements.take_in", at=at, about=stay, person=row.person.pk)
        count += 1
    return count


@transaction.atomic
def give_out(*, by: Worker, at: datetime) -> list[Stay]:
    """Give every stay in the agency's own beds for a sheet, and write that it was given."""
    require(homes_may.enter(by), homes_may.NOT_MANAGER)
    found = Stay.objects.filter(agency=by.organisation_id).select_related("bedspace__room__home", "offer")
    stays = list(found.order_by("first_day", "pk"))
    ledger.record(by=by, act="placements.give_out", at=at, detail={"stays": len(stays)})
    return stays


def _in_order(rows: Iterable[StayRow]) -> list[StayRow]:
    return sorted(rows, key=lambda one: (one.first_day, one.row))


def _stay(row: StayRow, *, by: Worker, at: datetime) -> Stay:
    bed, home, after = row.bedspace, row.bedspace.room.home, row.after_last_day
    pays = bed.kind == "rent_paying"
    of = {"person": row.person, "agency_id": by.organisation_id, "bedspace": bed}
    offer = Offer.objects.create(
        **of,
        home=home,
        home_name=home.name,
        home_words=in_words(bed, pays_rent=pays),
        pays_rent=pays,
        first_day=row.first_day,
        expected_last_day=row.expected_last_day,
        answer_by=at,
        state=OfferState.ACCEPTED,
        made_by=by,
        made_at=at,
        answered_by=by,
        answered_at=at,
    )
    ended = {"after_last_day": after, "end_kind": row.end_kind, "moved_to": row.moved_to}
    stay = Stay.objects.create(
        **of,
        home=home,
        offer=offer,
        first_day=row.first_day,
        **(ended | {"ended_by": by, "ended_at": at} if after else {}),
    )
    Occupation.objects.create(**of, offer=offer, kind=Holding.STAY, span=DateRange(row.first_day, after))
    return stay


def _overlap(clash: IntegrityError, row: StayRow) -> Exception:
    if "placements_one_person_a_bed" in str(clash):
        return Overlaps(row.row, "bed", "a bed that nobody else has on those days")
    if "placements_one_bed_a_person" in str(clash):
        return Overlaps(row.row, "person", "somebody who has no other bed on those days")
    return clash
