"""The services there are, and one of them."""

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.directory.forms import Room
from recourse.pages.look import errors, receipts, seen
from recourse.pages.look.guards import WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.records.directory import actions, may, queries

if TYPE_CHECKING:
    from uuid import UUID

    from recourse.records.directory.models import Service

TWO_CLICKS = timedelta(minutes=1)


@require_safe
@for_workers()
def every(request: WorkerRequest) -> HttpResponse:
    """Every service that takes referrals, by kind; `kind` shows one kind."""
    services = sorted(queries.services_taking_referrals(), key=_order)
    kinds = {service.kind: service.get_kind_display() for service in services}
    kind = request.GET.get("kind", "")
    shown = [service for service in services if kind not in kinds or service.kind == kind]
    groups = [(title, list(some)) for title, some in groupby(shown, key=lambda one: one.get_kind_display())]
    return page(
        request, "directory/all.html", groups=groups, kinds=kinds.items(), kind=kind, total=len(shown)
    )


@require_safe
@for_workers()
def one(request: WorkerRequest, service_id: "UUID") -> HttpResponse:
    """One service: what it does, for whom, how quickly it answers, how much room it said it has."""
    service = queries.one_service(service_id)
    if service is None:
        return errors.nothing_here(request)
    may_say = may.say_capacity(request.user, service.organisation_id)
    return page(request, "directory/one.html", service=service, may_say=may_say)


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers()
def say_room(request: WorkerRequest, service_id: "UUID") -> HttpResponse:
    """Say how much room my own service has today."""
    seen.hold(request, f"directory.say_capacity {service_id}")
    service = queries.one_service(service_id)
    if service is None or not may.say_capacity(request.user, service.organisation_id):
        return errors.nothing_here(request)
    before = {"free": service.capacity_free, "unit": service.capacity_unit}
    form = Room(request.POST if request.method == "POST" else None, initial=before)
    seen.carry(form, before)
    stale = seen.is_stale(form, before, says={"Free": service.capacity_free, "Of": service.capacity_unit})
    if stale or not form.is_valid():
        status = 409 if stale else 200
        return page(request, "directory/say_room.html", status=status, service=service, form=form)
    said_at = service.capacity_as_at
    if {*form.changed_data} - {seen.KEPT_AS} or said_at is None or now() - said_at > TWO_CLICKS:
        actions.say_capacity(service, by=request.user, at=now(), **form.cleaned_data)
    receipts.give(request, "Said. Others see it from now on.")
    return redirect("directory:one", service.pk)


def _order(service: "Service") -> tuple[str, str, str]:
    return service.get_kind_display(), service.name, service.organisation.name
