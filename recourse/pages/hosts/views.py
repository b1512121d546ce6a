"""The pages of hosts: all of them by where they stand, and one with its next step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from recourse.pages.homes.listing import WHO_FOR
from recourse.pages.hosts.stepping import with_host
from recourse.pages.look import days
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.records.homes import queries as homes
from recourse.records.hosting import may, queries
from recourse.records.ledger import reads
from recourse.records.people import identity
from recourse.records.people import queries as people

if TYPE_CHECKING:
    from recourse.records.hosting.models import Host
    from recourse.records.hosting.queries import DueCheckIn
    from recourse.records.placements.models import Stay

#: What comes next: on the list, on the button, and which address it leads to.
NEXT = {
    "visit": ("Visit their home", "Write the visit down", "visit"),
    "reference": ("Take a reference", "Write a reference down", "reference"),
    "written": ("Take a written reference, not by family", "Write a reference down", "reference"),
    "approve": ("Decide: approve or refuse", "Approve this host", "approve"),
    "back": ("Ask whether they host again", "They host again", "back"),
}
AHEAD = 14


@dataclass(frozen=True)
class Guest:
    """Somebody who stays with a host: their name as far as one may see, and when to check in next."""

    stay: Stay
    who: str
    person: UUID | None
    chip: days.Chip


@require_safe
@for_workers(*CASEWORK)
def all_hosts(request: WorkerRequest) -> HttpResponse:
    """Every host by where they stand, what comes next, and which check-ins are due."""
    today, wants_all = localdate(), "all" in request.GET
    due = queries.due_check_ins(request.user, until=_ahead(today))
    by_host = {one.host.pk: one for one in reversed(due)}
    shown = queries.all_hosts(on=today, with_past=wants_all)
    rows = [
        {"shown": one, "next": NEXT.get(one.next, ("",))[0], "due": _chip(by_host.get(one.host.pk))}
        for one in shown
    ]
    return page(
        request,
        "hosts/all.html",
        rows=rows,
        due=[(one, _chip(one)) for one in due],
        late=sum(one.is_overdue(today=today) for one in due),
        wants_all=wants_all,
        may_enter=may.enter(request.user),
        bare=queries.without_a_host(),
    )


@require_safe
@with_host
def one(request: WorkerRequest, host: Host) -> HttpResponse:
    """One host: the step that comes next, who stays with them, and everything that happened."""
    reads.usual()
    today = localdate()
    steps = queries.steps_of(host)
    named = queries.next_step(host, steps)
    may_decide = may.decide(request.user, host)
    words, button, leads_to = NEXT.get(named, ("", "", ""))
    stays = queries.stays_with(host, on=today)
    return page(
        request,
        "hosts/one.html",
        host=host,
        home=host.home,
        stands="Hosting" if stays and host.state == "approved" else host.get_state_display(),
        words=words,
        button=button if leads_to != "approve" or may_decide else "",
        leads_to=leads_to,
        others=_others(host, named, may_decide=may_decide),
        address=homes.address(host.home_id),
        for_whom=WHO_FOR[host.home.who_for],
        guests=_guests(request, host, stays, today),
        steps=steps,
        check_ins=queries.check_ins_of(host),
        may_see_to=may.see_to(request.user, host),
    )


def _others(host: Host, named: str, *, may_decide: bool) -> list[tuple[str, str]]:
    """What else can be done with a host besides the next step: (kind, words)."""
    is_in = host.state in ("enquiry", "visited")
    is_approved = host.state in ("approved", "resting")
    possible = [
        ("reference", "Write another reference down", host.state == "visited" and named == "approve"),
        ("rest", "They rest", host.state == "approved"),
        ("key", "Count them as experienced", is_approved and not host.is_key and may_decide),
        ("refuse", "Refuse them", is_in and may_decide),
        ("leave", "They left", (is_in or is_approved) and may_decide),
        ("erase", "Erase them", not is_approved and host.state != "erased" and may_decide),
    ]
    return [(kind, words) for kind, words, is_so in possible if is_so]


def _guests(request: WorkerRequest, host: Host, stays: Iterable[Stay], today: date) -> list[Guest]:
    due = {one.stay.pk: one for one in queries.due_check_ins(request.user, until=_ahead(today, 60))}
    there = list(stays)
    seen = list(people.visible().filter(pk__in=[stay.person_id for stay in there]))
    names = {pk: who.display_name for pk, who in identity.read_many(seen).items()}
    return [
        Guest(
            stay,
            names.get(stay.person_id, "Somebody you cannot see now"),
            stay.person_id if stay.person_id in names else None,
            _chip(due.get(stay.pk)) or days.Chip("later", "No check-in due"),
        )
        for stay in there
    ]


def _chip(due: DueCheckIn | None) -> days.Chip | None:
    return days.deadline(due.on) if due else None


def _ahead(today: date, count: int = AHEAD) -> date:
    return today + days.DAY * count
