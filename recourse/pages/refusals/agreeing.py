"""Asking the person: what the letter may tell, read aloud; their status by itself, if at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from recourse.pages.disclosing.told import can_be_told
from recourse.pages.look.guards import WorkerRequest, fresh_when, with_one
from recourse.pages.look.page import page
from recourse.pages.refusals import told
from recourse.pages.refusals.forms import Agreeing, Choosing
from recourse.pages.sharing.told import GIVES_BEDS, called
from recourse.records.people import actions as people
from recourse.records.people import identity
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.refusals import actions as refusals
from recourse.records.refusals import queries

if TYPE_CHECKING:
    from recourse.records.refusals.models import Refusal

with_refusal = with_one("refusal", queries.one, whose=lambda refusal: refusal.person)
WRONG = (
    refusals.NotYet,
    refusals.NotSupported,
    people.NotValid,
    people.NoSuchDays,
    people.NothingToShare,
    TooLong,
    Unreadable,
)
OVER = (refusals.NoLonger, refusals.AlreadyMade, refusals.Changed)


def show(
    request: WorkerRequest, refusal: Refusal, name: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """One page of the way, with whom it is about and to whom it goes."""
    who = identity.read(refusal.person)
    return page(
        request,
        f"refusals/{name}.html",
        status=status,
        person=refusal.person,
        who=who,
        called=called(who),
        refusal=refusal,
        doubtful=request.user.organisation.kind in GIVES_BEDS,
        **context,
    )


def while_open(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Lead whoever comes to a letter that was made or taken back to what became of it."""

    @wraps(view)
    def walked(request: WorkerRequest, refusal: Refusal) -> HttpResponse:
        if refusal.made_at:
            return redirect("refusals:one", refusal.pk)
        if not refusal.is_open:
            return show(request, refusal, "over", status=409, sentence=str(refusals.NoLonger()))
        return view(request, refusal)

    return walked


def _is_agreeing(request: WorkerRequest) -> bool:
    return request.POST.get("step") == "agree"


@with_refusal
@fresh_when(_is_agreeing)
@while_open
def ask(request: WorkerRequest, refusal: Refusal) -> HttpResponse:
    """Which kinds of facts the letter may tell; then read aloud, and how they agreed."""
    known = can_be_told(refusal.person, by=request.user)
    choosing = Choosing(request.POST if request.method == "POST" else None, fields=known)
    if not choosing.is_valid() or request.POST.get("step") == "change":
        return show(request, refusal, "ask", form=choosing, has_agreed=_stands(refusal))
    fields = choosing.cleaned_data["fields_to_tell"]
    words = told.read_aloud(refusal, fields=fields)
    form = Agreeing(request.POST if _is_agreeing(request) else None)
    if not form.is_valid():
        return show(request, refusal, "read", form=form, words=words, kept=fields)
    return _agreed(request, refusal, form, "read", fields=fields, words=words, kept=fields)


@with_refusal
@fresh_when(_is_agreeing)
@while_open
def status(request: WorkerRequest, refusal: Refusal) -> HttpResponse:
    """Their immigration status, asked by itself; a no is as good as a yes."""
    if not _stands(refusal):
        return redirect("refusals:ask", refusal.pk)
    words = told.status_aloud(refusal)
    form = Agreeing(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show(request, refusal, "status", form=form, words=words)
    return _agreed(request, refusal, form, "status", fields=["status"], words=words)


def _agreed(
    request: WorkerRequest,
    refusal: Refusal,
    form: Agreeing,
    name: str,
    *,
    fields: list[str],
    words: str,
    **context: Any,
) -> HttpResponse:
    how = {key: form.cleaned_data[key] for key in ("how", "language", "checked")}
    try:
        refusals.agree(refusal, fields=fields, words=words, by=request.user, at=now(), **how)
    except WRONG as wrong:
        form.add_error(None, str(wrong))
        return show(request, refusal, name, form=form, words=words, **context)
    except OVER as over:
        return show(request, refusal, "over", status=409, sentence=str(over))
    return redirect("refusals:facts", refusal.pk)


def _stands(refusal: Refusal) -> bool:
    return queries.stands(refusal.consent, on=localdate())
