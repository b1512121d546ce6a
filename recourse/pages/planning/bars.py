"""Draws what shorter stays do: a bar for each length of stay, as long as the share that is housed."""

from collections.abc import Sequence
from dataclasses import dataclass

from recourse.reasoning.capacity import Shorter

LINE, FOOT, LABEL, AFTER = 34, 26, 78, 8


@dataclass(frozen=True)
class Bar:
    """One length of stay: where its bar stands, how long it is, and its words."""

    days: int
    housed: int
    y: int
    length: int


@dataclass(frozen=True)
class Plot:
    """Everything a template needs to draw one size of the plot."""

    key: str
    width: int
    height: int
    start: int
    foot: int
    bars: list[Bar]
    marks: list[tuple[int, int]]
    wanted: int


def drawn(told: Sequence[Shorter], *, wanted: int, key: str, width: int) -> Plot:
    """One size of the plot; the dashed line stands where the wanted share is."""
    room = width - LABEL - AFTER - 40
    foot = LINE * len(told) + 8
    return Plot(
        key=key,
        width=width,
        height=foot + FOOT,
        start=LABEL,
        foot=foot,
        bars=[
            Bar(round(one.stay_days), round(100 * one.housed), 8 + LINE * line, round(room * one.housed))
            for line, one in enumerate(told)
        ],
        marks=[(LABEL + room * mark // 100, mark) for mark in (0, 25, 50, 75, 100)],
        wanted=LABEL + room * wanted // 100,
    )
