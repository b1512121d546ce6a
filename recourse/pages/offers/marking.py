"""The course of a stay: when it is looked at, made longer, given notice, and what happened there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look import days, errors, forms, receipts
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.offers.forms import GivingNotice, Happened, Lengthening, Looking
from recourse.pages.offers.staying import with_stay
from recourse.records.homes import queries as homes
from recourse.records.ledger import reads
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.placements import actions as placements
from recourse.records.placements import may, queries
from recourse.records.placements.happenings import AlreadyEnded, AlreadyMarked, Stood
from recourse.records.placements.words import Course

if TYPE_CHECKING:
    from recourse.records.placements.models import Mark, Stay

AHEAD = timedelta(days=14)


@require_safe
@for_workers(*CASEWORK)
def due(request: WorkerRequest) -> HttpResponse:
    """The stays of one's own scheme that are to be looked at in the next two weeks, or should have been."""
    reads.usual()
    today = localdate()
    found = queries.to_look_at(request.user, until=today + AHEAD)
    rows = [{"stay": one.stay, "on": one.on, "chip": days.deadline(one.on)} for one in found]
    return page(request, "offers/due.html", rows=rows)


@require_safe
@with_stay
def course(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Everything kept of one stay, until when it lasts, and when it is looked at next."""
    marks = queries.marks(stay)
    looked = max((mark.on_day for mark in marks if mark.kind == Course.LOOKED), default=None)
    ended = stay.after_last_day is not None
    return _page(
        request,
        "offers/course.html",
        stay,
        marks=marks,
        lasts=queries.last_day(stay),
        next_look=None if ended else queries.next_look(stay, looked_on=looked),
        may_mark=may.mark(request.user, stay),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def look(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Keep that it was looked at together."""
    return _kept(
        request, stay, Looking, placements.look, "Look at the stay together", began={"on": localdate()}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def longer(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Make it longer."""
    return _kept(request, stay, Lengthening, placements.lengthen, "Make the stay longer", began={})


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def notice(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Give notice."""

    def give(stay: Stay, *, who_pays: str, **said: Any) -> Mark:
        is_council, is_host = who_pays == "council", who_pays == "host"
        return placements.give_notice(stay, council_pays=is_council, with_a_host=is_host, **said)

    began = {"reaches_them": localdate(), "days": 28}
    return _kept(request, stay, GivingNotice, give, "Give notice", began=began)


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def incident(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Keep what happened."""
    return _kept(
        request, stay, Happened, placements.tell_incident, "Say what happened", began={"on": localdate()}
    )


def _kept(
    request: WorkerRequest,
    stay: Stay,
    kind: type[forms.Form],
    act: Callable[..., Mark],
    title: str,
    *,
    began: dict[str, Any],
) -> HttpResponse:
    if not may.mark(request.user, stay):
        return errors.nothing_here(request)
    form = kind(request.POST if request.method == "POST" else None, initial=began)
    if form.is_valid():
        try:
            mark = act(stay, by=request.user, at=now(), **form.cleaned_data)
        except (AlreadyMarked, AlreadyEnded) as late:
            form.add_error(None, str(late))
            return _page(request, "offers/mark.html", stay, status=409, form=form, title=title)
        except (Stood, TooLong, Unreadable) as wrong:
            form.add_error(None, str(wrong))
        else:
            ends = f" It runs out on {days.day(mark.until)}." if mark.kind == Course.NOTICE else ""
            receipts.give(request, f"Kept.{ends}")
            return redirect("stays:course", stay.pk)
    return _page(request, "offers/mark.html", stay, form=form, title=title)


def _page(
    request: WorkerRequest, template: str, stay: Stay, *, status: int = 200, **shown: Any
) -> HttpResponse:
    person = people.one(stay.person_id)
    who = identity.read(person) if person else None
    bed = homes.bedspace(stay.bedspace_id)
    return page(request, template, status=status, stay=stay, bed=bed, person=person, who=who, **shown)
