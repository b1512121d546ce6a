"""Other rules, kinds of bed and shares, in words one can say aloud."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recourse.reasoning.pricing.fairness import Row

RULES = {
    "first_come": "First come, first served",
    "present_need": "Greatest need first",
    "prospects": "Best prospects first",
    "each_week": "Each week's best plan",
    "prices": "With prices, no floor",
    "floor": "With prices and the floor",
}
KINDS = {
    "free": "Free",
    "rent_paying": "Rent-paying",
    "council": "Council pays",
    "women": "Women only",
    "men": "Men only",
    "families": "For families",
    "step_free": "Without steps",
    "with_stairs": "With stairs",
}
ASPECTS = {
    "gender": "By which homes would suit them",
    "length of need": "By how long they need a bed",
    "funding": "By who can pay",
    "access": "By steps",
    "group": "By who comes with them",
}
HEADINGS = (
    *("Agency", "Quarter from", "By", "Group", "Waited", "A bed was open to", "Placed", "Weeks waited"),
    *("A bed was open to, of 100", "Placed, of 100"),
)
HIDDEN = "hidden"


@dataclass(frozen=True)
class Went:
    """One rule on the same past, as it is shown."""

    words: str
    worth: int
    placed: int
    asked: int
    wait: str
    long: str
    others: str


@dataclass(frozen=True)
class Shown:
    """One group of a fairness table, as it is shown."""

    group: str
    people: str
    could: str
    placed: str
    wait: str
    could_of_100: str
    placed_of_100: str


def went(told: Mapping[str, Any]) -> list[Went]:
    """Every rule; its worth as a part of a hundred of the most that anybody could have done."""
    most = told["most"] or 1
    return [
        Went(
            RULES[one["rule"]],
            round(100 * one["worth"] / most),
            one["placed"],
            one["asked"],
            f"{one['wait']:.1f}",
            f"{one['long'][0]} of {one['long'][1]}",
            f"{one['others'][0]} of {one['others'][1]}",
        )
        for one in told["rules"]
    ]


def best(rules: Iterable[Went]) -> str:
    """What the side by side shows, in two sentences."""
    found = list(rules)
    first, top = found[0], max(found, key=lambda one: one.worth)
    if top.worth <= first.worth:
        return "On this past no rule would have done more than first come, first served."
    more = top.placed - first.placed
    how = "more" if more > 0 else "fewer"
    people = {0: "as many people", 1: f"1 {how} person"}.get(abs(more), f"{abs(more)} {how} people")
    return (
        f"“{top.words}” would have done most: {top.worth} of 100 that anybody could have done "
        f"who knew it all, against {first.worth} for first come. It would have placed {people}."
    )


def short_of(told: Iterable[Mapping[str, Any]]) -> list[tuple[str, int, str]]:
    """Every kind of bed: its words, how many there were, and the placements one more was worth."""
    return [(KINDS[one["kind"]], one["beds"], f"{one['placements']:.1f}") for one in told]


def sentence(short: list[tuple[str, int, str]]) -> str:
    """Which kind of bed was worth most, to be said to whoever pays for beds."""
    kind, _, worth = short[0]
    if float(worth) == 0:
        return "No kind of bed was short: one more of any would have added nothing."
    least = short[-1]
    return (
        f"One more bed of the kind “{kind.lower()}” was worth {worth} placements over these weeks; "
        f"one of the kind “{least[0].lower()}”, {least[2]}."
    )


def groups(rows: Iterable[Row]) -> list[tuple[str, list[Shown]]]:
    """The rows of a table under what they are told by."""
    found: dict[str, list[Shown]] = {}
    for row in rows:
        found.setdefault(row.aspect, []).append(shown(row))
    return [(ASPECTS[aspect], some) for aspect, some in found.items()]


def shown(row: Row) -> Shown:
    """One group; a share is never said without the numbers it is of."""
    if row.people is None:
        return Shown(row.group, *(HIDDEN,) * 6)
    return Shown(
        row.group,
        str(row.people),
        str(row.could_be_placed),
        str(row.placed),
        f"{row.wait or 0:.1f}",
        f"{100 * (row.could_share or 0):.0f}",
        f"{100 * (row.placed_share or 0):.0f}",
    )
