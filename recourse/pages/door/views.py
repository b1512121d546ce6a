"""Coming in as one of the demonstration's workers, and leaving again."""

from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from recourse.pages.look import errors
from recourse.pages.look.guards import WorkerRequest, for_workers, open_to_all
from recourse.pages.look.page import page
from recourse.records.directory import queries
from recourse.records.directory.acting import acting
from recourse.records.ledger import actions as ledger

BACKEND = "recourse.pages.door.backend.Workers"
WHAT_THEY_DO = {
    "outreach": "Meets people on the street, adds them, asks, and shares what they agree to.",
    "entitlement": "Works out what is open to a person, and why.",
    "link": "Takes a referral and goes with a person to a bed, an adviser, a doctor.",
    "manager": "Knows which beds are free, offers one, and ends a stay.",
    "commissioner": "Sees numbers, and nobody’s page.",
}
ORDER = tuple(WHAT_THEY_DO)


@require_safe
@open_to_all
def enter(request: HttpRequest) -> HttpResponse:
    """Everybody one can be, by organisation, with what each does."""
    personas = queries.personas()
    groups = [
        (organisation, sorted(members, key=lambda one: (ORDER.index(one.role), one.name)))
        for organisation, members in groupby(personas, key=lambda one: one.organisation)
    ]
    return page(
        request,
        "door/enter.html",
        groups=groups,
        what_they_do=WHAT_THEY_DO,
        onward=request.GET.get("next", ""),
    )


@require_safe
@open_to_all
def shut(request: HttpRequest) -> HttpResponse:
    """Outside the demonstration: signing in is not set up, and this page says so."""
    return page(request, "door/shut.html", status=501)


@require_POST
@open_to_all
def become(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Come in as one worker."""
    worker = queries.one_worker(worker_id) if settings.DEMONSTRATION else None
    if worker is None:
        return errors.nothing_here(request)
    login(request, worker, backend=BACKEND)
    with acting(worker, at=now()):
        ledger.record(by=worker, act="door.enter", at=now())
    return redirect(_onward(request, worker.role))


@require_POST
@for_workers()
def leave(request: WorkerRequest) -> HttpResponse:
    """Go out, and leave nothing of yourself on this machine."""
    ledger.record(by=request.user, act="door.leave", at=now())
    logout(request)
    return redirect("door:enter")


def _onward(request: HttpRequest, role: str) -> str:
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return "numbers:all" if role == "commissioner" else "work:mine"
