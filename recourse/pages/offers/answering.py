"""One offer, and what becomes of it: yes, no, or taken back; who comes late is told what happened."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import WorkerRequest, with_one
from recourse.pages.look.page import page
from recourse.pages.offers.forms import Declining, TakingBack
from recourse.pages.people.banner import called
from recourse.records.homes import queries as homes
from recourse.records.people import identity
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.placements import actions as placements
from recourse.records.placements import may, queries
from recourse.records.placements.happenings import NoSuchDays, Stood

if TYPE_CHECKING:
    from recourse.records.placements.models import Offer

with_offer = with_one("offer", queries.one_offer, whose=lambda offer: offer.person)


@require_safe
@with_offer
def one(request: WorkerRequest, offer: "Offer") -> HttpResponse:
    """What is offered, until when an answer is due, and what can be done; the address after yes alone."""
    is_open = offer.state == "made"
    bed = homes.bedspace(offer.bedspace_id)
    return shown(
        request,
        offer,
        "offers/one.html",
        is_open=is_open,
        is_late=is_open and offer.answer_by < now(),
        may_answer=is_open and offer.answer_by >= now() and may.answer(request.user, offer),
        may_take_back=is_open and may.take_back(request.user, offer),
        is_ours=bed is not None,
        today=localdate(),
        bed=bed,
        address=homes.address(offer.home_id) if offer.state == "accepted" else "",
        stay=offer.stay if offer.state == "accepted" and hasattr(offer, "stay") else None,
    )


@require_POST
@with_offer
def accept(request: WorkerRequest, offer: "Offer") -> HttpResponse:
    """They say yes: the stay begins on the first day."""
    if not may.answer(request.user, offer):
        return errors.nothing_here(request)
    try:
        placements.accept(offer, by=request.user, at=now())
    except Stood as stood:
        return meanwhile(request, offer, str(stood))
    receipts.give(request, "Their yes is kept. The address stands below.")
    return redirect("offers:one", offer.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@with_offer
def decline(request: WorkerRequest, offer: "Offer") -> HttpResponse:
    """They say no, and why; the bed is free again at once."""
    if not may.answer(request.user, offer):
        return errors.nothing_here(request)
    form = Declining(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return shown(request, offer, "offers/decline.html", form=form)
    try:
        placements.decline(offer, by=request.user, at=now(), **form.cleaned_data)
    except (TooLong, Unreadable) as wrong:
        form.add_error("words", str(wrong))
        return shown(request, offer, "offers/decline.html", form=form)
    except Stood as stood:
        return meanwhile(request, offer, str(stood))
    receipts.give(request, "Their no is kept. The bed is free again.")
    return redirect("offers:one", offer.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@with_offer
def take_back(request: WorkerRequest, offer: "Offer") -> HttpResponse:
    """The scheme takes its offer back."""
    if not may.take_back(request.user, offer):
        return errors.nothing_here(request)
    form = TakingBack(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return shown(request, offer, "offers/take_back.html", form=form)
    try:
        placements.take_back(offer, by=request.user, at=now(), **form.cleaned_data)
    except (NoSuchDays, TooLong, Unreadable) as wrong:
        form.add_error("reason", str(wrong))
        return shown(request, offer, "offers/take_back.html", form=form)
    except Stood as stood:
        return meanwhile(request, offer, str(stood))
    receipts.give(request, "Taken back. The bed is free again.")
    return redirect("offers:one", offer.pk)


def meanwhile(request: WorkerRequest, offer: "Offer", sentence: str) -> HttpResponse:
    """Somebody was quicker, or the hour has passed: say who and when, and lead to how it stands."""
    return shown(request, offer, "offers/meanwhile.html", status=409, sentence=sentence)


def shown(
    request: WorkerRequest, offer: "Offer", template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about one offer."""
    who = identity.read(offer.person)
    about = {"person": offer.person, "who": who, "called": called(who), "offer": offer}
    return page(request, template, status=status, **about, **context)
