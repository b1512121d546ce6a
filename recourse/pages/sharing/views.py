"""Sharing: what is shared with whom, agreeing to it in plain words, and stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import WorkerRequest, fresh_when, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.sharing import told
from recourse.pages.sharing.forms import Agreeing, AgreeingToStatus, Choosing, Stopping
from recourse.records.directory import queries as directory
from recourse.records.disclosures import queries as disclosures
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
    people.StatusByItself,
    people.NotValid,
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
        letters=disclosures.open_letters(person),
        may_tell=queries.sight_was_agreed(person, request.user),
        told=[one for one in disclosures.sent(person) if one.to_authority_id],
    )


@with_person
@fresh_when(lambda request: request.POST.get("step") in ("agree", "status"))
def agree(request: WorkerRequest, person: Person) -> HttpResponse:
    """Choose what to share; then read the words aloud and say how it was agreed."""
    services = directory.services_taking_referrals(besides=request.user)
    started = {"today": localdate(), "until": told.three_months(localdate()), "to": request.GET.get("to", "")}
    sent = request.POST if request.method == "POST" else None
    choosing = Choosing(sent, services=services, initial=started)
    if not choosing.is_valid() or request.POST.get("step") == "change":
        return _page(request, person, "sharing/choose.html", form=choosing)
    chosen = choosing.cleaned_data
    step = request.POST.get("step")
    agreeing = Agreeing(request.POST if step in ("agree", "status") else None)
    if not agreeing.is_valid():
        return _read(request, person, choosing, agreeing)
    if "status" not in chosen["chosen"]:
        return _share(request, person, choosing, agreeing, None)
    alone = AgreeingToStatus(request.POST if step == "status" else None)
    if not alone.is_valid():
        return _read_status(request, person, choosing, agreeing, alone)
    return _share(request, person, choosing, agreeing, alone)


def _share(
    request: WorkerRequest,
    person: Person,
    choosing: Choosing,
    agreeing: Agreeing,
    alone: AgreeingToStatus | None,
) -> HttpResponse:
    try:
        with transaction.atomic():
            _record(request, person, choosing.cleaned_data, agreeing.cleaned_data, alone)
    except people.AlreadyAgreed as already:
        return _page(request, person, "sharing/meanwhile.html", status=409, sentence=str(already))
    except CANNOT as wrong:
        agreeing.add_error(None, str(wrong))
        return _read(request, person, choosing, agreeing)
    service = choosing.cleaned_data["service"]
    receipts.give(request, f"Shared with {service.name}.")
    if told.then(request) == "refer":
        return redirect("referring:to", person.pk, service.pk)
    return redirect("sharing:all", person.pk)


def _record(
    request: WorkerRequest,
    person: Person,
    chosen: dict[str, Any],
    agreed: dict[str, Any],
    alone: AgreeingToStatus | None,
) -> None:
    """Two consents when status was agreed to by itself, and the share that rests on them."""
    fields = [field for field in chosen["chosen"] if field != "status"]
    to, purpose, after = chosen["service"], chosen["purpose"], chosen["after_last_day"]
    common: dict[str, Any] = {"to": to, "first_day": localdate(), "after_last_day": after}
    common |= {"by": request.user, "at": now()}
    status_consent = None
    if alone and alone.cleaned_data["said"] == "yes":
        status_consent = people.agree(
            person,
            fields=["status"],
            words=told.status_words(to, purpose, after),
            **told.how(alone.cleaned_data),
            **common,
        )
    elif not fields:
        raise people.NothingToShare("They said no to the only thing there was to share. Nothing is shared.")
    people.agree_and_share(
        person,
        fields=[*fields, "status"] if status_consent else fields,
        purpose=purpose,
        words=told.words_to_read(to, fields, purpose, after),
        status_consent=status_consent,
        **told.how(agreed),
        **common,
    )


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
    general = [field for field in chosen["chosen"] if field != "status"]
    words = told.words_to_read(chosen["service"], general, chosen["purpose"], chosen["after_last_day"])
    return _page(
        request,
        person,
        "sharing/read.html",
        form=agreeing,
        chosen=chosen,
        words=words,
        kept=told.kept(choosing),
    )


def _read_status(
    request: WorkerRequest, person: Person, choosing: Choosing, agreeing: Agreeing, alone: AgreeingToStatus
) -> HttpResponse:
    """Their immigration status, read aloud by itself."""
    chosen = choosing.cleaned_data
    return _page(
        request,
        person,
        "sharing/status.html",
        form=alone,
        chosen=chosen,
        words=told.status_words(chosen["service"], chosen["purpose"], chosen["after_last_day"]),
        kept=[*told.kept(choosing), *told.kept_too(agreeing)],
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
        doubtful=request.user.organisation.kind in told.GIVES_BEDS,
        **context,
    )
