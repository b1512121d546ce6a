"""Writing in the books: rates, costs, receipts, what is in the bank; and taking an entry out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.look import errors, once
from recourse.pages.look import receipts as told
from recourse.pages.look.forms import Form
from recourse.pages.look.guards import WorkerRequest, for_workers, with_one
from recourse.pages.look.page import page
from recourse.pages.money import forms
from recourse.records.funds import actions as funds
from recourse.records.funds import may, queries
from recourse.records.funds.happenings import BadEntry
from recourse.records.homes import queries as homes
from recourse.records.people.text import TooLong, Unreadable

if TYPE_CHECKING:
    from recourse.records.funds.models import Cost, Grant, Rate, Receipt
    from recourse.records.homes.models import Home

GET_OR_POST = ["GET", "HEAD", "POST"]
KINDS = {kind: words for kind, words, *_ in forms.KINDS}
with_rate = with_one("rate", queries.one_rate)
with_cost = with_one("cost", queries.one_cost)
with_receipt = with_one("receipt", queries.one_receipt)


@require_safe
@for_workers("manager")
def rates(request: WorkerRequest) -> HttpResponse:
    """Every rate, who set it, and since when."""
    return page(request, "money/rates.html", rates=queries.rates(), kinds=KINDS)


@require_http_methods(GET_OR_POST)
@for_workers("manager")
def set_rate(request: WorkerRequest) -> HttpResponse:
    """Say what a night brings, from a day on."""
    form = forms.Pricing(request.POST or None, initial={"first_day": localdate()})

    def kept(said: dict[str, Any]) -> None:
        pence = said.pop("pounds")
        funds.set_rate(pence_a_night=pence, by=request.user, at=now(), **said)

    lead = (
        "It holds from that day on, for every night somebody lives there. A rate that had no end ends then."
    )
    words = {"heading": "Set a rate", "button": "Set the rate", "lead": lead, "receipt": "The rate is set."}
    return asked(request, form, kept, words, to="money:rates")


@require_safe
@for_workers("manager")
def costs(request: WorkerRequest) -> HttpResponse:
    """Every cost that was written down."""
    return page(request, "money/costs.html", costs=queries.costs())


@require_http_methods(GET_OR_POST)
@for_workers("manager")
def add_cost(request: WorkerRequest) -> HttpResponse:
    """Write down what is paid."""
    start = {"once": once.token(), "first_day": localdate(), "home": forms.ALL_HOUSES}
    form = forms.Paying(request.POST or None, initial=start, houses=houses())

    def kept(said: dict[str, Any]) -> None:
        said["pence"], said["home"] = said.pop("pounds"), house(said["home"])
        funds.pay(by=request.user, at=now(), **said)

    lead = "Rent that stands in a lease, and repairs that stand at a house, count by themselves."
    words = {"heading": "Add a cost", "button": "Add the cost", "lead": lead, "receipt": "The cost is kept."}
    return asked(request, form, kept, words, to="money:costs")


@require_http_methods(GET_OR_POST)
@with_cost
def end_cost(request: WorkerRequest, cost: Cost) -> HttpResponse:
    """Say until when a cost is paid."""
    if not may.keep_books(request.user):
        return errors.nothing_here(request)
    form = forms.Ending(request.POST or None)
    heading = f"{cost.get_what_display()}: its last day"
    words = {"heading": heading, "button": "Keep it", "lead": "", "receipt": "Its last day is kept."}

    def kept(said: dict[str, Any]) -> None:
        funds.end_cost(cost, by=request.user, at=now(), **said)

    return asked(request, form, kept, words, to="money:costs")


@require_safe
@for_workers("manager")
def receipts(request: WorkerRequest) -> HttpResponse:
    """Everything that came in."""
    return page(request, "money/receipts.html", receipts=queries.receipts(), kinds=KINDS)


@require_http_methods(GET_OR_POST)
@for_workers("manager")
def add_receipt(request: WorkerRequest) -> HttpResponse:
    """Write down what came in."""
    start = {"once": once.token(), "on_day": localdate(), "home": forms.ALL_HOUSES}
    form = forms.Receiving(request.POST or None, initial=start, houses=houses())

    def kept(said: dict[str, Any]) -> None:
        said["pence"], said["home"] = said.pop("pounds"), house(said["home"])
        funds.receive(by=request.user, at=now(), **said)

    lead = "What a council or the people who live there paid. It is set against what the nights should bring."
    words = {"heading": "Add what came in", "button": "Add it", "lead": lead, "receipt": "It is kept."}
    return asked(request, form, kept, words, to="money:receipts")


@require_http_methods(GET_OR_POST)
@for_workers("manager")
def bank(request: WorkerRequest) -> HttpResponse:
    """Say what is in the bank."""
    form = forms.Banking(request.POST or None, initial={"on_day": localdate()})

    def kept(said: dict[str, Any]) -> None:
        pence = said.pop("pounds")
        funds.say_balance(pence=pence, by=request.user, at=now(), **said)

    lead = "How long the money lasts is counted from it."
    words = {
        "heading": "In the bank",
        "button": "Keep it",
        "lead": lead,
        "receipt": "What is in the bank is kept.",
    }
    return asked(request, form, kept, words, to="money:year")


@require_http_methods(GET_OR_POST)
@with_rate
def rate_out(request: WorkerRequest, rate: Rate) -> HttpResponse:
    """Take a rate out of the books."""
    return take_out(request, rate, f"the rate for {KINDS[rate.kind].lower()}", to="money:rates")


@require_http_methods(GET_OR_POST)
@with_cost
def cost_out(request: WorkerRequest, cost: Cost) -> HttpResponse:
    """Take a cost out of the books."""
    return take_out(request, cost, cost.get_what_display().lower(), to="money:costs")


@require_http_methods(GET_OR_POST)
@with_receipt
def receipt_out(request: WorkerRequest, receipt: Receipt) -> HttpResponse:
    """Take a receipt out of the books."""
    return take_out(request, receipt, f"what came in for {KINDS[receipt.kind].lower()}", to="money:receipts")


def houses() -> list[tuple[str, str]]:
    """The agency's homes to choose from."""
    return list(queries.homes_named().items())


