"""The demonstration's door: choose one of the invented workers and be them."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from recourse.pages.door import coming
from recourse.pages.look import errors
from recourse.pages.look.guards import open_to_all
from recourse.pages.look.page import page
from recourse.pages.sharing.told import GIVES_BEDS
from recourse.records.directory import queries
from recourse.records.directory.acting import acting
from recourse.records.ledger import actions as ledger

WHAT_THEY_DO = {
    "outreach": "Meets people on the street, adds them, asks, and shares what they agree to.",
    "entitlement": "Works out what is open to a person, and why.",
    "link": "Takes a referral and goes with a person to a bed, an adviser, a doctor.",
    "manager": "Knows which beds are free, offers one, and ends a stay.",
    "commissioner": "Sees numbers, and nobody’s page.",
    "landlord": "Sees the houses they lend, and nothing of who lives there.",
}
WITHOUT_HOMES = "Answers for a team: invites colleagues, keeps a file from being deleted, erases when asked."
ORDER = tuple(WHAT_THEY_DO)


def personas_or_nothing(request: HttpRequest) -> HttpResponse | None:
    """Everybody one can be, by organisation, with what each does; outside the demonstration, nothing."""
    if not settings.DEMONSTRATION:
        return None
    groups = [
        (organisation, sorted(members, key=lambda one: (ORDER.index(one.role), one.name)))
        for organisation, members in groupby(queries.personas(), key=lambda one: one.organisation)
    ]
    for organisation, members in groups:
        for one in members:
            runs_homes = organisation.kind in GIVES_BEDS or one.role != "manager"
            one.does = WHAT_THEY_DO[one.role] if runs_homes else WITHOUT_HOMES  # type: ignore[attr-defined]
    onward = request.GET.get("next", "")
    return page(request, "door/enter.html", groups=groups, onward=onward)


@require_POST
@open_to_all
def become(request: HttpRequest, worker_id: UUID) -> HttpResponse:
    """Come in as one worker."""
    worker = queries.one_worker(worker_id) if settings.DEMONSTRATION else None
    if worker is None:
        return errors.nothing_here(request)
    login(request, worker, backend=coming.BACKEND)
    with acting(worker, at=now()):
        ledger.record(by=worker, act="door.enter", at=now())
    return redirect(coming.wanted(request) or coming.first_page(worker))
