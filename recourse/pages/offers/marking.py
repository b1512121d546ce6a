"""The course of a stay: when it is looked at, made longer, given notice, and what happened there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look import days
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.offers import stay_forms
from recourse.pages.offers.keeping_marks import kept, show
from recourse.pages.offers.staying import with_stay
from recourse.records.ledger import reads
from recourse.records.placements import actions as placements
from recourse.records.placements import may, queries
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
    return page(request, "offers/due.html", rows=rows, unchecked=queries.unchecked(request.user, on=today))


@require_safe
@with_stay
def course(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Everything kept of one stay, how it came about, until when it lasts, who pays, and what is next."""
    marks = queries.marks(stay)
    of = {kind: [mark for mark in marks if mark.kind == kind] for kind in Course.values}
    looked = max((mark.on_day for mark in of[Course.LOOKED]), default=None)
    ended = stay.after_last_day is not None
    may_mark = may.mark(request.user, stay)
    return show(
        request,
        "offers/course.html",
        stay,
        marks=marks,
        arranged=next(iter(of[Course.ARRANGED]), None),
        met=next(iter(of[Course.MET]), None),
        agreed=next(iter(of[Course.AGREED]), None),
        plan=queries.plan_of(stay),
        lasts=queries.last_day(stay),
        next_look=None if ended else queries.next_look(stay.first_day, looked_on=looked),
        has_begun=stay.first_day <= localdate(),
        may_mark=may_mark,
        **(_money(stay) if may_mark else {}),
    )


def _money(stay: Stay) -> dict[str, Any]:
    """Who pays, now and as far ahead as was said, and whether rent may be taken yet."""
    ahead, looked = queries.will_be_paid(stay), queries.checked(stay)
    wants = ahead.who != "free" and stay.after_last_day is None
    return {
        "paid": queries.paid(stay, on=localdate()),
        "ahead": ahead if ahead.since > localdate() else None,
        "wants_check": wants and not queries.settles(looked, on=localdate()),
        "looked": looked,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def arrange(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Arrange a meeting before they move in."""
    began = {"on": max(localdate(), stay.first_day)}
    return kept(request, stay, stay_forms.Arranging, placements.arrange, "Arrange a meeting", began=began)


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def meet(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Keep that they met."""
    began = {"on": localdate()}
    return kept(request, stay, stay_forms.HowItWent, placements.meet, "Say how the meeting went", began=began)


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def agree(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Keep that a paper was signed."""
    began = {"on": localdate(), "paper": "licence_and_rules"}
    return kept(request, stay, stay_forms.Signing, placements.agree, "Say what was signed", began=began)


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def move_on(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Write where they go next."""
    last = queries.plan_of(stay)
    began = {"to": last.choice, "until": last.until, "steps": last.words} if last else {}

    def plan(stay: Stay, **said: Any) -> Mark:
        return placements.plan_move_on(stay, on=localdate(), **said)

    return kept(request, stay, stay_forms.MovingOn, plan, "The move-on plan", began=began)


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def look(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Keep that it was looked at together, with the move-on plan in sight."""
    began, title = {"on": localdate()}, "Look at the stay together"
    plan = queries.plan_of(stay)
    return kept(request, stay, stay_forms.Looking, placements.look, title, began=began, plan=plan)


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def longer(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Make it longer."""
    return kept(request, stay, stay_forms.Lengthening, placements.lengthen, "Make the stay longer", began={})


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def notice(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Give notice."""

    def give(stay: Stay, *, council_pays: str, **said: Any) -> Mark:
        return placements.give_notice(stay, council_pays=council_pays == "yes", **said)

    began = {"reaches_them": localdate(), "days": 28}
    return kept(request, stay, stay_forms.GivingNotice, give, "Give notice", began=began)


@require_http_methods(["GET", "HEAD", "POST"])
@with_stay
def incident(request: WorkerRequest, stay: Stay) -> HttpResponse:
    """Keep what happened."""
    began, title = {"on": localdate()}, "Say what happened"
    return kept(request, stay, stay_forms.Happened, placements.tell_incident, title, began=began)
