"""What could be chosen, as a page shows it: a line each, with what is worth, lost and said."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from recourse.pages.offers.matching import WhyNot, about, bed_name
from recourse.reasoning.allocation import rules
from recourse.reasoning.allocation.criteria import FULL, MOST
from recourse.records.people import identity
from recourse.records.placements.queries import BANDS, NEEDS

if TYPE_CHECKING:
    from recourse.records.panels.models import Sitting
    from recourse.records.panels.queries import Shown, Weighed
    from recourse.records.people.models import Person

BAR = 240


@dataclass(frozen=True)
class Line:
    """One who, or one bed, that could be chosen.

    `price` is what people expected would lose, and `net` what is left, where prices order; else `price` is
    what one more such bed would add.
    """

    person_id: UUID
    bed_id: UUID
    name: str
    second: str
    reasons: list[str]
    lost: str = ""
    worth: float | None = None
    price: float = 0.0
    net: float | None = None
    filled: int = 0
    tick: int = 0
    is_pinned: bool = False
    asks: list[str] = field(default_factory=list)


def names(people: "Iterable[Person]", sitting: "Sitting | None") -> dict[UUID, str]:
    """What people are called on the page: by name, or by reference while the panel hides names.

    Two who go by one name have their references beside it.
    """
    some = list(people)
    if sitting is not None and sitting.hides_names:
        return {one.pk: one.reference for one in some}
    called = {pk: who.display_name for pk, who in identity.read_many(some).items()}
    often = Counter(called.values())
    shared = {one.pk: f"{called[one.pk]}, {one.reference}" for one in some if often[called[one.pk]] > 1}
    return called | shared


def lines(shown: "Shown", weighed: "Weighed", called: Mapping[UUID, str], *, of_beds: bool) -> list[Line]:
    """The rows of a shortlist: of people for a bed, or of beds for somebody."""
    made = []
    for row in shown.rows:
        waits = weighed.waiting[str(row.person_id)]
        bed = weighed.beds[str(row.bed_id)]
        second = about(bed) if of_beds else _waits(waits.need.days_waiting, waits.from_service)
        asks = [need.question for name, need in (NEEDS | BANDS).items() if name not in waits.known]
        name = bed_name(bed) if of_beds else called[row.person_id]
        made.append(line(row.person_id, row.bed_id, row.shown, name=name, second=second, asks=asks))
    return made


def line(
    person_id: UUID,
    bed_id: UUID,
    shown: Mapping[str, Any],
    *,
    name: str,
    second: str = "",
    asks: list[str] | None = None,
) -> Line:
    """One row, from what was shown of it."""
    said = list(shown["said"])
    if shown.get("known") in (None, "pinned"):
        is_pinned = "known" in shown
        return Line(person_id, bed_id, name, second, said, is_pinned=is_pinned, asks=asks or [])
    is_priced = "takes" in shown
    price = shown["takes"] - shown["gives"] if is_priced else shown["price"]
    return Line(
        person_id,
        bed_id,
        name,
        second,
        said[:-3],
        lost=said[-1],
        worth=shown["worth"] / FULL,
        price=price / FULL,
        net=shown["net"] / FULL if is_priced else None,
        filled=BAR * shown["worth"] // MOST,
        tick=BAR * max(0, min(MOST, price)) // MOST,
        asks=asks or [],
    )


def why_not_people(weighed: "Weighed", bed: UUID, called: Mapping[UUID, str]) -> list[WhyNot]:
    """Whom a bed is not for, counted by the first rule that says so."""
    return _counted(
        (one.rules[0], called[one.person_id], " ".join(one.why)) for one in weighed.left_out(bed=bed)
    )


def why_not_beds(weighed: "Weighed", person: UUID) -> list[WhyNot]:
    """Which free beds are not for somebody, counted by the first rule that says so."""
    return _counted(
        (one.rules[0], bed_name(weighed.beds[str(one.bed_id)]), " ".join(one.why))
        for one in weighed.left_out(person=person)
    )


def _counted(found: Iterable[tuple[str, str, str]]) -> list[WhyNot]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for rule, name, why in found:
        groups.setdefault(rule, []).append((name, why))
    groups = dict(sorted(groups.items(), key=lambda group: -len(group[1])))
    return [WhyNot(rules.WORDS[rule].capitalize(), these) for rule, these in groups.items()]


def _waits(days: int, service: str) -> str:
    if not service:
        return "not referred"
    waits = "referred today" if not days else f"waiting {days} day{'' if days == 1 else 's'}"
    return f"{waits}, from {service}"
