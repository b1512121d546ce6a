"""Which beds could suit a person on a day, and, for those that could not, why in words one can say aloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from recourse.records.homes.models import Kind
from recourse.records.placements.hosts import FIRST_STAYS, FIRST_WITH_EXPERIENCED
from recourse.records.placements.queries.beds import BedOnDay, beds_on, taken_after
from recourse.records.placements.queries.wanting import STAYS_WITH_HOSTS


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


def suiting(needs: Mapping[str, Any], *, day: date) -> list[Suits]:
    """Every bed of the scheme with what speaks against it on a day; the suiting ones first."""
    later = taken_after(day)
    found = [suits(bed, needs, promised=later.get(bed.bedspace.pk)) for bed in beds_on(day)]
    return sorted(found, key=lambda one: (not one.is_feasible, len(one.not_known)))


def suits(bed: BedOnDay, needs: Mapping[str, Any], *, promised: date | None = None) -> Suits:
    """One bed with what speaks against it; `promised` is the day from which somebody else has it."""
    against = _against(bed, needs)
    if promised and bed.state == "free":
        against.insert(0, f"Promised from {_day(promised)}")
    return Suits(bed, against, _unknown(bed, needs))


def suits_the_bed(bed: BedOnDay, needs: Mapping[str, Any]) -> Suits:
    """What speaks against a bed for a person, whoever has it now."""
    return Suits(bed, _about_the_home(bed, needs), _unknown(bed, needs))


def _against(bed: BedOnDay, needs: Mapping[str, Any]) -> list[str]:
    reasons = []
    if bed.state == "in_use":
        reasons.append(f"In use until {_day(bed.until)}" if bed.until else "In use")
    elif bed.state == "held":
        reasons.append("Held for an offer")
    elif bed.state != "free":
        closed = bed.host.why_closed if bed.host else ""
        otherwise = "Being prepared" if bed.state == "preparing" else "Cannot be lived in now"
        reasons.append(closed or otherwise)
    return reasons + _about_the_home(bed, needs)


def _about_the_home(bed: BedOnDay, needs: Mapping[str, Any]) -> list[str]:
    lives_as, people_there = needs.get("housing_as"), needs.get("housing_people")
    reasons = []
    if bed.home.who_for == "women" and lives_as == "man":
        reasons.append("Women only")
    if bed.home.who_for == "men" and lives_as == "woman":
        reasons.append("Men only")
    if bed.home.who_for == "families" and people_there == 1:
        reasons.append("For families")
    if not bed.home.is_step_free and needs.get("housing_step_free") is True:
        reasons.append("Has stairs")
    if people_there is not None and people_there > bed.room.sleeps:
        reasons.append(f"The room sleeps {bed.room.sleeps}")
    if bed.host and not bed.host.is_experienced and needs.get(STAYS_WITH_HOSTS, 0) < FIRST_STAYS:
        reasons.append(FIRST_WITH_EXPERIENCED)
    return reasons


def _unknown(bed: BedOnDay, needs: Mapping[str, Any]) -> list[str]:
    asked = []
    if bed.home.who_for in ("women", "men") and "housing_as" not in needs:
        asked.append(f"For {bed.home.who_for} only: ask whether that suits")
    if not bed.home.is_step_free and "housing_step_free" not in needs:
        asked.append("Has stairs: ask whether that is all right")
    if bed.bedspace.kind == Kind.RESERVED:
        asked.append("Reserved: ask whether it may be given")
    if "housing_people" not in needs:
        first = "For families, and the" if bed.home.who_for == "families" else "The"
        asked.append(f"{first} room sleeps {bed.room.sleeps}: ask who would come")
    return asked


def _day(day: date) -> str:
    return f"{day.day} {day:%B}"
