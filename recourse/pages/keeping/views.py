"""Closing a file and opening it again, holding its end back, and answering a deletion notice."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recourse.pages.keeping.forms import Closing, Holding
from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, with_one, with_person
from recourse.pages.look.page import page
from recourse.records.keeping import actions as keeping
from recourse.records.keeping import may, queries, register
from recourse.records.people import actions as people
from recourse.records.people import identity
from recourse.records.people import may as may_people

if TYPE_CHECKING:
    from recourse.records.keeping.models import Notice
    from recourse.records.people.models import Person

GET_OR_POST = ["GET", "HEAD", "POST"]
with_notice = with_one("notice", queries.one_notice)


@require_safe
@with_person
def file(request: WorkerRequest, person: "Person") -> HttpResponse:
    """How the file stands as a whole: whose it is, open or closed, kept or not, and what can be done."""
    if person.erased_at:
        return redirect("people:one", person.pk)
    by = request.user
    return page(
        request,
        "keeping/file.html",
        person=person,
        who=identity.read(person),
        years=_years(),
        held=queries.hold_on(person, by=by),
        is_ours=may_people.close(by, person),
        may_hold=may.hold(by),
        may_erase=may_people.erase(by, person),
    )


@require_http_methods(GET_OR_POST)
@with_person
def close(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Say why the file closes, and read what happens then."""
    if not may_people.close(request.user, person):
        return errors.nothing_here(request)
    form = Closing(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        who, held = identity.read(person), queries.hold_on(person, by=request.user)
        return page(
            request, "keeping/close.html", person=person, who=who, form=form, years=_years(), held=held,
            may_hold=may.hold(request.user),
        )  # fmt: skip
    try:
        people.close(person, why=form.cleaned_data["why"], by=request.user, at=now())
        receipts.give(request, "The file is closed.")
    except people.AlreadyClosed as already:
        receipts.give(request, str(already))
    return redirect("people:one", person.pk)


@require_POST
@with_person
def reopen(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Open a closed file again."""
    if not may_people.close(request.user, person):
        return errors.nothing_here(request)
    try:
        people.reopen(person, by=request.user, at=now())
        receipts.give(request, "The file is open again.")
    except people.NotClosed as already:
        receipts.give(request, str(already))
    return redirect("people:one", person.pk)


@require_http_methods(GET_OR_POST)
@with_person
def hold(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Keep what this agency recorded from being deleted."""
    if not may.hold(request.user):
        return errors.nothing_here(request)
    form = Holding(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(
            request,
            "keeping/hold.html",
            person=person,
            who=identity.read(person),
            form=form,
            held=queries.hold_on(person, by=request.user),
        )
    try:
        keeping.hold(person, why=form.cleaned_data["why"], by=request.user, at=now())
        receipts.give(request, "Kept. Nothing of it is deleted until a manager ends that.")
    except keeping.AlreadyHeld as already:
        receipts.give(request, str(already))
    return redirect("keeping:file", person.pk)


@require_POST
@with_person
def lift(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Let the clock go on as usual."""
    if not may.hold(request.user):
        return errors.nothing_here(request)
    try:
        keeping.lift(person, by=request.user, at=now())
        receipts.give(request, "Ended. It is deleted when its time is over, as usual.")
    except keeping.NotHeld as already:
        receipts.give(request, str(already))
    return redirect("keeping:file", person.pk)


@require_safe
@for_workers(*CASEWORK)
def notices(request: WorkerRequest) -> HttpResponse:
    """What other agencies deleted, of which this one may still have copies."""
    return page(request, "keeping/notices.html", notices=queries.notices(request.user)[:100])


@require_POST
@with_notice
def done(request: WorkerRequest, notice: "Notice") -> HttpResponse:
    """Say that our copies are deleted too."""
    if not may.answer(request.user, notice):
        return errors.nothing_here(request)
    try:
        keeping.say_deleted(notice, by=request.user, at=now())
        receipts.give(request, "Thank you. The other agency can see that.")
    except keeping.AlreadyDone as already:
        receipts.give(request, str(already))
    return redirect("keeping:notices")


def _years() -> int:
    return (register.terms()["case"].months or 0) // 12
