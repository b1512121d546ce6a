"""Puts a change of the law, and whom it touches, into the words of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from recourse.pages.look import outcomes
from recourse.reasoning import rulebook
from recourse.reasoning.comparing import changes, touching
from recourse.reasoning.comparing.changes import Change
from recourse.reasoning.comparing.touching import NO_LAW, Touched, Turn
from recourse.records.people import identity

if TYPE_CHECKING:
    from recourse.records.people.models import Person

_NUMBERS = ("nobody", "one person", "two people", "three people", "four people", "five people")


@dataclass(frozen=True)
class Question:
    """What changes of one question: its title and a sentence for each rule or figure."""

    title: str
    changes: list[Change]


@dataclass(frozen=True)
class Case:
    """One person a change touches, as a worker sees them, and the word of their answer before."""

    person: Person
    name: str
    before: str


@dataclass(frozen=True)
class Answered:
    """One question that is answered otherwise: the word after, the rules that did it, and for whom."""

    title: str
    after: str
    said_after: str
    by: tuple[Change, ...]
    cases: list[Case]

    @property
    def before(self) -> list[tuple[str, list[Case]]]:
        """The people by the word of their answer before."""
        told: dict[str, list[Case]] = {}
        for case in self.cases:
            told.setdefault(case.before, []).append(case)
        return list(told.items())


def turns(today: date) -> list[Turn]:
    """The next change of the law ahead, if one is recorded, and the last one."""
    book = rulebook.england()
    last, following = changes.last_and_next(book, today)
    return [touching.on(book, day) for day in (following, last) if day is not None]


def questions(found: Iterable[Change]) -> list[Question]:
    """The changes, those of one question together."""
    told: dict[str, Question] = {}
    for one in found:
        told.setdefault(one.key, Question(one.title, [])).changes.append(one)
    return list(told.values())


def answered(people: Iterable[Person], touched: Mapping[UUID, list[Touched]]) -> list[Answered]:
    """What is answered otherwise, each once, with the people it touches and their names."""
    mine = [person for person in people if person.pk in touched]
    names = identity.read_many(mine) if mine else {}
    told: dict[tuple[str, str], Answered] = {}
    for person in mine:
        name = names[person.pk].name or names[person.pk].nickname or person.reference
        for one in touched[person.pk]:
            found = told.setdefault(
                (one.title, one.after),
                Answered(one.title, _word(one.after), one.said_after, one.by, []),
            )
            found.cases.append(Case(person, name, _word(one.before)))
    return list(told.values())


def counted(people: int) -> str:
    """A number of people in words."""
    return _NUMBERS[people] if people < len(_NUMBERS) else f"{people} people"


def _word(outcome: str) -> str:
    return "no law on this" if outcome == NO_LAW else outcomes.WORDS[outcome].lower()
