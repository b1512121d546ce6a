"""The numbers by month, all agencies together, and the newest month agency by agency."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from recourse.pages.look.guards import WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.numbers import table
from recourse.reasoning import routes
from recourse.records.directory import figures
from recourse.records.matters.words import Why

HALF_A_YEAR = timedelta(days=190)
FIRST_STEPS = "The first steps, before any route"


@require_safe
@for_workers("commissioner")
def every(request: WorkerRequest) -> HttpResponse:
    """What the agencies counted in the last half year."""
    said = figures.said(since=(localdate() - HALF_A_YEAR).replace(day=1))
    months = table.months(said, table.COLUMNS)
    newest = months[0].first_day if months else None
    return page(
        request,
        "numbers/all.html",
        columns=[figures.NAMES[name] for name in table.COLUMNS],
        months=months,
        newest=newest,
        agencies=table.agencies(said, newest, table.COLUMNS) if newest else [],
        said_at=max((one.said_at for one in said), default=None),
    )


@require_safe
@for_workers("commissioner")
def stopped(request: WorkerRequest) -> HttpResponse:
    """Why steps could not be taken: by month, reason and route; nobody's page, and no agency's."""
    told = figures.said_stopped(since=(localdate() - HALF_A_YEAR).replace(day=1))
    names, reasons = routes.england().routes, dict(Why.choices)
    rows: list[dict[str, Any]] = [
        {
            "month": month,
            "why": reasons.get(why, why),
            "route": names[route].name if route in names else FIRST_STEPS,
            "cell": table.together(counts),
        }
        for (month, why, route), counts in told.items()
    ]
    rows.sort(key=lambda row: (row["why"], row["route"]))
    rows.sort(key=lambda row: row["month"], reverse=True)
    return page(request, "numbers/stopped.html", rows=rows)
