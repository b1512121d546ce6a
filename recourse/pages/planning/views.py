"""The planning page: figures in, the beds that are wanted out; nothing is kept."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from recourse.pages.look.guards import WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.planning import bars
from recourse.pages.planning.forms import Planning
from recourse.reasoning import capacity
from recourse.reasoning.capacity import CannotPlan, Past, Scheme
from recourse.records.placements import queries as placements

SEED, DAYS_A_YEAR, USUALLY = 1, 365, 90


@require_safe
@for_workers("manager")
def beds(request: WorkerRequest) -> HttpResponse:
    """How many beds house so many of a hundred, and what shorter stays would do with today's beds."""
    today = localdate()
    past = placements.past_year(request.user, on=today)
    form = Planning(request.GET) if request.GET else Planning(initial=_known(past, today))
    context: dict[str, Any] = {"form": form}
    if not form.is_bound and past:
        context |= _played_again(past)
    if form.is_bound and form.is_valid():
        try:
            context |= _told(form.cleaned_data)
        except CannotPlan as refused:
            form.add_error(None, str(refused))
    return page(request, "planning/beds.html", **context)


def _known(past: Past | None, day: date) -> dict[str, int]:
    """What the agency's own records already say."""
    there = len(placements.beds_on(day))
    found = {"wanted": USUALLY} | ({"beds": there} if there else {})
    if past:
        counted = capacity.known(past)
        said = {"people": counted.people_a_year, "waits": counted.waits, "stays": counted.stays}
        found |= {name: max(1, round(value)) for name, value in said.items() if value}
    return found


def _played_again(past: Past) -> dict[str, Any]:
    """The past year as it was counted, and the same people let in again by the model."""
    counted = capacity.known(past)
    told: dict[str, Any] = {
        "past": past,
        "counted": counted,
        "came": sum(past.first_day <= one.on < past.after_last_day for one in past.came),
    }
    try:
        told["again"] = capacity.replay(past, seed=SEED)
    except CannotPlan as too_little:
        told["why_not"] = str(too_little)
    return told


def _told(figures: dict[str, int]) -> dict[str, Any]:
    scheme = Scheme(
        arrivals_a_day=figures["people"] / DAYS_A_YEAR,
        patience_days=figures["waits"],
        stay_days=figures["stays"],
        beds=figures["beds"],
    )
    needed = capacity.beds_for(scheme, per_hundred=figures["wanted"], seed=SEED)
    told = capacity.agreement(scheme, seed=SEED)
    shorter = capacity.shorter_stays(scheme)
    stay = capacity.stay_for(scheme, per_hundred=figures["wanted"])
    return {
        "needed": needed,
        "more": needed.beds - scheme.beds,
        "wanted": figures["wanted"],
        "beds": scheme.beds,
        "told": told,
        "models": [
            ("As a steady stream, without chance", *_said(told.fluid)),
            ("By formula, with chance (Erlang-A)", *_said(told.erlang)),
            ("Person by person, simulated", *_said(told.simulated)),
        ],
        "shorter": [(round(one.stay_days), round(100 * one.housed), one.as_many_as) for one in shorter],
        "stay": None if stay is None or stay >= scheme.stay_days else int(stay),
        "plots": [
            bars.drawn(shorter, wanted=figures["wanted"], key="wide", width=720),
            bars.drawn(shorter, wanted=figures["wanted"], key="narrow", width=326),
        ],
    }


def _said(expected: capacity.Expected) -> tuple[int, int]:
    """Housed of a hundred, and days waited."""
    return round(100 * expected.housed), round(expected.wait_days)
