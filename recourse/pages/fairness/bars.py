"""Draws bars, one a line, for rules and for kinds of bed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINE, FOOT, AFTER = 46, 6, 48


@dataclass(frozen=True)
class Bar:
    """One line: its words above, the bar below them, and the number at its end."""

    words: str
    number: str
    words_y: int
    y: int
    length: int
    number_x: int


@dataclass(frozen=True)
class Plot:
    """Everything a template needs to draw one size of the plot."""

    key: str
    width: int
    height: int
    bars: list[Bar]


def drawn(told: Sequence[tuple[str, float, str]]) -> list[Plot]:
    """Both sizes of a plot of (words, how much, the number as it is said)."""
    return [_one(told, key="wide", width=720), _one(told, key="narrow", width=326)]


def _one(told: Iterable[tuple[str, float, str]], *, key: str, width: int) -> Plot:
    found = list(told)
    most = max((much for _, much, _ in found), default=0) or 1
    bars = []
    for line, (words, much, number) in enumerate(found):
        length = round((width - AFTER) * max(much, 0) / most)
        top = LINE * line
        bars.append(Bar(words, number, top + 14, top + 20, length, length + 6))
    return Plot(key, width, LINE * len(found) + FOOT, bars)
