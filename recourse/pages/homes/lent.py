"""What whoever lends a home is told: chosen by the scheme's manager, read by the landlord's own worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.homes import safety
from recourse.pages.look import days, errors, forms, receipts, seen
from recourse.pages.look.days import Chip
from recourse.pages.look.guards import LANDLORD, WorkerRequest, for_workers, fresh_when, with_one
from recourse.pages.look.page import page
from recourse.records.directory import queries as directory
from recourse.records.homes import actions as homes
from recourse.records.homes import may, queries
from recourse.records.placements import queries as placements

if TYPE_CHECKING:
    from recourse.records.homes.models import Home, Lending

NOBODY = "nobody"
WORK = {"repair": "Repair", "volunteers": "Volunteer day"}
with_home = with_one("home", queries.one)


class Lender(forms.Form):
    """Which organisation lends the home and may read its report."""

    owner = forms.Choice("Who lends you this home?", missing="Choose who lends it, or nobody.")

    def offer(self, home: Home) -> None:
        """Every organisation but our own and those that enforce."""
        barred = {one.pk for one in directory.authorities()} | {home.agency_id}
        others = [
            (str(one.pk), one.name, one.area) for one in directory.organisations() if one.pk not in barred
        ]
        nobody = (NOBODY, "Nobody reads a report", "Whoever read it until now does so no longer.")
        self.fields["owner"].offer([nobody, *others])  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Nights:
    """A quarter as it is read: its name, and what is told of its nights."""

    name: str
    says: str


@dataclass(frozen=True)
class House:
    """A home as its landlord reads it."""

    lent: Lending
    beds: str
    lease: str
    lease_chip: Chip | None
    papers: list[safety.Paper]
    nights: list[Nights]
    work: list[str]


@require_safe
@for_workers(LANDLORD)
def every(request: WorkerRequest) -> HttpResponse:
    """The houses an organisation lends, as they stand, as a report to read or to print."""
    today = localdate()
    found = [house(one, day=today) for one in queries.told_to(request.user.organisation_id)]
    wants = sum(any(paper.chip for paper in one.papers) or bool(one.lease_chip) for one in found)
    return page(request, "homes/lent.html", houses=found, today=today, wants=wants)


@require_http_methods(["GET", "HEAD", "POST"])
@with_home
@fresh_when(lambda request: request.method == "POST")
def told(request: WorkerRequest, home: Home) -> HttpResponse:
    """Say who lends a home, and read what they are told of it."""
    if not may.keep_papers(request.user, home):
        return errors.nothing_here(request)
    seen.hold(request, f"homes.lend {home.pk}")
    before = queries.lending(home)
    stands = str(before.owner_id) if before else NOBODY
    form = Lender(request.POST if request.method == "POST" else None, initial={"owner": stands})
    form.offer(home)
    seen.carry(form, stands)
    shown: dict[str, Any] = {"form": form, "home": home, "today": localdate()}
    if seen.is_stale(form, stands):
        return page(request, "homes/told.html", status=409, **shown)
    if form.is_valid():
        owners = {str(one.pk): one for one in directory.organisations()}
        at, by = now(), request.user
        lent = homes.lend(home, owner=owners.get(form.cleaned_data["owner"]), by=by, at=at)
        if lent is not None:
            homes.tell_owner(lent, quarters=placements.quarters(home, day=localdate()), by=by, at=at)
        receipts.give(request, "They read the report from now on." if lent else "Nobody reads a report.")
        return redirect("homes:told", home.pk)
    shown["house"] = house(before, day=localdate()) if before and before.told_at else None
    return page(request, "homes/told.html", **shown)


def house(lent: Lending, *, day: date) -> House:
    """What was told of a home, in words; what ran out is worked out on the day it is read."""
    said = lent.told
    beds, broken = said.get("beds", 0), said.get("not_usable", 0)
    words = f"{beds} bed{'' if beds == 1 else 's'}" + (f", {broken} of them not usable now" if broken else "")
    lease = said.get("lease") or []
    until = date.fromisoformat(lease[1]) if lease and lease[1] else None
    first = date.fromisoformat(lease[0]) if lease else day
    return House(
        lent=lent,
        beds=words if beds else "No bed stands there now",
        lease=safety.lease_in_words(first, until, lease[2], day=day) if lease else "",
        lease_chip=safety.end_chip(until, day),
        papers=[
            safety.told_paper(kind, words, said.get("certificates", {}).get(kind), day)
            for kind, words in safety.KINDS.items()
        ],
        nights=[_nights(one) for one in said.get("quarters", [])],
        work=[_work(*one) for one in said.get("work", [])],
    )


def _nights(one: dict[str, Any]) -> Nights:
    first = date.fromisoformat(one["first_day"])
    name = f"{first:%B} to {date(first.year, first.month + 2, 1):%B %Y}"
    if one["lived"] is not None:
        return Nights(name, f"{one['lived']:,} of {one['nights']:,} nights")
    return Nights(name, "Lived in. The nights would be one person’s, so they are not told.")


def _work(kind: str, on: str, hours: int, pence: int) -> str:
    cost = f", £{pence / 100:,.2f}".removesuffix(".00") if pence else ""
    return f"{WORK[kind]}, {days.day(date.fromisoformat(on))}: {hours} hour{'' if hours == 1 else 's'}{cost}"
