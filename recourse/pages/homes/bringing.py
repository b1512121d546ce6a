"""Reads a sheet of homes, a line for each room, and says what is wrong by row and column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from recourse.pages.homes.sheets import is_blank
from recourse.records.homes.actions import OUR_YEARS, LeaseRow, RoomRow, Row
from recourse.records.homes.queries import KINDS, SORTS, WHO_FOR

COLUMNS = (
    "home",
    "sort",
    "who for",
    "step-free",
    "area",
    "address",
    "landlord",
    "room",
    "sleeps",
    "who pays",
    "ready from",
    "lease from",
    "lease until",
    "rent a month",
)
OF_HOME = COLUMNS[:7] + COLUMNS[11:]


@dataclass(frozen=True)
class Wrong:
    """What is wrong in a row, in which column, and what was expected there."""

    row: int
    column: str
    expected: str


@dataclass
class Brought:
    """What a sheet says: the homes of it, or what is wrong with it."""

    homes: list[Row] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


def understood(rows: Sequence[Sequence[str]], *, taken: frozenset[str]) -> Brought:
    """Read the rows of a sheet, headings first; `taken` are the names homes have already."""
    brought = Brought()
    found: dict[str, Row] = {}
    first: dict[str, dict[str, str]] = {}
    for read in readers(rows, COLUMNS, brought.wrong):
        _one(read.said, read, found, first, taken)
    brought.homes = list(found.values())
    return brought


def readers(rows: Sequence[Sequence[str]], columns: Sequence[str], wrong: list[Wrong]) -> Iterator[Reader]:
    """Every row under the headings, by its number in the sheet; none where a heading is not there once."""
    numbered = ((number, row) for number, row in enumerate(rows, start=1) if not is_blank(row))
    top, headings = next(numbered)
    names = [cell.strip().lower() for cell in headings]
    times = Counter(names)
    wrong += [Wrong(top, name, "a column with this heading") for name in columns if not times[name]]
    wrong += [Wrong(top, name, "one column with this heading") for name in columns if times[name] > 1]
    if wrong:
        return
    for number, cells in numbered:
        said = dict(zip(names, (cell.strip() for cell in (*cells, *[""] * len(names))), strict=False))
        yield Reader(number, said, wrong)


class Reader:
    """Reads the cells of one row, and keeps what is wrong with them."""

    def __init__(self, number: int, said: dict[str, str], wrong: list[Wrong]) -> None:
        self.number, self.said, self.wrong = number, said, wrong

    def bad(self, column: str, expected: str) -> None:
        self.wrong.append(Wrong(self.number, column, expected))

    def words(self, column: str, *, most: int, missing: str = "") -> str:
        said = self.said[column]
        if not said and missing:
            self.bad(column, missing)
        if len(said) > most:
            self.bad(column, f"at most {most} letters")
        return said

    def one_of(self, column: str, values: Sequence[str]) -> str:
        said = self.said[column].lower().replace(" ", "_").replace("-", "_")
        if said not in values:
            self.bad(column, "one of: " + ", ".join(values))
            return values[0]
        return said

    def day(self, column: str, *, needed: bool = False) -> date | None:
        said = self.said[column]
        if not said and not needed:
            return None
        day = _day(said)
        if day is None:
            self.bad(column, "a day such as 2026-11-23 or 23/11/2026")
        elif day.year not in OUR_YEARS:
            self.bad(column, f"a year from {OUR_YEARS[0]} to {OUR_YEARS[-1]}")
            return None
        return day

    def number_of(self, column: str) -> int:
        said = self.said[column]
        if not (said.isascii() and said.isdecimal() and len(said) < 4 and 1 <= int(said) <= 60):
            self.bad(column, "a whole number from 1 to 60")
            return 1
        return int(said)

    def pence(self, column: str) -> int:
        try:
            pounds = Decimal(self.said[column].removeprefix("£").replace(",", "") or "0")
            if pounds.is_finite() and 0 <= pounds <= 1_000_000 and pounds * 100 == int(pounds * 100):
                return int(pounds * 100)
        except InvalidOperation:
            pass
        self.bad(column, "pounds and pence, 0 or more, such as 450 or 450.50")
        return 0


def _day(said: str) -> date | None:
    """A day as our files have it, or as spreadsheet programs here write it into a CSV: the day first."""
    spoken = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", said, re.ASCII)
    try:
        if spoken:
            return date(int(spoken[3]), int(spoken[2]), int(spoken[1]))
        return date.fromisoformat(said) if re.fullmatch(r"\d{4}-\d\d-\d\d", said, re.ASCII) else None
    except ValueError:
        return None


def _one(
    said: dict[str, str],
    read: Reader,
    found: dict[str, Row],
    first: dict[str, dict[str, str]],
    taken: frozenset[str],
) -> None:
    name = read.words("home", most=200, missing="what you call the home")
    room = read.words("room", most=100, missing="what you call the room")
    ready = read.day("ready from", needed=True)
    sleeps, kind = read.number_of("sleeps"), read.one_of("who pays", KINDS)
    if name not in found:
        if name in taken:
            read.bad("home", "a name none of your homes has yet")
        found[name], first[name] = _home(name, read), said
    else:
        for column in OF_HOME:
            if said[column] != first[name][column]:
                read.bad(column, f"the same as in the first row of {name}")
    if any(one.name == room for one in found[name].rooms):
        read.bad("room", f"a room of {name} that stands in one row only")
    if ready is not None:
        found[name].rooms.append(RoomRow(room, sleeps, kind, ready))


def _home(name: str, read: Reader) -> Row:
    begins, ends = read.day("lease from"), read.day("lease until")
    pence = read.pence("rent a month")
    if begins and ends and ends < begins:
        read.bad("lease until", f"a day after the lease starts on {begins.isoformat()}")
    if begins is None and (ends or pence) and not read.said["lease from"]:
        read.bad("lease from", "the day on which the lease starts")
    return Row(
        name=name,
        sort=read.one_of("sort", SORTS),
        who_for=read.one_of("who for", WHO_FOR),
        is_step_free=read.one_of("step-free", ("no", "yes")) == "yes",
        area=read.words("area", most=200, missing="a part of town"),
        address=read.words("address", most=500, missing="the address"),
        landlord=read.words("landlord", most=200),
        lease=LeaseRow(begins, ends, pence) if begins else None,
    )
