"""Which beds could suit a person on a day, and, for those that could not, why in words one can say aloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from recourse.records.people import queries as people
from recourse.records.people.models import Person
from recourse.records.placements.queries.beds import BedOnDay, beds_on

#: What a scheme asks about a person before offering a bed, kept as facts in the field "needs": name, question, kind.
NEEDS = {
    "housing_as": ("Which homes would suit them?", {"woman": "Women’s", "man": "Men’s", "either": "Either, or neither"}),
    "housing_step_free": ("Do they need a home without steps?", {True: "Yes", False: "No"}),
    "housing_people": ("How many would live there, with them?", None),
}


@dataclass(frozen=True)
class Suits:
    """A bed, why it cannot be offered, and what is not known that might matter."""

    bed: BedOnDay
    reasons_against: list[str] = field(default_factory=list)
    not_known: list[str] = field(default_factory=list)

    @property
    def is_feasible(self) -> bool:
        """Whether nothing known speaks against it."""
        return not self.reasons_against


def needs_of(person: Person) -> dict[str, Any]:
    """What is known of a person's needs for a home; absent when it is not known."""
    facts = people.facts(person)
    return {name: facts[name].value for name in NEEDS if name in facts and facts[name].is_known}


def suiting(needs: Mapping[str, Any], *, day: date) -> list[Suits]:
    """Every bed of the scheme with what speaks against it on a day; the suiting ones first."""
    found = [Suits(bed, _against(bed, needs), _unknown(bed, needs)) for bed in beds_on(day)]
    return sorted(found, key=lambda one: (not one.is_feasible, len(one.not_known)))


def _against(bed: BedOnDay, needs: Mapping[str, Any]) -> list[str]:
    suits, people_there = needs.get("housing_as"), needs.get("housing_people")
    reasons = []
    if bed.state == "in_use":
        reasons.append(f"In use until {_day(bed.until)}" if bed.until else "In use")
    elif bed.state == "held":
        reasons.append("Held for somebody else")
    elif bed.state != "free":
        reasons.append("Being prepared" if bed.state == "preparing" else "Cannot be lived in now")
    if bed.home.who_for == "women" and suits == "man":
        reasons.append("Women only")
    if bed.home.who_for == "men" and suits == "woman":
        reasons.append("Men only")
    if bed.home.who_for == "families" and people_there == 1:
        reasons.append("For families")
    if not bed.home.is_step_free and needs.get("housing_step_free") is True:
        reasons.append("Has stairs")
    if people_there is not None and people_there > bed.room.sleeps:
        reasons.append(f"The room sleeps {bed.room.sleeps}")
    return reasons


def _unknown(bed: BedOnDay, needs: Mapping[str, Any]) -> list[str]:
    asked = []
    if bed.home.who_for in ("women", "men") and "housing_as" not in needs:
        asked.append(f"For {bed.home.who_for} only: ask whether that suits")
    if not bed.home.is_step_free and "housing_step_free" not in needs:
        asked.append("Has stairs: ask whether that is all right")
    if "housing_people" not in needs:
        asked.append(f"The room sleeps {bed.room.sleeps}: ask who would come")
    return asked


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
