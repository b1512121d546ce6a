"""What holds of everybody of whom nothing is known that bears on it: worked out once a day, and shared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.outcome import Outcome
from recourse.reasoning.rulebook.person import NOT_YET, STATUS, Person
from recourse.reasoning.rulebook.reaching import Reach
from recourse.reasoning.rulebook.reasons import explainer
from recourse.reasoning.rulebook.tree import Kind

_DAYS_KEPT = 8


class Nobody:
    """Somebody of whom nothing is recorded, on one day; whoever is like them in what bears on an answer
    has the same answer, for the same reasons.
    """

    def __init__(self, law: Compiled, day: date, closed: bool) -> None:
        self.law = law
        self.person = Person(law, {}, day=day, closed=closed)
        self.bits, self.masks, self.told_by = _beneath(law)
        self.implied = self._implied_by(self.person.value(STATUS)) if STATUS in law.facts.places else 0
        for judge in law.gates.values():
            judge(self.person)
        for choose in law.choices.values():
            choose(self.person)
        self.outcomes = list(self._outcomes())

    def _outcomes(self) -> Iterator[tuple[str, int, Outcome]]:
        """The outcomes that may be given to whoever is like them in the facts beneath it and its warnings.

        Not those in a matter for advisers: how they are put turns on who is told.
        """
        law = self.law
        settled, explain = law.settled(self.person.day), explainer(law)
        for key, definition in law.book.definitions.items():
            if key in settled and definition.kind is not Kind.VALUE and not definition.matter:
                mask = self.told_by[law.places[key]]
                yield key, mask, Outcome(key, definition, self.person, explain)

    def like(self, recorded: Mapping[str, Any]) -> Person:
        """A person, of whom all is settled already that what is recorded has no bearing on."""
        law, told, bits = self.law, self.person, self.bits
        person = Person(law, recorded, day=told.day, closed=told.closed)
        if STATUS in law.facts.followed or not bits.keys() >= recorded.keys():
            return person
        known = 0
        for name in recorded:
            known |= bits[name]
        if STATUS in recorded:
            known |= self.implied | self._implied_by(person.value(STATUS))
        alike = person.alike = [not mask & known for mask in self.masks]
        person.truths = [one if same else None for same, one in zip(alike, told.truths, strict=True)]
        person.results = [one if same else NOT_YET for same, one in zip(alike, told.results, strict=True)]
        person.ready = {key: outcome for key, mask, outcome in self.outcomes if not mask & known}
        person.nobody = told
        return person

    def _implied_by(self, code: Any) -> int:
        """The facts a status says something of."""
        known = 0
        for name in self.law.book.implies.get(code, ()) if isinstance(code, str) else ():
            known |= self.bits[name]
        return known


def _beneath(law: Compiled) -> tuple[dict[str, int], list[int], list[int]]:
    """The bit of each fact; of each definition those beneath it, and those beneath it and its warnings."""
    made: tuple[dict[str, int], list[int], list[int]] | None = law.book.compiled.get("beneath")
    if made is None:
        found = Reach(law.book, past_status=False)
        masks = [found.names[key] for key in law.places]
        told_by = [
            reduce(or_, [found.of(one.when) for one in definition.warnings], mask)
            for mask, definition in zip(masks, law.book.definitions.values(), strict=True)
        ]
        made = law.book.compiled["beneath"] = (found.bits, masks, told_by)
    return made


def nobody(law: Compiled, day: date, *, closed: bool) -> Nobody:
    """Nobody, on that day, worked out once."""
    kept: dict[tuple[date, bool], Nobody] = law.book.compiled.setdefault("nobody", {})
    made = kept.get((day, closed))
    if made is None:
        if len(kept) >= _DAYS_KEPT:
            kept.clear()
        made = kept[day, closed] = Nobody(law, day, closed)
    return made
