"""Reads what each deadline means, which days contradict each other, and what keeps people in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from recourse.reasoning.rulebook import conditions, reading
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.complaints import LawError
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.loading import ENGLAND
from recourse.reasoning.rulebook.reading import Table
from recourse.reasoning.rulebook.tree import Always, Condition
from recourse.reasoning.rulebook.vocabulary import Vocabulary, Word

SORTS = ("deadline", "opens", "reminder")
KINDS = ("sent", "received", "decision", "expiry", "event")
CALENDARS = ("", "tribunal")
TODAY = "today"
KEYS = {"sort", "days", "of_each", "label", "calendar", "protects", "protects_by", "if_missed", "settled_by",
        "closes", "note"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Basis:
    """A fact that days are counted from: what kind of day it is, and how a sentence about it begins."""

    fact: str
    kind: str
    began: str


@dataclass(frozen=True, slots=True)
class Row:
    """What one deadline means: the definitions that give its day, what it protects, what if it is missed."""

    key: str
    sort: str
    days: tuple[str, ...]
    of_each: str
    label: str
    calendar: str
    protects: tuple[str, ...]
    protects_by: Mapping[str, tuple[str, ...]]
    if_missed: str
    settled_by: frozenset[str]
    closes: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two days of which the first never comes after the other; `then` is "" for the day asked about."""

    first: str
    then: str
    when: Condition
    says: str


@dataclass(frozen=True, slots=True)
class Reminder:
    """What to do so many days before permission ends (after it, when negative)."""

    before: int
    says: str
    label: str


@dataclass(frozen=True, slots=True)
class Timetable:
    """All of it. `tribunal_closed` holds month and day of the days on which the tribunals do not work."""

    rows: Mapping[str, Row]
    protects: Mapping[str, str]
    basis: Mapping[str, Basis]
    pairs: tuple[Pair, ...]
    reminders: tuple[Reminder, ...]
    tribunal_closed: frozenset[tuple[int, int]]


def timetable(book: Book) -> Timetable:
    """The timetable of England, read once for each book. LawError, with every complaint, when it is wrong."""
    made = book.compiled.get("timetable")
    if made is None:
        made = book.compiled["timetable"] = read(book, ENGLAND)
    found: Timetable = made
    return found


def read(book: Book, folder: Path) -> Timetable:
    """The timetable of a folder of law files. LawError, with every complaint, when anything is wrong."""
    desk = Desk()
    whole = _file(folder / "routes" / "deadlines.yaml", desk)
    basis = desk.take(whole, "counted_from", Table, Table(whole.file, whole.line))
    protects = desk.take(whole, "protects", Table, Table(whole.file, whole.line))
    rows = desk.take(whole, "deadlines", Table, Table(whole.file, whole.line))
    made = Timetable(
        rows={key: _row(key, desk.table(rows[key], rows.file, rows.line_of(key), key), book, desk)
              for key in rows},
        protects={code: desk.text(protects, code) for code in protects},
        basis={name: _basis(name, desk.table(basis[name], basis.file, basis.line_of(name), name), book, desk)
               for name in basis},
        pairs=tuple(_pairs(folder / "routes" / "contradictions.yaml", book, desk)),
        reminders=tuple(_reminders(folder / "routes" / "keep_in_time.yaml", desk)),
        tribunal_closed=_closed(_file(folder / "calendars" / "tribunal.yaml", desk), desk),
    )  # fmt: skip
    _known_codes(made, rows, desk)
    if desk.complaints:
        raise LawError(desk.complaints)
    return made


def vocabulary_of(book: Book) -> Vocabulary:
    """Every name a condition about this book may use."""
    words = {key: Word(one.kind, one.gives_type) for key, one in book.definitions.items()}
    return Vocabulary(book.facts, words, dict.fromkeys(book.amounts, "number"), book.also_called)


def _file(path: Path, desk: Desk) -> Table:
    return desk.table(reading.read(path, name=path.name, trusted=True), path.name, 1, "the file")


def _row(key: str, table: Table, book: Book, desk: Desk) -> Row:
    desk.keys(table, KEYS, "a deadline")
    by = desk.take(table, "protects_by", Table, Table(table.file, table.line))
    days = desk.texts(table, "days")
    for name in days:
        if name not in book.definitions:
            desk.within(table, "days", f"nothing is called “{name}”", "the key of a day worked out by a rule")
    settled_by = desk.texts(table, "settled_by")
    for name in settled_by:
        if book.fact(name) is None:
            desk.within(table, "settled_by", f"no fact is called “{name}”", "the name of a fact")
    sort = desk.choice(table, "sort", SORTS, "deadline")
    return Row(
        key=key,
        sort=sort,
        days=days,
        of_each=desk.text(table, "of_each"),
        label=desk.text(table, "label", needed_by=key),
        calendar=desk.choice(table, "calendar", CALENDARS, ""),
        protects=desk.texts(table, "protects"),
        protects_by={name: desk.texts(by, name) for name in by},
        if_missed=desk.text(table, "if_missed", needed_by=key if sort == "deadline" else ""),
        settled_by=frozenset(settled_by),
        closes=desk.text(table, "closes"),
    )


def _known_codes(made: Timetable, rows: Table, desk: Desk) -> None:
    for row in made.rows.values():
        for code in (*row.protects, *(code for codes in row.protects_by.values() for code in codes)):
            if code not in made.protects:
                desk.within(rows, row.key, f"“{code}” is nothing a deadline protects", "a code of “protects”")


def _basis(name: str, table: Table, book: Book, desk: Desk) -> Basis:
    _day_fact(name, book, table, desk)
    kind = desk.choice(table, "kind", KINDS, "event")
    return Basis(name, kind, desk.text(table, "began", needed_by=name))


def _day_fact(name: str, book: Book, table: Table, desk: Desk) -> str:
    fact = book.fact(name)
    if fact is None or fact.type is not Type.DAY:
        desk.complain(table.file, table.line, f"“{name}” is no fact that is a day", "a fact of type day")
    return name if fact is None else fact.name


def _pairs(path: Path, book: Book, desk: Desk) -> list[Pair]:
    vocabulary = vocabulary_of(book)
    found = []
    for entry in _list(path, desk):
        desk.keys(entry, {"first", "then", "when", "says"}, "a pair of days")
        when: Condition = Always(True)
        if "when" in entry:
            when = desk.tried(entry, "when", partial(conditions.parse, vocabulary=vocabulary), when)
        first, then = (
            "" if (name := desk.text(entry, one)) == TODAY else _day_fact(name, book, entry, desk)
            for one in ("first", "then")
        )
        found.append(Pair(first, then, when, desk.text(entry, "says", needed_by="a pair of days")))
    return found


def _reminders(path: Path, desk: Desk) -> list[Reminder]:
    return [
        Reminder(
            desk.take(entry, "before", int, 0),
            desk.text(entry, "says", needed_by="a reminder"),
            desk.text(entry, "label", needed_by="a reminder"),
        )
        for entry in _list(path, desk)
    ]


def _list(path: Path, desk: Desk) -> list[Table]:
    read: Any = reading.read(path, name=path.name, trusted=True)
    return [desk.table(entry, path.name, 1, "an entry") for entry in read]


def _closed(table: Table, desk: Desk) -> frozenset[tuple[int, int]]:
    parts = (one.split("-") for one in desk.texts(table, "every_year"))
    return frozenset((int(month), int(day)) for month, day in parts)
