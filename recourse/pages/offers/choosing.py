"""Offering: which bed for a person, which person for a bed, and the offer itself."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import WorkerRequest, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.offers import matching, ruling, weighing
from recourse.pages.offers.forms import FREE, PAYING, Offering
from recourse.pages.offers.lines import names
from recourse.pages.people.banner import called
from recourse.records.criteria import queries as stating
from recourse.records.homes import queries as homes
from recourse.records.people import identity
from recourse.records.placements import actions as placements
from recourse.records.placements import may, queries
from recourse.records.placements.happenings import NoSuchDays, Stood
from recourse.records.referrals import queries as referrals

if TYPE_CHECKING:
    from datetime import datetime

    from recourse.records.homes.models import Bedspace
    from recourse.records.people.models import Person

SHOWN = 5
HALF_A_YEAR = timedelta(days=182)
FARTHEST = timedelta(days=366)
LATE = 20

with_bed = with_one("bed", homes.bedspace)


@require_safe
@with_person
def a_bed(request: WorkerRequest, person: "Person") -> HttpResponse:
    """The beds that suit a person on a day, and why not the others."""
    day = _asked_day(request)
    if stating.criteria_of(request.user.organisation_id, on=day) and homes.homes().exists():
        return weighing.beds(request, person, day=day)
    who = identity.read(person)
    needs = queries.needs_of(person)
    found = ruling.ruled(queries.suiting(needs, day=day), request.user, person.pk, needs, day=day)
    suiting = [one for one in found if one.is_feasible]
    rooms = matching.shown(suiting, needs)
    against = [one for one in found if not one.is_feasible]
    waiting = [one for one in queries.of_person(person) if one.state == "made"]
    stay = queries.stay_of(person, on=day)
    return page(
        request,
        "offers/a_bed.html",
        person=person,
        who=who,
        called=called(who),
        day=day,
        is_today=day == localdate(),
        has_beds=bool(found),
        shown=rooms if "all" in request.GET else rooms[:SHOWN],
        rooms=len(rooms),
        count=len(suiting),
        why_not=matching.why_not_beds(against),
        against=len(against),
        needs=matching.said(needs),
        unknown=[question for question, _, is_known in matching.said(needs) if not is_known],
        waiting=waiting,
        stay=stay,
        may_offer=not waiting and not (stay and stay.after_last_day is None),
    )


@require_safe
@with_bed
def a_person(request: WorkerRequest, bed: "Bedspace") -> HttpResponse:
    """Who waits with an accepted referral, the longest wait first, and whether the bed suits them."""
    if not may.offer(request.user, bed):
        return errors.nothing_here(request)
    day = _asked_day(request)
    if stating.criteria_of(request.user.organisation_id, on=day):
        return weighing.people(request, bed, day=day)
    on_day = next(
        (one for one in queries.beds_on(day, home=bed.room.home) if one.bedspace.pk == bed.pk), None
    )
    waiting = _waiting(request, on_day, day) if on_day else []
    suits = [one for one in waiting if not one.against]
    against = [one for one in waiting if one.against]
    return page(
        request,
        "offers/a_person.html",
        bed=bed,
        name=matching.bed_name(on_day) if on_day else f"{bed.room.home.name}, {bed.room.name}",
        about=matching.about(on_day) if on_day else "",
        on_day=on_day,
        promised=queries.taken_after(day).get(bed.pk),
        day=day,
        is_today=day == localdate(),
        shown=suits if "all" in request.GET else suits[:SHOWN],
        count=len(suits),
        waiting=len(waiting),
        against=len(against),
        why_not=matching.why_not_people(against),
    )


def _waiting(request: WorkerRequest, bed: Any, day: date) -> list[matching.Candidate]:
    accepted = {one.person_id: one for one in referrals.in_hand(request.user).order_by("-sent_at")}
    housed = queries.housed(accepted, on=day)
    wait = [one for one in accepted.values() if one.person_id not in housed]
    wait.sort(key=lambda one: (one.sent_at, one.pk))
    some = [one.person for one in wait]
    who, needs = names(some, None), queries.needs_of_many(some)
    closed = ruling.against(request.user, needs, day=day)
    return [
        matching.candidate(
            one,
            who[one.person_id],
            bed,
            needs[one.person_id],
            today=localdate(),
            closed=closed.get((one.person_id, bed.bedspace.pk), ()),
        )
        for one in wait
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def write(request: WorkerRequest, person: "Person", bed_id: UUID) -> HttpResponse:
    """The offer itself: from when, until about when, an answer by when, and whether rent is paid.

    Where the scheme has published what it goes by, somebody is chosen instead, with a reason that is kept.
    """
    bed, day = homes.bedspace(bed_id), _asked_day(request)
    if bed is None or not may.offer(request.user, bed):
        return errors.nothing_here(request)
    if stating.criteria_of(request.user.organisation_id, on=day):
        there = reverse("panels:choose", args=[person.pk, bed.pk])
        return redirect(f"{there}?day={day.isoformat()}&beds=1")
    form = Offering(request.POST if request.method == "POST" else None, initial=usual(bed, day, now()))
    if not form.is_valid():
        return _shown(request, person, bed, form)
    closed = _closed(request, person, bed, form.said()["first_day"])
    if closed:
        form.add_error(None, f"This bed is not for them: {'; '.join(closed)}.")
        return _shown(request, person, bed, form)
    try:
        offer = placements.offer(bed, to=person, by=request.user, at=now(), **form.said())
    except NoSuchDays as wrong:
        form.add_error(None, str(wrong))
        return _shown(request, person, bed, form)
    except Stood as stood:
        return meanwhile(request, person, bed, str(stood))
    receipts.give(request, "Offered. The bed is held until the answer is due.")
    return redirect("offers:one", offer.pk)


def _closed(request: WorkerRequest, person: "Person", bed: "Bedspace", day: date) -> list[str]:
    """Why a bed that is free on a day is not for somebody by what is known of them."""
    needs, there = queries.needs_of(person), queries.beds_on(day, home=bed.room.home)
    found = [queries.suits_the_bed(one, needs) for one in there if one.bedspace.pk == bed.pk]
    told = ruling.ruled(found, request.user, person.pk, needs, day=day)
    return [why.rstrip(".") for one in told for why in one.reasons_against]


def _shown(request: WorkerRequest, person: "Person", bed: "Bedspace", form: Offering) -> HttpResponse:
    who = identity.read(person)
    return page(
        request,
        "offers/write.html",
        person=person,
        who=who,
        called=called(who),
        bed=bed,
        home=bed.room.home,
        pays=matching.RENT[bed.kind],
        form=form,
    )


def meanwhile(request: WorkerRequest, person: "Person", bed: "Bedspace", sentence: str) -> HttpResponse:
    """Somebody was quicker: say who and when, and lead to how it stands."""
    """Somebody was quicker: say who and when, and lead to how it stands."""
    who = identity.read(person)
    made = [one for one in queries.of_person(person) if one.state == "made"]
    return page(
        request,
        "offers/meanwhile.html",
        status=409,
        person=person,
        who=who,
        called=called(who),
        sentence=sentence,
        offer=made[0] if made else None,
        bed=bed,
    )


def usual(bed: "Bedspace", day: date, at: "datetime") -> dict[str, Any]:
    """The usual offer: about six months; an answer before two tomorrow, or for tonight within four hours."""
    if day > localdate(at):
        answer_day, hour = min(day, localdate(at) + timedelta(days=1)), "14:00"
    else:
        soon = localtime(at) + timedelta(hours=4)
        answer_day = day
        hour = f"{soon:%H}:00" if localdate(soon) == day else "23:59"
    return {
        "first_day": day,
        "expected_last_day": day + HALF_A_YEAR,
        "answer_day": answer_day,
        "answer_hour": hour,
        "pays": PAYING if bed.kind == "rent_paying" else FREE,
    }


def _asked_day(request: WorkerRequest) -> date:
    """The day in the address; without one, today, and late in the evening tomorrow."""
    here = localtime()
    usual = here.date() + timedelta(days=here.hour >= LATE)
    try:
        asked = date.fromisoformat(request.GET.get("day", ""))
        return min(max(asked, here.date()), here.date() + FARTHEST)
    except ValueError:
        return usual
