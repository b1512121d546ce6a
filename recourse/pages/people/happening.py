"""What happened to a person, as the timeline tells it, and who looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from recourse.pages.look import days
from recourse.pages.people.knowing import HOUSING
from recourse.reasoning import rulebook

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.people.queries import Happening, Look

ICONS = {
    "people.note": "note",
    "people.add": "plus",
    "people.describe": "person",
    "people.learn": "question",
    "people.take_on": "person",
    "advice.answer": "question",
    "placements.offer": "door",
    "placements.accept": "home",
    "placements.start": "home",
    "placements.end": "door",
}
HOLDING = ("keeping.hold", "keeping.lift")
ICON_OF_KIND = {"sharing": "key", "clock": "by-clock", "decision": "arrow", "person": "note", "day": "clock"}


@dataclass(frozen=True)
class Entry:
    """One happening as it is drawn."""

    day: date
    day_words: str
    kind: str
    icon: str
    when: str
    what: str
    more: str
    address: str = ""


@dataclass(frozen=True)
class Looked:
    """One look as it is listed."""

    when: str
    who: str


def drawn(happenings: Iterable["Happening"]) -> list[Entry]:
    """Happenings, newest first, with their days, shapes and icons."""
    return [_drawn(one) for one in happenings]


def _drawn(one: "Happening") -> Entry:
    on = localdate(one.at)
    by = "by the clock" if one.kind == "clock" else ", ".join(filter(None, (one.by_name, one.agency_name)))
    icon = ICON_OF_KIND[one.kind] if one.kind in ("sharing", "clock") else ICONS.get(one.act, "")
    return Entry(
        day=on,
        day_words=days.long_day(on),
        kind=one.kind,
        icon=icon or ICON_OF_KIND[one.kind],
        when=f"{days.hour(one.at)}, {by}",
        what=one.title,
        more=_sentence(one.text),
    )


def is_held(happenings: Iterable["Happening"], *, agency: str) -> bool:
    """Whether the last an agency said of deleting was that nothing is to be deleted; newest first."""
    said = (one.act for one in happenings if one.act in HOLDING and one.agency_name == agency)
    return next(said, "") == HOLDING[0]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:].replace("?, ", "? ")


@cache
def questions() -> dict[str, dict[str, str]]:
    """The words of the law's questions, for the codes in the ledger."""
    law = {name: fact.question for name, fact in rulebook.england().facts.items()}
    return {"fact": law | {name: asked.question for name, asked in HOUSING.items()}}


def looked(looks: Iterable["Look"], *, by: "Worker") -> list[Looked]:
    """Who looked, newest first; several looks of one worker on one day are one line."""
    lines: dict[tuple[object, ...], Looked] = {}
    for look in looks:
        if look.was_refused:
            who = "A worker outside the sharing tried and was refused"
        else:
            who = (
                "You"
                if look.by_name == by.name
                else ", ".join(filter(None, (look.by_name, look.agency_name)))
            )
        key = (localdate(look.at), who)
        lines.setdefault(key, Looked(days.moment(look.at), who))
    return list(lines.values())
