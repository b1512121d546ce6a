"""Makes the columns of a schedule on an engine; the engine is a small object that knows no law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from recourse.reasoning.columns.cells import ANYWHERE, MEMBER, PERSON, Plan
from recourse.reasoning.columns.scheduling import Schedule

Crossings = dict[str, tuple[str, str]]


class Engine(Protocol):
    """What a table engine must be able to do. Tables are its own; so are expressions."""

    def column(self, name: str) -> Any: ...
    def fixed(self, value: int | float | bool) -> Any: ...
    def both(self, parts: list[Any]) -> Any: ...
    def either(self, parts: list[Any]) -> Any: ...
    def opposite(self, part: Any) -> Any: ...
    def compared(self, left: Any, sign: str, right: Any) -> Any: ...
    def listed(self, part: Any, numbers: tuple[int, ...]) -> Any: ...
    def shares(self, part: Any, bits: int) -> Any: ...
    def added(self, left: Any, right: Any, sign: int) -> Any: ...
    def chosen(self, when: Any, then: Any, otherwise: Any) -> Any: ...

    def widened(self, table: Any, columns: dict[str, Any]) -> Any:
        """The table with these columns too."""

    def looked_up(self, table: Any, columns: dict[str, tuple[str, tuple[Any, ...]]]) -> Any:
        """The table with columns of what a function gives for the days of another column."""

    def brought(self, members: Any, people: Any, columns: dict[str, str]) -> Any:
        """The members with columns of the people whose household they are in."""

    def gathered(self, people: Any, members: Any, columns: Crossings) -> Any:
        """The people with columns that are any, or the sum, of their members'."""

    def settled(self, table: Any, columns: set[str]) -> Any:
        """The table, worked out so far, with these columns alone."""


class Run:
    """The two tables of one population on their way through a schedule."""

    def __init__(self, plan: Plan, engine: Engine, people: Any, members: Any) -> None:
        self.plan, self.engine = plan, engine
        self.tables: dict[str, Any] = {PERSON: people, MEMBER: members}
        self.columns: set[int] = set()
        self._made: dict[int, Any] = {}

    def through(self, schedule: Schedule, wanted: Iterable[int]) -> Any:
        """The people's table with every wanted cell as a column (its name is `name(cell)`)."""
        for number, stage in enumerate(schedule.stages):
            self._cross(stage.crossings)
            self.columns.update(stage.crossings)
            for level in stage.levels:
                self._widen(level)
            if number + 1 < len(schedule.stages):
                self._settle(schedule, number, wanted)
        return self.tables[PERSON]

    def _settle(self, schedule: Schedule, number: int, wanted: Iterable[int]) -> None:
        later = schedule.later(self.plan, number, wanted)
        for sheet, table in self.tables.items():
            if table is not None:
                self.tables[sheet] = self.engine.settled(table, later[sheet])

    def _cross(self, cells: list[int]) -> None:
        days: dict[str, dict[str, tuple[str, tuple[Any, ...]]]] = {PERSON: {}, MEMBER: {}}
        brought: dict[str, str] = {}
        gathered: Crossings = {}
        for cell in cells:
            sort, sheet, (of,), told = self.plan.cells[cell]
            if sort == "days":
                days[sheet][name(cell)] = (self._column(of), told)
            elif sort == "brought":
                brought[name(cell)] = self._column(of)
            else:
                gathered[name(cell)] = (sort, self._column(of))
        for sheet, columns in days.items():
            if columns:
                self.tables[sheet] = self.engine.looked_up(self.tables[sheet], columns)
        people, members = self.tables[PERSON], self.tables[MEMBER]
        if brought:
            self.tables[MEMBER] = self.engine.brought(members, people, brought)
        if gathered:
            self.tables[PERSON] = self.engine.gathered(people, members, gathered)

    def _column(self, cell: int) -> str:
        sort, _, _, told = self.plan.cells[cell]
        return str(told) if sort == "column" else name(cell)

    def _widen(self, level: list[int]) -> None:
        new: dict[str, dict[str, Any]] = {PERSON: {}, MEMBER: {}}
        for cell in level:
            sheet = self.plan.cells[cell].sheet
            for where in (PERSON, MEMBER) if sheet == ANYWHERE else (sheet,):
                new[where][name(cell)] = self._expression(cell)
        for sheet, columns in new.items():
            if columns and self.tables[sheet] is not None:
                self.tables[sheet] = self.engine.widened(self.tables[sheet], columns)
        self.columns.update(level)
        self._made.clear()

    def _part(self, cell: int) -> Any:
        if cell in self.columns:
            return self.engine.column(name(cell))
        made = self._made.get(cell)
        if made is None:
            made = self._made[cell] = self._expression(cell)
        return made

    def _expression(self, cell: int) -> Any:
        engine = self.engine
        sort, _, of, told = self.plan.cells[cell]
        parts = [self._part(part) for part in of]
        match sort:
            case "column":
                return engine.column(told)
            case "fixed":
                return engine.fixed(told)
            case "and":
                return engine.both(parts)
            case "or":
                return engine.either(parts)
            case "not":
                return engine.opposite(parts[0])
            case "==" | "<" | "<=":
                return engine.compared(parts[0], sort, parts[1])
            case "listed":
                return engine.listed(parts[0], told)
            case "shares":
                return engine.shares(parts[0], told)
            case "plus" | "less":
                return engine.added(parts[0], parts[1], 1 if sort == "plus" else -1)
            case "if":
                return engine.chosen(*parts)
        raise AssertionError(f"no engine makes “{sort}”")


def name(cell: int) -> str:
    """The name of the column of a cell."""
    return f"c{cell}"
