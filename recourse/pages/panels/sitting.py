"""The panel's page: this week's free beds and the plan, who is left without, what was said; names or none."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, with_one
from recourse.pages.look.page import page
from recourse.pages.offers import ruling
from recourse.pages.offers.lines import names
from recourse.pages.offers.matching import about, bed_name
from recourse.reasoning.allocation.criteria import FULL
from recourse.records.panels import actions as panels
from recourse.records.panels import may, queries
from recourse.records.panels.happenings import AlreadySaid, AlreadySits
from recourse.records.placements import queries as placements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from recourse.records.directory.models import Worker
    from recourse.records.panels.models import Sitting, Word

WEEK = timedelta(days=7)
with_sitting = with_one("sitting", queries.one_sitting)
with_word = with_one("word", queries.one_word)


@require_safe
@for_workers(*CASEWORK)
def current(request: WorkerRequest) -> HttpResponse:
    """The beds that are free, whom the plan gives them to, and what can be said to it."""
    return shown(request)


def shown(request: WorkerRequest, *, status: int = 200, sentence: str = "") -> HttpResponse:
    """The panel's page, with a sentence about what stood in the way."""
    by, today = request.user, localdate()
    weighed, sits = queries.weigh(by, on=today), queries.sitting(by)
    people = [one.person for one in weighed.waiting.values()]
    people += [word.person for word in weighed.words if str(word.person_id) not in weighed.waiting]
    called = names(people, sits)
    vacancies, without = _vacancies(weighed, called), _without(weighed, by)
    return page(
        request,
        "panels/panel.html",
        status=status,
        sentence=sentence,
        weighed=weighed,
        sitting=sits,
        free=len(vacancies),
        promised=sum(one.state == "free" and pk not in weighed.places for pk, one in weighed.beds.items()),
        planned=[row for row in vacancies if row["offer"]],
        spare=[row for row in vacancies if not row["offer"]],
        soon=[(bed_name(one), one.expected_until, bool(one.until)) for one in _soon(weighed)],
        without=len(without),
        by_reason=_by_reason(without, called),
        words=[(word, called[word.person_id]) for word in weighed.words],
        cannot=[(word, called[word.person_id], why) for word, why in weighed.cannot],
        waiting=len(weighed.waiting),
        total=weighed.plan.total / FULL if weighed.plan else 0,
    )


def _without(weighed: queries.Weighed, by: "Worker") -> dict["UUID", str]:
    """Whom the plan leaves without a bed; where nothing is published, for whom none that is free is; why."""
    if weighed.published:
        return {weighed.waiting[one.need].person.pk: one.why for one in weighed.unplaced()}
    known = {one.person.pk: one.known for one in weighed.waiting.values()}
    free = [weighed.beds[pk] for pk in weighed.places]
    return ruling.without(by, known, free, day=weighed.on)


def _by_reason(
    without: "Mapping[UUID, str]", called: "Mapping[UUID, str]"
) -> "list[tuple[str, list[tuple[str, UUID]]]]":
    """Each reason with those it leaves without a bed, the one that leaves most first."""
    groups: dict[str, list[tuple[str, UUID]]] = {}
    for person, why in without.items():
        groups.setdefault(why, []).append((called[person], person))
    return sorted(groups.items(), key=lambda group: -len(group[1]))


def _vacancies(weighed: queries.Weighed, called: "Mapping[UUID, str]") -> list[dict[str, Any]]:
    """Each free bed, with whom the plan gives it to, or why it keeps it."""
    offers = {offer.place: offer for offer in weighed.plan.offers} if weighed.plan else {}
    kept, rows = weighed.kept(), []
    for pk in weighed.places:
        bed, offer = weighed.beds[pk], offers.get(pk)
        row: dict[str, Any] = {"bed": bed, "name": bed_name(bed), "about": about(bed), "offer": offer}
        row["kept"] = kept.get(pk)
        if offer:
            person = weighed.waiting[offer.need].person
            row |= {"who": called[person.pk], "person_id": person.pk, "worth": offer.worth.hundredths / FULL}
            row |= {"left": offer.left.net / FULL, "floor": offer.left.gives}
        rows.append(row)
    return rows


def _soon(weighed: queries.Weighed) -> list[placements.BedOnDay]:
    until = weighed.on + WEEK
    return [
        one
        for pk, one in weighed.beds.items()
        if pk not in weighed.places and one.expected_until and weighed.on < one.expected_until <= until
    ]


@require_POST
@for_workers(*CASEWORK)
def sit(request: WorkerRequest) -> HttpResponse:
    """Begin a panel, with names or without."""
    if not may.sit(request.user):
        return errors.nothing_here(request)
    try:
        panels.sit(hides_names=request.POST.get("names") == "hidden", by=request.user, at=now())
    except AlreadySits as stood:
        return shown(request, status=409, sentence=str(stood))
    receipts.give(request, "The panel sits. What it decides is kept with it.")
    return redirect("panels:now")


@require_POST
@with_sitting
def hide(request: WorkerRequest, sitting: "Sitting") -> HttpResponse:
    """Hide names from the panel, or show them."""
    if not may.keep(request.user, sitting):
        return errors.nothing_here(request)
    hides = request.POST.get("names") == "hidden"
    try:
        panels.hide_names(sitting, hides=hides, by=request.user, at=now())
    except AlreadySits as stood:
        return shown(request, status=409, sentence=str(stood))
    receipts.give(request, "Names are hidden." if hides else "Names are shown.")
    return redirect("panels:now")


@require_POST
@with_sitting
def rise(request: WorkerRequest, sitting: "Sitting") -> HttpResponse:
    """End the panel."""
    if not may.keep(request.user, sitting):
        return errors.nothing_here(request)
    try:
        panels.rise(sitting, by=request.user, at=now())
    except AlreadySits as stood:
        return shown(request, status=409, sentence=str(stood))
    receipts.give(request, "The panel has ended. What it decided stands under Decisions.")
    return redirect("panels:now")


@require_POST
@with_word
def take_back(request: WorkerRequest, word: "Word") -> HttpResponse:
    """Take a no or a pin back; the plan is made anew."""
    if not may.take_back(request.user, word):
        return errors.nothing_here(request)
    try:
        panels.take_back(word, by=request.user, at=now())
    except AlreadySaid as stood:
        return shown(request, status=409, sentence=str(stood))
    receipts.give(request, "Taken back. The plan is made anew.")
    return redirect("panels:now")
