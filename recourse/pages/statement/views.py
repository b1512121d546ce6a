"""A person's statement: on the screen, and as a copy for them, on paper or as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from recourse.pages.look import once, receipts
from recourse.pages.look.guards import WorkerRequest, fresh_when, with_person
from recourse.pages.look.page import page
from recourse.pages.statement import told
from recourse.pages.statement.forms import Giving
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures.words import HowItLeft
from recourse.records.people import identity

if TYPE_CHECKING:
    from recourse.records.people.models import Person


@require_safe
@with_person
def one(request: WorkerRequest, person: Person) -> HttpResponse:
    """Everything, to go through together on the screen."""
    said = told.statement(person, by=request.user, at=now())
    return page(request, "statement/one.html", person=person, who=identity.read(person), said=said)


@with_person
@fresh_when(lambda request: request.method == "POST")
def give(request: WorkerRequest, person: Person) -> HttpResponse:
    """A copy for the person themselves; that it was given is kept."""
    sent = request.POST if request.method == "POST" else None
    form = Giving(sent, words=told.words_of(person), initial={"once": once.token()})
    who = identity.read(person)
    if not form.is_valid():
        return page(request, "statement/give.html", person=person, who=who, form=form)
    at, how, named = now(), form.cleaned_data["how"], form.cleaned_data["once"]
    if named and once.done(request, named):
        receipts.give(request, "A copy was made a moment ago. Give another only if they want one more.")
        return redirect("statement:one", person.pk)
    once.remember(request, named, led_to=reverse("statement:one", args=[person.pk]))
    said = told.statement(person, by=request.user, at=at, leave_out=form.left_out)
    content = json.dumps(said, ensure_ascii=False, indent=1).encode()
    fields = told.fields_of(said)
    disclosures.give(person, how=how, fields=fields, content=content, by=request.user, at=at)
    if how == HowItLeft.PAPER:
        return page(request, "statement/paper.html", person=person, who=who, said=said)
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="statement-{localdate(at).isoformat()}.json"'
    return answer
