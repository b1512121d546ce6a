"""Who pays for the room of a stay on a day, and whose right to rent nobody has looked at since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from recourse.reasoning import agreements
from recourse.reasoning.agreements import Check, Funding, Terms
from recourse.reasoning.rulebook import Book
from recourse.records.directory.models import Worker
from recourse.records.homes.models import Bedspace, Sort
from recourse.records.homes.models import Kind as Bed
from recourse.records.placements.models import Mark, Stay
from recourse.records.placements.words import Course, Found

MOST = 200
#: What else the rulebook may be told of a place, by its own names.
ABOUT_THE_PLACE = ("self_contained", "shared_cooking_or_board", "arranged_by_council")


@dataclass(frozen=True, slots=True)
class Paid:
    """Who pays for a room, how much (a week, or a night where a council pays), and since when."""

    who: Funding
    pence: int | None
    since: date


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A stay that is paid for, or will be, though nobody has looked at the right to rent."""

    stay: Stay
    since: date
    ran_out: date | None


def paid(stay: Stay, *, on: date) -> Paid:
    """Who pays on a day: as it was said last, else as the bed and the offer have it."""
    said = Mark.objects.filter(stay=stay, kind=Course.PAYS, on_day__lte=on).order_by("-on_day").first()
    bed = Bedspace.objects.filter(pk=stay.bedspace_id).first()
    return _paid(stay, said, bed.kind if bed else "")


def will_be_paid(stay: Stay) -> Paid:
    """Who pays as far ahead as anything was said."""
    return paid(stay, on=date.max)


def checked(stay: Stay) -> Mark | None:
    """The last time the right to rent of who lives there was looked at."""
    return Mark.objects.filter(stay=stay, kind=Course.CHECKED).order_by("-on_day", "-made_at").first()


def settles(mark: Mark | None, *, on: date) -> bool:
    """Whether what was found still lets rent be taken on a day."""
    return mark is not None and mark.choice != Found.NOT_SHOWN and (mark.until is None or mark.until >= on)


def check(stay: Stay, about: Mapping[str, Any], *, on: date, book: Book) -> Check:
    """What the rulebook says of the right to rent for this stay, as it is paid for or will be.

    `about` holds what is known by the law's own names; what is not known is named in the answer.
    """
    with_a_host = Sort(stay.bedspace.room.home.sort) is Sort.HOST
    terms = Terms(
        kind=agreements.Kind.LICENCE,
        funding=will_be_paid(stay).who,
        charity="-",
        answer_to="-",
        home="-",
        first_day=on,
        with_a_host=with_a_host,
    )
    return agreements.check(terms, {"provider": "charity", **about}, book=book)


def unchecked(by: Worker, *, on: date) -> list[Unchecked]:
    """The stays of the worker's agency that are paid for, or will be, and that nobody has looked at.

    Their people are not read. A room that turned from free to paying stands here from the moment it was said.
    """
    live = Stay.objects.filter(agency=by.organisation_id, after_last_day=None).select_related(
        "bedspace__room__home", "offer"
    )
    ours = Mark.objects.filter(agency=by.organisation_id, stay__after_last_day=None)
    said: dict[object, Mark] = {
        mark.stay_id: mark for mark in ours.filter(kind=Course.PAYS).order_by("on_day")
    }
    looked = {mark.stay_id: mark for mark in ours.filter(kind=Course.CHECKED).order_by("on_day", "made_at")}
    found = []
    for stay in live:
        now = _paid(stay, said.get(stay.pk), stay.bedspace.kind)
        if now.who is not Funding.FREE and not settles(looked.get(stay.pk), on=on):
            last = looked.get(stay.pk)
            found.append(Unchecked(stay, now.since, last.until if last else None))
    return sorted(found, key=lambda one: (one.since, one.stay.pk))[:MOST]


def _paid(stay: Stay, said: Mark | None, kind: str) -> Paid:
    if said is not None:
        return Paid(Funding(said.choice), said.pence, said.on_day)
    if kind == Bed.COUNCIL:
        return Paid(Funding.COUNCIL, None, stay.first_day)
    if stay.offer.pays_rent or kind == Bed.RENT_PAYING:
        return Paid(Funding.PAYING, None, stay.first_day)
    return Paid(Funding.FREE, 0, stay.first_day)
