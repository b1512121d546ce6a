"""The changes a person may honestly hope for when a door is closed, as the law files name them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from recourse.reasoning.rulebook import provisions, wording
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.reading import Table
from recourse.reasoning.rulebook.regulated import MATTER
from recourse.reasoning.rulebook.tree import Condition
from recourse.reasoning.rulebook.vocabulary import Vocabulary

MAY = ("by_application", "by_evidence")
KEYS = {"says", "sets", "when", "matter"}


@dataclass(frozen=True, slots=True)
class Hope:
    """One change: what would happen, which facts it would make otherwise, and who may hope for it."""

    key: str
    says: str
    sets: Mapping[str, Any]
    when: Condition
    matter: str
    file: str
    line: int


def hopes(tables: Iterable[tuple[str, Table]], vocabulary: Vocabulary, desk: Desk) -> dict[str, Hope]:
    """Every change of the file; a complaint of each that nobody may honestly hope for."""
    return {key: _hope(key, table, vocabulary, desk) for key, table in tables}


def _hope(key: str, table: Table, vocabulary: Vocabulary, desk: Desk) -> Hope:
    desk.keys(table, KEYS, "a change")
    written = desk.take(table, "sets", Table, Table(table.file, table.line))
    sets: dict[str, Any] = {}
    for name in written:
        made = vocabulary.fact(name)
        if made is None:
            wrong = vocabulary.unknown(name)
            desk.within(written, name, wrong.what, wrong.expected)
        elif made.may_change not in MAY:
            desk.within(written, name, f"“{name}” does not change so ({made.may_change})", " or ".join(MAY))
        else:
            sets[made.name] = desk.tried(written, name, partial(wording.plain, made), None)
    if not sets:
        desk.complain(table.file, table.line, f"the change “{key}” changes nothing", "sets: {FACT: VALUE}")
    matter = desk.text(table, MATTER)
    fact = vocabulary.fact(MATTER)
    if matter and matter not in (fact.options if fact else {}):
        desk.within(table, MATTER, f"“{matter}” is no matter", ", ".join(fact.options) if fact else "a fact")
    return Hope(
        key=key,
        says=desk.text(table, "says", needed_by=f"the change “{key}”"),
        sets=sets,
        when=provisions.condition(table, vocabulary, desk),
        matter=matter,
        file=table.file,
        line=table.line,
    )
