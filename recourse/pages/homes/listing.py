"""What the list of homes says on a day: four figures, and a line for each home."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.timezone import localdate

from recourse.pages.look import days
from recourse.pages.look.days import Chip

if TYPE_CHECKING:
    from recourse.records.homes.models import Home
    from recourse.records.placements.queries import BedOnDay

WHO_FOR = {"anyone": "Anyone", "women": "Women", "men": "Men", "families": "Families"}
PAYS = {
    "free": "free of rent",
    "rent_paying": "rent to pay",
    "council": "council pays",
    "reserved": "reserved",
}
GLYPHS = {"preparing": "unusable"}


@dataclass(frozen=True)
class Figures:
    """The strip of four figures."""

    beds: int
    homes: int
    in_use: int
    free: int
    held: int
    unusable: int
    whys: str

    @property
    def in_use_of_hundred(self) -> int:
        """How many of a hundred beds are in use."""
        return round(100 * self.in_use / self.beds) if self.beds else 0


@dataclass(frozen=True)
class Line:
    """One home on a day: its beds, when the next is free, and what to see to."""

    home: "Home"
    about: str
    states: list[str]
    free: int
    next_free: str
    see_to: list[Chip] = field(default_factory=list)

    @property
    def matters(self) -> bool:
        """Whether it has a bed, or a worry."""
        return bool(self.free or self.see_to)


@dataclass(frozen=True)
class Next:
    """The next bed that is free when none is today; only a certain one can be held."""

    bed: "BedOnDay"
    day: date
    is_certain: bool


def figures(beds: Iterable["BedOnDay"]) -> Figures:
    """Count the beds of a day."""
    found = list(beds)
    states = [bed.state for bed in found]
    unusable = [bed for bed in found if bed.state in ("unusable", "preparing")]
    whys = dict.fromkeys(bed.why.lower() or _plain(bed) for bed in unusable)
    return Figures(
        beds=len(found),
        homes=len({bed.home.pk for bed in found}),
        in_use=states.count("in_use"),
        free=states.count("free"),
        held=states.count("held"),
        unusable=len(unusable),
        whys=", ".join(list(whys)[:2]),
    )


def lines(
    beds: Iterable["BedOnDay"],
    *,
    day: date,
    papers: Mapping[UUID, list[Chip]],
    promised: Mapping[UUID, date],
    bare: Iterable["Home"] = (),
) -> list[Line]:
    """A line for each home, those with something overdue first.

    `promised` says of a bed from when somebody has it; `bare` are homes without rooms yet.
    """
    of_home: dict[object, list[BedOnDay]] = {}
    for bed in beds:
        of_home.setdefault(bed.home.pk, []).append(bed)
    found = [_line(there, day, papers.get(there[0].home.pk, []), promised) for there in of_home.values()]
    found += [_without_rooms(home, papers.get(home.pk, [])) for home in bare]
    return sorted(found, key=lambda line: all(one.weight != "overdue" for one in line.see_to))


def next_free(beds: Iterable["BedOnDay"], *, day: date) -> Next | None:
    """The bed that comes free first after a day: a certain day goes before a likely one."""
    coming = [(bed.until is None, bed.expected_until, bed) for bed in beds]
    later = [(unsure, on, bed) for unsure, on, bed in coming if on and on > day and bed.state != "free"]
    if not later:
        return None
    unsure, on, bed = min(later, key=lambda one: one[:2])
    return Next(bed, on, not unsure)


def _without_rooms(home: "Home", papers: list[Chip]) -> Line:
    see_to = [*papers, Chip("soon", "No rooms entered yet")]
    return Line(home, about(home), [], 0, "Not known", see_to)


def about(home: "Home") -> str:
    """What a home is, and for whom: "Women, step-free"."""
    sort = f"{home.get_sort_display()}, " if home.sort != "house" else ""
    return f"{sort}{WHO_FOR[home.who_for]}, {'step-free' if home.is_step_free else 'stairs'}"


def _line(beds: list["BedOnDay"], day: date, papers: list[Chip], promised: Mapping[UUID, date]) -> Line:
    home = beds[0].home
    free = [bed.bedspace.pk for bed in beds if bed.state == "free"]
    taken = sorted(promised[bed] for bed in free if bed in promised)
    pays = {bed.bedspace.kind for bed in beds}
    rent = f", {PAYS[pays.pop()]}" if len(pays) == 1 and pays != {"free"} else ""
    coming = next_free(beds, day=day)
    if len(free) > len(taken):
        said = "Today" if day == localdate() else days.brief_day(day)
    elif free:
        said = "Promised"
    elif coming:
        said = days.short_day(coming.day) if coming.is_certain else f"About {days.brief_day(coming.day)}"
    else:
        said = "Not known"
    states = [GLYPHS.get(bed.state, bed.state) for bed in beds]
    later = [
        Chip("later", f"{f'{count} promised' if len(free) > 1 else 'Promised'} from {days.brief_day(on)}")
        for on, count in Counter(taken).items()
    ]
    see_to = [*papers, *_worries(beds, day), *later]
    return Line(home, f"{about(home)}{rent}", states, len(free), said, see_to)


def _worries(beds: list["BedOnDay"], day: date) -> list[Chip]:
    found = []
    for bed in beds:
        offer = bed.occupation.offer if bed.occupation else None
        if bed.state in ("unusable", "preparing"):
            length = (day - bed.since).days
            why = bed.why or _plain(bed).capitalize()
            is_stuck = bed.state == "unusable" and length > 0
            words = f"{why}, {length} day{'' if length == 1 else 's'}" if length else why
            found.append(Chip("overdue" if is_stuck else "soon", words))
        elif bed.state == "held" and offer:
            found.append(Chip("later", f"Held for an offer to {_until(offer.answer_by)}"))
        elif offer and bed.until is None and offer.expected_last_day < day:
            found.append(Chip("soon", f"Was to end {days.brief_day(offer.expected_last_day)}"))
        elif bed.state == "in_use" and bed.until and bed.until - day <= timedelta(days=7):
            found.append(Chip("later", f"Stay ends {days.short_day(bed.until)}"))
    return [Chip(weight, words) for weight, words in dict.fromkeys((one.weight, one.words) for one in found)][
        :3
    ]


def _until(at: datetime) -> str:
    on = localdate(at)
    return days.hour(at) if on == localdate() else f"{days.short_day(on)}, {days.hour(at)}"


def _plain(bed: "BedOnDay") -> str:
    return "not usable" if bed.state == "unusable" else "being prepared"
