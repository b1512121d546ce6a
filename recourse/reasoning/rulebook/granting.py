"""What would be open if something that is open now were granted: the same person, asked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import STATUS, Person
from recourse.reasoning.rulebook.tree import Definition

AFTER_GRANT = "after_grant"


def first_open(person: Person, law: Compiled) -> Definition | None:
    """The first thing, in the law's order, that is open and whose grant changes what they hold."""
    for definition in law.book.definitions.values():
        if definition.if_granted and law.judged(person, definition.key)[0] is True:
            return definition
    return None


def facts_after(person: Person, law: Compiled, granted: Definition) -> Mapping[str, Any]:
    """What would be recorded after the grant; the old permission and all the new one settles is gone."""
    changed = {name: law.value(value)(person) for name, value in granted.if_granted}
    gone = set(law.book.implies.get(changed.get(STATUS, ""), {}))
    gone |= {name for name, fact in law.book.facts.items() if fact.ends_leave}
    kept = {name: value for name, value in person.recorded.items() if name not in gone}
    return {**kept, **changed}
