"""Loads every route, their order, and the moves between statuses; or refuses with every complaint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from recourse.reasoning import rulebook
from recourse.reasoning.routes import carrying, words
from recourse.reasoning.routes.drafting import Drafter
from recourse.reasoning.routes.graph import Graph, draw
from recourse.reasoning.routes.route import Clause, Flag, Route, always, fact_of
from recourse.reasoning.rulebook import reading
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.checking import names_in
from recourse.reasoning.rulebook.complaints import LawError, Unreadable
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.kleene import Test
from recourse.reasoning.rulebook.loading import ENGLAND
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.reading import Row, Table

FAMILIES = (
    *("proof", "escalation", "eu", "money", "family_life", "abuse_and_bereavement", "protection"),
    *("nationality_schemes", "challenge", "interim", "citizenship", "return"),
)


WAITS_FOR = (
    *("no_consent", "adviser_first", "pending_appeal", "pending_application"),
    *("fear_of_return", "trafficking_indicators"),
)


@dataclass(frozen=True, slots=True)
class Block:
    """A route that must wait for another while a condition holds."""

    routes: frozenset[str]
    relation: str
    clause: Clause


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """All routes of one edition of the law; `law` is the book with the routes' own tests, compiled."""

    book: Book
    law: Compiled
    routes: Mapping[str, Route]
    judged_in: tuple[str, ...]
    blocks: tuple[Block, ...]
    before: Mapping[str, Mapping[str, Test]]
    just_before: Mapping[str, str]
    kinds: Mapping[str, int]
    flags: tuple[Flag, ...]
    first_steps: tuple[tuple[Test, str], ...]
    graph: Graph
    cautions: tuple[Clause, ...]
    said: Mapping[str, Mapping[str, Any]]
    questions: Sequence[Mapping[str, Any]]
    referrals: Sequence[Mapping[str, Any]]
    kept: dict[Any, Any] = field(default_factory=dict)


@cache
def england() -> Atlas:
    """England's routes as the package holds them. LawError, with every complaint, when they do not load."""
    return load(rulebook.england(), ENGLAND / "routes")


def load(book: Book, folder: Path) -> Atlas:
    """The routes of a folder. LawError, with every complaint, when anything in it is wrong."""
    desk = Desk()
    read = {name: _read(folder / f"{name}.yaml", desk) for name in (*FAMILIES, *_OTHERS)}
    kinds = {str(kind): int(rank) for kind, rank in _table(read["kinds"], desk).items()}
    tables = {
        name: (family, _entry(_table(read[family], desk), name, desk))
        for family in FAMILIES
        for name in _table(read[family], desk)
    }
    tests = _entry(_table(read["predicates"], desk), "tests", desk)
    known = words.vocabulary(book, tests, list(tables))
    law = compiled(words.extended(book, tests, known, desk))
    drafter = Drafter(law, known, tuple(kinds), desk)
    routes = {name: drafter.route(name, table, family) for name, (family, table) in tables.items()}
    between = _table(read["interactions"], desk)
    made = Atlas(
        book=book,
        law=law,
        routes=routes,
        judged_in=_order_of_judging(tables, routes, law),
        blocks=_blocks(between, routes, drafter, desk),
        before=_before(between, routes, drafter, desk),
        just_before=dict(_pairs(between, "just_before", routes, desk)),
        kinds=kinds,
        flags=tuple(
            carrying.flag(drafter, entry) for entry in _rows(read["flags"]) if isinstance(entry, Table)
        ),
        first_steps=_first_steps(_rows(read["first_step"]), drafter, desk),
        graph=draw(_table(read["graph"], desk), desk),
        cautions=_cautions(_table(read["warnings"], desk), drafter, desk),
        said={name: _table(read[name], desk) for name in _TOLD},
        questions=_rows(read["questions"]),
        referrals=_rows(read["referrals"]),
    )
    if desk.complaints:
        raise LawError(desk.complaints)
    return made


_TOLD = ("risks", "evidence", "steps")
_OTHERS = (
    *("kinds", "predicates", "interactions", "flags", "first_step", "graph", "warnings", "questions"),
    *("referrals", *_TOLD),
)


def _read(path: Path, desk: Desk) -> Any:
    try:
        named = path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else str(path)
        return reading.read(path, name=named, trusted=True)
    except Unreadable as unreadable:
        desk.complaints.append(unreadable.complaint)
        return None


def _table(content: Any, desk: Desk) -> Table:
    return content if isinstance(content, Table) else desk.table(content, "routes", 1, "the file")


