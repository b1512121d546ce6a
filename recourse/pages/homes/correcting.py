"""Putting right what was entered of a home, its rooms, beds and papers, and handing it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from recourse.pages.homes import safety
from recourse.pages.homes.forms import Adding, CorrectingBed, CorrectingRoom, HandingBack, Striking
from recourse.pages.look import days, errors, forms, receipts, seen
from recourse.pages.look.guards import WorkerRequest, with_one
from recourse.pages.look.page import page
from recourse.records.homes import actions as homes
from recourse.records.homes import may, queries
from recourse.records.placements import actions as placements
from recourse.records.placements import queries as lived_in
from recourse.records.placements.happenings import Stood

if TYPE_CHECKING:
    from recourse.records.homes.models import Bedspace, Home, Room

GET_OR_POST = ["GET", "HEAD", "POST"]
with_home = with_one("home", queries.one)
with_room = with_one("room", queries.room)
with_bed = with_one("bed", queries.bedspace)


class Correcting(Adding):
    """A home, put right."""

    note = forms.LongText(
        "A note on the house", hint="Never about a person. It can be left empty.", rows=2, longest=1000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["once"]


@require_http_methods(GET_OR_POST)
@with_home
def home(request: WorkerRequest, home: Home) -> HttpResponse:
    """Put right what a home is."""
    stands = {
        "name": home.name,
        "sort": home.sort,
        "who_for": home.who_for,
        "is_step_free": "yes" if home.is_step_free else "no",
        "area": home.area,
        "address": queries.address(home),
        "landlord": home.landlord,
        "note": home.note,
    }

    def put_right(said: dict[str, Any]) -> None:
        said["is_step_free"] = said["is_step_free"] == "yes"
        homes.correct(home, by=request.user, at=now(), **said)

    lead = "That it changed stays in the ledger."
    words = {"heading": "Put this home right", "button": "Keep it", "lead": lead}
    return _asked(request, home, Correcting, stands, put_right, words)


@require_http_methods(GET_OR_POST)
@with_room
def room(request: WorkerRequest, room: Room) -> HttpResponse:
    """Put right what a room is called and how many it sleeps."""
    stands = {"name": room.name, "sleeps": room.sleeps}

    def put_right(said: dict[str, Any]) -> None:
        homes.correct_room(room, by=request.user, at=now(), **said)

    words = {
        "heading": "Put this room right",
        "button": "Keep it",
        "lead": f"{room.name}. Its beds stay as they are.",
    }
    return _asked(request, room.home, CorrectingRoom, stands, put_right, words)


@require_http_methods(GET_OR_POST)
@with_bed
def bed(request: WorkerRequest, bed: Bedspace) -> HttpResponse:
    """Put right what a bed is called and who pays for it."""
    stands = {"name": bed.name, "kind": bed.kind}

    def put_right(said: dict[str, Any]) -> None:
        homes.correct_bed(bed, by=request.user, at=now(), **said)
        if said["kind"] == "rent_paying" and lived_in.taken_from(bed, localdate()):
            receipts.give(request, "Kept. Take no rent before the right to rent was looked at.")

    lead = "Where it turns into a paying bed, the right to rent of who lives there is looked at first."
    words = {
        "heading": "Put this bed right",
        "button": "Keep it",
        "lead": f"{bed.room.name}, {bed.name}. {lead}",
    }
    return _asked(request, bed.room.home, CorrectingBed, stands, put_right, words)


@require_http_methods(GET_OR_POST)
@with_home
def hand_back(request: WorkerRequest, home: Home) -> HttpResponse:
    """Hand a home back, once nobody lives there."""

    def put_right(said: dict[str, Any]) -> None:
        placements.hand_back(home, by=request.user, at=now(), **said)

    lead = "Every bed leaves the list from that day. Nights before it stay as they were."
    words = {"heading": "Hand it back", "button": "Hand it back", "lead": lead}
    return _asked(request, home, HandingBack, {"from_day": localdate()}, put_right, words)


@require_http_methods(GET_OR_POST)
@with_home
def strike(request: WorkerRequest, home: Home) -> HttpResponse:
    """Take away a lease or a certificate that was recorded by mistake."""
    today = localdate()
    recorded: dict[str, tuple[str, Callable[..., None], Any]] = {}
    for lease in queries.leases(home):
        told = f"Lease: {safety.lease_words(lease, day=today)}"
        recorded[str(lease.pk)] = (told, homes.strike_lease, lease)
    for one in queries.certificates(home):
        told = f"{safety.KINDS[one.kind]}: {days.day(one.first_day)} to {days.day(one.last_day)}"
        recorded[str(one.pk)] = (told, homes.strike_certificate, one)

    def put_right(said: dict[str, Any]) -> None:
        _, act, what = recorded[said["which"]]
        act(what, by=request.user, at=now())

    lead = "Only what was never so. A paper that ran out stays: record the next one."
    words = {"heading": "Take away a paper recorded by mistake", "button": "Take it away", "lead": lead}
    options = [(key, words) for key, (words, _, _) in recorded.items()]
    return _asked(request, home, Striking, {}, put_right, words, options=options, stood=sorted(recorded))


def _asked(
    request: WorkerRequest,
    home: Home,
    kind: type[forms.Form],
    stands: dict[str, Any],
    put_right: Callable[[dict[str, Any]], None],
    words: dict[str, str],
    *,
    options: list[tuple[str, str]] | None = None,
    stood: object = None,
) -> HttpResponse:
    """Show what stands in a form, and keep what is said otherwise, unless somebody was quicker."""
    if not may.keep_papers(request.user, home):
        return errors.nothing_here(request)
    seen.hold(request, f"homes.correct {home.pk}")
    form = kind(request.POST if request.method == "POST" else None, initial=stands)
    if options is not None:
        form.fields["which"].offer(options)  # type: ignore[attr-defined]
    now_stands = stood if stood is not None else sorted((name, str(said)) for name, said in stands.items())
    seen.carry(form, now_stands)
    shown: dict[str, Any] = {"form": form, "home": home, **words}
    if seen.is_stale(form, now_stands):
        return page(request, "homes/keep.html", status=409, **shown)
    if form.is_valid():
        said = dict(form.cleaned_data)
        said.pop(seen.KEPT_AS, None)
        try:
            put_right(said)
        except (homes.NoSuchStretch, homes.AlreadyThere, Stood) as wrong:
            form.add_error(None, str(wrong))
        else:
            receipts.give(request, "Kept. That it changed is in the ledger.")
            return redirect("homes:one", home.pk)
    return page(request, "homes/keep.html", **shown)
