"""Small numbers hidden, and with them as many others as it takes that nothing can be subtracted."""

from __future__ import annotations

from collections.abc import Sequence

SMALL = 5


def is_small(number: int, *, least: int = SMALL) -> bool:
    """Whether a number speaks of so few people that it could point at somebody; none is nobody."""
    return 0 < number < least


def hidden(rows: Sequence[Sequence[int]], *, least: int = SMALL) -> set[int]:
    """Which rows of a table to hide, when whoever reads it may know the total of every column.

    A row with a small number is hidden. What the total leaves over for the hidden rows together must not be
    small in any column either, and must be of two rows or more: the smallest others join until it is so.
    """
    hide = {number for number, row in enumerate(rows) if any(is_small(one, least=least) for one in row)}
    while hide and len(hide) < len(rows) and _gives_away(rows, hide, least):
        hide.add(min(set(range(len(rows))) - hide, key=lambda number: (rows[number][0], number)))
    return hide


def _gives_away(rows: Sequence[Sequence[int]], hide: set[int], least: int) -> bool:
    left = [sum(rows[number][column] for number in hide) for column in range(len(rows[0]))]
    return len(hide) < 2 or any(is_small(one, least=least) for one in left)
