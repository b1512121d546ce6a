"""Tells of a witness in words: as few facts as still show it, each as the law calls it."""

from __future__ import annotations

from collections.abc import Callable

from recourse.reasoning.proving.findings import plain
from recourse.reasoning.proving.witnesses import DISPUTED, Facts
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Type, shown

Shows = Callable[[Facts], bool]


def shortened(facts: Facts, shows: Shows) -> Facts:
    """The facts without those it can be shown without."""
    told = facts
    for name in sorted(facts, key=lambda name: (isinstance(facts[name], list), name)):
        less = {other: value for other, value in told.items() if other != name}
        if shows(less):
            told = less
    for name, members in list(told.items()):
        if isinstance(members, list) and members and isinstance(members[0], dict):
            told = _members_shortened(told, name, shows)
    return told


def _members_shortened(facts: Facts, name: str, shows: Shows) -> Facts:
    told = facts
    for number, member in enumerate(facts[name]):
        for key in sorted(member):
            members = list(told[name])
            members[number] = {other: value for other, value in members[number].items() if other != key}
            if shows({**told, name: members}):
                told = {**told, name: members}
    return told


def in_words(facts: Facts, book: Book) -> str:
    """One clause a fact."""
    return "; ".join(_clause(name, value, book) for name, value in facts.items()) or "anybody"


def _clause(name: str, value: object, book: Book) -> str:
    fact = book.facts[name]
    called = fact.says or fact.question.rstrip("?") or name.replace("_", " ")
    if value == DISPUTED:
        return f"{called}: not settled"
    if fact.type is Type.YES_NO:
        return called if value is True else f"not so: {called}"
    if isinstance(value, list) and fact.type is Type.PEOPLE:
        people = ["(" + in_words(one, book) + ")" for one in value]
        return f"{called}: {', '.join(people) or 'nobody'}"
    if isinstance(value, str):
        return f"{called}: {fact.options.get(value, value)}"
    if isinstance(value, list):
        return f"{called}: {', '.join(fact.options.get(one, str(one)) for one in value) or 'none'}"
    return f"{called}: {'none' if value is None else shown(plain(value))}"
