"""Adding a person: a search comes first, then a form in which a nickname and a place are enough."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from recourse.pages.look import once, receipts
from recourse.pages.look.guards import CASEWORK, WorkerRequest, for_workers
from recourse.pages.look.page import page
from recourse.pages.people import finding
from recourse.pages.people.forms import Adding, Searching
from recourse.records.people import actions as people


@require_http_methods(["GET", "HEAD", "POST"])
@for_workers(*CASEWORK)
def add(request: WorkerRequest) -> HttpResponse:
    """Search; see who was found; write the little that is known."""
    if request.method == "POST" and request.POST.get("searched"):
        return _write(request)
    search = Searching(request.POST if request.method == "POST" else None)
    if not search.is_valid():
        return page(request, "people/add_search.html", form=search)
    asked = search.cleaned_data["asked"]
    form = Adding(initial={"nickname": asked, "searched": asked, "once": once.token()})
    return _show(request, form, asked)


def _write(request: WorkerRequest) -> HttpResponse:
    form = Adding(request.POST)
    if not form.is_valid():
        return _show(request, form, request.POST["searched"])
    known = dict(form.cleaned_data)
    named, _ = known.pop("once"), known.pop("searched")
    if led_to := once.done(request, named):
        receipts.give(request, "This person was added a moment ago. Nobody was added twice.")
        return redirect(led_to)
    person = people.add(by=request.user, at=now(), **known)
    there = reverse("people:one", args=[person.pk])
    once.remember(request, named, led_to=there)
    receipts.give(request, f"Added as {person.reference}.")
    return redirect(there)


def _show(request: WorkerRequest, form: Adding, asked: str) -> HttpResponse:
    found = finding.search(asked, by=request.user, at_most=10)
    return page(request, "people/add.html", form=form, asked=asked, found=found)
