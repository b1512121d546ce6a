"""What holds of everybody of whom nothing is known that bears on it: worked out once a day, and shared.

Next to nobody stands, for each status, somebody of whom only the status is known: most of what the law says
of a person is said of all with their status.
"""

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
from recourse.reasoning.rulebook.regulated import FORM
from recourse.reasoning.rulebook.tree import Kind

_KEPT = 128


class Nobody:
    """Somebody of whom nothing is recorded, or their status alone, on one day; whoever is like them in what
    bears on an answer has the same answer, for the same reasons.
    """

    def __init__(self, law: Compiled, person: Person) -> None:
        self.law = law
        self.person = person
        self.status = person.recorded.get(STATUS)
        self.bits, self.masks, self.told_by = _beneath(law)
        self.implied = self._implied_by(self.person.value(STATUS)) if STATUS in law.facts.places else 0
        for key, judge in law.gates.items():
            if not person.truths[law.places[key]]:
                judge(person)
        for choose in law.choices.values():
            choose(person)
        self.outcomes = list(self._outcomes())

    def _outcomes(self) -> Iterator[tuple[str, int, Outcome]]:
        """The outcomes that may be given to whoever is like them in the facts beneath it and its warnings."""
        law, ready = self.law, self.person.ready
        settled, explain = law.settled(self.person.day), explainer(law)
        for key, definition in law.book.definitions.items():
            if key in settled and definition.kind is not Kind.VALUE:
                mask = self.told_by[law.places[key]]
                yield key, mask, ready.get(key) or Outcome(key, definition, self.person, explain)

    def like(self, recorded: Mapping[str, Any]) -> Person:
        """A person, of whom all is settled already that what is recorded has no bearing on."""
        law, told, bits = self.law, self.person, self.bits
        person = Person(law, recorded, day=told.day, closed=told.closed)
        if STATUS in law.facts.followed or not bits.keys() >= recorded.keys():
            return person
        known = 0
        is_told = self.status is not None and recorded[STATUS] == self.status
        for name in recorded:
            if name != STATUS or not is_told:
                known |= bits[name]
        if STATUS in recorded and not is_told:
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
    """The bit of each fact; of each definition those beneath it, and those beneath all that is told of it.

    What is told of it are its warnings too and, in a matter for advisers, the form in which it is put.
    """
    made: tuple[dict[str, int], list[int], list[int]] | None = law.book.compiled.get("beneath")
    if made is None:
        found = Reach(law.book, past_status=False)
        masks = [found.names[key] for key in law.places]
        told_by = [
            reduce(or_, [found.of(one.when) for one in definition.warnings], mask)
            | (found.names[FORM] if definition.matter else 0)
            for mask, definition in zip(masks, law.book.definitions.values(), strict=True)
        ]
        made = law.book.compiled["beneath"] = (found.bits, masks, told_by)
    return made


def alike(law: Compiled, recorded: Mapping[str, Any], day: date, *, closed: bool) -> Person:
    """A person, begun from the one most like them of whom all is worked out already."""
    status = recorded.get(STATUS)
    told = _kept(law, day, closed, status if isinstance(status, str) else "")
    return told.like(recorded)


def _kept(law: Compiled, day: date, closed: bool, status: str) -> Nobody:
    """Nobody on that day, or somebody with that status, worked out once."""
    kept: dict[tuple[date, bool, str], Nobody] = law.book.compiled.setdefault("nobody", {})
    made = kept.get((day, closed, status))
    if made is None:
        if status:
            person = _kept(law, day, closed, "").like({STATUS: status})
        else:
            person = Person(law, {}, day=day, closed=closed)
        if len(kept) >= _KEPT:
            del kept[next(iter(kept))]
        made = kept[day, closed, status] = Nobody(law, person)
    return made
