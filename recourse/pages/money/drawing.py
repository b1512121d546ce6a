"""Draws money as bars from a line of nought: to the right what is there, to the left what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recourse.reasoning.money import said

THICK, GAP, PAD = 15, 3, 8
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Row:
    """A name at the left, and a bar for each amount: (fill, pennies); fills are solid, hatched, dotted."""

    name: str
    amounts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Bar:
    """Where one bar stands, and how it is filled."""

    x: int
    y: int
    length: int
    fill: str


@dataclass(frozen=True)
class Plot:
    """Everything a template needs to draw one size of the plot."""

    key: str
    width: int
    height: int
    foot: int
    start: int
    nought: int
    names: list[tuple[int, str]]
    bars: list[Bar]
    marks: list[tuple[int, str]]


def drawn(rows: Sequence[Row], *, key: str, width: int, names: int) -> Plot:
    """One size of the plot; `names` is the room at the left for the names."""
    every = [pennies for row in rows for _, pennies in row.amounts]
    most, least = max([*every, 1]), min([*every, 0])
    apart = step(most - least)
    low, high = least // apart * apart, -(-most // apart) * apart
    room = width - names - 16

    def across(pennies: int) -> int:
        return names + round(room * (pennies - low) / (high - low))

    bars, said_names, y = [], [], 6
    for row in rows:
        said_names.append((y + THICK // 2 + 6 + (len(row.amounts) - 1) * (THICK + GAP) // 2, row.name))
        for fill, pennies in row.amounts:
            ends = sorted((across(0), across(pennies)))
            bars.append(Bar(ends[0], y, max(1 if pennies else 0, ends[1] - ends[0]), fill))
            y += THICK + GAP
        y += PAD
    marks = [(across(mark), short(mark)) for mark in range(low, high + 1, apart)]
    every_other = marks if width > 500 else [one for one in marks if one[0] == across(0) or one in marks[::2]]
    return Plot(key, width, y + 26, y, names, across(0), said_names, bars, every_other)


def both(rows: Sequence[Row], *, names: int = 120) -> list[Plot]:
    """The wide plot and the narrow one."""
    return [
        drawn(rows, key="wide", width=720, names=names),
        drawn(rows, key="narrow", width=326, names=min(names, 84)),
    ]


def step(span: int) -> int:
    """A round amount of which at most five go into a span."""
    size = 100
    while True:
        for times in _STEPS:
            if times * size * 5 >= span:
                return times * size
        size *= 10


def short(pennies: int) -> str:
    """An amount as short as it can be said: "£20k"."""
    whole = abs(pennies) // 100
    if whole >= 10_000:
        return f"{'-' if pennies < 0 else ''}£{whole / 1000:g}k"
    return said(pennies)
