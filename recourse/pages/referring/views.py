"""Referrals: choosing a service, sending, reading one, and all those of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import WorkerRequest, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.referring import thread
from recourse.pages.referring.forms import Sending
from recourse.records.directory import queries as directory
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.referrals import actions as referrals
from recourse.records.referrals import queries
from recourse.records.referrals.happenings import AlreadyReferred, NotAgreed, NotTaking, SaidNothing

if TYPE_CHECKING:
    from recourse.records.people.models import Person
    from recourse.records.referrals.models import Referral

with_referral = with_one("referral", queries.one, whose=lambda referral: referral.person)


@require_safe
@with_person
def send(request: WorkerRequest, person: Person) -> HttpResponse:
    """Choose a service: whom it helps, what room it has, what is agreed with it."""
    agreed = {share.to_service_id: share for share in people.standing_shares(person)}
    open_to = {one.to_service_id: one for one in queries.of(person) if one.is_open}
    services = directory.services_taking_referrals(besides=request.user)
    offers = [
        thread.offer(service, share=agreed.get(service.pk), open_one=open_to.get(service.pk))
        for service in services
    ]
    offers.sort(key=lambda offer: offer.share is None)
    return shown(request, person, "referring/choose.html", offers=offers)


@with_person
def to(request: WorkerRequest, person: Person, service_id: UUID) -> HttpResponse:
    """Write the referral; without an agreement, agree first and come back."""
    service = directory.one_service(service_id)
    if service is None:
        return errors.nothing_here(request)
    share = queries.live_share(person, to=service, on=localdate())
    offer = thread.offer(service, share=share, open_one=queries.open_to(person, to=service))
    if share is None:
        return shown(request, person, "referring/agree_first.html", offer=offer)
    form = Sending(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return shown(request, person, "referring/write.html", form=form, offer=offer)
    try:
        referral = referrals.send(person, to=service, by=request.user, at=now(), **form.cleaned_data)
    except AlreadyReferred as already:
        return meanwhile(request, already.referral, str(already))
    except (NotAgreed, NotTaking, SaidNothing, TooLong, Unreadable) as wrong:
        form.add_error(None, str(wrong))
        return shown(request, person, "referring/write.html", form=form, offer=offer)
    receipts.give(request, f"Referred to {service.name}.")
    return redirect("referring:one", referral.pk)


@require_safe
@with_person
def of_person(request: WorkerRequest, person: Person) -> HttpResponse:
    """The referrals of one person, newest first."""
    rows = [thread.row(one, by=request.user) for one in queries.of(person)]
    return shown(request, person, "referring/of_person.html", rows=rows)


@require_safe
@with_referral
def one(request: WorkerRequest, referral: Referral) -> HttpResponse:
    """One referral: what is asked, what was said, and what can be done now."""
    share = queries.live_share(referral.person, to=referral.to_service, on=localdate())
    return shown(
        request,
        referral.person,
        "referring/one.html",
        referral=referral,
        offer=thread.offer(referral.to_service, share=share, open_one=None),
        entries=thread.entries(referral, queries.messages(referral)),
        acts=thread.acts(referral, by=request.user),
        standing=thread.state(referral),
        due=referral.answer_by if referral.state in ("sent", "asked") else None,
    )


def meanwhile(request: WorkerRequest, referral: Referral, sentence: str) -> HttpResponse:
    """Somebody was quicker: say who, when and what, and lead to how it stands."""
    return shown(
        request, referral.person, "referring/meanwhile.html", status=409, referral=referral, sentence=sentence
    )


def shown(
    request: WorkerRequest, person: Person, template: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page about a person's referrals."""
    who = identity.read(person)
    return page(
        request, template, status=status, person=person, who=who, called=thread.called(who), **context
    )
