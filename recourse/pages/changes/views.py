"""What changes in the law: for commissioners with numbers, for workers with their own people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from recourse.pages.changes import telling
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.numbers import table
from recourse.reasoning import rulebook
from recourse.reasoning.comparing import changes
from recourse.records.advice import touching
from recourse.records.directory import figures
from recourse.records.ledger import reads

if TYPE_CHECKING:
    from django.http import QueryDict


@require_safe
@for_workers("commissioner")
def every(request: WorkerRequest) -> HttpResponse:
    """The last change of the law and the next: which rules, and how many open cases of all agencies."""
    today = localdate()
    found = [
        {
            "day": turn.after,
            "is_ahead": turn.after > today,
            "questions": telling.questions(turn.changes),
            "cell": _cases_touched(turn.after),
        }
        for turn in telling.turns(today)
    ]
    return page(request, "changes/all.html", turns=found, compared=_compared(request.GET, today))


@require_safe
@for_workers(*CASEWORK)
def mine(request: WorkerRequest) -> HttpResponse:
    """The worker's own open cases whose answers the last change touches, or the next will."""
    by, today = request.user, localdate()
    reads.usual()
    people = touching.led_by(by)
    found = []
    for turn in telling.turns(today):
        touched = touching.of(people, turn, as_at=max(today, turn.after))
        found.append(
            {
                "day": turn.after,
                "is_ahead": turn.after > today,
                "counted": telling.counted(len(touched)),
                "questions": telling.questions(turn.changes),
                "answered": telling.answered(people, touched),
            }
        )
    is_cut = len(people) == touching.MOST
    return page(request, "changes/mine.html", turns=found, is_cut=is_cut, most=touching.MOST)


def _cases_touched(day: date) -> table.Cell:
    """All agencies together, said as every number is: what is fewer than five stays so in the sum."""
    name = figures.touched_by(day)
    said = [one.count for one in figures.said(since=day.replace(day=1), names=[name])]
    return table.together(said)


def _compared(asked: QueryDict, today: date) -> dict[str, object]:
    """The two days asked for, and what changes between them; or why it cannot be said."""
    told: dict[str, object] = {"before": asked.get("before", ""), "after": asked.get("after", "")}
    if not any(told.values()):
        return told | {"after": today.isoformat()}
    try:
        before, after = (date.fromisoformat(str(told[name])) for name in ("before", "after"))
    except ValueError:
        return told | {"wrong": "Give two days that exist, such as 1 June 2026 and 2 June 2026."}
    try:
        found = changes.between(rulebook.england(), before, after)
    except changes.NoLawYet as error:
        return told | {"wrong": str(error)}
    return told | {"questions": telling.questions(found), "is_asked": True}
