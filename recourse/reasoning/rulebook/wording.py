"""Makes facts out of the files in `facts/` and of `statuses.yaml`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from recourse.reasoning.rulebook import conditions, expressions, facts
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.facts import Fact, Implication, Type
from recourse.reasoning.rulebook.reading import Table
from recourse.reasoning.rulebook.tree import Condition, Literal
from recourse.reasoning.rulebook.vocabulary import Vocabulary

SHARED_AS = (
    *("name", "birth_date", "contact", "language", "place", "status"),
    *("family", "health", "needs", "work", "answers", "notes"),
)
WHOSE = ("person", "household_member", "child", "both", "household")
MAY_CHANGE = ("by_application", "by_evidence", "by_time", "never")
SENSITIVITY = ("low", "personal", "painful", "restricted")
STATUS = "status_code"
KEYS = {"type", "question", "help", "says", "options", "share_as", "sensitivity", "decided_by", "evidence",
        "may_change", "also_called", "implied", "assumed", "worked_example", "of", "of_partner", "ends_leave",
        "options_from", "also_written", "unit", "note", "cites"}  # fmt: skip


def fact(name: str, table: Table, statuses: dict[str, str], desk: Desk) -> Fact:
    """One fact, without what it is implied by."""
    desk.keys(table, KEYS, "a fact")
    sort = desk.choice(table, "type", tuple(Type), "")
    if not sort:
        desk.complain(table.file, table.line, f"the fact “{name}” has no type", ", ".join(Type))
    options = _options(name, table, sort, statuses, desk)
    made = Fact(
        name=name,
        type=Type(sort or "text"),
        question=desk.text(table, "question"),
        help=desk.text(table, "help"),
        says=desk.text(table, "says"),
        options=options,
        share_as=desk.choice(table, "share_as", SHARED_AS, "needs"),
        sensitivity=desk.choice(table, "sensitivity", SENSITIVITY, "personal"),
        decided_by=desk.text(table, "decided_by"),
        evidence=desk.texts(table, "evidence"),
        may_change=desk.choice(table, "may_change", MAY_CHANGE, "by_evidence"),
        also_called=desk.texts(table, "also_called"),
        of=desk.choice(table, "of", WHOSE, "person"),
        file=table.file,
        line=table.line,
        of_partner=desk.text(table, "of_partner"),
        ends_leave=desk.take(table, "ends_leave", bool, False),
        unit=desk.text(table, "unit"),
        also_written=dict(written) if isinstance(written := table.get("also_written"), Table) else {},
    )
    return _with_defaults(made, table, desk)


def _options(name: str, table: Table, sort: str, statuses: dict[str, str], desk: Desk) -> dict[str, str]:
    written = table.get("options")
    if STATUS in (name, table.get("of_partner")) or table.get("options_from") == "statuses":
        return dict(statuses)
    if written is None:
        if sort == Type.ONE_OF:
            desk.complain(
                table.file, table.line, f"the fact “{name}” has no options", "options: {CODE: label}"
            )
        return {}
    if isinstance(written, list):
        return {str(code): str(code).replace("_", " ") for code in written}
    if isinstance(written, Table):
        return {
            code: str(label) if label is not None else code.replace("_", " ")
            for code, label in written.items()
        }
    desk.within(table, "options", "the options are not a map", "options: {CODE: label}")
    return {}


def _with_defaults(made: Fact, table: Table, desk: Desk) -> Fact:
    changes: dict[str, Any] = {}
    for key in ("assumed", "worked_example"):
        if key in table:
            changes[key] = desk.tried(table, key, partial(plain, made), None)
    return replace(made, **changes) if changes else made


def plain(made: Fact, value: Any) -> Any:
    """A value of the fact written out in the law; Wrong when it does not fit."""
    if made.type is Type.PEOPLE:
        return None if value is None else tuple(value)
    return facts.coerced(made, value)


def implied(made: Fact, table: Table, vocabulary: Vocabulary, desk: Desk) -> Fact:
    """The fact with what it is implied by."""
    written = table.get("implied")
    if written is None:
        return made
    found = []
    for entry in written if isinstance(written, list) else [written]:
        if not isinstance(entry, Table) or not {"value", "when"} <= set(entry):
            desk.within(table, "implied", "this is no implication", "{value: V, when: CONDITION}")
            continue
        desk.keys(entry, {"value", "when", "note", "cites"}, "an implication")
        follows = desk.tried(entry, "value", partial(value, made, vocabulary), None)
        when: Condition | None = desk.tried(
            entry, "when", partial(conditions.parse, vocabulary=vocabulary), None
        )
        if follows is not None and when is not None:
            found.append(Implication(follows, when, entry.line))
    return replace(made, implied=tuple(found))


def value(made: Fact, vocabulary: Vocabulary, written: Any) -> Any:
    """A value of the fact as the law writes it, perhaps worked out from others; Wrong when it is not one."""
    if made.type in (Type.SOME_OF, Type.PEOPLE):
        return Literal(plain(made, written))
    return expressions.parse(written, made.type, tuple(made.options), vocabulary)


def status(code: str, table: Table, vocabulary: Vocabulary, desk: Desk) -> dict[str, Any]:
    """What a status implies: the facts and their values."""
    desk.keys(table, {"says", "implies", "note", "help", "title"}, "a status")
    written = table.get("implies")
    if written is None:
        return {}
    entries = desk.table(written, table.file, table.line_of("implies"), "“implies”")
    found = {}
    for name in entries:
        made = vocabulary.fact(name)
        if made is None:
            wrong = vocabulary.unknown(name)
            desk.within(entries, name, wrong.what, wrong.expected)
            continue
        found[made.name] = desk.tried(entries, name, partial(plain, made), None)
    return found
