"""What is done with a referral, each on a page of its own; who comes late is told what happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now

from recourse.pages.look import errors, receipts
from recourse.pages.look import forms as look
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.referring import forms
from recourse.pages.referring.views import meanwhile, shown, with_referral
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.referrals import actions as referrals
from recourse.records.referrals import may
from recourse.records.referrals.happenings import AlreadyAnswered, SaidNothing

if TYPE_CHECKING:
    from recourse.records.referrals.models import Referral

Act = Callable[..., None]


@with_referral
def accept(request: WorkerRequest, referral: Referral) -> HttpResponse:
    """Take the person on."""
    if not may.answer(request.user, referral):
        return errors.nothing_here(request)
    return _act(request, referral, forms.Accepting, referrals.accept, "accept", "Accepted.")


@with_referral
def ask(request: WorkerRequest, referral: Referral) -> HttpResponse:
    """Ask the sender for more."""
    if not may.answer(request.user, referral):
        return errors.nothing_here(request)
    return _act(request, referral, forms.Asking, referrals.ask, "ask", "Asked.")


@with_referral
def refuse(request: WorkerRequest, referral: Referral) -> HttpResponse:
    """Say no, why, and what they can do next."""
    if not may.answer(request.user, referral):
        return errors.nothing_here(request)
    return _act(request, referral, forms.Refusing, referrals.refuse, "refuse", "Refused, with a next step.")


@with_referral
def reply(request: WorkerRequest, referral: Referral) -> HttpResponse:
    """Answer the receiver's question."""
    if not may.answer_back(request.user, referral):
        return errors.nothing_here(request)
    return _act(request, referral, forms.Replying, referrals.reply, "reply", "Replied.")


@with_referral
def take_back(request: WorkerRequest, referral: Referral) -> HttpResponse:
    """No longer ask."""
    if not may.answer_back(request.user, referral):
        return errors.nothing_here(request)
    return _act(request, referral, forms.TakingBack, referrals.take_back, "take_back", "Taken back.")


@with_referral
def close(request: WorkerRequest, referral: Referral) -> HttpResponse:
    """Say how it ended."""
    if not (may.answer(request.user, referral) or may.answer_back(request.user, referral)):
        return errors.nothing_here(request)
    return _act(request, referral, forms.Closing, referrals.close, "close", "Ended.")


def _act(
    request: WorkerRequest, referral: Referral, kind: type[look.Form], act: Act, name: str, receipt: str
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = kind(sent, initial={"seen": referral.moves})
    context: dict[str, Any] = {"form": form, "referral": referral}
    if not form.is_valid():
        return shown(request, referral.person, f"referring/{name}.html", **context)
    said = {key: form.cleaned_data[key] for key in form.cleaned_data if key not in ("step", "step_words")}
    try:
        act(referral, by=request.user, at=now(), **said)
    except AlreadyAnswered as late:
        return meanwhile(request, referral, str(late))
    except (SaidNothing, TooLong, Unreadable) as wrong:
        form.add_error(None, str(wrong))
        return shown(request, referral.person, f"referring/{name}.html", **context)
    receipts.give(request, receipt)
    return redirect("referring:one", referral.pk)
