"""The worked examples of a topic as short stories: who, what is known, what follows, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from recourse.reasoning.rulebook import facts, judging, reading
from recourse.reasoning.rulebook.answering import AFTER_GRANT, FLIPS_ON
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.complaints import Wrong
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.loading import ENGLAND
from recourse.reasoning.rulebook.reason import worded
from recourse.reasoning.writing.pages import unnumbered

UNKNOWN = "Not known"


@dataclass(frozen=True, slots=True)
class Line:
    """A question and its answer; or an outcome, with its bare word in `outcome`."""

    says: str
    answer: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One worked example."""

    id: str
    title: str
    as_at: date
    known: tuple[Line, ...]
    follows: tuple[Line, ...]
    why: str


def stories(book: Book, slug: str, *, folder: Path = ENGLAND) -> list[Story]:
    """The worked examples that stand beside a topic; none when the folder has no file of them."""
    path = folder / slug / "examples.yaml"
    if not path.exists():
        return []
    return [_story(book, entry) for entry in reading.read(path, trusted=True)]


def _story(book: Book, entry: Any) -> Story:
    return Story(
        id=str(entry["id"]),
        title=str(entry.get("title", "")),
        as_at=facts.day(entry["as_at"]),
        known=tuple(_known(book, entry["facts"], "")),
        follows=tuple(_follows(book, entry.get("expect") or {})),
        why=unnumbered(" ".join(str(entry.get("why", "")).split())),
    )


def _known(book: Book, told: Any, whose: str) -> Iterator[Line]:
    for name, value in told.items():
        fact = book.fact(name)
        if fact is None:
            definition = book.definitions.get(name)
            yield Line(f"{whose}{definition.title if definition else 'Also known'}", _yes_or_no(value))
        elif fact.type is Type.PEOPLE and isinstance(value, list):
            if not value:
                yield Line(f"{whose}{fact.question}", "Nobody")
            for number, one in enumerate(value, start=1):
                role = _role(book, one, fact)
                yield from _known(book, {**one}, f"{whose}{role} {number}: ")
        else:
            yield Line(f"{whose}{fact.question}", said(fact, value))


def _role(book: Book, one: Any, fact: Fact) -> str:
    role = book.facts.get("role")
    code = one.get("role") or ("child" if fact.lists_children else "")
    return (role.options.get(code, "") if role else "") or "Person"


def _yes_or_no(value: Any) -> str:
    return {True: "Yes", False: "No"}.get(value, UNKNOWN) if isinstance(value, bool) else UNKNOWN


def said(fact: Fact, value: Any) -> str:
    """An answer to the question of a fact, in words."""
    if value == "unknown" and "unknown" not in fact.options:
        return UNKNOWN
    if value is None:
        return "There is none"
    if isinstance(value, bool):
        return _yes_or_no(value)
    if fact.type is Type.DAY:
        try:
            return worded(facts.day(value))
        except Wrong:
            return str(value)
    if fact.type is Type.MONEY:
        return f"£{value:,} {fact.unit}".strip()
    if isinstance(value, list):
        return ", ".join(fact.options.get(str(code), str(code)) for code in value) or "None"
    return fact.options.get(str(value), str(value).replace("_", " "))


def _follows(book: Book, expected: Any) -> Iterator[Line]:
    for key, value in expected.items():
        own, how = key, ""
        for suffix in judging.AS_PARTNER:
            if key not in book.definitions and key.endswith(suffix):
                own, how = key.removesuffix(suffix), " (of the partner)"
        definition = book.definitions.get(own)
        if definition is not None:
            yield _followed(definition.title + how, definition.kind.value, value)
        elif key == FLIPS_ON:
            yield Line("The day on which an answer changes by itself", _plain(value))
        elif (fact := book.fact(own)) is not None:
            yield Line(f"{fact.question}{how}", said(fact, value))
        elif key != AFTER_GRANT:
            yield Line("Also", _plain(value))


def _followed(title: str, kind: str, value: Any) -> Line:
    title = title[:1].upper() + title[1:]
    if kind == "entitlement" or value == "depends":
        return Line(title, "", outcome=str(value))
    if kind == "test" and isinstance(value, bool | str):
        return Line(title, _yes_or_no(value) if isinstance(value, bool) else _plain(value))
    return Line(title, _plain(value))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _yes_or_no(value)
    if isinstance(value, list):
        return ", ".join(str(one).replace("_", " ") for one in value) or "None"
    if isinstance(value, str):
        try:
            return worded(facts.day(value))
        except Wrong:
            return value.replace("_", " ")
    return worded(value)
