"""Each week's table for the panel: who was placed beside who could have been, and how long they waited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recourse.reasoning.pricing.hiding import SMALL, hidden

ASPECTS = ("gender", "length of need", "funding", "access", "group")


@dataclass(frozen=True, slots=True)
class Case:
    """Somebody of the week: what group they are in by each aspect, and what became of them.

    `could_be_placed` says whether any open bed was theirs by the hard rules, so that shortage is not mistaken
    for bias. `waited` in weeks so far.
    """

    of: tuple[tuple[str, str], ...]
    could_be_placed: bool
    placed: bool
    waited: float


@dataclass(frozen=True, slots=True)
class Row:
    """One group of one aspect; None where a number is hidden."""

    aspect: str
    group: str
    people: int | None
    could_be_placed: int | None
    placed: int | None
    wait: float | None

    @property
    def placed_share(self) -> float | None:
        """Placed of all."""
        return None if self.people is None or self.placed is None else self.placed / self.people

    @property
    def could_share(self) -> float | None:
        """Who could be placed of all."""
        if self.people is None or self.could_be_placed is None:
            return None
        return self.could_be_placed / self.people


def table(cases: Sequence[Case], *, for_panel: bool, least: int = SMALL) -> tuple[Row, ...]:
    """One row for each group of each aspect, in order; beyond the panel small numbers are hidden.

    A row is shown whole or not at all: a share beside a hidden number would give it away.
    """
    rows = [_row(cases, aspect, group) for aspect, group in _groups(cases)]
    if for_panel:
        return tuple(rows)
    told: list[Row] = []
    for aspect in ASPECTS:
        some = [row for row in rows if row.aspect == aspect]
        told += _shown(some, least)
    return tuple(told)


def _groups(cases: Sequence[Case]) -> list[tuple[str, str]]:
    found = {pair for case in cases for pair in case.of}
    return sorted(found, key=lambda pair: (ASPECTS.index(pair[0]), pair[1]))


def _row(cases: Sequence[Case], aspect: str, group: str) -> Row:
    some = [case for case in cases if (aspect, group) in case.of]
    return Row(
        aspect=aspect, group=group, people=len(some),
        could_be_placed=sum(case.could_be_placed for case in some),
        placed=sum(case.placed for case in some),
        wait=sum(case.waited for case in some) / len(some),
    )  # fmt: skip


def _shown(rows: list[Row], least: int) -> list[Row]:
    """Every number of a row, and what is left over when it is taken away, counts as a cell of its own."""
    cells = [_cells(row) for row in rows]
    hide = hidden(cells, least=least)
    return [
        Row(row.aspect, row.group, None, None, None, None) if number in hide else row
        for number, row in enumerate(rows)
    ]


def _cells(row: Row) -> tuple[int, ...]:
    people, could, placed = row.people or 0, row.could_be_placed or 0, row.placed or 0
    return people, could, people - could, placed, people - placed
