"""The order in which one machine makes the cells: one by one, each let go when nothing needs it any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from recourse.reasoning.columns.cells import Cell, Plan


class Step(NamedTuple):
    """A cell to make, and the cells that nothing needs after it."""

    number: int
    cell: Cell
    free: tuple[int, ...]


def walk(plan: Plan, wanted: Iterable[int]) -> list[Step]:
    """The wanted cells and all they rest on, each after its parts."""
    kept = set(wanted)
    needed = set(kept)
    steps: list[Step] = []
    for number in range(len(plan.cells) - 1, -1, -1):
        if number in needed:
            cell = plan.cells[number]
            last = {part for part in cell.of if part not in needed}
            needed |= last
            steps.append(Step(number, cell, tuple(last)))
    return steps[::-1]
