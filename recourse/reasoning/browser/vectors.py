"""What the reference answers, written as the JavaScript reader would say it, so that both can be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any

from recourse.reasoning import periods
from recourse.reasoning.browser.nodes import Numbers, day
from recourse.reasoning.browser.packing import every_code, every_name, every_rule
from recourse.reasoning.rulebook import answering, recording
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import NotKnown
from recourse.reasoning.rulebook.outcome import Outcome
from recourse.reasoning.rulebook.person import UNKNOWN

_FIRST = date(1999, 12, 25)
_MONTHS = (-25, -13, -12, -1, 0, 1, 2, 6, 11, 12, 13, 48)
_YEARS = (-18, -4, -1, 1, 4, 5, 18, 100)
_WORKING = (-10, -1, 0, 1, 2, 5, 10, 30)
_ENDS = (
    date(1, 1, 1),
    date(1, 3, 1),
    date(1900, 2, 28),
    date(2000, 2, 29),
    date(2100, 2, 28),
    date(9999, 12, 31),
)
UNSAID = "not known"


def days(holidays: Collection[date]) -> Iterator[tuple[str, int, int, int | None]]:
    """Every act on days: its name in the reader, a day, a count or another day, and what comes of it."""
    near = [_FIRST + timedelta(days=count) for count in range(0, 11000, 37)]
    leap = [date(year, 2, number) for year in (2000, 2023, 2024, 2100) for number in (27, 28)]
    ends = [date(2024, month, 1) - timedelta(days=1) for month in range(1, 13)]
    starts = [*near, *leap, *ends, *_ENDS, date(2024, 2, 29)]
    for on in starts:
        for count in _MONTHS:
            yield "laterByMonths", day(on), count, _tried(periods.later_by_months, on, count)
        for count in _YEARS:
            yield "laterByYears", day(on), count, _tried(periods.later_by_years, on, count)
        for count in (-400, -1, 0, 1, 28, 365, 5_000_000):
            yield "laterByDays", day(on), count, _tried(periods.later_by_days, on, count)
    for on in (date(2025, 12, 20) + timedelta(days=count) for count in range(400)):
        for count in _WORKING:
            moved = periods.later_by_working_days(on, count, holidays=holidays)
            yield "laterByWorkingDays", day(on), count, day(moved)
    for first, last in product([*near[::6], *leap, *ends, *_ENDS], repeat=2):
        yield "monthsBetween", day(first), day(last), periods.months_between(first, last)
        yield "yearsBetween", day(first), day(last), periods.years_between(first, last)


def _tried(act: Any, on: date, count: int) -> int | None:
    try:
        return day(act(on, count))
    except OverflowError:
        return None


class Writer:
    """Writes people and their answers of one book in its numbers."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.names = every_name(book)
        self.numbers = Numbers(self.names, every_code(book), set())
        self.rules = [rule for rule, _ in every_rule(book)]

    def person(self, facts: Mapping[str, Any]) -> list[list[Any]]:
        """Facts as rows of number and value; `why` marks what is not known, `people` a list."""
        return self._rows(recording.recorded(self.book, facts))

    def _rows(self, recorded: Mapping[str, Any]) -> list[list[Any]]:
        return [[self.numbers.names[name], self._value(value)] for name, value in recorded.items()]

    def _value(self, value: Any) -> Any:
        if isinstance(value, NotKnown):
            return {"why": value.why}
        if isinstance(value, tuple):
            return {"people": [self._rows(one) for one in value]}
        if isinstance(value, str) and value not in self.numbers.codes:
            return value
        if isinstance(value, frozenset):
            return sorted(self.numbers.codes.get(code, -1) for code in value)
        return self.numbers.plain(value)

    def answers(self, facts: Mapping[str, Any], *, as_at: date, whole: bool = False) -> dict[str, Any]:
        """What the reference answers: outcomes, values and what is missing; if `whole`, all it says."""
        told = answering.answer(self.book, facts, as_at=as_at)
        return {
            "values": {key: self._said(value) for key, value in told.values.items()},
            "outcomes": {key: one.outcome for key, one in told.outcomes.items()},
            "missing": {
                key: [[each.fact, self._whose(each.whose)] for each in one.missing]
                for key, one in told.outcomes.items()
                if one.missing
            },
            "whole": {key: self._whole(one) for key, one in told.outcomes.items()} if whole else {},
        }

    def _whole(self, one: Outcome) -> dict[str, Any]:
        found = one.reasons.found
        return {
            "says": one.says,
            "verdict": one.reasons.verdict,
            "reasons": [
                [reason.verdict, reason.rule and reason.rule.says] for reason in one.reasons.children
            ],
            "cites": list(found.cites),
            "contested": list(one.contested),
            "assumed": [[fact, self._whose(whose)] for fact, whose in found.assumed],
            "warnings": list(one.warnings),
        }

    def _whose(self, whose: str) -> str:
        role, _, number = whose.partition(" ")
        return f"{self.numbers.codes[role]} {number}".strip() if whose else ""

    def _said(self, value: Any) -> Any:
        if value is UNKNOWN:
            return UNSAID
        if isinstance(value, tuple):
            return [self.numbers.codes[code] for code in value]
        return self.numbers.plain(value)

    def read(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """What the JavaScript reader answered, by name, in the shape of `answers`."""
        name, cites = self.names.__getitem__, [rule.cites for rule in self.rules]
        points, warnings = list(self.book.contested), list(self.book.warnings)
        return {
            "values": {name(number): value for number, value in told["values"]},
            "outcomes": {name(number): word for number, word in told["outcomes"]},
            "missing": {
                name(number): [[name(fact), whose] for fact, whose in missing]
                for number, missing in told["missing"]
            },
            "whole": {
                name(number): {
                    **one,
                    "cites": list(dict.fromkeys(cites[rule] for rule in one["cites"])),
                    "contested": [points[point] for point in one["contested"]],
                    "assumed": [[name(fact), whose] for fact, whose in one["assumed"]],
                    "warnings": [warnings[warning] for warning in one["warnings"]],
                }
                for number, one in told["whole"]
            },
        }
