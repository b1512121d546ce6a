"""Loads all the law of a folder into one book, or refuses with every complaint."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from recourse.reasoning.rulebook import checking, drafting, facts, hoping, provisions, reading, wording
from recourse.reasoning.rulebook.book import Book, Calendar, Goal
from recourse.reasoning.rulebook.complaints import LawError, Unreadable, Wrong
from recourse.reasoning.rulebook.desk import Desk
from recourse.reasoning.rulebook.facts import Fact
from recourse.reasoning.rulebook.reading import Table
from recourse.reasoning.rulebook.tree import Amount, Definition
from recourse.reasoning.rulebook.vocabulary import Vocabulary, Word

ENGLAND = Path(__file__).resolve().parents[2] / "law" / "england"


@cache
def england() -> Book:
    """England's law as the package holds it. LawError, with every complaint, when it does not load."""
    return load(ENGLAND)


def load(folder: Path) -> Book:
    """The book of a folder of law files. LawError, with every complaint, when anything in it is wrong."""
    desk = Desk()
    files = sorted(path for path in folder.rglob("*.yaml"))
    edition = hashlib.sha256()
    read: dict[str, Any] = {}
    for path in files:
        name = path.relative_to(folder).as_posix()
        edition.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        if name.endswith("examples.yaml") or _is_of_the_routes(name):
            continue
        try:
            read[name] = reading.read(path, name=_called(path), trusted=True)
        except Unreadable as unreadable:
            desk.complaints.append(unreadable.complaint)
    book = _book(read, folder, edition.hexdigest(), desk)
    checking.check(book, desk)
    if desk.complaints:
        raise LawError(desk.complaints)
    return book


def _is_of_the_routes(name: str) -> bool:
    """Whether a file is read by the planner of routes alone; it still counts in the edition."""
    return name.startswith("routes/") and not name.endswith(("rules.yaml", "amounts.yaml"))


