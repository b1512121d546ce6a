"""Recording that somebody agrees to an application through an adviser, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from recourse.pages.answers.said import called
from recourse.pages.look import errors, once, receipts
from recourse.pages.look.guards import WorkerRequest, with_person
from recourse.pages.look.page import page
from recourse.pages.plan.forms import Applying
from recourse.records.directory import queries as directory
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures.happenings import AlreadyAgreed, NotYet
from recourse.records.people import actions as people
from recourse.records.people import identity, may, queries
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.people.words import ForWhat

if TYPE_CHECKING:
    from recourse.records.people.models import Consent, Person

CANNOT = (NotYet, people.NotValid, TooLong, Unreadable)
READ_ALOUD = (
    "Your adviser would make an application for you to the Home Office. It would learn who you are and where"
    " you can be found, and what stands in the application. It may say yes. It may say no, or say that you"
    " have no right to stay, lock you up and remove you from the country. What it was told cannot be got"
    " back. You agree to this alone, and can take it back until the application is made. You can say no,"
    " and help here goes on as before."
)


def standing(person: Person) -> list[Consent]:
    """What they agreed to of this kind and did not take back, as far as the reader may see."""
    today = localdate()
    return [
        one
        for one in queries.consents(person)
        if one.for_what == ForWhat.APPLICATION and one.withdrawn_at is None and today < one.after_last_day
    ]


@with_person
def agree(request: WorkerRequest, person: Person) -> HttpResponse:
    """Read aloud what an application means, and record who advised them and that they signed."""
    started = {"language": identity.read(person).language, "once": once.token()}
    form = Applying(request.POST if request.method == "POST" else None, initial=started)
    if form.is_valid() and (led_to := once.done(request, form.cleaned_data["once"])):
        return redirect(led_to)
    try:
        if form.is_valid():
            return _recorded(request, person, form)
    except AlreadyAgreed as already:
        receipts.give(request, str(already))
        return redirect("plan:now", person.pk)
    return _shown(request, person, form)


def _shown(request: WorkerRequest, person: Person, form: Applying) -> HttpResponse:
    who = identity.read(person)
    about: dict[str, Any] = {"person": person, "who": who, "called": called(who)}
    return page(request, "plan/agree.html", form=form, read_aloud=READ_ALOUD, **about)


def _recorded(request: WorkerRequest, person: Person, form: Applying) -> HttpResponse:
    said = dict(form.cleaned_data)
    named, _ = said.pop("once"), said.pop("was_read")
    said |= {"signed": bool(said["signed"]), "risk_explained": bool(said["risk_explained"])}
    to = directory.organisation_named("Home Office")
    if to is None:
        return errors.nothing_here(request)
    try:
        disclosures.agree_to_application(person, to=to, words=READ_ALOUD, by=request.user, at=now(), **said)
    except CANNOT as wrong:
        form.add_error(None, str(wrong))
        return _shown(request, person, form)
    there = reverse("plan:now", args=[person.pk])
    once.remember(request, named, led_to=there)
    receipts.give(request, "Their agreement is recorded. They can take it back on any day.")
    return redirect(there)


@require_POST
@with_person
def take_back(request: WorkerRequest, person: Person, consent_id: UUID) -> HttpResponse:
    """Take the agreement back: what rests on it is locked from the next click on."""
    found = next((one for one in queries.consents(person) if one.pk == consent_id), None)
    if (
        found is None
        or found.for_what != ForWhat.APPLICATION
        or not may.withdraw_consent(request.user, found)
    ):
        return errors.nothing_here(request)
    try:
        people.withdraw_consent(found, by=request.user, at=now())
    except people.AlreadyTakenBack as already:
        receipts.give(request, str(already))
    else:
        receipts.give(request, "Taken back. No application is made on it any more: tell the adviser.")
    return redirect("plan:now", person.pk)
