"""Who works here, inviting somebody, changing what they do, and ending it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from recourse.pages.look import errors, once, receipts
from recourse.pages.look.guards import View, WorkerRequest, for_workers, fresh
from recourse.pages.look.page import page
from recourse.pages.staff.forms import Changing, Inviting
from recourse.records.access import actions as access
from recourse.records.access import queries
from recourse.records.directory import queries as directory

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

MANAGER = "manager"


def with_colleague(view: Callable[..., HttpResponse]) -> View:
    """Give a manager's view a worker of their own organisation, other than themselves."""

    @for_workers(MANAGER)
    @wraps(view)
    def guarded(request: WorkerRequest, worker_id: UUID, **kwargs: Any) -> HttpResponse:
        worker = queries.colleague(worker_id, of=request.user)
        if worker is None and queries.has_left(worker_id, of=request.user):
            receipts.give(request, "They had left already.")
            return redirect("staff:all")
        if worker is None or worker.pk == request.user.pk:
            return errors.nothing_here(request)
        return view(request, worker, **kwargs)

    return guarded


@require_safe
@for_workers(MANAGER)
def everybody(request: WorkerRequest) -> HttpResponse:
    """Who works here, and who has not come in yet."""
    return page(request, "staff/all.html", workers=queries.staff(request.user.organisation_id), at=now())


@for_workers(MANAGER)
@fresh
def invite(request: WorkerRequest) -> HttpResponse:
    """Enter a worker, and get the code to hand to them."""
    services = directory.services_in(request.user.organisation_id)
    form = Inviting(request.POST if request.method == "POST" else None, services=services)
    if not form.is_valid():
        return page(request, "staff/invite.html", form=form)
    said = form.cleaned_data
    try:
        worker, code = access.invite(request.user.organisation, **said, by=request.user, at=now())
    except access.AlreadyKnown as refused:
        form.add_error("email", str(refused))
        return page(request, "staff/invite.html", form=form)
    return _code(request, worker, code)


@with_colleague
@fresh
def one(request: WorkerRequest, worker: Worker) -> HttpResponse:
    """What a worker does here, and changing it."""
    services = directory.services_in(worker.organisation_id)
    now_has = {"role": worker.role, "services": [str(service.pk) for service in worker.services.all()]}
    now_has["seen"] = queries.working(worker)
    sent = request.POST if request.method == "POST" else None
    form = Changing(sent, services=services, initial=now_has)
    shown: dict[str, Any] = {"colleague": worker, "once": once.token()}
    if not form.is_valid():
        return page(request, "staff/one.html", form=form, **shown)
    try:
        access.change_work(worker, **form.cleaned_data, by=request.user, at=now())
    except access.ChangedMeanwhile as changed:
        anew = Changing(services=services, initial=now_has)
        return page(request, "staff/one.html", form=anew, wrong=str(changed), status=409, **shown)
    receipts.give(request, "Changed. It holds from their next click.")
    return redirect("staff:all")


@require_POST
@with_colleague
@fresh
def invite_again(request: WorkerRequest, worker: Worker) -> HttpResponse:
    """Somebody lost what they sign in with: it all ends, and they begin afresh with a new code."""
    there, named = reverse("staff:one", args=[worker.pk]), request.POST.get("once", "")
    if named and once.done(request, named):
        receipts.give(request, "A code was made a moment ago. If you do not have it, make a new one.")
        return redirect(there)
    once.remember(request, named, led_to=there)
    return _code(request, worker, access.invite_again(worker, by=request.user, at=now()))


@require_POST
@with_colleague
@fresh
def sign_out(request: WorkerRequest, worker: Worker) -> HttpResponse:
    """Sign a worker out on every device."""
    access.end_sign_ins(worker, by=request.user, at=now())
    receipts.give(request, "Signed out everywhere.")
    return redirect("staff:one", worker.pk)


@with_colleague
@fresh
def leave(request: WorkerRequest, worker: Worker) -> HttpResponse:
    """Say that somebody no longer works here; everything they come in with ends at once."""
    if request.method != "POST":
        return page(request, "staff/leave.html", colleague=worker)
    try:
        access.leave(worker, by=request.user, at=now())
        receipts.give(request, "They can no longer come in.")
    except access.AlreadyLeft as already:
        receipts.give(request, str(already))
    return redirect("staff:all")


def _code(request: WorkerRequest, worker: Worker, code: str) -> HttpResponse:
    spelled = "-".join(code[start : start + 4] for start in range(0, len(code), 4))
    link = request.build_absolute_uri(reverse("door:invited")) + f"#{spelled}"
    return page(request, "staff/code.html", colleague=worker, code=spelled, link=link)
