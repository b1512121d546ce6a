"""Choosing somebody for a bed with a reason, saying no to a house, pinning; and decisions as they stood."""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.offers import choosing as offering
from recourse.pages.offers.lines import line, lines, names
from recourse.pages.offers.matching import bed_name
from recourse.pages.panels.forms import Choosing, Saying
from recourse.records.homes import queries as homes
from recourse.records.panels import actions as panels
from recourse.records.panels import may, queries
from recourse.records.panels.happenings import CannotBe, Changed, NoReason
from recourse.records.people import queries as people
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.placements.happenings import BedTaken, NoSuchDays, Stood

if TYPE_CHECKING:
    from recourse.records.homes.models import Bedspace
    from recourse.records.panels.models import Decision
    from recourse.records.people.models import Person

GET_OR_POST = ["GET", "HEAD", "POST"]
with_decision = with_one("decision", queries.one_decision)


@require_http_methods(GET_OR_POST)
@with_person
def choose(request: WorkerRequest, person: "Person", bed_id: UUID) -> HttpResponse:
    """Choose somebody for a bed: why, and the terms of the offer; what was shown is kept with it."""
    bed = homes.bedspace(bed_id)
    if bed is None or not may.decide(request.user, bed):
        return errors.nothing_here(request)
    sent = request.POST if request.method == "POST" else None
    day, among_beds = _day(request), "beds" in request.GET
    form = Choosing(sent, initial=offering.usual(bed, day, now()))
    if not form.is_valid():
        return _choosing(request, person, bed, form, day=day)
    said = form.cleaned_data
    try:
        made = panels.decide(
            bed,
            to=person,
            among_beds=among_beds,
            on=day,
            seen=said["seen"],
            reason=said["reason"],
            by=request.user,
            at=now(),
            **form.said(),
        )
    except (NoReason, TooLong, Unreadable) as wrong:
        form.add_error("reason", str(wrong))
        return _choosing(request, person, bed, form, day=day)
    except (NoSuchDays, CannotBe) as wrong:
        form.add_error(None, str(wrong))
        return _choosing(request, person, bed, form, day=day)
    except Changed as changed:
        form.add_error(None, str(changed))
        return _choosing(request, person, bed, form, day=day, status=409)
    except Stood as stood:
        if not _hides_names(request):
            return offering.meanwhile(request, person, bed, str(stood))
        form.add_error(None, stood.unnamed if isinstance(stood, BedTaken) else str(stood))
        return _choosing(request, person, bed, form, day=day, status=409)
    receipts.give(request, "Offered. The bed is held until the answer is due, and why is kept.")
    if _hides_names(request):
        return redirect("panels:decision", made.pk)
    return redirect("offers:of_person", person.pk)


def _hides_names(request: WorkerRequest) -> bool:
    sitting = queries.sitting(request.user)
    return sitting is not None and sitting.hides_names


def _choosing(
    request: WorkerRequest,
    person: "Person",
    bed: "Bedspace",
    form: Choosing,
    *,
    day: date,
    status: int = 200,
) -> HttpResponse:
    among_beds = "beds" in request.GET
    weighed = queries.weigh(request.user, on=day, also=[person])
    found = queries.for_person(weighed, person.pk) if among_beds else queries.for_bed(weighed, bed.pk)
    called = names([one.person for one in weighed.waiting.values()], queries.sitting(request.user))
    form.carry(found.sign)
    on_day = weighed.beds.get(str(bed.pk))
    return page(
        request,
        "panels/choose.html",
        status=status,
        person=person,
        called=called[person.pk],
        bed=bed,
        name=bed_name(on_day) if on_day else f"{bed.room.home.name}, {bed.room.name}",
        is_shown=found.row(person=person.pk, bed=bed.pk) is not None,
        shown=found,
        lines=lines(found, weighed, called, of_beds=among_beds),
        among_beds=among_beds,
        day=day,
        form=form,
    )


@require_http_methods(GET_OR_POST)
@with_person
def pin(request: WorkerRequest, person: "Person", bed_id: UUID) -> HttpResponse:
    """Pin a bed to somebody, and why; the rest is planned around it."""
    return _say(request, person, bed_id, is_pin=True)


@require_http_methods(GET_OR_POST)
@with_person
def say_no(request: WorkerRequest, person: "Person", bed_id: UUID) -> HttpResponse:
    """Say that a house is not for somebody, and why; the plan is made anew."""
    return _say(request, person, bed_id, is_pin=False)


def _say(request: WorkerRequest, person: "Person", bed_id: UUID, *, is_pin: bool) -> HttpResponse:
    bed = homes.bedspace(bed_id)
    if bed is None or not may.say(request.user, bed.room.home):
        return errors.nothing_here(request)
    form, status = Saying(request.POST if request.method == "POST" else None), 200
    if form.is_valid():
        said: dict[str, Any] = {"why": form.cleaned_data["why"], "by": request.user, "at": now()}
        try:
            if is_pin:
                panels.pin(person, bed=bed, **said)
            else:
                panels.say_no(person, home=bed.room.home, **said)
        except (NoReason, TooLong, Unreadable) as wrong:
            form.add_error("why", str(wrong))
        except Stood as stood:
            form.add_error(None, str(stood))
            status = 200 if isinstance(stood, CannotBe) else 409
        else:
            receipts.give(request, "Kept. The plan is made anew around it.")
            return redirect("offers:from_bed", bed.pk)
    called = names([person], queries.sitting(request.user))[person.pk]
    shown = {"person": person, "called": called, "bed": bed, "is_pin": is_pin, "form": form}
    return page(request, "panels/say.html", status=status, **shown)


@require_safe
@for_workers(*CASEWORK)
def decisions(request: WorkerRequest) -> HttpResponse:
    """The last decisions of our scheme, newest first."""
    found = queries.decisions(request.user)
    called = _called(request, [one.person_id for one in found])
    rows = [(one, called.get(one.person_id, "Somebody out of sight")) for one in found]
    return page(request, "panels/decisions.html", rows=rows)


@require_safe
@with_decision
def decision(request: WorkerRequest, decision: "Decision") -> HttpResponse:
    """One decision as it stood: who could be chosen, the values shown, the choice and the reason."""
    kept = queries.choices(decision)
    called = _called(request, [one.person_id for one in kept])
    among_beds = len({one.person_id for one in kept}) == 1 and len(kept) > 1
    rows = []
    for one in kept:
        room = one.bedspace.room
        bed, who = f"{room.home.name}, {room.name}", called.get(one.person_id, "Somebody out of sight")
        name = bed if among_beds else who
        rows.append((line(one.person_id, one.bedspace_id, one.shown, name=name), one.is_chosen))
    return page(
        request,
        "panels/decision.html",
        decision=decision,
        called=called.get(decision.person_id, "Somebody out of sight"),
        rows=rows,
    )


def _called(request: WorkerRequest, wanted: list[UUID]) -> dict[UUID, str]:
    seen = list(people.visible().filter(pk__in=wanted))
    return names(seen, queries.sitting(request.user))


def _day(request: WorkerRequest) -> date:
    try:
        return max(date.fromisoformat(request.GET.get("day", "")), localdate())
    except ValueError:
        return localdate()