def _rows(content: Any) -> Row:
    return content if isinstance(content, Row) else Row("routes", 1)


def _entry(table: Table, key: str, desk: Desk) -> Table:
    entry = desk.table(table.get(key), table.file, table.line_of(key), f"“{key}”")
    entry.line = table.line_of(key)
    return entry


def _order_of_judging(
    tables: Mapping[str, Any], routes: Mapping[str, Route], law: Compiled
) -> tuple[str, ...]:
    """The routes so that each comes after those whose outcome its conditions ask for."""
    by_fact = {fact_of(name): name for name in routes}
    waits = {
        name: {
            by_fact[leaf]
            for clause in (*route.gateways, *route.contested, *route.not_if)
            for leaf in names_in(clause.when)
            if leaf in by_fact and by_fact[leaf] != name
        }
        for name, route in routes.items()
    }
    done: list[str] = []
    while waits:
        ready = [name for name, others in waits.items() if not others - set(done)] or list(waits)[:1]
        done += ready
        waits = {name: others for name, others in waits.items() if name not in ready}
    return tuple(done)


def _blocks(between: Table, routes: Mapping[str, Route], drafter: Drafter, desk: Desk) -> tuple[Block, ...]:
    groups = {key: frozenset(desk.texts(between, key)) for key in between if key not in _LISTS}
    found = []
    for entry in desk.rows(between, "blocks"):
        if not isinstance(entry, Table):
            continue
        named = desk.text(entry, "route", needed_by="a block")
        who = groups.get(named, frozenset({named}))
        for name in who - set(routes):
            desk.within(entry, "route", f"there is no route “{name}”", "a route")
        if desk.text(entry, "by") not in {*routes, *WAITS_FOR}:
            desk.within(entry, "by", "nothing is called that", "a route, or " + ", ".join(WAITS_FOR))
        when = drafter.condition(entry)
        clause = Clause(
            id="", says=desk.text(entry, "says"), when=when, holds=drafter.law.test(when),
            blocked_by=desk.text(entry, "by"),
        )  # fmt: skip
        found.append(Block(who, desk.text(entry, "relation"), clause))
    return tuple(found)


_LISTS = ("blocks", "order", "just_before", "parallel", "conflicts", "destroys")


def _before(
    between: Table, routes: Mapping[str, Route], drafter: Drafter, desk: Desk
) -> dict[str, dict[str, Test]]:
    """What comes before each route, and when it does."""
    found: dict[str, dict[str, Test]] = {}
    for entry in desk.rows(between, "order"):
        if not isinstance(entry, Table):
            desk.within(between, "order", "this is no order", "route, relation, to, and perhaps when")
            continue
        desk.keys(entry, {"route", "relation", "to", "when"}, "an order")
        relation = desk.choice(entry, "relation", ("precedes", "requires"), "precedes")
        holds = drafter.law.test(drafter.condition(entry)) if "when" in entry else always
        one = desk.text(entry, "route", needed_by="an order")
        for other in desk.texts(entry, "to"):
            for name in {one, other} - set(routes):
                desk.within(entry, "route", f"there is no route “{name}”", "a route")
            earlier, later = (one, other) if relation == "precedes" else (other, one)
            found.setdefault(later, {})[earlier] = holds
    return found


def _pairs(between: Table, key: str, routes: Mapping[str, Route], desk: Desk) -> Iterator[tuple[str, str]]:
    """Pairs of routes of a list."""
    for entry in desk.rows(between, key):
        if isinstance(entry, Row) and len(entry) == 2 and set(entry) <= set(routes):
            yield str(entry[0]), str(entry[1])
        else:
            desk.within(between, key, "these are not two routes", "[ROUTE, ROUTE]")


def _first_steps(rows: Row, drafter: Drafter, desk: Desk) -> tuple[tuple[Test, str], ...]:
    found = []
    for entry in rows:
        if isinstance(entry, Table):
            desk.keys(entry, {"when", "step"}, "a first step")
            found.append((drafter.law.test(drafter.condition(entry)), desk.text(entry, "step")))
    return tuple(found)


def _cautions(table: Table, drafter: Drafter, desk: Desk) -> tuple[Clause, ...]:
    found = []
    for key in table:
        entry = _entry(table, key, desk)
        desk.keys(entry, {"when", "says"}, "a warning")
        when = drafter.condition(entry)
        says = desk.text(entry, "says", needed_by=key)
        found.append(Clause(id=key, says=says, when=when, holds=drafter.law.test(when)))
    return tuple(found)
