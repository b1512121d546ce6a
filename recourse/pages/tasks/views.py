"""Making a task, what may be done with it, and saying why a step could not be taken."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from recourse.pages.look import errors, once, receipts
from recourse.pages.look import forms as look
from recourse.pages.look.guards import WorkerRequest, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.tasks.forms import Adding, Doing, GivingUp, PuttingOff, SayingWhy
from recourse.reasoning import routes
from recourse.records.directory import queries as directory
from recourse.records.matters import actions as matters
from recourse.records.matters import may, queries
from recourse.records.matters.happenings import AlreadyATask, AlreadyMoved, Stood
from recourse.records.people import identity
from recourse.records.people.text import TooLong, Unreadable

if TYPE_CHECKING:
    from recourse.records.matters.models import Task
    from recourse.records.people.models import Person

with_task = with_one("task", queries.one, whose=lambda task: task.person)
_CODE = re.compile(r"[A-Za-z0-9_-]{0,60}\Z")


@with_person
def add(request: WorkerRequest, person: Person) -> HttpResponse:
    """Make a step a task, or anything in free words."""
    started = {
        "route": _code(request, "route"),
        "step": _code(request, "step"),
        "says": _asked(request),
        "until": _day(request),
        "worker": str(request.user.pk),
        "once": once.token(),
    }
    sent = request.POST if request.method == "POST" else None
    workers = directory.colleagues(request.user)
    form = Adding(sent, workers=workers, by=request.user, initial=started)
    if form.is_valid() and (led_to := once.done(request, form.cleaned_data["once"])):
        return redirect(led_to)
    if form.is_valid() and (led_to := _made(request, person, form)):
        return redirect(led_to)
    return _shown(request, person, "add", form=form, route=_code(request, "route"))


def _made(request: WorkerRequest, person: Person, form: Adding) -> str:
    said = {name: form.cleaned_data[name] for name in ("says", "until", "route", "step")}
    worker = directory.one_worker(UUID(form.cleaned_data["worker"])) or request.user
    try:
        task = matters.make(person, worker=worker, by=request.user, at=now(), **said)
        receipts.give(request, "It is a task. It stands in My work.")
    except AlreadyATask as already:
        task = already.task
        receipts.give(request, str(already))
    except (Stood, TooLong, Unreadable) as wrong:
        form.add_error(None, str(wrong))
        return ""
    there = reverse("tasks:one", args=[task.pk])
    once.remember(request, form.cleaned_data["once"], led_to=there)
    return there


@with_person
def cannot(request: WorkerRequest, person: Person) -> HttpResponse:
    """Say why a step could not be taken."""
    started = {"route": _code(request, "route"), "step": _code(request, "step")}
    form = SayingWhy(request.POST if request.method == "POST" else None, initial=started)
    if form.is_valid():
        try:
            matters.say_why(person, by=request.user, at=now(), **form.cleaned_data)
        except (Stood, TooLong, Unreadable) as wrong:
            form.add_error(None, str(wrong))
        else:
            receipts.give(request, "Kept. It counts as evidence, without their name.")
            return redirect("plan:now", person.pk)
    found = queries.barriers(person)
    return _shown(request, person, "cannot", form=form, route=started["route"], barriers=found)


@require_safe
@with_task
def one(request: WorkerRequest, task: Task) -> HttpResponse:
    """One task: what, until when, whose, and what may be done with it."""
    is_theirs = may.change(request.user, task)
    return _shown(request, task.person, "one", task=task, may_change=is_theirs, route=task.route)


@require_POST
@with_task
def take(request: WorkerRequest, task: Task) -> HttpResponse:
    """Take it over."""
    return _act(request, task, Doing, matters.take, "one", "You have it now.")


@require_POST
@with_task
def done(request: WorkerRequest, task: Task) -> HttpResponse:
    """Say that it is done."""
    return _act(request, task, Doing, matters.finish, "one", "Done.")


@with_task
def put_off(request: WorkerRequest, task: Task) -> HttpResponse:
    """Put it off, with a reason."""
    return _act(request, task, PuttingOff, matters.put_off, "put_off", "Put off.")


@with_task
def give_up(request: WorkerRequest, task: Task) -> HttpResponse:
    """Give it up, with a reason."""
    return _act(request, task, GivingUp, matters.give_up, "give_up", "Given up, with your reason.")


def _act(
    request: WorkerRequest,
    task: Task,
    kind: type[look.Form],
    act: Callable[..., None],
    name: str,
    receipt: str,
) -> HttpResponse:
    if not may.change(request.user, task):
        return errors.nothing_here(request)
    form = kind(request.POST if request.method == "POST" else None, initial={"seen": str(task.moves)})
    context: dict[str, Any] = {"form": form, "task": task, "route": task.route, "may_change": True}
    if not form.is_valid():
        return _shown(request, task.person, name, **context)
    said = {key: value for key, value in form.cleaned_data.items() if key != "seen"}
    seen = form.cleaned_data["seen"]
    try:
        act(task, by=request.user, at=now(), seen=int(seen) if seen.isdecimal() else 0, **said)
    except AlreadyMoved as late:
        context["task"] = queries.one(task.pk) or task
        return _shown(request, task.person, "one", status=409, late=str(late), **context)
    except (Stood, TooLong, Unreadable) as wrong:
        form.add_error(None, str(wrong))
        return _shown(request, task.person, name, **context)
    receipts.give(request, receipt)
    return redirect("tasks:one", task.pk)


def _shown(
    request: WorkerRequest, person: Person, name: str, *, route: str, status: int = 200, **context: Any
) -> HttpResponse:
    found = routes.england().routes.get(route)
    return page(
        request,
        f"tasks/{name}.html",
        status=status,
        person=person,
        who=identity.read(person),
        route=found.name if found else "",
        today=localdate(),
        **context,
    )


def _code(request: WorkerRequest, name: str) -> str:
    said = request.POST.get(name, "") if request.method == "POST" else request.GET.get(name, "")
    return said if _CODE.match(said) else ""


def _asked(request: WorkerRequest) -> str:
    """What the step says, from the law and never from the address."""
    found = routes.england().routes.get(_code(request, "route"))
    return f"Raise “{found.name}” with an adviser." if found else ""


def _day(request: WorkerRequest) -> date | None:
    said = request.GET.get("until", "")
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        return None
