"""The register of processing as a page to read, and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from recourse.records.keeping import register
from recourse.records.keeping.register import Table, Term

_HEAD = """# Register of processing

The record that article 30 of the UK GDPR asks for, made from the tables themselves by `recourse register`.
A test fails when a column of the database is not in it. What is written here about lawful bases and periods
is a default: **the agency that is responsible for the data decides**, and adds its name, its contact, its
data protection officer and the safeguards of any transfer. Recourse itself sends nothing to another country
and to no third party. How data are protected: [privacy.md](privacy.md).
"""


def markdown() -> str:
    """The register as one page."""
    return "\n".join(
        [
            _HEAD,
            *_activities(),
            *_classes(),
            *_terms(),
            *(line for table in register.tables() for line in _table(table)),
        ]
    )


def as_json() -> str:
    """The register as data."""
    said: list[dict[str, Any]] = [
        {
            "table": table.name,
            "room": table.room,
            "what": table.what,
            "purpose": table.activity.name,
            "basis": table.activity.basis,
            "condition": table.activity.condition,
            "whose": table.activity.whose,
            "recipients": table.activity.recipients,
            "kept": [period(term) for term in table.terms],
            "columns": {column.name: column.data_class for column in table.columns},
        }
        for table in register.tables()
    ]
    return json.dumps(said, indent=2, ensure_ascii=False)


def period(term: Term) -> str:
    """How long, in words: "6 years from the day the file was closed"."""
    if term.months is None:
        return f"until {term.counted_from}" if term.counted_from else "for good"
    whole = term.months % 12 == 0
    count, unit = (term.months // 12, "year") if whole else (term.months, "month")
    return f"{count} {unit}{'' if count == 1 else 's'} from {term.counted_from}"


def _activities() -> Iterator[str]:
    yield "## What it is for\n"
    yield "| purpose | whose data | lawful basis (default) | condition for special data | who gets them |"
    yield "| --- | --- | --- | --- | --- |"
    for one in register.activities().values():
        yield f"| {one.name} | {one.whose} | {one.basis} | {one.condition} | {one.recipients} |"
    yield ""


def _classes() -> Iterator[str]:
    yield "## Classes\n"
    yield "| class | means |"
    yield "| --- | --- |"
    yield from (f"| {key} | {words} |" for key, words in register.classes().items())
    yield ""
    yield "A row that belongs to a field is as sensitive as its field:\n"
    yield "| field | class |"
    yield "| --- | --- |"
    yield from (f"| {field} | {its} |" for field, its in register.fields().items())
    yield ""


def _terms() -> Iterator[str]:
    yield "## How long\n"
    yield "| kind of record | kept | on whose word | carried out by |"
    yield "| --- | --- | --- | --- |"
    for term in register.terms().values():
        by = f"`recourse forget`: {term.by}" if term.by else "nothing yet"
        by = "need not end" if term.months is None and not term.by else by
        yield f"| {term.name} | {period(term)} | {term.source} | {by} |"
    yield ""


def _table(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n"
    yield f"{table.what}. For: {table.activity.name.lower()}. Kept: {'; '.join(map(period, table.terms))}.\n"
    yield "| column | type | class |"
    yield "| --- | --- | --- |"
    yield from (f"| {one.name} | {one.kind} | {one.data_class} |" for one in table.columns)
    yield ""
