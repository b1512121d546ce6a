"""Keeping one mark of a stay from a form: once, and never over what a colleague kept meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now

from recourse.pages.look import days, errors, forms, once, receipts, seen
from recourse.pages.look.guards import WorkerRequest
from recourse.pages.look.page import page
from recourse.records.homes import queries as homes
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.people.text import TooLong, Unreadable
from recourse.records.placements import may, queries
from recourse.records.placements.happenings import AlreadyEnded, AlreadyMarked, Stood
from recourse.records.placements.words import Course

if TYPE_CHECKING:
    from recourse.records.placements.models import Mark, Stay


def kept(
    request: WorkerRequest,
    stay: Stay,
    kind: type[forms.Form],
    act: Callable[..., Mark],
    title: str,
    *,
    began: dict[str, Any],
    template: str = "offers/mark.html",
    **shown: Any,
) -> HttpResponse:
    """Show a form of a stay, or do what it says once."""
    if not may.mark(request.user, stay):
        return errors.nothing_here(request)
    seen.hold(request, f"placements.mark {stay.pk}")
    form = kind(
        request.POST if request.method == "POST" else None, initial={**began, once.KEPT_AS: once.token()}
    )
    form.fields[once.KEPT_AS] = forms.Hidden()
    shown = {"form": form, "title": title, **shown}
    stands = [(mark.pk, mark.kind) for mark in queries.marks(stay)]
    seen.carry(form, stands)
    if not form.is_valid():
        return show(request, template, stay, **shown)
    said = dict(form.cleaned_data)
    named = said.pop(once.KEPT_AS, "")
    if named and (led_to := once.done(request, named)):
        receipts.give(request, "This was kept a moment ago. Nothing was kept twice.")
        return redirect(led_to)
    said.pop(seen.KEPT_AS, None)
    try:
        mark = _acted(request, act, stay, said, form, stands)
    except (AlreadyMarked, AlreadyEnded) as late:
        form.add_error(None, str(late))
        return show(request, template, stay, status=409, **shown)
    except (Stood, TooLong, Unreadable) as wrong:
        form.add_error(None, str(wrong))
        return show(request, template, stay, **shown)
    if mark is None:
        return show(request, template, stay, status=409, **shown)
    receipts.give(request, receipt(mark))
    there = reverse("stays:course", args=[stay.pk])
    if named:
        once.remember(request, named, led_to=there)
    return redirect(there)


def _acted(
    request: WorkerRequest,
    act: Callable[..., Mark],
    stay: Stay,
    said: dict[str, Any],
    form: forms.Form,
    stands: object,
) -> Mark | None:
    """What was kept; nothing where something else was kept since the page was opened."""
    sent = form.data.get(seen.KEPT_AS, "")
    if sent and sent != seen.mark(stands):
        seen.tell(form, f"{seen.CHANGED} {seen.SAVE_AGAIN}", sign=seen.mark(stands))
        return None
    return act(stay, by=request.user, at=now(), **said)


def receipt(mark: Mark) -> str:
    """What was kept, in a sentence."""
    if mark.kind == Course.NOTICE:
        return f"Kept. It runs out on {days.day(mark.until)}."
    if mark.kind == Course.PAYS and mark.choice != "free":
        return "Kept. Take no rent before the right to rent was looked at."
    return "Kept."


def show(
    request: WorkerRequest, template: str, stay: Stay, *, status: int = 200, **shown: Any
) -> HttpResponse:
    """A page of a stay, with its person where one may see them."""
    person = people.one(stay.person_id)
    who = identity.read(person) if person else None
    bed = homes.bedspace(stay.bedspace_id)
    return page(request, template, status=status, stay=stay, bed=bed, person=person, who=who, **shown)
