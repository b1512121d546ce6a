"""What one home says on a day: its rooms, its beds, who lives in them, and the states they were in."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from recourse.pages.homes.listing import GLYPHS, PAYS
from recourse.pages.look import days
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.placements import queries

if TYPE_CHECKING:
    from recourse.records.homes.models import Bedspace, BedState, Home, Room
    from recourse.records.placements.models import Occupation, Stay
    from recourse.records.placements.queries import BedOnDay

WORDS = {
    "free": "Free",
    "held": "Held for an offer",
    "in_use": "In use",
    "unusable": "Empty, not usable",
    "preparing": "Being prepared",
}


@dataclass(frozen=True)
class Bed:
    """A bed on a day: its state, who has it as far as one may see, and what can be done."""

    bedspace: "Bedspace"
    pays: str
    icon: str
    words: str
    more: str
    person: UUID | None
    who: str
    stay: "Stay | None"
    offer: UUID | None
    is_free: bool
    states: "list[BedState]"


@dataclass(frozen=True)
class RoomOnDay:
    """A room with its beds on a day."""

    room: "Room"
    sleeps: str
    beds: list[Bed]


def rooms(home: "Home", *, day: date) -> list[RoomOnDay]:
    """The rooms of a home in the order one walks them, each with its beds on a day."""
    later = queries.taken_after(day)
    on_day = {bed.bedspace.pk: bed for bed in queries.beds_on(day, home=home)}
    stays = queries.stays_in(home, on=day)
    taken = [bed.occupation for bed in on_day.values() if bed.occupation]
    names = who_has(taken)
    return [
        RoomOnDay(
            room,
            f"sleeps {room.sleeps}",
            [
                _bed(bed, on_day.get(bed.pk), stays.get(bed.pk), names, later.get(bed.pk))
                for bed in sorted(room.bedspaces.all(), key=_in_order)
            ],
        )
        for room in sorted(home.rooms.all(), key=_in_order)
    ]


def who_has(taken: "list[Occupation]") -> dict[UUID, str]:
    """The names of those who have beds, of the people one may see."""
    seen = list(people.visible().filter(pk__in=[one.person_id for one in taken]))
    return {pk: who.display_name for pk, who in identity.read_many(seen).items()}


def _bed(
    bedspace: "Bedspace",
    bed: "BedOnDay | None",
    stay: "Stay | None",
    names: dict[UUID, str],
    promised: date | None,
) -> Bed:
    states = list(bedspace.states.all())
    if bed is None:
        words = "Not there on this day"
        return Bed(bedspace, PAYS[bedspace.kind], "", words, "", None, "", None, None, False, states)
    taken = bed.occupation
    person = taken.person_id if taken and taken.person_id in names else None
    who = names[person] if person else "Somebody you may not see now" if taken else ""
    return Bed(
        bedspace=bedspace,
        pays=PAYS[bedspace.kind],
        icon=f"bed-{GLYPHS.get(bed.state, bed.state)}",
        words=WORDS[bed.state],
        more=f"promised from {days.day(promised)}" if promised and not taken else _more(bed),
        person=person,
        who=who,
        stay=stay if stay and stay.after_last_day is None else None,
        offer=taken.offer_id if taken and person and bed.state == "held" else None,
        is_free=bed.state == "free" and promised is None,
        states=states,
    )


def _more(bed: "BedOnDay") -> str:
    if bed.state == "held" and bed.occupation:
        at = bed.occupation.offer.answer_by
        return f"An answer is due {days.short_day(at)}, {days.hour(at)}"
    if bed.state == "free":
        return ""
    since = f"since {days.day(bed.since)}"
    if bed.state == "in_use" and bed.occupation:
        if bed.until:
            return f"{since}, until {days.day(bed.until)}"
        return f"{since}, expected until {days.day(bed.occupation.offer.expected_last_day)}"
    why = f"{bed.why}, " if bed.why else ""
    return f"{why}{since}" + (f", until {days.day(bed.until)}" if bed.until else "")


def _in_order(thing: Any) -> list[Any]:
    return [
        (not part.isdecimal(), int(part) if part.isdecimal() else 0, part)
        for part in re.findall(r"\d+|\D+", thing.name)
    ]
