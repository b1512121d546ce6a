"""The small forms of a home: adding one, its rooms, its lease, its certificates, and work done on it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from recourse.pages.homes import forms
from recourse.pages.look import errors, once, receipts
from recourse.pages.look.forms import Form
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, with_one
from recourse.pages.look.page import page
from recourse.records.homes import actions as homes
from recourse.records.homes import may, queries

if TYPE_CHECKING:
    from recourse.records.homes.models import Home

GET_OR_POST = ["GET", "HEAD", "POST"]
with_home = with_one("home", queries.one)
Kept = Callable[[dict[str, Any]], str]


@require_http_methods(GET_OR_POST)
@for_workers(*CASEWORK)
def add(request: WorkerRequest) -> HttpResponse:
    """Add a home; its rooms come after."""
    if not may.enter(request.user):
        return errors.nothing_here(request)
    form = forms.Adding(request.POST or None, initial={"once": once.token(), "sort": "house"})

    def kept(said: dict[str, Any]) -> str:
        said["is_step_free"] = said["is_step_free"] == "yes"
        today = localdate()
        home = homes.enter(rooms=[], first_day=today, by=request.user, at=now(), **said)
        receipts.give(request, "The home is added. Add its rooms now.")
        return reverse("homes:one", args=[home.pk])

    words = {"heading": "Add a home", "button": "Add the home", "lead": "Its rooms and beds come after."}
    return _asked(request, form, kept, words)


@require_http_methods(GET_OR_POST)
@with_home
def room(request: WorkerRequest, home: "Home") -> HttpResponse:
    """Add a room with its beds."""
    if not may.keep_papers(request.user, home):
        return errors.nothing_here(request)
    start = {"once": once.token(), "first_day": localdate(), "name": f"Room {home.rooms.count() + 1}"}
    form = forms.AddingRoom(request.POST or None, initial=start)
    lead = "One bed for each person it sleeps."
    if home.who_for == "families":
        lead = "A family has the room to itself, so it counts as one bed."
    return _asked(
        request,
        form,
        lambda said: _done(request, home, homes.add_room, said, "The room is added."),
        {"heading": "Add a room", "button": "Add the room", "lead": lead},
        home,
    )


@require_http_methods(GET_OR_POST)
@with_home
def lease(request: WorkerRequest, home: "Home") -> HttpResponse:
    """Record the lease of a home."""
    if not may.keep_papers(request.user, home):
        return errors.nothing_here(request)
    form = forms.Leasing(request.POST or None)
    lead = "It holds from the day it starts. A lease recorded before ends the day before."

    def kept(said: dict[str, Any]) -> str:
        said["pence_a_month"] = 100 * said.pop("pounds")
        return _done(request, home, homes.sign_lease, said, "The lease is kept.")

    words = {"heading": "The lease", "button": "Save the lease", "lead": lead}
    return _asked(request, form, kept, words, home)


@require_http_methods(GET_OR_POST)
@with_home
def certificate(request: WorkerRequest, home: "Home") -> HttpResponse:
    """Record a certificate of a home."""
    if not may.keep_papers(request.user, home):
        return errors.nothing_here(request)
    form = forms.Certifying(request.POST or None, initial={"kind": request.GET.get("kind", "")[:10]})
    return _asked(
        request,
        form,
        lambda said: _done(request, home, homes.certify, said, "The certificate is kept."),
        {"heading": "A certificate", "button": "Save the certificate", "lead": "The newest one counts."},
        home,
    )


@require_http_methods(GET_OR_POST)
@with_home
def upkeep(request: WorkerRequest, home: "Home") -> HttpResponse:
    """Record a repair, or a day of volunteers."""
    if not may.change(request.user, home):
        return errors.nothing_here(request)
    form = forms.Working(request.POST or None, initial={"once": once.token(), "on_day": localdate()})

    def kept(said: dict[str, Any]) -> str:
        said["pence"] = 100 * (said.pop("pounds") or 0)
        return _done(request, home, homes.log_upkeep, said, "The work is kept.")

    lead = "What brought the house into use, or kept it so."
    words = {"heading": "Repair or volunteer day", "button": "Save it", "lead": lead}
    return _asked(request, form, kept, words, home)


def _done(
    request: WorkerRequest, home: "Home", act: Callable[..., object], said: dict[str, Any], receipt: str
) -> str:
    act(home, by=request.user, at=now(), **said)
    receipts.give(request, receipt)
    return reverse("homes:one", args=[home.pk])


def _asked(
    request: WorkerRequest, form: Form, kept: Kept, words: dict[str, str], home: "Home | None" = None
) -> HttpResponse:
    """Show a form, or do what it says once; what cannot be done is said on it."""
    if form.is_valid():
        said = dict(form.cleaned_data)
        named = said.pop("once", "")
        if named and (led_to := once.done(request, named)):
            receipts.give(request, "This was kept a moment ago. Nothing was kept twice.")
            return redirect(led_to)
        try:
            led_to = kept(said)
        except (homes.NoSuchStretch, homes.AlreadyThere) as wrong:
            form.add_error(None, str(wrong))
        else:
            if named:
                once.remember(request, named, led_to=led_to)
            return redirect(led_to)
    told: dict[str, Any] = {"form": form, "home": home, **words}
    return page(request, "homes/keep.html", **told)
