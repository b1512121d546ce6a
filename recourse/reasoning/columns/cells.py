"""The sums a population is worked out by: cells made of cells, each made once, folded where constant.

A cell is a column of one of two sheets: a row a person asked about (`PERSON`), a row a member of somebody's
household (`MEMBER`). No cell is ever null: what is not known is said by planes, which are cells of yes or no.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, NamedTuple

PERSON, MEMBER, ANYWHERE = "person", "member", ""
Number = int | float | bool

_COMPARED: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "<": operator.lt,
    "<=": operator.le,
}


class Cell(NamedTuple):
    """How a column is made: the sort of sum, of which cells, and what else the sum names."""

    sort: str
    sheet: str
    of: tuple[int, ...] = ()
    told: Any = None


class Plan:
    """Every cell made so far, by number; a cell asked for twice is one cell."""

    TRUE, FALSE = 0, 1

    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self._numbers: dict[tuple[Any, ...], int] = {}
        self.fixed(True)
        self.fixed(False)

    def made(self, sort: str, sheet: str, of: tuple[int, ...] = (), told: Any = None) -> int:
        """The number of a cell, made if it is new."""
        known_by = (sort, sheet, of, told, type(told))
        number = self._numbers.get(known_by)
        if number is None:
            number = self._numbers[known_by] = len(self.cells)
            self.cells.append(Cell(sort, sheet, of, told))
        return number

    def sheet(self, *cells: int) -> str:
        """The one sheet that these cells stand on."""
        sheets = {self.cells[cell].sheet for cell in cells} - {ANYWHERE}
        if len(sheets) > 1:
            raise AssertionError("cells of two sheets are put together without a join")
        return sheets.pop() if sheets else ANYWHERE

    def column(self, sheet: str, name: str) -> int:
        """A column that the sheet comes with."""
        return self.made("column", sheet, (), name)

    def fixed(self, value: Number) -> int:
        """The same for everybody."""
        return self.made("fixed", ANYWHERE, (), value)

    def both(self, *cells: int) -> int:
        """Yes where every cell is yes."""
        return self._joined("and", cells, self.TRUE, self.FALSE)

    def either(self, *cells: int) -> int:
        """Yes where any cell is yes."""
        return self._joined("or", cells, self.FALSE, self.TRUE)

    def _joined(self, sort: str, cells: tuple[int, ...], neutral: int, decisive: int) -> int:
        kept = {cell for cell in cells if cell != neutral}
        if decisive in kept or any(self.opposite(cell) in kept for cell in kept):
            return decisive
        if len(kept) < 2:
            return kept.pop() if kept else neutral
        return self.made(sort, self.sheet(*kept), tuple(sorted(kept)))

    def opposite(self, cell: int) -> int:
        """Yes where the cell is no."""
        if cell in (self.TRUE, self.FALSE):
            return self.TRUE + self.FALSE - cell
        sort, sheet, of, _ = self.cells[cell]
        return of[0] if sort == "not" else self.made("not", sheet, (cell,))

    def compared(self, left: int, sign: str, right: int) -> int:
        """Two numbers compared, by any of the six signs."""
        if sign == "!=":
            return self.opposite(self.compared(left, "==", right))
        if sign in (">", ">="):
            return self.compared(right, sign.replace(">", "<"), left)
        one, other = self.cells[left], self.cells[right]
        if one.sort == other.sort == "fixed":
            return self.TRUE if _COMPARED[sign](one.told, other.told) else self.FALSE
        return self.made(sign, self.sheet(left, right), (left, right))

    def listed(self, cell: int, numbers: frozenset[int]) -> int:
        """Whether a number is one of these."""
        if not numbers:
            return self.FALSE
        if self.cells[cell].sort == "fixed":
            return self.TRUE if self.cells[cell].told in numbers else self.FALSE
        return self.made("listed", self.sheet(cell), (cell,), tuple(sorted(numbers)))

    def shares(self, cell: int, bits: int) -> int:
        """Whether a number has any of these bits."""
        if self.cells[cell].sort == "fixed":
            return self.TRUE if self.cells[cell].told & bits else self.FALSE
        return self.made("shares", self.sheet(cell), (cell,), bits) if bits else self.FALSE

    def added(self, left: int, right: int, sign: int = 1) -> int:
        """One number more, or with sign -1 less, another."""
        one, other = self.cells[left], self.cells[right]
        if one.sort == other.sort == "fixed":
            return self.fixed(one.told + sign * other.told)
        return self.made("plus" if sign > 0 else "less", self.sheet(left, right), (left, right))

    def chosen(self, when: int, then: int, otherwise: int) -> int:
        """One number where it is yes, another where it is no."""
        if when == self.TRUE or then == otherwise:
            return then
        if when == self.FALSE:
            return otherwise
        return self.made("if", self.sheet(when, then, otherwise), (when, then, otherwise))

    def decided(self, when: int, then: int, otherwise: int) -> int:
        """The same of yes and no."""
        return self.either(self.both(when, then), self.both(self.opposite(when), otherwise))

    def looked_up(self, cell: int, function: tuple[Any, ...]) -> int:
        """What a function on days gives for each day of the cell."""
        return self.made("days", self.sheet(cell), (cell,), function)

    def brought(self, cell: int) -> int:
        """The person's cell, for each member of their household."""
        return cell if self.sheet(cell) != PERSON else self.made("brought", MEMBER, (cell,))

    def any_member(self, cell: int) -> int:
        """Whether the cell is yes for any member of the person's household."""
        return self.FALSE if cell == self.FALSE else self.made("any", PERSON, (cell,))

    def total(self, cell: int) -> int:
        """The members' numbers (or how many are yes) added up for each person."""
        return self.fixed(0) if self._is_nothing(cell) else self.made("sum", PERSON, (cell,))

    def _is_nothing(self, cell: int) -> bool:
        sort, _, _, told = self.cells[cell]
        return sort == "fixed" and told in (0, False)
