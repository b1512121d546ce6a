"""How a bed and a person are said to suit: reasons one can say aloud, and why not the others, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.timezone import localdate

from recourse.records.placements.queries import NEEDS, suits_the_bed

if TYPE_CHECKING:
    from recourse.records.placements.queries import BedOnDay, Need, Suits
    from recourse.records.referrals.models import Referral

WHO = {"anyone": "anyone", "women": "women only", "men": "men only", "families": "for families"}
RENT = {
    "free": "free of rent",
    "rent_paying": "rent to pay",
    "council": "the council pays",
    "reserved": "reserved",
}


@dataclass(frozen=True)
class Candidate:
    """A person who waits for a bed, and why this one suits or not."""

    person_id: UUID
    name: str
    waits: str
    reasons: list[str]
    asks: list[str]
    against: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """A bed that suits, as it is offered."""

    bed_id: UUID
    name: str
    about: str
    reasons: list[str]
    asks: list[str]
    more: int = 0


@dataclass(frozen=True)
class WhyNot:
    """One reason that speaks against some beds or people, with each of them and all their reasons."""

    reason: str
    of_these: list[tuple[str, str]]


def bed_name(bed: "BedOnDay") -> str:
    """A bed in a few words; its own name only where the room has more than one."""
    alone = f"{bed.home.name}, {bed.room.name}"
    is_whole = bed.room.sleeps == 1 or bed.home.who_for == "families"
    return alone if is_whole else f"{alone}, {bed.bedspace.name}"


def about(bed: "BedOnDay") -> str:
    """What anybody may know of a bed."""
    steps = "step-free" if bed.home.is_step_free else "with stairs"
    sleeps = "a room of their own" if bed.room.sleeps == 1 else f"a room for {bed.room.sleeps}"
    return f"{bed.home.area}: {sleeps}, {WHO[bed.home.who_for]}, {steps}, {RENT[bed.bedspace.kind]}."


def shown(found: "Iterable[Suits]", needs: Mapping[str, Any]) -> list[Shown]:
    """One bed of each room that suits, with what is known to speak for it, and how many more the room has."""
    rooms: dict[UUID, list[Suits]] = {}
    for one in found:
        rooms.setdefault(one.bed.room.pk, []).append(one)
    return [_shown(beds[0], needs, more=len(beds) - 1) for beds in rooms.values()]


def _shown(found: "Suits", needs: Mapping[str, Any], *, more: int) -> Shown:
    bed = found.bed
    return Shown(bed.bedspace.pk, bed_name(bed), about(bed), _for(bed, needs), found.not_known, more)


def candidate(
    referral: "Referral",
    name: str,
    bed: "BedOnDay",
    needs: Mapping[str, Any],
    *,
    today: date,
    closed: Iterable[str] = (),
) -> Candidate:
    """A person with an accepted referral, and whether the bed suits them; `closed` is more against it."""
    found = suits_the_bed(bed, needs)
    waited = (today - localdate(referral.sent_at)).days
    waits = "referred today" if not waited else f"waiting {waited} day{'' if waited == 1 else 's'}"
    return Candidate(
        person_id=referral.person_id,
        name=name,
        waits=f"{waits}, from {referral.from_service.name}",
        reasons=_for(bed, needs),
        asks=found.not_known,
        against=[*found.reasons_against, *closed],
    )


def why_not_beds(found: "Iterable[Suits]") -> list[WhyNot]:
    """The beds that cannot be offered, counted by reason: what the home is before whether it is free."""
    return _counted((bed_name(one.bed), list(reversed(one.reasons_against))) for one in found)


def why_not_people(found: Iterable[Candidate]) -> list[WhyNot]:
    """The people a bed does not suit, counted by reason."""
    return _counted((one.name, one.against) for one in found)


def said(needs: Mapping[str, Any], asked: "Mapping[str, Need] | None" = None) -> list[tuple[str, str, bool]]:
    """What is known of a person's needs: question, words, and whether it is known."""
    return [
        (need.question, need.options.get(needs[name], str(needs[name])), True)
        if name in needs
        else (need.question, "Not known", False)
        for name, need in (asked or NEEDS).items()
    ]


def _for(bed: "BedOnDay", needs: Mapping[str, Any]) -> list[str]:
    reasons = []
    lives_as, there = needs.get("housing_as"), needs.get("housing_people")
    if (bed.home.who_for, lives_as) in (("women", "woman"), ("men", "man")):
        reasons.append(f"{WHO[bed.home.who_for].capitalize()}, as they need")
    elif bed.home.who_for == "anyone":
        reasons.append("Anyone can live there")
    if bed.home.is_step_free and needs.get("housing_step_free") is True:
        reasons.append("Step-free, as they need")
    elif needs.get("housing_step_free") is False:
        reasons.append("They manage stairs" if not bed.home.is_step_free else "Step-free")
    if there == bed.room.sleeps == 1:
        reasons.append("A room of their own")
    elif there is not None and there <= bed.room.sleeps:
        reasons.append(f"The room sleeps {bed.room.sleeps}; {there} would come")
    return reasons


def _counted(found: Iterable[tuple[str, list[str]]]) -> list[WhyNot]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for name, reasons in found:
        groups.setdefault(_plain(reasons[0]), []).append((name, "; ".join(reasons)))
    sizes = Counter({reason: len(these) for reason, these in groups.items()})
    return [WhyNot(reason, groups[reason]) for reason, _ in sizes.most_common()]


def _plain(reason: str) -> str:
    for beginning, plain in (("In use", "In use"), ("Promised from", "Promised to somebody else later")):
        if reason.startswith(beginning):
            return plain
    return reason
