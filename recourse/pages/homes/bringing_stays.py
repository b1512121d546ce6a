"""Reads a sheet of stays, or of the states of beds, and says what is wrong by row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from recourse.pages.homes.bringing import Reader, Wrong, readers
from recourse.records.homes.actions import StateRow
from recourse.records.homes.queries import STATES
from recourse.records.placements.actions import StayRow
from recourse.records.placements.words import Ending, MovedTo

if TYPE_CHECKING:
    from recourse.records.homes.models import Bedspace
    from recourse.records.people.models import Person

STAY_COLUMNS = (
    "home",
    "room",
    "bed",
    "person",
    "first day",
    "expected until",
    "left on",
    "how it ended",
    "went to",
)
STATE_COLUMNS = ("home", "room", "bed", "state", "from", "until", "why")
Row = TypeVar("Row", StayRow, StateRow)
Beds = Mapping[tuple[str, str, str], "Bedspace"]


@dataclass
class Found(Generic[Row]):
    """What a sheet says: its rows, or what is wrong with it."""

    rows: list[Row] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def by_name(beds: Iterable[Bedspace]) -> dict[tuple[str, str, str], Bedspace]:
    """The beds by home, room and bed as they are called."""
    return {(bed.room.home.name, bed.room.name, bed.name): bed for bed in beds}


def stays(
    rows: Sequence[Sequence[str]], *, beds: Beds, people: Mapping[str, Sequence[Person]]
) -> Found[StayRow]:
    """Read the rows of a sheet of stays; `people` are those one may see, by reference."""
    found: Found[StayRow] = Found()
    for read in readers(rows, STAY_COLUMNS, found.wrong):
        bed, person = _bed(read, beds), _person(read, people)
        first, expected = read.day("first day", needed=True), read.day("expected until", needed=True)
        left = read.day("left on")
        if first and expected and expected < first:
            read.bad("expected until", f"a day on or after the first day, {first.isoformat()}")
        if first and left and left <= first:
            read.bad("left on", f"a day after the first day, {first.isoformat()}")
        ended, went = _ended(read, is_over=bool(read.said["left on"]))
        if bed and person and first and expected:
            found.rows.append(StayRow(read.number, bed, person, first, expected, left, ended, went))
    if not found.wrong:
        found.wrong += _overlapping(found.rows)
    return found


def states(rows: Sequence[Sequence[str]], *, beds: Beds) -> Found[StateRow]:
    """Read the rows of a sheet of states of beds."""
    found: Found[StateRow] = Found()
    for read in readers(rows, STATE_COLUMNS, found.wrong):
        bed, state = _bed(read, beds), read.one_of("state", STATES)
        first, last = read.day("from", needed=True), read.day("until")
        why = read.words("why", most=120)
        if first and last and last < first:
            read.bad("until", f"a day on or after {first.isoformat()}, the last on which it is so")
        if bed and first:
            after = last + timedelta(days=1) if last else None
            found.rows.append(StateRow(read.number, bed, state, first, after, why))
    if not found.wrong:
        spans = [(one.row, one.bedspace.pk, one.first_day, one.after_last_day) for one in found.rows]
        found.wrong += [
            Wrong(row, "from", f"a day on which row {other} does not hold for this bed")
            for row, other in _clashes(spans)
        ]
    return found


def _bed(read: Reader, beds: Beds) -> Bedspace | None:
    home, room, bed = (read.said[name] for name in ("home", "room", "bed"))
    if (home, room, bed) in beds:
        return beds[home, room, bed]
    if all(home != one for one, _, _ in beds):
        read.bad("home", "the name of one of your homes")
    elif all((home, room) != one[:2] for one in beds):
        read.bad("room", f"a room of {home}")
    else:
        read.bad("bed", f"a bed of {room}, such as Bed 1")
    return None


def _person(read: Reader, people: Mapping[str, Sequence[Person]]) -> Person | None:
    some = people.get(read.said["person"].upper(), ())
    if len(some) != 1:
        told = "one you may see" if not some else "one that only one person has"
        read.bad("person", f"the reference of somebody on file, {told}")
        return None
    return some[0]


def _ended(read: Reader, *, is_over: bool) -> tuple[str, str]:
    if not is_over:
        for column in ("how it ended", "went to"):
            if read.said[column]:
                read.bad(column, "nothing, or the day they left")
        return "", ""
    return read.one_of("how it ended", Ending.values), read.one_of("went to", MovedTo.values)


def _overlapping(rows: Sequence[StayRow]) -> list[Wrong]:
    beds = [(one.row, one.bedspace.pk, one.first_day, one.after_last_day) for one in rows]
    people = [(one.row, one.person.pk, one.first_day, one.after_last_day) for one in rows]
    return [
        *(
            Wrong(row, "bed", f"a bed that nobody else has on those days; row {other} has it")
            for row, other in _clashes(beds)
        ),
        *(
            Wrong(row, "person", f"somebody with no other bed on those days; row {other} gives one")
            for row, other in _clashes(people)
        ),
    ]


def _clashes(spans: Iterable[tuple[int, object, date, date | None]]) -> list[tuple[int, int]]:
    """The rows that begin before another of the same bed or person has ended, each with that other."""
    found: list[tuple[int, int]] = []
    latest: dict[object, tuple[date, int]] = {}
    for row, whose, first, after in sorted(spans, key=lambda one: (one[2], one[0])):
        ends, other = latest.get(whose, (date.min, 0))
        if first < ends:
            found.append((row, other))
        latest[whose] = max((ends, other), (after or date.max, row))
    return sorted(found)
