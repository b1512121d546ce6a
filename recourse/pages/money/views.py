"""The money of a year: what came in, what it cost, what is left; by kind, by house, and as a sheet."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from recourse.pages.homes import sheets
from recourse.pages.look.guards import WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.money import drawing, periods, telling
from recourse.reasoning import money
from recourse.reasoning.money import Account, Books
from recourse.records.funds import queries

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_MONTHS = 24


@require_safe
@for_workers("manager")
def year(request: WorkerRequest) -> HttpResponse:
    """What came in, what it cost and what is left, and what a night and an outcome cost."""
    period, books, told = _told(request)
    came_in = telling.came_in(told)
    outcomes = queries.outcomes(
        request.user, first_day=period.first_day, after_last_day=period.after_last_day
    )
    balance = queries.balance(localdate())
    return page(
        request,
        "money/year.html",
        period=period,
        told=told,
        came_in=came_in,
        left=came_in - told.cost,
        to_come=told.expected - told.received,
        is_expected=not told.received,
        kinds=telling.by_kind(told),
        without_a_rate=telling.without_a_rate(told),
        spent=telling.by_what(told),
        outcomes=outcomes,
        a_night=money.per_night(told.cost, told.nights),
        an_outcome=money.per_outcome(told.cost, outcomes),
        balance=balance,
        is_empty=not (told.rooms or told.spent or told.given),
        **_by_month(books, period),
    )


@require_safe
@for_workers("manager")
def houses(request: WorkerRequest) -> HttpResponse:
    """The same by house."""
    period, _, told = _told(request)
    found = telling.by_house(told, names=queries.homes_named())
    drawn = [one for one in found if one.expected or one.cost]
    plots = drawing.both(telling.house_rows(drawn)) if drawn else []
    rows = [(one, money.per_night(one.cost, one.nights)) for one in found]
    return page(request, "money/houses.html", period=period, rows=rows, plots=plots)


@require_safe
@for_workers("manager")
def lines(request: WorkerRequest) -> HttpResponse:
    """The lines of the days as a sheet."""
    _, _, told = _told(request)
    rows = telling.sheet(told, names=queries.homes_named())
    is_csv = request.GET.get("kind") != "xlsx"
    raw = sheets.csv_of(rows) if is_csv else sheets.xlsx_of(rows)
    answer = HttpResponse(raw, content_type="text/csv; charset=utf-8" if is_csv else XLSX)
    answer["Content-Disposition"] = f'attachment; filename="money.{"csv" if is_csv else "xlsx"}"'
    return answer


def _told(request: WorkerRequest) -> tuple[periods.Period, Books, Account]:
    today = localdate()
    period = periods.asked(request, today=today)
    books = queries.books(request.user, until=today)
    days = {"first_day": period.first_day, "after_last_day": period.after_last_day}
    return period, books, money.account(books, **days)


def _by_month(books: Books, period: periods.Period) -> dict[str, Any]:
    months = [
        money.account(books, first_day=first, after_last_day=after)
        for first, after in period.months[-MOST_MONTHS:]
    ]
    table = [(one.first_day, telling.came_in(one), one.cost) for one in months]
    return {"plots": drawing.both(telling.month_rows(months), names=70), "months": table}
