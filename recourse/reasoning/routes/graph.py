"""The statuses a person may move between, what each is worth in order, and the moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.reading import Row, Table

GRANT = "grant"
WORTH = {"bed": 4, "money": 3, "work": 2, "security": 3}


@dataclass(frozen=True, slots=True)
class Move:
    """One move: the route that may lead from some statuses to another, however likely."""

    id: str
    routes: tuple[str, ...]
    kind: str
    before: tuple[str, ...]
    after: str
    meanwhile: str
    weeks: tuple[int, int]
    months: int | None
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    deadline: str
    sure: str


@dataclass(frozen=True, slots=True)
class Hook:
    """What a lodged or granted route switches on for the rules meanwhile."""

    route: str
    on: str
    sets: tuple[tuple[str, Any], ...]
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """All moves, and of each route the ordinal worth of the best status it may lead to."""

    worth: dict[str, int]
    moves: tuple[Move, ...]
    hooks: tuple[Hook, ...]
    values: dict[str, int]

    def value(self, route: str) -> int:
        """What the best status a route may lead to is worth; only to order, never multiplied by a chance."""
        return self.values.get(route, 0)


def draw(table: Table, desk: Desk) -> Graph:
    """The graph of a file."""
    statuses = desk.table(table.get("statuses"), table.file, table.line, "“statuses”")
    worth = {
        code: sum(weight * int(ranks.get(name, 0)) for name, weight in WORTH.items())
        for code, ranks in statuses.items()
    }
    moves = tuple(_move(entry, desk) for entry in desk.rows(table, "moves") if isinstance(entry, Table))
    hooks = tuple(
        Hook(
            route=desk.text(entry, "route"),
            on=desk.text(entry, "on"),
            sets=tuple(desk.take(entry, "sets", Table, Table(entry.file, entry.line)).items()),
            opens=desk.texts(entry, "opens"),
        )
        for entry in desk.rows(table, "hooks")
        if isinstance(entry, Table)
    )
    values: dict[str, int] = {}
    for move in moves:
        for route in move.routes if move.kind == GRANT else ():
            values[route] = max(values.get(route, 0), worth.get(move.after, 0))
    return Graph(worth, moves, hooks, values)


def _move(entry: Table, desk: Desk) -> Move:
    weeks = entry.get("weeks")
    low, high = weeks if isinstance(weeks, Row) and len(weeks) == 2 else (0, 0)
    months = entry.get("months")
    return Move(
        id=desk.text(entry, "id", needed_by="a move"),
        routes=(desk.text(entry, "route", needed_by="a move"), *desk.texts(entry, "also")),
        kind=desk.choice(entry, "kind", ("grant", "refuse", "lodge", "auto", "expire", "end"), ""),
        before=desk.texts(entry, "from"),
        after=desk.text(entry, "to"),
        meanwhile=desk.text(entry, "while"),
        weeks=(int(low), int(high)),
        months=months if isinstance(months, int) else None,
        opens=desk.texts(entry, "opens"),
        closes=desk.texts(entry, "closes"),
        deadline=desk.text(entry, "deadline"),
        sure=desk.text(entry, "sure"),
    )
