"""Erasing a person at their wish: what will happen, why, and that it cannot be undone."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from recourse.pages.look import receipts
from recourse.pages.look.guards import WorkerRequest, fresh, with_person
from recourse.pages.look.page import page
from recourse.pages.people.forms import Erasing
from recourse.records.directory.may import MayNot
from recourse.records.keeping import actions as keeping
from recourse.records.keeping import queries as kept
from recourse.records.people import actions as people
from recourse.records.people import identity, may
from recourse.records.people.actions.erasing import NOT_YOURS

if TYPE_CHECKING:
    from recourse.records.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
@fresh
def erase(request: WorkerRequest, person: "Person") -> HttpResponse:
    """Ask why, and erase."""
    if person.erased_at:
        return redirect("people:one", person.pk)
    form, refused = Erasing(request.POST if request.method == "POST" else None), ""
    if not may.erase(request.user, person):
        refused = NOT_YOURS
    elif form.is_valid():
        try:
            keeping.erase(person, why=form.cleaned_data["why"], by=request.user, at=now())
        except (keeping.IsHeld, people.AlreadyErased, MayNot) as reason:
            refused = str(reason)
        else:
            receipts.give(request, f"{person.reference} is erased.")
            return redirect("people:one", person.pk)
    held = kept.hold_on(person, by=request.user) if may.erase(request.user, person) else None
    return page(
        request, "people/erase.html", status=409 if refused else 200, person=person,
        who=identity.read(person), form=form, refused=refused, held=held,
    )  # fmt: skip
