"""The page a worker begins the night with."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_safe

from recourse.pages.door import coming
from recourse.pages.look import days
from recourse.pages.look.guards import EVERYBODY, WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.work import mine as work
from recourse.pages.work.item import KINDS, WHOSE
from recourse.reasoning import rulebook
from recourse.reasoning.comparing import changes
from recourse.records.directory import counting
from recourse.records.ledger import reads
from recourse.records.placements import queries as placements

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

NEAR = timedelta(days=90)


@require_safe
@for_workers(*EVERYBODY)
def mine(request: WorkerRequest) -> HttpResponse:
    """What waits for me, most urgent first; whoever begins elsewhere is led there."""
    by, at = request.user, now()
    first = coming.first_page(by)
    if first != "work:mine":
        return redirect(first)
    reads.usual()
    only = work.chosen(request.GET)
    counted = counting.count_all(**work.asked(by))
    groups = work.grouped(
        work.everything(by, counted=counted, at=at), by, only=only, at=at, every="all" in request.GET
    )
    counts = work.counts(groups)
    return page(
        request,
        "work/mine.html",
        today=days.long_day(at).removeprefix("Today, "),
        hour=f"{localtime(at):%H:%M}",
        groups=groups,
        in_full=_in_full(request.GET),
        overdue=counts.get("overdue", 0),
        due_today=counts.get("today", 0),
        beds_free=_beds_free(by, said=counted["beds_free"]),
        runs_homes=by.role == "manager",
        only=only,
        whose=[(key, words, key in only.whose) for key, words in WHOSE.items()],
        kinds=[(key, words, key in only.kinds) for key, words in KINDS.items()],
        notices=counted["notices"],
        law_turns=_law_turns(),
        without_a_worker=0 if groups else counted["without_a_worker"],
    )


def _law_turns() -> dict[str, Any] | None:
    """The day of a change of the law that is near: the next one, or else the last."""
    today = localdate()
    last, following = changes.last_and_next(rulebook.england(), today)
    if following is not None and following - today <= NEAR:
        return {"day": following, "is_ahead": True}
    if last is not None and today - last <= NEAR:
        return {"day": last, "is_ahead": False}
    return None


def _in_full(asked: QueryDict) -> str:
    everything = asked.copy()
    everything["all"] = "1"
    return everything.urlencode()


def _beds_free(by: "Worker", *, said: int | None) -> int | None:
    if by.role == "manager":
        return sum(bed.state == "free" for bed in placements.beds_on(localdate()))
    return said