def house(chosen: str) -> Home | None:
    """The home that was chosen, or nothing for all of them."""
    return None if chosen == forms.ALL_HOUSES else homes.one(UUID(chosen))


def asked(
    request: WorkerRequest,
    form: Form,
    kept: Callable[[dict[str, Any]], None],
    words: dict[str, str],
    *,
    to: str,
    **more: Any,
) -> HttpResponse:
    """Show a form, or do what it says once; what cannot be kept is said at its field.

    `to` is where it leads: the name of an address, or the address itself.
    """
    there = to if to.startswith("/") else reverse(to)
    if form.is_valid():
        said = dict(form.cleaned_data)
        named = said.pop("once", "")
        if named and (led_to := once.done(request, named)):
            told.give(request, "This was kept a moment ago. Nothing was kept twice.")
            return redirect(led_to)
        try:
            kept(said)
        except BadEntry as wrong:
            form.add_error(wrong.field if wrong.field in form.fields else None, str(wrong))
        except (TooLong, Unreadable) as wrong:
            form.add_error("words" if "words" in form.fields else None, str(wrong))
        else:
            led_to = there
            if named:
                once.remember(request, named, led_to=led_to)
            told.give(request, words["receipt"])
            return redirect(led_to)
    shown: dict[str, Any] = {**words, **more}
    return page(request, "money/keep.html", form=form, back_to=there, **shown)


def take_out(
    request: WorkerRequest, entry: Rate | Cost | Receipt | Grant, what: str, *, to: str
) -> HttpResponse:
    """Ask whether an entry is to be taken out of the books, and take it out."""
    if not may.keep_books(request.user):
        return errors.nothing_here(request)
    form = forms.Sure(request.POST if request.method == "POST" else None)
    words = {"heading": f"Take out {what}", "button": "Take it out", "receipt": "It is taken out."}
    words["lead"] = (
        "For an entry that was wrong. That it was taken out, and what it said, stays written down."
    )

    def kept(said: dict[str, Any]) -> None:
        funds.strike_out(entry, by=request.user, at=now())

    return asked(request, form, kept, words, to=to)
