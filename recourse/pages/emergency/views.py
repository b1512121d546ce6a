"""Asking to see one person in an emergency, confirming it, ending it, and disputing it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recourse.pages.emergency.forms import Disputing, Naming, Seeing
from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, fresh, fresh_when, with_one
from recourse.pages.look.page import page
from recourse.records.directory import queries as directory
from recourse.records.directory.may import MayNot
from recourse.records.people import actions as people
from recourse.records.people import fields, may, queries
from recourse.records.people.queries import emergencies
from recourse.records.people.text import TooLong, Unreadable

if TYPE_CHECKING:
    from recourse.records.people.models import Emergency

with_emergency = with_one("emergency", emergencies.one)
WRONG = (people.AlreadyAsked, people.NoReason, people.TooManyEmergencies, TooLong, Unreadable)
TOO_LATE = (
    people.AlreadyDisputed,
    people.NoLongerWaits,
    people.NoLongerOpen,
    people.SamePerson,
    people.MaybeOnePerson,
)
DONE = {
    "confirm": "Confirmed. It ends by itself.",
    "refuse": "Refused. Nothing was opened.",
    "take_back": "Taken back. Nothing was opened.",
    "end": "Ended. Nothing more is seen.",
    "read": "Noted that you have read it.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers(*CASEWORK)
@fresh
def ask(request: WorkerRequest) -> HttpResponse:
    """Name one person by the reference their agency gave them and say why; then what one must see."""
    by, step = request.user, request.POST.get("step", "")
    others = [agency for agency in directory.agencies() if agency.pk != by.organisation_id]
    sent = request.POST if request.method == "POST" else None
    naming = Naming(sent, agencies=others)
    if not naming.is_valid() or step == "change":
        recent = [(one, one.stands(now())) for one in emergencies.of_agency(by, at=now())]
        return page(request, "emergency/ask.html", form=naming, recent=recent)
    seeing = Seeing(sent if step == "ask" else None, services=directory.services_of(by))
    if not seeing.is_valid():
        return page(request, "emergency/see.html", form=seeing, naming=naming)
    try:
        emergency = people.ask(**naming.said, **seeing.said, session=_sign_in(request), by=by, at=now())
    except people.NoReference as wrong:
        naming.add_error("reference", str(wrong))
        return page(request, "emergency/ask.html", form=naming)
    except WRONG as wrong:
        seeing.add_error(None, str(wrong))
        return page(request, "emergency/see.html", form=seeing, naming=naming)
    return redirect("emergency:one", emergency.pk)


@require_safe
@with_emergency
def one(request: WorkerRequest, emergency: Emergency) -> HttpResponse:
    """How it stands, and what this worker can do about it."""
    return _shown(request, emergency)


@require_POST
@with_emergency
@fresh_when(lambda request: request.POST.get("what") == "confirm")
def decide(request: WorkerRequest, emergency: Emergency) -> HttpResponse:
    """Confirm, refuse, take back, end, or say that one has read it."""
    by, at, what = request.user, now(), request.POST.get("what", "")
    try:
        if what in ("confirm", "refuse"):
            act = people.confirm if what == "confirm" else people.refuse
            act(emergency, session=_sign_in(request), by=by, at=at)
        elif what in ("take_back", "end", "read"):
            acts = {"take_back": people.take_back, "end": people.end_emergency}
            acts.get(what, people.read_emergency)(emergency, by=by, at=at)
        else:
            return errors.nothing_here(request)
    except TOO_LATE as late:
        found = emergencies.one(emergency.pk)
        assert found is not None
        return _shown(request, found, wrong=str(late), status=409)
    except MayNot:
        return errors.nothing_here(request)
    receipts.give(request, DONE[what])
    return redirect("emergency:one", emergency.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@with_emergency
def dispute(request: WorkerRequest, emergency: Emergency) -> HttpResponse:
    """Say, as the agency that holds the person, that this should not have been."""
    if not may.answer_emergency(request.user, emergency):
        return errors.nothing_here(request)
    form = Disputing(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(request, "emergency/dispute.html", emergency=emergency, form=form)
    try:
        people.dispute(emergency, words=form.cleaned_data["words"], by=request.user, at=now())
    except people.AlreadyDisputed as already:
        found = emergencies.one(emergency.pk)
        assert found is not None
        return _shown(request, found, wrong=str(already), status=409)
    receipts.give(request, "The other agency is told. What was still open has ended.")
    return redirect("emergency:one", emergency.pk)


def _shown(
    request: WorkerRequest, emergency: Emergency, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    by, stands = request.user, emergency.stands(now())
    is_ours, is_holder = (
        by.organisation_id == emergency.agency_id,
        by.organisation_id == emergency.holder_id,
    )
    is_asker = by.pk == emergency.asked_by_id
    return page(
        request,
        "emergency/one.html",
        emergency=emergency,
        stands=stands,
        wrong=wrong,
        shown=fields.in_words(emergency.fields),
        is_holder=is_holder,
        may_decide=stands == "asked" and is_ours and not is_asker,
        may_take_back=stands == "asked" and is_asker,
        may_end=stands == "confirmed",
        may_read=is_holder and emergency.read_at is None,
        may_dispute=is_holder and emergency.disputed_at is None,
        is_in_sight=emergency.person_id is not None and queries.one(emergency.person_id) is not None,
        status=status,
    )


def _sign_in(request: WorkerRequest) -> str:
    """Which sign-in this is, without being able to use it."""
    return hashlib.sha256(f"emergency {request.session.session_key}".encode()).hexdigest()
