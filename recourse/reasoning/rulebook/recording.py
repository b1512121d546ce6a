"""Takes facts as they are given and makes of them what the reasoner holds, or says which do not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from recourse.reasoning.rulebook import facts
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.complaints import Wrong
from recourse.reasoning.rulebook.facts import NotKnown, Type
from recourse.reasoning.rulebook.person import ROLE
from recourse.reasoning.rulebook.tree import Kind

BORN = "date_of_birth"


@dataclass(frozen=True, slots=True)
class BadFact:
    """One fact that cannot be taken: its name (with whose), what is wrong, what was expected."""

    name: str
    what: str
    expected: str

    def __str__(self) -> str:
        return f"{self.name}: {self.what}; expected {self.expected}"


class BadFacts(ValueError):
    """Facts that cannot be taken; all of them."""

    def __init__(self, bad: list[BadFact]) -> None:
        self.bad = bad
        super().__init__("\n".join(str(one) for one in bad))


def recorded(book: Book, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts by their own names, days as days, codes checked. BadFacts, naming each that does not fit."""
    bad: list[BadFact] = []
    taken = _taken(book, given, "", bad)
    if bad:
        raise BadFacts(bad)
    return taken


def born_later(taken: Mapping[str, Any], as_at: date, whose: str = "") -> Iterator[BadFact]:
    """Everybody among the facts, as `recorded` gives them, who is born only after the day asked about."""
    born = taken.get(BORN)
    if isinstance(born, date) and born > as_at:
        yield BadFact(f"{whose}{BORN}", f"{born} is after the day asked about", f"a day up to {as_at}")
    for name, members in taken.items():
        for number, one in enumerate(members if isinstance(members, tuple) else ()):
            yield from born_later(one, as_at, f"{name}[{number + 1}].")


def _taken(book: Book, given: Mapping[str, Any], whose: str, bad: list[BadFact]) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    for name, value in _spread(book, given):
        try:
            own, held = _one(book, name, value, whose, bad)
        except Wrong as wrong:
            bad.append(BadFact(f"{whose}{name}", wrong.what, wrong.expected))
            continue
        known = taken.get(own)
        if (
            own in taken
            and not isinstance(known, NotKnown)
            and not isinstance(held, NotKnown)
            and known != held
        ):
            bad.append(
                BadFact(f"{whose}{name}", f"it says otherwise than “{own}”", "one answer to one question")
            )
            continue
        if own not in taken or not isinstance(held, NotKnown):
            taken[own] = held
    return taken


def _spread(book: Book, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The facts one by one: what is written as a map, family_of: {relation: child}, is family_of_relation.

    A list of things that are no people is counted: offers_refused: [{suitable: true}] is how many there are,
    offers_refused_recorded, and of how many each thing is so, offers_refused_suitable.
    """
    for name, value in given.items():
        counted = f"{name}_recorded"
        if isinstance(value, (list, tuple)) and counted in book.facts and book.fact(str(name)) is None:
            yield from _counted(book, str(name), value)
            continue
        if isinstance(value, Mapping) and value and all(f"{name}_{part}" in book.facts for part in value):
            yield from ((f"{name}_{part}", held) for part, held in value.items())
        else:
            yield str(name), value


def _counted(book: Book, name: str, things: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    if not all(isinstance(thing, Mapping) for thing in things):
        raise BadFacts([BadFact(name, "it is no list of maps", "a list, each with what is known of it")])
    yield f"{name}_recorded", len(things)
    for part in dict.fromkeys(part for thing in things for part in thing):
        if f"{name}_{part}" in book.facts:
            said = [thing.get(part, "unknown") for thing in things]
            is_known = all(isinstance(one, bool) for one in said)
            yield f"{name}_{part}", said.count(True) if is_known else NotKnown()


def _one(book: Book, name: str, value: Any, whose: str, bad: list[BadFact]) -> tuple[str, Any]:
    if whose and name == ROLE and book.fact(ROLE) is None:
        if not isinstance(value, str):
            raise Wrong(f"{facts.shown(value)} is no role", "a role, such as partner or child")
        return name, value
    fact = book.fact(name)
    if fact is None:
        definition = book.definitions.get(name)
        if definition is not None and definition.kind is Kind.TEST and isinstance(value, bool):
            return name, value
        raise Wrong("no fact has this name", _near(book, name))
    if isinstance(value, NotKnown):
        return fact.name, value
    if isinstance(value, str) and value == "unknown" and "unknown" not in fact.options:
        return fact.name, NotKnown()
    held = facts.coerced(fact, value)
    if fact.type is Type.PEOPLE and held is not None:
        if whose:
            raise Wrong("a member of a household has no list of people", "facts of one person")
        held = tuple(
            _taken(book, one, f"{whose}{name}[{number + 1}].", bad) for number, one in enumerate(held)
        )
    return fact.name, held


def _near(book: Book, name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [*book.facts, *book.also_called], n=3)
    return " or ".join(near) if near else "the name of a fact"


def own_name(book: Book, name: str) -> str:
    """The name under which a fact is kept, given any of its names."""
    return book.also_called.get(name, name)
