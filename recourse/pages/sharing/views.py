"""Sharing: what is shared with whom, agreeing to it in plain words, and stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import WorkerRequest, fresh_when, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.sharing import told
from recourse.pages.sharing.forms import Agreeing, Choosing, Stopping
from recourse.records.directory import queries as directory
from recourse.records.people import actions as people
from recourse.records.people import identity, may, queries
from recourse.records.people.text import TooLong, Unreadable

if TYPE_CHECKING:
    from recourse.records.people.models import Person, Share

with_share = with_one("share", queries.one_share, whose=lambda share: share.person)
CANNOT = (
    people.NothingToShare,
    people.NoSuchDays,
    people.StatusNotAgreed,
    people.OwnService,
    TooLong,
    Unreadable,
)


@require_safe
@with_person
def all_shares(request: WorkerRequest, person: Person) -> HttpResponse:
    """Who sees what of this person, and who did."""
    who = identity.read(person)
    lines = [told.line(share, by=request.user, today=localdate()) for share in queries.shares(person)]
    return page(
        request,
        "sharing/all.html",
        person=person,
        who=who,
        called=told.called(who),
        live=[line for line in lines if line.is_live],
        past=[line for line in lines if not line.is_live],
    )


@with_person
@fresh_when(lambda request: request.POST.get("step") == "agree")
def agree(request: WorkerRequest, person: Person) -> HttpResponse:
    """Choose what to share; then read the words aloud and say how it was agreed."""
    services = directory.services_taking_referrals(besides=request.user)
    started = {"today": localdate(), "until": told.three_months(localdate()), "to": request.GET.get("to", "")}
    sent = request.POST if request.method == "POST" else None
    choosing = Choosing(sent, services=services, initial=started)
    if not choosing.is_valid() or request.POST.get("step") == "change":
        return _page(request, person, "sharing/choose.html", form=choosing)
    chosen = choosing.cleaned_data
    if request.POST.get("step") != "agree":
        agreeing = Agreeing(has_status="status" in chosen["chosen"])
        return _read(request, person, choosing, agreeing)
    agreeing = Agreeing(request.POST, has_status="status" in chosen["chosen"])
    if not agreeing.is_valid():
        return _read(request, person, choosing, agreeing)
    return _share(request, person, choosing, agreeing)


def _share(request: WorkerRequest, person: Person, choosing: Choosing, agreeing: Agreeing) -> HttpResponse:
    chosen, agreed = choosing.cleaned_data, agreeing.cleaned_data
    has_status = agreed.get("status_too") == "yes"
    fields = [field for field in chosen["chosen"] if field != "status" or has_status]
    try:
        people.agree_and_share(
            person,
            to=chosen["service"],
            fields=fields,
            purpose=chosen["purpose"],
            first_day=localdate(),
            after_last_day=chosen["after_last_day"],
            how=agreed["how"],
            language=agreed["language"],
            covers_status=has_status,
            words=told.words_to_read(chosen["service"], fields, chosen["purpose"], chosen["after_last_day"]),
            by=request.user,
            at=now(),
        )
    except people.AlreadyAgreed as already:
        return _page(request, person, "sharing/meanwhile.html", status=409, sentence=str(already))
    except CANNOT as wrong:
        agreeing.add_error(None, str(wrong))
        return _read(request, person, choosing, agreeing)
    receipts.give(request, f"Shared with {chosen['service'].name}.")
    if told.then(request) == "refer":
        return redirect("referring:to", person.pk, chosen["service"].pk)
    return redirect("sharing:all", person.pk)


@with_share
def stop(request: WorkerRequest, share: Share) -> HttpResponse:
    """Say what stops, then stop it: from their next click they see nothing of it."""
    person = share.person
    if not may.withdraw(request.user, share):
        return errors.nothing_here(request)
    form = Stopping(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _page(request, person, "sharing/stop.html", form=form, share=share)
    try:
        people.withdraw(share, by=request.user, at=now(), reason=form.cleaned_data["reason"])
    except people.AlreadyWithdrawn as already:
        return _page(request, person, "sharing/meanwhile.html", status=409, sentence=str(already))
    except (TooLong, Unreadable) as wrong:
        form.add_error("reason", str(wrong))
        return _page(request, person, "sharing/stop.html", form=form, share=share)
    receipts.give(request, f"Stopped sharing with {share.to_service.name}.")
    return redirect("sharing:all", person.pk)


def _read(request: WorkerRequest, person: Person, choosing: Choosing, agreeing: Agreeing) -> HttpResponse:
    """The words to read aloud, with what was chosen kept in the page."""
    chosen = choosing.cleaned_data
    words = told.words_to_read(
        chosen["service"], chosen["chosen"], chosen["purpose"], chosen["after_last_day"]
    )
    return _page(
        request,
        person,
        "sharing/read.html",
        form=agreeing,
        chosen=chosen,
        words=words,
        kept=told.kept(choosing),
    )


def _page(
    request: WorkerRequest, person: Person, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    who = identity.read(person)
    return page(
        request,
        template,
        status=status,
        person=person,
        who=who,
        called=told.called(who),
        then=told.then(request),
        **context,
    )
