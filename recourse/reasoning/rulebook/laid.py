"""The facts of a book laid out in places, and what each says of somebody before anything is worked out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recourse.reasoning.rulebook.facts import Fact, NotKnown
from recourse.reasoning.rulebook.person import IMPLIED, NOT_YET, RECORDED, STATUS, UNKNOWN

if TYPE_CHECKING:
    from recourse.reasoning.rulebook.book import Book
    from recourse.reasoning.rulebook.person import Person

_SETTLED_NOT = frozenset({"contested", "not_yet_decided"})
_MISS: Any = object()
Laid = tuple[list[Any], list[str]]


class Facts:
    """Where each fact stands in the list of a person's facts.

    Most facts are plain: they say what is recorded, or what the status implies, or what is assumed. Those
    that follow from conditions, or from the people around, are worked out when they are first read.
    """

    def __init__(self, book: Book) -> None:
        self.book = book
        self.names = list(book.facts)
        self.places = {name: place for place, name in enumerate(self.names)}
        self.by_status = {name for implied in book.implies.values() for name in implied}
        followed = {name for name, fact in book.facts.items() if fact.implied or fact.of_partner}
        if STATUS in followed:
            followed |= self.by_status
        self.followed = frozenset(followed)
        self.shared = frozenset(name for name, fact in book.facts.items() if fact.of == "household")
        self._blank: dict[tuple[bool, bool], Laid] = {}

    def is_plain(self, name: str) -> bool:
        """Whether the fact is known of everybody before any rule is read."""
        return name not in self.followed and name not in self.shared

    def of(self, person: Person) -> Laid:
        """What each fact says of the person, and how it is known; NOT_YET where it has to be worked out."""
        values, sources = self._copied(person)
        places, followed = self.places, self.followed
        for name, value in person.recorded.items():
            place = places.get(name)
            if place is None:
                person.law.note(person, name, value)
                continue
            if not isinstance(value, NotKnown):
                values[place], sources[place] = value, RECORDED
            elif value.why in _SETTLED_NOT:
                values[place], sources[place] = UNKNOWN, ""
            elif name in followed:
                values[place] = NOT_YET
            else:
                values[place], sources[place] = self.defaulted(person, self.book.facts[name], value)
        if STATUS in places and STATUS not in followed:
            self._imply(person, values, sources)
        return values, sources

    def _imply(self, person: Person, values: list[Any], sources: list[str]) -> None:
        """What the status implies of what is not recorded."""
        recorded, places, silent = person.recorded, self.places, self.followed
        code = values[places[STATUS]]
        if code is NOT_YET:
            code = person.applicant.value(STATUS) if person.applicant else UNKNOWN
        if code is UNKNOWN or code is None:
            return
        for name, value in self.book.implies.get(code, {}).items():
            place = places[name]
            told = recorded.get(name, _MISS)
            is_open = told is _MISS or (isinstance(told, NotKnown) and told.why not in _SETTLED_NOT)
            is_ours = name not in silent and values[place] is not NOT_YET and name != STATUS
            if is_open and is_ours and value is not UNKNOWN:
                values[place], sources[place] = value, IMPLIED

    def _copied(self, person: Person) -> Laid:
        is_partner = person.applicant is not None and person.is_partner
        made = self._blank.get((person.closed, is_partner))
        if made is None:
            made = self._blank[person.closed, is_partner] = self._of_nobody(person, is_partner)
        return made[0].copy(), made[1].copy()

    def _of_nobody(self, person: Person, is_partner: bool) -> Laid:
        away = self.followed | self.shared if is_partner else self.followed
        told = [
            (NOT_YET, "") if name in away else self.defaulted(person, fact, _MISS)
            for name, fact in self.book.facts.items()
        ]
        return [value for value, _ in told], [source for _, source in told]

    def defaulted(
        self, person: Person, fact: Fact, recorded: Any, must_not_assume: bool = False
    ) -> tuple[Any, str]:
        """What is taken of a fact of which nothing is known."""
        if person.closed and not isinstance(recorded, NotKnown) and fact.has_worked_example:
            return fact.worked_example, "worked example"
        if fact.is_assumed and not must_not_assume:
            return fact.assumed, "assumed"
        return UNKNOWN, ""
