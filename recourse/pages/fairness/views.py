"""What other rules would have done, the week's table for the panel, its floor, and quarters for everybody."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.fairness import bars, words
from recourse.pages.fairness.forms import NONE, Choosing
from recourse.pages.homes.sheets import csv_of
from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.reasoning.pricing import fairness, weighing
from recourse.records.prices import actions as prices
from recourse.records.prices import gathering, may, queries

WEEK = timedelta(days=7)


@require_safe
@for_workers(*CASEWORK)
def rules(request: WorkerRequest) -> HttpResponse:
    """The same past under other rules, which kind of bed it was short of, and what is not recorded."""
    agency = request.user.organisation_id
    kept = queries.prices_of(agency, on=localdate())
    context: dict[str, Any] = {"kept": kept, "may_choose": may.choose(request.user)}
    if kept is not None:
        told = kept.looked_back
        went, short = words.went(told), words.short_of(told["shortages"])
        context |= {
            "told": told,
            "since": date.fromisoformat(told["first_day"]),
            "went": went,
            "best": words.best(went),
            "plots": bars.drawn([(one.words, one.worth, str(one.worth)) for one in went]),
            "short": short,
            "short_says": words.sentence(short) if short else "",
            "short_plots": bars.drawn([(kind, float(worth), worth) for kind, _, worth in short]),
            "chosen": queries.chosen(agency),
        }
    return page(request, "fairness/rules.html", **context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers("manager")
def floor(request: WorkerRequest) -> HttpResponse:
    """Write down which floor the panel chose."""
    kept = queries.prices_of(request.user.organisation_id, on=localdate())
    if kept is None or not kept.is_learned:
        return errors.nothing_here(request)
    start = {"floor": NONE if kept.parity is None else f"{kept.parity:g}"}
    form = Choosing(request.POST if request.method == "POST" else None, initial=start, floors=kept.floors)
    if form.is_valid():
        prices.choose_floor(form.said(), by=request.user, at=now())
        receipts.give(request, "Kept. It holds from the next shortlist on.")
        return redirect("fairness:rules")
    return page(request, "fairness/floor.html", form=form)


@require_safe
@for_workers(*CASEWORK)
def week(request: WorkerRequest) -> HttpResponse:
    """Who waited in a week, for whom a bed was open, and who was placed: for the panel, nothing hidden."""
    today = localdate()
    past = gathering.past(request.user.organisation_id, on=today)
    if past is None:
        return page(request, "fairness/week.html", past=None)
    last = past.after_last_day - WEEK
    first = _asked_week(request, last)
    first = min(max(first, past.first_day), last)
    rows = fairness.table(weighing.cases(past, first=first, after=first + WEEK), for_panel=True)
    return page(
        request,
        "fairness/week.html",
        past=past,
        first=first,
        last_day=first + WEEK - timedelta(days=1),
        groups=words.groups(rows),
        before=first - WEEK if first > past.first_day else None,
        after=first + WEEK if first < last else None,
    )


def _asked_week(request: WorkerRequest, usual: date) -> date:
    try:
        day = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        return usual
    return usual if day > usual else day - timedelta(days=day.weekday())


@require_safe
@for_workers()
def quarters(request: WorkerRequest) -> HttpResponse:
    """Every agency's tables by the quarter, small numbers hidden."""
    said = [(one, words.groups(one.rows)) for one in queries.quarters()]
    return page(request, "fairness/quarters.html", said=said)


@require_safe
@for_workers()
def as_csv(request: WorkerRequest) -> HttpResponse:
    """The same tables as one file."""
    rows: list[tuple[str, ...]] = [words.HEADINGS]
    for one in queries.quarters():
        for row in one.rows:
            told = words.shown(row)
            about = (one.agency_name, one.first_day.isoformat(), row.aspect, row.group)
            counted = (told.people, told.could, told.placed, told.wait)
            rows.append((*about, *counted, told.could_of_100, told.placed_of_100))
    answer = HttpResponse(csv_of(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="fairness.csv"'
    return answer
