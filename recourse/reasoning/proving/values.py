"""Writes the values of the law as formulas over a person: days, numbers and codes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

import z3

from recourse.reasoning import periods
from recourse.reasoning.proving import planes, quantities
from recourse.reasoning.proving.people import Someone
from recourse.reasoning.proving.quantities import HUNDREDTHS, Quantity
from recourse.reasoning.proving.world import World
from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.tree import Expression


class UnknownNode(TypeError):
    """A node of the tree that the proof cannot read."""


class Values(ABC):
    """The values of one book on one day; those that turn on rules are written out by `Encoding`."""

    def __init__(self, book: Book, day: date, world: World) -> None:
        self.book, self.day, self.world = book, day, world

    @abstractmethod
    def result(self, key: str, someone: Someone) -> Quantity:
        """What a value definition gives them."""

    def value(self, node: Expression, someone: Someone) -> Quantity:
        """What a value is of somebody."""
        match node:
            case tree.Literal(value=value):
                return quantities.literal(value)
            case tree.AsAt():
                return quantities.literal(self.day)
            case tree.FactValue(name=name, of=of):
                return (someone.first if of else someone).fact(name)
            case tree.ValueOf(name=name, of=of):
                return self.result(name, someone.first if of else someone)
            case tree.AmountOf(name=name):
                return quantities.literal(self._amount(name))
            case tree.Shift(start=start, count=count, unit=unit):
                return self._shifted(self.value(start, someone), count, unit)
            case tree.Sum(left=left, sign=sign, right=right):
                one, other = self.value(left, someone), self.value(right, someone)
                none = planes.either((one.none, other.none))
                unknown = planes.both((planes.turned(none), planes.either((one.unknown, other.unknown))))
                return Quantity(none, unknown, one.number + sign * other.number)
            case tree.Apply(function=function, arguments=arguments):
                return self._applied(function, [self.value(argument, someone) for argument in arguments])
            case _:
                raise UnknownNode(f"the proof does not know the value {type(node).__name__}")

    def _amount(self, name: str) -> Any:
        for amount in self.book.amounts[name]:
            if amount.first_day <= self.day <= (amount.last_day or date.max):
                return amount.value
        return None

    def _shifted(self, start: Quantity, count: int, unit: str) -> Quantity:
        if unit == "days":
            return Quantity(start.none, start.unknown, start.number + count)
        moved = _MOVES.get(unit)
        if moved is None:
            if unit != "working days":
                raise UnknownNode(f"the proof does not know how to move a day by {unit}")
            return self._worked(start, count)

        def counts(day: int) -> int:
            return moved(date.fromordinal(day), count).toordinal()

        number = self.world.steps.step(f"{count} {unit} on", start.number, counts, rises=True)
        return Quantity(start.none, start.unknown, number)

    def _worked(self, start: Quantity, count: int) -> Quantity:
        """Working days, on the days for which bank holidays are known; on others it cannot be worked out."""
        calendar = self.book.calendar

        def counts(day: int) -> int:
            return periods.later_by_working_days(
                date.fromordinal(day), count, holidays=calendar.holidays
            ).toordinal()

        number = self.world.steps.step(f"{count} working days on", start.number, counts, rises=True)
        first, last = (
            date(calendar.first_year, 1, 1).toordinal(),
            date(calendar.last_year, 12, 31).toordinal(),
        )
        low, high = (start.number, number) if count >= 0 else (number, start.number)
        beyond = planes.either((low < first, high > last))
        unknown = planes.either((start.unknown, planes.both((planes.turned(start.none), beyond))))
        return Quantity(start.none, unknown, number)

    def _applied(self, function: str, arguments: list[Quantity]) -> Quantity:
        if function in ("later_of", "earlier_of"):
            return _furthest(arguments, latest=function == "later_of")
        of, today = arguments[0], self.day.toordinal()
        if function in ("days_since", "days_until"):
            sign = 1 if function == "days_since" else -1
            return Quantity(of.none, of.unknown, HUNDREDTHS * sign * (today - of.number))
        between = _SINCE.get(function)
        if between is None:
            raise UnknownNode(f"the proof does not know the function {function}")

        def counts(day: int) -> int:
            return between(date.fromordinal(day), self.day) * HUNDREDTHS

        number = self.world.steps.step(f"{function} to {self.day}", of.number, counts, rises=False)
        return Quantity(of.none, of.unknown, number)


_MOVES = {"months": periods.later_by_months, "years": periods.later_by_years}
_SINCE = {"years_since": periods.years_between, "months_since": periods.months_between}


def _furthest(days: list[Quantity], *, latest: bool) -> Quantity:
    """The latest or earliest of the days there are; none when there is none."""
    told = Quantity(none=True)
    for day in days:
        further = day.number > told.number if latest else day.number < told.number
        takes = planes.both((planes.turned(day.none), planes.either((told.none, further))))
        number = day.number if takes is True else z3.If(takes, day.number, told.number)
        told = Quantity(planes.both((told.none, day.none)), False, number)
    return Quantity(told.none, planes.either(day.unknown for day in days), told.number)
