"""A crowd of invented, partly known people, with households, to hold every reader equal to `answering`.

The same seed gives the same crowd. Half of them are drawn at random; half are people of the worked examples
of whom something was forgotten and something else learned, so that every door is open for somebody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

from recourse.reasoning.rulebook import Book, NotKnown, cases, loading
from recourse.reasoning.rulebook.facts import REASONS, Fact, Type

DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        "2026-11-22",
        "2026-06-01",
        "2026-06-02",
        "2026-11-22",
        "2024-02-29",
        "2021-07-01",
        "2028-03-31",
    )
)
KNOWN = (0.01, 0.05, 0.2, 0.4, 0.65, 0.9, 1.0)
NUMBERS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15.5, 16, 17, 18, 19, 20, 21, 24, 25, 30, 36, 48, 59, 60, 66, 90)
SUMS = (0, 5.5, 9.99, 10, 12.21, 100, 499, 500, 1000, 3000, 6000, 16000, 20480, 25000, 26800, 30960, 41700)
ODD_DAYS = tuple(date.fromisoformat(day) for day in ("0001-01-01", "2000-02-29", "2024-02-29", "9999-12-31"))
SPANS = (
    0,
    1,
    2,
    3,
    5,
    9,
    14,
    27,
    28,
    29,
    42,
    45,
    56,
    60,
    89,
    90,
    91,
    180,
    182,
    365,
    366,
    548,
    730,
    1096,
    1826,
)


class Someone(NamedTuple):
    """One of the crowd: the row id, the day asked of, and the facts as `answering.answer` takes them."""

    id: str
    as_at: date
    facts: dict[str, Any]


def people(law: Book, *, count: int, seed: int, days: tuple[date, ...] = DAYS) -> Iterator[Someone]:
    """The first `count` people of the crowd of that seed; days are ISO text, reasons are NotKnown."""
    dice = Random(seed)
    draft = _Drafter(law, dice)
    examples = [(case.as_at, _spread(_plain(case.facts))) for case in _examples()]
    for number in range(count):
        day = dice.choice(days)
        facts = draft.anybody(day) if dice.random() < 0.5 else draft.somebody_like(dice.choice(examples), day)
        yield Someone(f"p{number:06d}", day, facts)


@cache
def _examples() -> tuple[cases.Case, ...]:
    found = (case for path in sorted(loading.ENGLAND.glob("*/examples.yaml")) for case in cases.read(path))
    return tuple(case for case in found if isinstance(case, cases.Case))


def _spread(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts one by one: what is written as a map, family_of: {relation: child}, is family_of_relation."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        parts = value.items() if isinstance(value, dict) else ()
        found |= {f"{name}_{part}": told for part, told in parts} if parts else {name: value}
    return found


def _plain(value: Any) -> Any:
    """Without the line numbers that the loader keeps."""
    if isinstance(value, dict):
        return {str(name): _plain(told) for name, told in value.items()}
    if isinstance(value, list):
        return [_plain(told) for told in value]
    return value.isoformat() if isinstance(value, date) else value


class _Drafter:
    """Draws facts that fit the law's own list of facts."""

    def __init__(self, law: Book, dice: Random) -> None:
        self.dice = dice
        self.facts = [fact for fact in law.facts.values() if fact.type is not Type.PEOPLE]
        self.lists = [fact for fact in law.facts.values() if fact.type is Type.PEOPLE]
        self.names = {**law.also_called, **{name: name for name in law.facts}}
        self.tests = [key for key, one in law.definitions.items() if one.kind == "test"]
        self.members = [fact for fact in self.facts if fact.name != "role" and not fact.of_partner]

    def anybody(self, day: date) -> dict[str, Any]:
        """A person with each fact known with the same chance, and perhaps a household."""
        facts = self._drawn(self.facts, self.dice.choice(KNOWN), day)
        if self.dice.random() < 0.02:
            facts[self.dice.choice(self.tests)] = self.dice.random() < 0.5
        return facts | self._lists(day)

    def somebody_like(self, example: tuple[date, dict[str, Any]], day: date) -> dict[str, Any]:
        """The person of an example, moved to the day, with some facts forgotten and a few others known."""
        as_at, told = example
        later = day - as_at
        kept = self.dice.choice((0.5, 0.8, 1.0))
        facts = {
            self.names.get(name, name): _moved(value, later)
            for name, value in told.items()
            if self.dice.random() < kept
        }
        facts = {name: value for name, value in facts.items() if value != "unknown"}
        facts |= self._drawn(self.facts, self.dice.choice((0.0, 0.01, 0.05)), day)
        return self._lists(day) | facts if self.dice.random() < 0.3 else facts

    def _drawn(self, facts: list[Fact], known: float, day: date) -> dict[str, Any]:
        return {fact.name: self._value(fact, day) for fact in facts if self.dice.random() < known}

    def _lists(self, day: date) -> dict[str, Any]:
        drawn: dict[str, Any] = {}
        for fact in self.lists:
            chance = self.dice.random()
            if chance < 0.05:
                drawn[fact.name] = self.dice.choice((None, NotKnown("declined")))
            elif chance < 0.5:
                drawn[fact.name] = [self._member(fact, day) for _ in range(self.dice.choice((0, 1, 1, 2, 3)))]
        return drawn

    def _member(self, fact: Fact, day: date) -> dict[str, Any]:
        member = self._drawn(self.members, self.dice.choice((0.01, 0.05, 0.3)), day)
        if self.dice.random() < 0.7:
            ages = (0, 3, 15, 17, 18, 19) if fact.lists_children else NUMBERS
            member["age"] = self.dice.choice(ages)
        if self.dice.random() < (0.2 if fact.lists_children else 0.9):
            member["role"] = self.dice.choice(("partner", "wife", "spouse", "husband", "child", "other"))
        return member

    def _value(self, fact: Fact, day: date) -> Any:
        chance = self.dice.random()
        if chance < 0.02:
            return NotKnown(self.dice.choice(REASONS))
        if chance < 0.04 and fact.type is not Type.YES_NO:
            return None
        match fact.type:
            case Type.YES_NO:
                return chance < 0.5
            case Type.NUMBER:
                return self.dice.choice(NUMBERS)
            case Type.MONEY:
                return self.dice.choice(SUMS)
            case Type.DAY:
                return self._day(day).isoformat()
            case Type.SOME_OF:
                codes = sorted(fact.options) or ["FR", "NG", "SY"]
                return self.dice.sample(codes, min(len(codes), self.dice.choice((0, 1, 1, 2, 3))))
            case _:
                return self.dice.choice(sorted(fact.options) or ["adult_skills_fund", "words"])

    def _day(self, day: date) -> date:
        """Near the day, on one of the law's own spans from it, years before it, or at an odd place."""
        chance = self.dice.random()
        if chance < 0.02:
            return self.dice.choice(ODD_DAYS)
        if chance < 0.5:
            sign = -1 if self.dice.random() < 0.8 else 1
            return day + timedelta(days=sign * self.dice.choice(SPANS) + self.dice.choice((-1, 0, 0, 1)))
        if chance < 0.8:
            return day - timedelta(days=int(self.dice.random() * 1500))
        return day - timedelta(days=int(self.dice.random() * 30000))


def _moved(value: Any, later: timedelta) -> Any:
    """The value with every day in it moved, as long as the calendar goes that far."""
    if isinstance(value, dict):
        return {name: _moved(told, later) for name, told in value.items()}
    if isinstance(value, list):
        return [_moved(told, later) for told in value]
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        try:
            return (date.fromisoformat(value) + later).isoformat()
        except (OverflowError, ValueError):
            return value
    return value
