"""The pages of homes: all of them on a day, one of them, and saying what state a bed is in."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.homes import inside, listing, plot, safety
from recourse.pages.homes.forms import Saying
from recourse.pages.look import days, errors, receipts, seen
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, with_one
from recourse.pages.look.page import page
from recourse.records.homes import actions as homes
from recourse.records.homes import may, queries
from recourse.records.ledger import reads
from recourse.records.placements import queries as placements

if TYPE_CHECKING:
    from recourse.records.homes.models import Bedspace, BedState, Home

FARTHEST = timedelta(days=3660)
WIDE, NARROW = (1080, 300), (326, 260)

with_home = with_one("home", queries.one)
with_bed = with_one("bed", queries.bedspace)


@require_safe
@for_workers(*CASEWORK)
def all_homes(request: WorkerRequest) -> HttpResponse:
    """The beds of a day: how many, how many are free, and the homes with a bed or a worry."""
    reads.usual()
    day, wrong = asked_day(request)
    beds = placements.beds_on(day)
    papers = safety.worries(beds, day=day)
    promised, bare = placements.taken_after(day), queries.without_rooms()
    lines = listing.lines(beds, day=day, papers=papers, promised=promised, bare=bare)
    wants_all = "all" in request.GET
    shown = lines if wants_all else [line for line in lines if line.matters]
    return page(
        request,
        "homes/all.html",
        day=day,
        wrong=wrong,
        is_today=day == localdate(),
        figures=listing.figures(beds),
        next_free=None if any(line.free for line in lines) else listing.next_free(beds, day=day),
        lines=shown,
        homes=len(lines),
        wants_all=wants_all,
        may_enter=may.enter(request.user),
        **_drawn(min(day, localdate())),
    )


def _drawn(until: date) -> dict[str, Any]:
    weeks = placements.in_use_by_month(plot.days(until))
    while weeks and not weeks[0].beds:
        weeks.pop(0)
    if len(weeks) < 2:
        return {"plots": []}
    empty, changed = plot.said(weeks)
    return {
        "plots": [
            plot.drawn(weeks, key="wide", width=WIDE[0], height=WIDE[1], has_labels=True),
            plot.drawn(weeks, key="narrow", width=NARROW[0], height=NARROW[1], has_labels=False),
        ],
        "since": f"{weeks[0].day:%B}",
        "empty": empty,
        "changed": changed,
        "table": plot.of_months(weeks),
    }


@require_safe
@with_home
def one(request: WorkerRequest, home: "Home") -> HttpResponse:
    """One home on a day: rooms, beds, who lives there, and every state they were in."""
    reads.usual()
    day, wrong = asked_day(request)
    rooms = inside.rooms(home, day=day)
    free = [bed for room in rooms for bed in room.beds if bed.is_free]
    return page(
        request,
        "homes/one.html",
        home=home,
        about=listing.WHO_FOR[home.who_for],
        **_papers(request, home, day, any(bed.icon == "bed-in_use" for room in rooms for bed in room.beds)),
        address=queries.address(home),
        day=day,
        wrong=wrong,
        is_today=day == localdate(),
        rooms=rooms,
        first_free=free[0].bedspace.pk if free else None,
    )


def _papers(request: WorkerRequest, home: "Home", day: date, is_lived_in: bool) -> dict[str, Any]:
    lease = queries.leases_on(day).get(home.pk)
    return {
        "papers": safety.papers(home, day=day, is_lived_in=is_lived_in),
        "lease": safety.lease_words(lease, day=day) if lease else "",
        "lease_chip": safety.lease_chip(lease, day=day) if lease else None,
        "upkeep": queries.upkeep(home),
        "may_keep": may.keep_papers(request.user, home),
        "may_change": may.change(request.user, home),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_bed
def state(request: WorkerRequest, bed: "Bedspace") -> HttpResponse:
    """Say what state a bed is in from a day on."""
    if not may.change(request.user, bed.room.home):
        return errors.nothing_here(request)
    seen.hold(request, f"homes.say_state {bed.pk}")
    sent = request.POST if request.method == "POST" else None
    form = Saying(sent, initial={"from_day": asked_day(request)[0]})
    states = placements.bed_history(bed)
    stands = [(one.state, one.first_day, one.after_last_day, one.why) for one in states]
    seen.carry(form, stands)
    is_said = form.is_valid() and _is_said(form.cleaned_data, states)
    if not is_said and seen.is_stale(form, stands):
        context = {"form": form, "bed": bed, "home": bed.room.home, "states": states}
        return page(request, "homes/state.html", status=409, **context)
    if form.is_valid() and form.cleaned_data["state"] != "available":
        taken = placements.taken_from(bed, form.cleaned_data["from_day"])
        if taken is not None:
            form.add_error("from_day", _lived_in(taken.span.lower, taken.span.upper, taken.kind))
    if not form.is_valid():
        return page(request, "homes/state.html", form=form, bed=bed, home=bed.room.home, states=states)
    form.cleaned_data.pop(seen.KEPT_AS, None)
    homes.say_state(bed, by=request.user, at=now(), **form.cleaned_data)
    receipts.give(request, f"{bed.room.name}, {bed.name}: its state is kept.")
    return redirect("homes:one", bed.room.home_id)


def _is_said(wanted: dict[str, Any], states: "Iterable[BedState]") -> bool:
    """Whether just this was said, and holds still."""
    said = (wanted.get("state"), wanted.get("from_day"), None)
    return said in [(one.state, one.first_day, one.after_last_day) for one in states]


def asked_day(request: WorkerRequest) -> tuple[date, str]:
    """The day in the address, or today; and what is wrong with it, if something is."""
    asked = request.GET.get("day", "").strip()
    if not asked:
        return localdate(), ""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return localdate(), f"{asked[:20]} is not a day. Give it as 2026-11-23. This is today."
    if is_too_far(day):
        return localdate(), f"{asked[:20]} is too far away. This is today."
    return day, ""


def is_too_far(day: date) -> bool:
    """Whether a day is so far away that nothing can be said of it."""
    return abs(day - localdate()) > FARTHEST


def _lived_in(first: date, after: date | None, kind: str) -> str:
    who = "It is held for somebody" if kind == "held" else "Somebody lives in it"
    until = f" until {days.day(after)}" if after else ""
    return f"{who} from {days.day(first)}{until}. End that first, or choose a later day."