def _called(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _tables(read: dict[str, Any], wanted: str, folder: Path, desk: Desk) -> list[tuple[str, Table]]:
    """Every top-level entry of the files that end so, by key; a complaint of each key given twice."""
    found: dict[str, Table] = {}
    for name, content in read.items():
        if not (
            name == wanted or name.endswith("/" + wanted) or (wanted == "facts" and name.startswith("facts/"))
        ):
            continue
        if content is None:
            continue
        file = _called(folder / name)
        table = desk.table(content, file, 1, "the file")
        for key, value in table.items():
            entry = desk.table(value, file, table.line_of(key), f"“{key}”")
            entry.line = table.line_of(key)
            if key in found:
                first = found[key]
                desk.within(
                    table,
                    key,
                    f"“{key}” is defined twice",
                    f"one definition (the first is {first.file}:{first.line})",
                )
                continue
            found[key] = entry
    return list(found.items())


def _sentences(content: Any, desk: Desk) -> dict[str, str]:
    if not isinstance(content, Table):
        return {}
    found = {}
    for key, value in content.items():
        if isinstance(value, Table):
            value = value.get("says")
        if not isinstance(value, str):
            desk.within(content, key, f"“{key}” has no sentence", "a sentence")
            continue
        found[key] = " ".join(value.split())
    return found


def _book(read: dict[str, Any], folder: Path, edition: str, desk: Desk) -> Book:
    fact_tables = _tables(read, "facts", folder, desk)
    rule_tables = _tables(read, "rules.yaml", folder, desk)
    statuses = [(code, table) for code, table in _tables(read, "statuses.yaml", folder, desk)]
    said = {code: desk.text(table, "says") for code, table in statuses}
    named = {name: wording.fact(name, table, said, desk) for name, table in fact_tables}
    also_called = _other_names(named, desk)
    words = {
        key: _with_codes(drafting.word(key, table, desk), table, named, rule_tables)
        for key, table in rule_tables
    }
    amounts = _amounts(read, folder, desk)
    for key, table in rule_tables:
        if key in named or key in also_called or key in amounts:
            desk.complain(table.file, table.line, f"“{key}” is also a fact or an amount", "a name of its own")
    vocabulary = Vocabulary(named, words, dict.fromkeys(amounts, "number"), also_called)
    named = {name: wording.implied(named[name], table, vocabulary, desk) for name, table in fact_tables}
    shelf = provisions.Shelf(
        vocabulary, _sentences(read.get("contested.yaml"), desk), _sentences(read.get("warnings.yaml"), desk)
    )
    definitions = {
        key: drafting.definition(key, table, _topic(table.file), shelf, desk) for key, table in rule_tables
    }
    return Book(
        facts=named,
        also_called=also_called,
        definitions=definitions,
        amounts=amounts,
        statuses=said,
        implies={code: wording.status(code, table, vocabulary, desk) for code, table in statuses},
        contested=shelf.contested,
        warnings=shelf.warnings,
        goals=_goals(read, definitions, folder, desk),
        hopes=hoping.hopes(_tables(read, "changes.yaml", folder, desk), vocabulary, desk),
        calendar=_calendar(read.get("calendars/bank_holidays.yaml"), desk),
        edition=edition,
    )


def _topic(file: str) -> str:
    return Path(file).parent.name


def _other_names(named: dict[str, Fact], desk: Desk) -> dict[str, str]:
    found: dict[str, str] = {}
    for fact in named.values():
        for other in fact.also_called:
            if other in named or other in found:
                desk.complain(fact.file, fact.line, f"“{other}” already names another fact", "another name")
            found[other] = fact.name
    return found


def _with_codes(word: Word, table: Table, named: dict[str, Fact], rules: list[tuple[str, Table]]) -> Word:
    """A value of codes with no list takes as its list the codes its cases give."""
    if word.gives_type not in ("code", provisions.CODES) or word.codes:
        return word
    names = set(named) | {key for key, _ in rules}
    cases = table.get("cases")
    given = (
        [case.get("value") for case in cases if isinstance(case, Table)] if isinstance(cases, list) else []
    )
    given.append(table.get("otherwise"))
    if any(isinstance(value, str) and value in names for value in given):
        return word
    return Word(word.kind, word.gives_type, tuple(str(value) for value in given if value is not None))


def _amounts(read: dict[str, Any], folder: Path, desk: Desk) -> dict[str, tuple[Amount, ...]]:
    found: dict[str, tuple[Amount, ...]] = {}
    for name, content in read.items():
        if not name.endswith("amounts.yaml") or content is None:
            continue
        table = desk.table(content, _called(folder / name), 1, "the file")
        for key, value in table.items():
            if key in found:
                desk.within(table, key, f"“{key}” is defined twice", "one definition")
            found[key] = provisions.amounts(key, value, table.file, table.line_of(key), desk)
    return found


def _goals(
    read: dict[str, Any], definitions: dict[str, Definition], folder: Path, desk: Desk
) -> dict[str, Goal]:
    found = {}
    for key, table in _tables(read, "goals.yaml", folder, desk):
        desk.keys(table, {"title", "help", "outputs", "note"}, "a goal")
        outputs = desk.texts(table, "outputs")
        for output in outputs:
            if output not in definitions:
                desk.within(table, "outputs", f"nothing is called “{output}”", "the key of a definition")
        found[key] = Goal(key, desk.text(table, "title"), desk.text(table, "help"), outputs)
    return found


def _calendar(content: Any, desk: Desk) -> Calendar:
    if not isinstance(content, Table):
        return Calendar(frozenset(), 1, 0)
    days = set()
    listed = desk.rows(content, "days")
    for number, entry in enumerate(listed):
        try:
            days.add(facts.day(entry.get("day") if isinstance(entry, Table) else entry))
        except Wrong as wrong:
            desk.complain(content.file, listed.lines[number], wrong.what, wrong.expected)
    if not days:
        desk.complain(content.file, content.line, "the calendar has no days", "days: [2026-12-25, ...]")
        return Calendar(frozenset(), 1, 0)
    last = content.get("last_known_year")
    return Calendar(frozenset(days), min(days).year, last if isinstance(last, int) else max(days).year)
