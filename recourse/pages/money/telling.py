"""The lines of an account in the words of the page, and as rows of a sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recourse.pages.money.drawing import Row
from recourse.pages.money.forms import FREE
from recourse.pages.money.forms import KINDS as KIND_OPTIONS
from recourse.reasoning.money import ALL_HOUSES, Account
from recourse.records.funds.words import What

KINDS = {kind: words for kind, words, *_ in KIND_OPTIONS}
WHAT = dict(What.choices)
NO_HOUSE = "Of no one house"
COLUMNS = ("line", "house", "what", "nights", "expected", "received", "cost")


@dataclass(frozen=True)
class OfKind:
    """What rooms of one kind brought."""

    words: str
    nights: int
    expected: int
    received: int


@dataclass(frozen=True)
class OfHouse:
    """One house: its nights, what it should have brought, what came in, what it cost."""

    name: str
    nights: int
    expected: int
    received: int
    cost: int

    @property
    def left(self) -> int:
        """What is left of what its rooms should bring."""
        return self.expected - self.cost


def without_a_rate(told: Account) -> list[tuple[str, int]]:
    """The rooms somebody should pay for of which nobody has said what they bring, and for how many nights."""
    found = []
    for kind, words in KINDS.items():
        nights = sum(line.without_a_rate for line in told.rooms if line.kind == kind)
        if nights and kind != FREE:
            found.append((words, nights))
    return found


def came_in(told: Account) -> int:
    """What came in: what was received where anything was written down, else what should have come."""
    return (told.received if told.received else told.expected) + told.from_funders


def by_kind(told: Account) -> list[OfKind]:
    """The rooms by who pays, in the order of the forms."""
    found = []
    for kind, words in KINDS.items():
        lines = [line for line in told.rooms if line.kind == kind]
        if lines:
            sums = (sum(line.nights for line in lines), sum(line.expected for line in lines))
            found.append(OfKind(words, *sums, sum(line.received for line in lines)))
    return found


def by_what(told: Account) -> list[tuple[str, int]]:
    """What was spent, by what it was for."""
    found: dict[str, int] = {}
    for line in told.spent:
        found[line.what] = found.get(line.what, 0) + line.pennies
    return [(words, found[what]) for what, words in WHAT.items() if what in found]


def by_house(told: Account, *, names: Mapping[str, str]) -> list[OfHouse]:
    """Every house with its money, and last what belongs to no one house."""
    found = []
    for house, name in [*names.items(), (ALL_HOUSES, NO_HOUSE)]:
        rooms = [line for line in told.rooms if line.house == house]
        cost = sum(line.pennies for line in told.spent if line.house == house)
        if rooms or cost or house != ALL_HOUSES:
            sums = (sum(line.nights for line in rooms), sum(line.expected for line in rooms))
            found.append(OfHouse(name, *sums, sum(line.received for line in rooms), cost))
    return found


def month_rows(months: list[Account]) -> list[Row]:
    """A row of the plot for each month: what came in, and what it cost."""
    return [Row(f"{one.first_day:%b %y}", (("solid", came_in(one)), ("hatched", one.cost))) for one in months]


def house_rows(houses: list[OfHouse]) -> list[Row]:
    """A row of the plot for each house: what its rooms should bring, and what it cost."""
    return [Row(_cut(one.name), (("solid", one.expected), ("hatched", one.cost))) for one in houses]


def sheet(told: Account, *, names: Mapping[str, str]) -> list[list[str]]:
    """Every line of an account as a row; amounts in pounds and pence."""
    rows = [list(COLUMNS)]
    for room in told.rooms:
        house, kind = names.get(room.house, NO_HOUSE), KINDS.get(room.kind, room.kind)
        amounts = [_plain(room.expected), _plain(room.received)]
        rows.append(["rooms", house, kind, str(room.nights), *amounts, ""])
    for line in told.spent:
        house = names.get(line.house, NO_HOUSE)
        rows.append(["cost", house, WHAT.get(line.what, line.what), "", "", "", _plain(line.pennies)])
    for funder, pennies in told.given:
        rows.append(["grant", NO_HOUSE, funder, "", _plain(pennies), "", ""])
    return rows


def _plain(pennies: int) -> str:
    return f"{'-' if pennies < 0 else ''}{abs(pennies) // 100}.{abs(pennies) % 100:02}"


def _cut(name: str) -> str:
    return name if len(name) <= 16 else f"{name[:15]}…"
