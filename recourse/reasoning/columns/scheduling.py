"""Puts the cells that are wanted in an order in which they can be made, and says which become columns.

A cell used once is written into the one that uses it. Whatever crosses from sheet to sheet, or is looked
up by day, begins a new stage: by then the columns it needs have been made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from recourse.reasoning.columns.cells import ANYWHERE, MEMBER, PERSON, Plan

CROSSING = frozenset({"brought", "any", "sum", "days"})
_CHEAP = frozenset({"column", "fixed"})


@dataclass(slots=True)
class Stage:
    """What is joined or looked up first, and then the levels of columns, each resting on those before it."""

    crossings: list[int] = field(default_factory=list)
    levels: list[list[int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The stages, the cells that become columns, and the columns that a sheet must come with."""

    stages: list[Stage]
    kept: frozenset[int]
    needed: frozenset[tuple[str, str]]

    def later(self, plan: Plan, number: int, wanted: Iterable[int]) -> dict[str, set[str]]:
        """The columns of each sheet that are still used after the stage of that number."""
        left: set[int] = set()
        for stage in self.stages[number + 1 :]:
            left.update(stage.crossings, *stage.levels)
        read: set[int] = set(wanted)
        waiting = [part for cell in left for part in plan.cells[cell].of]
        while waiting:
            cell = waiting.pop()
            if cell not in read:
                read.add(cell)
                if cell not in self.kept and cell not in left:
                    waiting.extend(plan.cells[cell].of)
        found: dict[str, set[str]] = {PERSON: set(), MEMBER: set()}
        for cell in read - left:
            sort, sheet, _, told = plan.cells[cell]
            for where in (PERSON, MEMBER) if sheet == ANYWHERE else (sheet,):
                found[where].add(str(told) if sort == "column" else f"c{cell}")
        return found


def schedule(plan: Plan, wanted: Iterable[int]) -> Schedule:
    """In which order to make the wanted cells and all that they rest on."""
    outputs = set(wanted)
    uses: dict[int, int] = dict.fromkeys(outputs, 1)
    for cell in range(len(plan.cells) - 1, -1, -1):
        if cell in uses:
            for part in plan.cells[cell].of:
                uses[part] = uses.get(part, 0) + 1
    live = sorted(uses)
    crossed = {part for cell in live if plan.cells[cell].sort in CROSSING for part in plan.cells[cell].of}
    kept = {
        cell
        for cell in live
        if plan.cells[cell].sort not in _CHEAP
        and (uses[cell] > 1 or cell in crossed or cell in outputs or plan.cells[cell].sort in CROSSING)
    } | {cell for cell in crossed | outputs if plan.cells[cell].sort == "fixed"}
    stages: list[Stage] = []
    stage_of: dict[int, int] = {}
    level_of: dict[int, int] = {}
    for cell in live:
        sort, _, of, _ = plan.cells[cell]
        stage = max((stage_of[part] for part in of), default=0) + (1 if sort in CROSSING else 0)
        below = max((level_of[part] for part in of if stage_of[part] == stage), default=0)
        stage_of[cell], level_of[cell] = stage, below
        while len(stages) <= stage:
            stages.append(Stage())
        if sort in CROSSING:
            stages[stage].crossings.append(cell)
        elif cell in kept:
            level_of[cell] = below + 1
            while len(stages[stage].levels) <= below:
                stages[stage].levels.append([])
            stages[stage].levels[below].append(cell)
    columns = {
        (plan.cells[cell].sheet, plan.cells[cell].told) for cell in live if plan.cells[cell].sort == "column"
    }
    return Schedule(stages, frozenset(kept), frozenset(columns))
