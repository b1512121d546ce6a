"""Draws how many beds were in use, by who pays, week by week, as shapes that grey print tells apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recourse.records.placements.queries import Night

MONTHS_SHOWN = 6
PAYS = (
    ("free", "Free", "solid"),
    ("rent_paying", "Rent-paying", "hatched"),
    ("council", "Council pays", "dotted"),
    ("reserved", "Reserved", "plain"),
)
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000)
_TOP, _FOOT, _START = 14, 26, 40


@dataclass(frozen=True)
class Layer:
    """The beds one payer pays for: a band of the plot, its fill and its label at the right."""

    key: str
    words: str
    fill: str
    band: str
    edge: str
    count: int
    label_y: int


@dataclass(frozen=True)
class Plot:
    """Everything a template needs to draw one size of the plot."""

    key: str
    width: int
    height: int
    end: int
    foot: int
    layers: list[Layer]
    there: str
    there_y: int
    there_count: int
    marks: list[tuple[int, int]]
    months: list[tuple[int, str]]
    has_labels: bool


def days(until: date) -> list[date]:
    """Every Monday since the first one of the month five months ago, and the day itself."""
    month = until.month - MONTHS_SHOWN + 1
    monday = first_monday(date(until.year - (month < 1), month + 12 * (month < 1), 1))
    found = []
    while monday < until:
        found.append(monday)
        monday += timedelta(days=7)
    return [*found, until]


def first_monday(first: date) -> date:
    """The first Monday of the month that begins on a day."""
    return first + timedelta(days=-first.weekday() % 7)


def said(weeks: Sequence["Night"]) -> tuple[str, str]:
    """What the plot shows: how many stood empty, and how the free beds changed."""
    empty = [week.beds - week.in_use for week in weeks]
    average = max(0, round(sum(empty) / len(empty)))
    more = weeks[-1].paid["free"] - weeks[0].paid["free"]
    since, paid = f"{weeks[0].day:%B}", weeks[-1].in_use - weeks[-1].paid["free"]
    if more:
        beds = f"{abs(more)} {'more' if more > 0 else 'fewer'} free bed{'' if abs(more) == 1 else 's'}"
        changed = f"{beds} {'is' if abs(more) == 1 else 'are'} in use than in {since}"
    else:
        changed = f"As many free beds are in use as in {since}"
    return f"{average} bed{'' if average == 1 else 's'}", f"{changed}, beside {paid} that are paid for."


def of_months(weeks: Iterable["Night"]) -> list["Night"]:
    """The first Monday of each month, for the table."""
    return [week for week in weeks if week.day == first_monday(week.day.replace(day=1))]


@dataclass(frozen=True)
class Scale:
    """Where days and counts stand on one size of the plot."""

    first: date
    length: int
    end: int
    foot: int
    step: int

    def across(self, day: date) -> int:
        """How far to the right a day stands."""
        return round(_START + (self.end - _START) * (day - self.first).days / self.length)

    def up(self, count: int) -> int:
        """At which height a count stands."""
        return round(self.foot - (self.foot - _TOP) * count / (self.step * 4))


def drawn(weeks: Sequence["Night"], *, key: str, width: int, height: int, has_labels: bool) -> Plot:
    """One size of the plot; with labels at the right there is room for them."""
    first, last = weeks[0].day, weeks[-1].day
    step = next((step for step in _STEPS if step * 4 >= max(map(_most, weeks))), _STEPS[-1])
    end = width - (156 if has_labels else 8)
    scale = Scale(first, max(1, (last - first).days), end, height - _FOOT, step)
    xs = [scale.across(week.day) for week in weeks]
    beds = [week.beds for week in weeks]
    layers, there_y = _apart(_layers(weeks, xs, scale), scale.up(beds[-1]) + 2)
    return Plot(
        key=key,
        width=width,
        height=height,
        end=end,
        foot=scale.foot,
        layers=layers,
        there=_line(xs, map(scale.up, beds)),
        there_y=there_y,
        there_count=beds[-1],
        marks=[(scale.up(step * mark), step * mark) for mark in range(5)],
        months=_named(_months(first, last), scale),
        has_labels=has_labels,
    )


def _layers(weeks: Sequence["Night"], xs: list[int], scale: Scale) -> list[Layer]:
    layers, below = [], [0] * len(weeks)
    for name, words, fill in PAYS:
        counts = [week.paid[name] for week in weeks]
        if any(counts):
            above = [low + count for low, count in zip(below, counts, strict=True)]
            edge = _line(xs, map(scale.up, above))
            band = f"{edge} {_line(reversed(xs), map(scale.up, reversed(below)))}"
            middle = scale.up(below[-1] + counts[-1] // 2) + 5
            layers.append(Layer(name, words, fill, band, edge, counts[-1], middle))
            below = above
    return layers


def _named(days_: list[date], scale: Scale) -> list[tuple[int, str]]:
    """The names of the months where they begin; one that would touch its neighbour is left out."""
    found: list[tuple[int, str]] = []
    for day in reversed(days_):
        x = scale.across(day)
        fits = x + 26 <= (found[-1][0] if found else scale.end + 8)
        if fits:
            found.append((x, f"{day:%b}"))
    return found[::-1]


def _most(week: "Night") -> int:
    return max(week.beds, week.in_use, 1)


def _line(xs: Iterable[int], ys: Iterable[int]) -> str:
    return " ".join(f"{x},{y}" for x, y in zip(xs, ys, strict=True))


def _months(first: date, last: date) -> list[date]:
    found = [first]
    day = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day <= last:
        found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _apart(layers: list[Layer], there_y: int) -> tuple[list[Layer], int]:
    """Move labels that would touch: from the foot upward, each at least a line above the one below."""
    moved, below = [], 10_000
    for layer in layers:
        below = min(layer.label_y, below - 19)
        moved.append(replace(layer, label_y=below))
    return moved, min(there_y, below - 19)
