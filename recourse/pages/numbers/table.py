"""Puts what agencies said about months into tables; what is fewer than five stays so in every sum."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from recourse.records.directory.figures import FEW, NAMES, Said

HIDDEN = "fewer than five"
NOT_SAID = "not said"


@dataclass(frozen=True)
class Cell:
    """One number as it is shown."""

    words: str
    is_number: bool


@dataclass(frozen=True)
class Month:
    """A month's row: one cell a column."""

    first_day: date
    cells: list[Cell]


def months(said: Iterable[Said], names: Iterable[str]) -> list[Month]:
    """All agencies together, a row a month, newest first."""
    counts: dict[date, dict[str, list[int | None]]] = {}
    for one in said:
        counts.setdefault(one.month, {}).setdefault(one.name, []).append(one.count)
    wanted = list(names)
    return [
        Month(month, [together(counts[month].get(name, [])) for name in wanted])
        for month in sorted(counts, reverse=True)
    ]


def agencies(said: Iterable[Said], month: date, names: Iterable[str]) -> list[tuple[str, list[Cell]]]:
    """One month, a row an agency that counted anything."""
    counts: dict[str, dict[str, int | None]] = {}
    for one in said:
        if one.month == month:
            counts.setdefault(one.agency_name, {})[one.name] = one.count
    wanted = list(names)
    return [
        (agency, [together([own[name]] if name in own else []) for name in wanted])
        for agency, own in sorted(counts.items())
        if any(count != 0 for count in own.values())
    ]


def together(counts: list[int | None]) -> Cell:
    """A sum said honestly: "at least 12" when some of it is fewer than five."""
    if not counts:
        return Cell(NOT_SAID, is_number=False)
    known, hidden = [count for count in counts if count is not None], counts.count(None)
    if not hidden:
        return Cell(str(sum(known)), is_number=True)
    if sum(known) < FEW and hidden == 1:
        return Cell(HIDDEN, is_number=False)
    return Cell(f"at least {sum(known) + hidden}", is_number=False)


COLUMNS = tuple(NAMES)
