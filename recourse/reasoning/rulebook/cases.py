"""Case files: read, answered, and compared with what each case expects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from recourse.reasoning.rulebook import answering, checking, facts, judging, reading, recording
from recourse.reasoning.rulebook.answering import AFTER_GRANT, FLIPS_ON, Answers
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.complaints import Complaint, NoLawThatDay, UnknownKey, Unreadable, Wrong
from recourse.reasoning.rulebook.reading import Row, Table
from recourse.reasoning.rulebook.recording import BadFact, BadFacts


@dataclass(frozen=True, slots=True)
class Case:
    """One case: who it is about, the day, the facts, and what is expected of the answers."""

    id: str
    title: str
    as_at: date
    facts: dict[str, Any]
    expect: dict[str, Any]
    file: str
    line: int
    line_of_as_at: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong with a case: whose, which fact or key, what, and what was expected."""

    case: str
    name: str
    what: str
    expected: str
    file: str
    line: int

    def __str__(self) -> str:
        wanted = f"; expected {self.expected}" if self.expected else ""
        return f"{self.file}:{self.line}: {self.case}: {self.name}: {self.what}{wanted}"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """An answer that is not the one expected."""

    case: str
    key: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.case}: {self.key}: expected {self.expected}, got {self.got}"


def read(path: Path) -> Iterator[Case | Mistake]:
    """The cases of a file, one case or a list of them; a case that cannot be taken comes as its mistake.

    Unreadable when the file is not YAML or JSON at all, or holds no case.
    """
    content = reading.read(path)
    entries = content if isinstance(content, Row) else [content]
    if not entries or content is None:
        raise Unreadable(Complaint(str(path), 1, "the file holds no case", "id, as_at and facts"))
    if not any(isinstance(entry, Table) for entry in entries):
        raise Unreadable(Complaint(str(path), 1, "the file holds no case", "one case or a list of cases"))
    seen: set[str] = set()
    for number, entry in enumerate(entries):
        line = content.lines[number] if isinstance(content, Row) else 1
        yield _case(entry, number, seen, str(path), line)


def _case(entry: Any, number: int, seen: set[str], file: str, line: int) -> Case | Mistake:
    called = f"case {number + 1}"
    if not isinstance(entry, Table):
        return Mistake(called, "case", "it is not a map", "id, as_at and facts", file, line)
    written = entry.get("id")
    if not isinstance(written, (str, int)) or isinstance(written, bool) or written == "":
        return Mistake(called, "id", "there is none", "a word that names the case", file, entry.line)
    name = str(written)
    if name in seen:
        return Mistake(name, "id", "two cases have it", "an id of its own", file, entry.line_of("id"))
    seen.add(name)
    return _complete(entry, name, file)


def _complete(entry: Table, called: str, file: str) -> Case | Mistake:
    try:
        as_at = facts.day(entry.get("as_at"))
    except Wrong as wrong:
        what = wrong.what if "as_at" in entry else "there is none"
        return Mistake(called, "as_at", what, wrong.expected, file, entry.line_of("as_at"))
    for name in ("facts", "expect"):
        if not isinstance(entry.get(name), Table) and (name == "facts" or entry.get(name) is not None):
            what = "it is not a map" if name in entry else "there are none"
            return Mistake(called, name, what, "a map of names and values", file, entry.line_of(name))
    title = entry.get("title")
    return Case(
        id=called,
        title=str(title) if title is not None else "",
        as_at=as_at,
        facts=entry["facts"],
        expect=entry.get("expect") or {},
        file=file,
        line=entry.line,
        line_of_as_at=entry.line_of("as_at"),
    )


def answered(
    book: Book, case: Case, *, only: tuple[str, ...] | None, closed_world: bool = False
) -> Answers | list[Mistake]:
    """The answers to a case, or every fact of it that cannot be taken."""
    if mistakes := mistaken(book, case):
        return mistakes
    try:
        return answering.answer(book, case.facts, as_at=case.as_at, only=only, closed_world=closed_world)
    except NoLawThatDay as error:
        place = case.line_of_as_at
        return [Mistake(case.id, "as_at", str(error), f"a day from {error.since}", case.file, place)]


def mistaken(book: Book, case: Case) -> list[Mistake]:
    """Every fact of a case that cannot be taken, and its day where that lies before any law on record."""
    since = checking.first_day(book)
    if case.as_at < since:
        what, wanted = f"no law is recorded for {case.as_at}", f"a day from {since}"
        return [Mistake(case.id, "as_at", what, wanted, case.file, case.line_of_as_at)]
    try:
        taken = recording.recorded(book, case.facts)
    except BadFacts as error:
        return [_bad(case, bad) for bad in error.bad]
    return [_bad(case, bad) for bad in recording.born_later(taken, case.as_at)]


def _bad(case: Case, bad: BadFact) -> Mistake:
    return Mistake(case.id, bad.name, bad.what, bad.expected, case.file, _line(case, bad.name))


def _line(case: Case, name: str) -> int:
    first = name.partition("[")[0].partition(".")[0]
    return case.facts.line_of(first) if isinstance(case.facts, Table) else case.line


def compared(book: Book, case: Case, *, only: tuple[str, ...] | None) -> list[Mismatch] | list[Mistake]:
    """Every expectation not met; `only` compares those keys alone. A case is a worked example here."""
    expected = {key: value for key, value in case.expect.items() if only is None or key in only}
    found: list[Mismatch] = []
    asked = []
    for key, value in expected.items():
        if is_known(book, key):
            asked.append(key)
        else:
            found.append(Mismatch(case.id, key, shown(value), "nothing: the rulebook does not know this key"))
    told = answered(book, case, only=tuple(asked), closed_world=True)
    if isinstance(told, list):
        return told
    for key in asked:
        got = (
            told.outcomes[key].outcome
            if key in told.outcomes
            else told.values.get(key, "nothing: no partner")
        )
        if isinstance(expected[key], dict) and isinstance(got, dict):
            got = {name: got[name] for name in expected[key] if name in got}
        if not agrees(expected[key], got):
            found.append(Mismatch(case.id, key, shown(expected[key]), shown(answering.plain(got))))
    return found


def is_known(book: Book, key: str) -> bool:
    """Whether the rulebook can answer a key, also one that asks it of the partner."""
    if key in (FLIPS_ON, AFTER_GRANT):
        return True
    for suffix in ("", *judging.AS_PARTNER):
        own = key.removesuffix(suffix) if suffix and key.endswith(suffix) else key
        if own in book.definitions or book.fact(own) is not None:
            return True
    return False


def agrees(expected: Any, got: Any) -> bool:
    """Whether an answer is the expected one: days, codes and numbers by what they are."""
    got = answering.plain(got)
    if isinstance(expected, dict) and isinstance(got, dict):
        return all(key in got and agrees(value, got[key]) for key, value in expected.items())
    if isinstance(expected, bool) or isinstance(got, bool):
        return _word(expected) == _word(got)
    if expected is None or got is None:
        return expected in (None, "none") and got in (None, "none")
    if isinstance(expected, (int, float)) and isinstance(got, (int, float)):
        return expected == got
    if isinstance(expected, list) or isinstance(got, list):
        return _codes(expected) == _codes(got)
    return str(expected) == str(got)


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _codes(value: Any) -> set[str]:
    return {str(item) for item in (value if isinstance(value, list) else [value])}


def shown(value: Any) -> str:
    """An expectation or an answer on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "none"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {shown(told)}" for name, told in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    return str(value)


__all__ = ["Case", "Mismatch", "Mistake", "UnknownKey", "answered", "compared", "read"]
