"""What may be chosen for one person: how what is not known may turn out, and what they may hope for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from recourse.reasoning.changing import turning
from recourse.reasoning.rulebook import checking
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, NotKnown, Type
from recourse.reasoning.rulebook.hoping import MAY
from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import STATUS, UNKNOWN, Person
from recourse.reasoning.rulebook.reaching import Reach
from recourse.reasoning.rulebook.tree import Definition

GONE: Any = object()
"""What a fact says once a change has taken its value away."""
_LEARNED = {"low": 10, "personal": 11, "painful": 13, "restricted": 14}
_RARE = 9
_SOUGHT = {"by_evidence": 30, "by_application": 31}
_NEVER_LEARNED = frozenset({Type.PEOPLE, Type.TEXT})
_ALWAYS_THE_SAME = frozenset({Type.YES_NO, Type.ONE_OF, Type.SOME_OF})


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that may come to be: something learned (`fact`), or something sought and given."""

    name: str
    sets: Mapping[str, Any]
    cost: int
    says: str = ""
    fact: str = ""
    matter: str = ""
    may_change: str = ""
    gone: frozenset[str] = frozenset()

    @property
    def is_learned(self) -> bool:
        """Whether it is not a change at all, but the learning of what is so already."""
        return bool(self.fact)

    @property
    def effects(self) -> dict[str, Any]:
        """Every fact it makes otherwise, those that are no longer so among them."""
        return {**dict.fromkeys(self.gone, GONE), **self.sets}


def sought(person: Person, law: Compiled, key: str) -> Iterator[Choice]:
    """What may be hoped for, as far as it is known that this person may."""
    book = law.book
    for hope in book.hopes.values():
        if law.test(hope.when)(person) is True:
            yield _sought(book, hope.key, hope.says, hope.sets, hope.matter)
    for definition in book.definitions.values():
        is_grant = definition.if_granted and definition.key != key
        if is_grant and law.judged(person, definition.key)[0] is True:
            yield _granted(person, law, definition)


def _granted(person: Person, law: Compiled, definition: Definition) -> Choice:
    sets = {name: law.value(value)(person) for name, value in definition.if_granted}
    title = definition.title[:1].lower() + definition.title[1:]
    says = f"the Home Office grants {title}"
    return _sought(law.book, definition.key, says, sets, definition.matter)


def _sought(book: Book, name: str, says: str, sets: Mapping[str, Any], matter: str) -> Choice:
    hows = [book.facts[fact].may_change for fact in sets]
    how = next((may for may in MAY if may in hows), MAY[0])
    implied = book.implies.get(sets.get(STATUS, ""), {})
    ended = {fact.name for fact in book.facts.values() if fact.ends_leave} if STATUS in sets else set()
    return Choice(
        name=name,
        sets={**implied, **sets},
        cost=_SOUGHT[how],
        says=says,
        matter=matter,
        may_change=how,
        gone=frozenset(ended - set(sets)),
    )


def learned(person: Person, law: Compiled, names: list[str]) -> Iterator[Choice]:
    """Each value that each of these facts, none of them known, may turn out to have; of those alike, one."""
    kept: dict[str, list[Choice]] = law.book.compiled.setdefault("may turn out", {})
    for name in names:
        if name in kept:
            yield from kept[name]
            continue
        fact = law.book.facts[name]
        values = turning.told_apart(fact, person, law)
        may_be = [_learned(fact, place, value) for place, value in enumerate(values)]
        if fact.type in _ALWAYS_THE_SAME:
            kept[name] = may_be
        yield from may_be


def _learned(fact: Fact, place: int, value: Any) -> Choice:
    is_rare = fact.has_worked_example and value != fact.worked_example
    cost = _LEARNED[fact.sensitivity] + _RARE * is_rare
    return Choice(f"{fact.name} {place}", {fact.name: value}, cost, fact=fact.name)


def unknown(person: Person, reach: Reach, key: str) -> list[str]:
    """The facts beneath a key that are not known of the person and could be learned by asking them."""
    book = reach.book
    read_at = book.compiled.get("read at")
    if read_at is None:
        read_at = book.compiled["read at"] = {
            rule.reads_at for one in book.definitions.values() for rule in checking.every_rule(one)
        }
    return [
        name
        for name in reach.facts(key)
        if name not in read_at
        and not (fact := book.facts[name]).of_partner
        and fact.type not in _NEVER_LEARNED
        and (name not in person.recorded or isinstance(person.recorded[name], NotKnown))
        and person.value(name) is UNKNOWN
    ]
