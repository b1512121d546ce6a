"""The beds of a day, as the page of homes tells them; addresses are never told before a bed is taken."""

from __future__ import annotations

from typing import Annotated, Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localdate
from ninja import Query, Router

from recourse.pages.api import shapes
from recourse.pages.api.answering import READING, answers, refused, told
from recourse.pages.homes import listing, safety
from recourse.pages.homes.views import is_too_far
from recourse.records.placements import queries as placements
from recourse.records.placements.queries import BedOnDay

HOMES_A_PAGE = 25

router = Router(tags=["Beds"])


@router.get("/beds", response=answers(shapes.BedsOnDay, *READING), url_name="beds")
def beds(
    request: HttpRequest,
    day: Annotated[shapes.Day | None, Query(description="today, when it is left out")] = None,
    every_home: Annotated[bool, Query(description="also homes without a free bed or a worry")] = False,
    page: Annotated[int, Query(ge=1, le=1000)] = 1,
) -> HttpResponse:
    """Which beds are free on a day, and the state of the others, in the homes of your agency."""
    day = day or localdate()
    if is_too_far(day):
        return refused("That day is too far away.", [("day", "Give a day within ten years.")])
    there = placements.beds_on(day)
    figures = listing.figures(there)
    worries, promised = safety.worries(there, day=day), placements.taken_after(day)
    every = listing.lines(there, day=day, papers=worries, promised=promised)
    lines = [line for line in every if every_home or line.matters]
    first = (page - 1) * HOMES_A_PAGE
    shown = lines[first : first + HOMES_A_PAGE]
    return told(
        shapes.BedsOnDay(
            day=day,
            beds=figures.beds,
            in_use=figures.in_use,
            free=figures.free,
            held=figures.held,
            unusable=figures.unusable,
            homes=[_home(line, [bed for bed in there if bed.home.pk == line.home.pk]) for line in shown],
            page=page,
            pages=max(1, -(-len(lines) // HOMES_A_PAGE)),
        )
    )


def _home(line: listing.Line, there: list[BedOnDay]) -> shapes.HomeOnDay:
    return shapes.HomeOnDay(
        id=line.home.pk,
        name=line.home.name,
        about=line.about,
        free=line.free,
        next_free=line.next_free,
        see_to=[chip.words for chip in line.see_to],
        beds=[_bed(bed) for bed in there],
    )


def _bed(bed: BedOnDay) -> shapes.Bed:
    return shapes.Bed(
        id=bed.bedspace.pk,
        room=bed.room.name,
        name=bed.bedspace.name,
        state=bed.state,
        paid=cast(Any, bed.bedspace.kind),
        since=bed.since,
        until=bed.until,
    )
