"""The interview, page by page: each answer is kept at once, so that it can stop and go on on any day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from recourse.pages.asking import members, passing, sitting
from recourse.pages.asking.forms import About, Question, filled
from recourse.pages.look import errors, seen
from recourse.pages.look.guards import WorkerRequest, with_person
from recourse.pages.look.page import page
from recourse.reasoning import rulebook
from recourse.records.people import identity
from recourse.records.people import queries as people

if TYPE_CHECKING:
    from recourse.records.people.models import Person


@with_person
def begin(request: WorkerRequest, person: Person) -> HttpResponse:
    """Ask first what it is about."""
    form = About(request.POST if request.method == "POST" else None, book=rulebook.england())
    if not form.is_valid():
        return page(request, "asking/begin.html", person=person, who=identity.read(person), form=form)
    passing.begin(request, person.pk)
    return redirect("ask:go_on", person.pk, form.cleaned_data["about"])


@with_person
def go_on(request: WorkerRequest, person: Person, about: str) -> HttpResponse:
    """Lead to the next question, or say that there is none."""
    goal = rulebook.england().goals.get(about)
    if goal is None:
        return errors.nothing_here(request)
    if "again" in request.GET:
        passing.begin(request, person.pk)
    fact = sitting.next_fact(request, person, goal)
    if fact is None:
        return page(request, "asking/done.html", person=person, who=identity.read(person), goal=goal)
    return redirect("ask:question", person.pk, about, fact.name)


@require_POST
@with_person
def stop(request: WorkerRequest, person: Person, about: str) -> HttpResponse:
    """Answer from what is known so far, and show it."""
    goal = rulebook.england().goals.get(about)
    return sitting.answered(request, person, goal) if goal else errors.nothing_here(request)


@with_person
def question(request: WorkerRequest, person: Person, about: str, fact_name: str) -> HttpResponse:
    """Ask one fact, keep the answer, and go on, stop, or return to the answers."""
    book = rulebook.england()
    goal, fact = book.goals.get(about), book.facts.get(fact_name)
    if goal is None or fact is None:
        return errors.nothing_here(request)
    if sitting.stops_unsaid(request):
        return sitting.answered(request, person, goal)
    seen.hold(request, f"people.learn {person.pk}")
    before = people.facts(person).get(fact.name)
    if fact.type == "people":
        return members.question(request, person, goal, fact, before=before)
    initial = filled(fact, value=before.value, why=before.why_not_known) if before else {}
    form = Question(request.POST if request.method == "POST" else None, fact=fact, initial=initial)
    seen.carry(form, before and before.pk)
    if sitting.was_answered(request, form, before):
        return sitting.asked(request, person, goal, fact, form=form, before=before, status=409)
    if not form.is_valid():
        return sitting.asked(request, person, goal, fact, form=form, before=before)
    return sitting.keep(
        request, person, goal, fact, value=form.cleaned_data["value"], why=form.cleaned_data["why"]
    )
