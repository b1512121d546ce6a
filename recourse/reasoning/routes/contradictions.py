"""Finds the recorded days that cannot both be right, and names both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recourse.reasoning.routes.explaining import in_words
from recourse.reasoning.routes.timetable import Pair, Timetable
from recourse.reasoning.rulebook.person import Person


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts whose days cannot both be right, and the sentence that names both."""

    first: str
    then: str
    says: str


def of(table: Timetable, person: Person) -> list[Contradiction]:
    """Every pair of recorded days of this person of which the one that comes first stands after the other."""
    found = []
    for pair in table.pairs:
        first, then = person.value(pair.first), person.value(pair.then) if pair.then else person.day
        if not (isinstance(first, date) and isinstance(then, date) and then < first):
            continue
        if person.law.test(pair.when)(person) is True:
            found.append(Contradiction(pair.first, pair.then, _says(table, person, pair, first, then)))
    return found


def _says(table: Timetable, person: Person, pair: Pair, first: date, then: date) -> str:
    facts = person.law.book.facts
    other = f"“{facts[pair.then].question}”" if pair.then else "The day of this plan:"
    return (
        f"Two days cannot both be right: “{facts[pair.first].question}” {in_words(first)}."
        f" {other} {in_words(then)}. For {pair.says}. Look at the papers again."
    )
