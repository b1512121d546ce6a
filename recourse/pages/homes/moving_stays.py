"""Taking stays and the states of beds in from a sheet, tried first, and giving them out as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from recourse.pages.homes import bringing_stays, moving
from recourse.pages.homes.bringing import Wrong
from recourse.pages.look import days, errors
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers, fresh
from recourse.pages.look.page import page
from recourse.records.homes import actions as homes
from recourse.records.homes import may, queries
from recourse.records.people import queries as people
from recourse.records.placements import actions as placements

if TYPE_CHECKING:
    from recourse.records.people.models import Person

GET_OR_POST = ["GET", "HEAD", "POST"]
OF_STAYS = {"heading": "Take stays in from a file", "columns": bringing_stays.STAY_COLUMNS, "one": "stay"}
OF_STATES = {
    "heading": "Take states of beds in from a file",
    "columns": bringing_stays.STATE_COLUMNS,
    "one": "state",
}


@require_http_methods(GET_OR_POST)
@for_workers(*CASEWORK)
def take_in_stays(request: WorkerRequest) -> HttpResponse:
    """Try a sheet of stays, or take it in whole; everybody in it is on file already."""

    def understood(rows: Sequence[Sequence[str]]) -> bringing_stays.Found[Any]:
        return bringing_stays.stays(
            rows, beds=bringing_stays.by_name(queries.bedspaces()), people=_people_by_reference()
        )

    return _taken_in(request, understood, placements.take_in, OF_STAYS)


@require_http_methods(GET_OR_POST)
@for_workers(*CASEWORK)
def take_in_states(request: WorkerRequest) -> HttpResponse:
    """Try a sheet of states of beds, or take it in whole."""

    def understood(rows: Sequence[Sequence[str]]) -> bringing_stays.Found[Any]:
        return bringing_stays.states(rows, beds=bringing_stays.by_name(queries.bedspaces()))

    return _taken_in(request, understood, homes.take_in_states, OF_STATES)


@require_http_methods(GET_OR_POST)
@for_workers(*CASEWORK)
@fresh
def give_out_stays(request: WorkerRequest) -> HttpResponse:
    """Every stay in one's own beds as a sheet: references, never names."""
    words: dict[str, Any] = {
        "heading": "All stays as a file",
        "lead": "References stand in it, and no names.",
    }
    if not may.enter(request.user):
        return errors.nothing_here(request)
    form = moving.Giving(request.POST or None)
    if not form.is_valid():
        return page(request, "homes/give_out.html", form=form, **words)
    stays = placements.give_out(by=request.user, at=now())
    seen = people.visible().filter(pk__in=[one.person_id for one in stays])
    references = dict(seen.values_list("pk", "reference"))
    rows = [list(bringing_stays.STAY_COLUMNS)]
    for one in stays:
        if one.person_id not in references:
            continue
        left = one.after_last_day.isoformat() if one.after_last_day else ""
        told = [references[one.person_id], one.first_day.isoformat()]
        told += [one.offer.expected_last_day.isoformat(), left, one.end_kind, one.moved_to]
        rows.append([*_where(one.bedspace), *told])
    return moving.as_file(rows, kind=form.cleaned_data["kind"], name="stays")


@require_http_methods(GET_OR_POST)
@for_workers(*CASEWORK)
@fresh
def give_out_states(request: WorkerRequest) -> HttpResponse:
    """Every state of every bed as a sheet."""
    words: dict[str, Any] = {
        "heading": "All states of beds as a file",
        "lead": "What you wrote of the beds stands in it.",
    }
    if not may.enter(request.user):
        return errors.nothing_here(request)
    form = moving.Giving(request.POST or None)
    if not form.is_valid():
        return page(request, "homes/give_out.html", form=form, **words)
    rows = [list(bringing_stays.STATE_COLUMNS)]
    for one in homes.give_out_states(by=request.user, at=now()):
        last = days.last_day(one.after_last_day).isoformat() if one.after_last_day else ""
        rows.append([*_where(one.bedspace), one.state, one.first_day.isoformat(), last, one.why])
    return moving.as_file(rows, kind=form.cleaned_data["kind"], name="states")


def _taken_in(
    request: WorkerRequest,
    understood: Callable[[Sequence[Sequence[str]]], bringing_stays.Found[Any]],
    act: Callable[..., int],
    words: dict[str, Any],
) -> HttpResponse:
    if not may.enter(request.user):
        return errors.nothing_here(request)
    is_sent = request.method == "POST"
    form = moving.Bringing(request.POST, request.FILES) if is_sent else moving.asked()
    found, count = None, 0
    rows = moving.rows_of(form) if form.is_valid() else None
    if rows and moving.is_done(request, form):
        return redirect("homes:all")
    if rows:
        found = understood(rows)
    if found and not found.wrong:
        count = _tried(request, found, act, is_kept=form.cleaned_data["how"] == "keep")
    if found and not found.wrong and form.cleaned_data["how"] == "keep":
        receipt = f"{count} {words['one']}{'' if count == 1 else 's'} taken in."
        return moving.taken_in(request, form, receipt)
    told: dict[str, Any] = {"brought": found, "most": moving.MOST_SHOWN, "count": count}
    if found:
        told["wrong"] = found.wrong[: moving.MOST_SHOWN]
    return page(request, "homes/take_in_rows.html", form=form, **words, **told)


def _tried(
    request: WorkerRequest, found: bringing_stays.Found[Any], act: Callable[..., int], *, is_kept: bool
) -> int:
    """Do it all, and undo it all where it is only tried or something is in the way; says how many rows."""
    try:
        with transaction.atomic():
            count = act(found.rows, by=request.user, at=now())
            if not is_kept:
                transaction.set_rollback(True)
            return count
    except placements.CannotComeIn as clash:
        found.wrong += [Wrong(one.row, one.column, one.expected) for one in clash.every]
    except homes.OverlapsState as state:
        found.wrong.append(Wrong(state.row, "from", "days on which the bed has no other state"))
    return 0


def _people_by_reference() -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for one in people.visible():
        found.setdefault(one.reference.upper(), []).append(one)
    return found


def _where(bed: Any) -> list[str]:
    return [bed.room.home.name, bed.room.name, bed.name]
