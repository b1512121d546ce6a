"""Writing on a person's page: a note, what was learnt about who they are, and taking them on."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from recourse.pages.look import once, receipts, seen
from recourse.pages.look.guards import WorkerRequest, with_person
from recourse.pages.look.page import page
from recourse.pages.people.forms import DESCRIBED, Describing, Noting, new_note
from recourse.records.directory.may import MayNot
from recourse.records.people import actions as people
from recourse.records.people import identity

if TYPE_CHECKING:
    from recourse.records.people.models import Person

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@with_person
def note(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Write a note."""
    form = Noting(request.POST) if request.method == "POST" else new_note()
    if not form.is_valid():
        return page(request, "people/note.html", person=person, who=identity.read(person), form=form)
    there = reverse("people:one", args=[person.pk])
    if once.done(request, form.cleaned_data["once"]):
        receipts.give(request, "This note was added a moment ago. Nothing was kept twice.")
        return redirect(there)
    try:
        people.write_note(person, text=form.cleaned_data["text"], by=request.user, at=now())
    except (identity.Unreadable, identity.TooLong) as wrong:
        form.add_error("text", str(wrong))
        return page(request, "people/note.html", person=person, who=identity.read(person), form=form)
    once.remember(request, form.cleaned_data["once"], led_to=there)
    receipts.give(request, "Note added.")
    return redirect(there)


@require_http_methods(GET_OR_POST)
@with_person
def describe(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Add what was learnt about who somebody is."""
    seen.hold(request, f"people.describe {person.pk}")
    who = identity.read(person)
    before = _as_typed(who)
    form = Describing(request.POST if request.method == "POST" else None, initial=before)
    seen.carry(form, before)
    stands = {str(form.fields[kind].label): value for kind, value in before.items() if value}
    stale = seen.is_stale(form, before, says=stands)
    if stale or not form.is_valid():
        status = 409 if stale else 200
        return page(request, "people/describe.html", status=status, person=person, who=who, form=form)
    changed = [kind for kind in form.cleaned_data if form.cleaned_data[kind] != before.get(kind, "")]
    for kind in changed:
        people.describe(person, kind=kind, value=form.cleaned_data[kind], by=request.user, at=now())
    receipts.give(request, "What you learnt is kept." if changed else "Nothing was changed.")
    return redirect("people:one", person.pk)


@require_POST
@with_person
def take_on(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Become the worker who leads for a person."""
    if person.lead_worker_id == request.user.pk:
        receipts.give(request, "You lead already.")
        return redirect("people:one", person.pk)
    try:
        people.take_on(person, by=request.user, at=now())
        receipts.give(request, "You lead from now on.")
    except MayNot as refused:
        receipts.give(request, str(refused))
    return redirect("people:one", person.pk)


def _as_typed(who: identity.Identity) -> dict[str, Any]:
    return {kind: str(getattr(who, kind) or "") for kind in DESCRIBED}
