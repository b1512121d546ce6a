"""What a manager sees to besides staff: where people complain and letters are answered, and what we noted."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from recourse.pages.look import receipts, seen
from recourse.pages.look.guards import WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.staff.forms import Answering, Complaining
from recourse.records.access import reported as browsers
from recourse.records.directory import actions as directory
from recourse.records.people.queries import watching

MANAGER = "manager"


@for_workers(MANAGER)
def complaints(request: WorkerRequest) -> HttpResponse:
    """Say where people complain; every statement tells it."""
    agency = request.user.organisation
    seen.hold(request, f"directory.say_where_to_complain {agency.pk}")
    agency.refresh_from_db(fields=["complain_to"])
    stands = agency.complain_to
    form = Complaining(request.POST if request.method == "POST" else None, initial={"words": stands})
    seen.carry(form, stands)
    stale = seen.is_stale(form, stands, says={"Where": stands})
    if stale or not form.is_valid():
        return page(request, "staff/complaints.html", status=409 if stale else 200, form=form)
    directory.say_where_to_complain(agency, words=form.cleaned_data["words"], by=request.user, at=now())
    receipts.give(request, "Said. It stands on every statement from now on.")
    return redirect("staff:all")


@for_workers(MANAGER)
def answers(request: WorkerRequest) -> HttpResponse:
    """Say where whoever gets a letter from here answers to; every letter tells it."""
    agency = request.user.organisation
    form = Answering(request.POST if request.method == "POST" else None, initial={"words": agency.answer_to})
    if not form.is_valid():
        return page(request, "staff/answers.html", form=form)
    directory.say_where_to_answer(agency, words=form.cleaned_data["words"], by=request.user, at=now())
    receipts.give(request, "Said. It stands on every letter from now on.")
    return redirect("staff:all")


@require_safe
@for_workers(MANAGER)
def reported(request: WorkerRequest) -> HttpResponse:
    """What browsers refused on our pages, and who read of many people, in the last thirty days."""
    return page(
        request,
        "staff/reported.html",
        refused=browsers.lately(today=localdate()),
        overread=watching.lately_overread(request.user, at=now()),
        days=browsers.KEPT_FOR.days,
    )
