"""Funders' grants: what each pays for, what was spent of it, whom it helped, and when it runs out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look import errors, once
from recourse.pages.look.guards import WorkerRequest, for_workers, with_one
from recourse.pages.look.page import page
from recourse.pages.money import forms
from recourse.pages.money.entries import GET_OR_POST, asked, house, houses, take_out
from recourse.reasoning import money
from recourse.reasoning.money import Books, Given, Left
from recourse.records.funds import actions as funds
from recourse.records.funds import may, queries

if TYPE_CHECKING:
    from recourse.records.funds.models import Grant

with_grant = with_one("grant", queries.one_grant)


@require_safe
@for_workers("manager")
def grants(request: WorkerRequest) -> HttpResponse:
    """Every funder's grant, and what is left of it."""
    today = localdate()
    books = queries.books(request.user, until=today)
    rows = [(one, _left(one, books, today)) for one in queries.grants()]
    return page(request, "money/grants.html", rows=rows)


@require_http_methods(GET_OR_POST)
@for_workers("manager")
def add(request: WorkerRequest) -> HttpResponse:
    """Write down what a funder gives."""
    start = {"once": once.token(), "first_day": localdate(), "home": forms.ALL_HOUSES, "pays_for": "all"}
    form = forms.Winning(request.POST or None, initial=start, houses=houses())

    def kept(said: dict[str, Any]) -> None:
        said["pence"], said["home"] = said.pop("pounds"), house(said["home"])
        funds.win(by=request.user, at=now(), **said)

    words = {"heading": "Add a funder’s grant", "button": "Add the grant", "receipt": "The grant is kept."}
    words["lead"] = "It is spread evenly over its days."
    return asked(request, form, kept, words, to="money:grants")


@require_safe
@with_grant
def one(request: WorkerRequest, grant: Grant) -> HttpResponse:
    """One grant: spent, left, when it runs out, and whom it helped."""
    if not may.keep_books(request.user):
        return errors.nothing_here(request)
    today = localdate()
    left = _left(grant, queries.books(request.user, until=today), today)
    helped = _helped(request, grant, today)
    return page(
        request,
        "money/grant.html",
        grant=grant,
        left=left,
        is_spent=left.pennies < 0,
        helped=helped,
        helped_elsewhere=money.few(helped),
        today=today,
    )


@require_http_methods(GET_OR_POST)
@with_grant
def out(request: WorkerRequest, grant: Grant) -> HttpResponse:
    """Take a grant out of the books."""
    return take_out(request, grant, "a funder’s grant", to="money:grants")


def _left(grant: Grant, books: Books, today: date) -> Left:
    given = Given(
        funder=grant.funder,
        pennies=grant.pence,
        first_day=grant.first_day,
        after_last_day=grant.after_last_day,
    )
    return money.left_of(given, spent=_spent(grant, books, today), on=today)


def _spent(grant: Grant, books: Books, today: date) -> int:
    ends = min(grant.after_last_day, today)
    if ends <= grant.first_day:
        return 0
    if grant.pays_for == "people":
        return queries.paid_by(grant, until=ends)
    told = money.account(books, first_day=grant.first_day, after_last_day=ends)
    if grant.pays_for == "house":
        return sum(line.pennies for line in told.spent if line.house == str(grant.home_id))
    return money.of_rooms(told, kind=grant.kind) if grant.pays_for == "kind" else told.cost


def _helped(request: WorkerRequest, grant: Grant, today: date) -> int:
    if grant.pays_for == "people":
        return queries.people_paid_by(grant)
    ends = min(grant.after_last_day, today)
    return queries.outcomes(
        request.user,
        first_day=grant.first_day,
        after_last_day=ends,
        home=grant.home_id,
        kind=grant.kind,
    )
