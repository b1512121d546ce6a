"""The pages of papers: the list, keeping one, opening one, removing one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from recourse.pages.door import sessions
from recourse.pages.look import once, receipts
from recourse.pages.look.guards import WorkerRequest, with_one, with_person
from recourse.pages.look.page import page
from recourse.pages.papers import giving
from recourse.pages.papers.forms import Keeping, new_paper
from recourse.records.directory.may import MayNot
from recourse.records.papers import actions as papers
from recourse.records.papers import queries
from recourse.records.people import identity, text
from recourse.records.people.queries import fields_in_sight

if TYPE_CHECKING:
    from recourse.records.papers.models import Paper
    from recourse.records.people.models import Person

GET_OR_POST = ["GET", "HEAD", "POST"]
with_paper = with_one("paper", queries.one, whose=lambda paper: paper.person)


@require_safe
@with_person
def of_person(request: WorkerRequest, person: Person) -> HttpResponse:
    """Every paper one may see."""
    sight = fields_in_sight(person, request.user)
    return page(
        request,
        "papers/of_person.html",
        person=person,
        who=identity.read(person),
        papers=queries.of_person(person),
        is_ours=person.agency_id == request.user.organisation_id,
        sees_papers="papers" in sight,
        sees_status={"papers", "status"} <= sight,
    )


@require_http_methods(GET_OR_POST)
@with_person
def keep(request: WorkerRequest, person: Person) -> HttpResponse:
    """Take a picture of a paper, or choose one, and keep it."""
    sent, today = request.method == "POST", localdate()
    form = Keeping(request.POST, request.FILES, today=today) if sent else new_paper(today=today)
    if form.is_valid():
        there = reverse("papers:of_person", args=[person.pk])
        if once.done(request, form.cleaned_data["once"]):
            receipts.give(request, "This was kept a moment ago. Nothing was kept twice.")
            return redirect(there)
        if count := _kept(request, person, form):
            once.remember(request, form.cleaned_data["once"], led_to=there)
            receipts.give(request, "The paper is kept." if count == 1 else f"{count} papers are kept.")
            return redirect(there)
    return page(request, "papers/keep.html", person=person, who=identity.read(person), form=form)


def _kept(request: WorkerRequest, person: Person, form: Keeping) -> int:
    """Keep every file that was sent, or none; say what is wrong with the first that is not kept."""
    files, said = form.sent_files, form.cleaned_data
    called = "This file"
    try:
        with transaction.atomic():
            for number, sent in enumerate(files, start=1):
                called = "This file" if len(files) == 1 else f"File {number} of {len(files)}"
                papers.keep(
                    person,
                    raw=sent.read(),
                    kind=said["kind"],
                    tells_status=bool(said["tells_status"]),
                    on_day=said["on_day"],
                    note=said["note"],
                    by=request.user,
                    at=now(),
                )
    except papers.Refused as refused:
        form.add_error("taken" if said["taken"] else "chosen", f"{called} {refused}")
        return 0
    except papers.TooMany as full:
        form.add_error(None, str(full))
        return 0
    except (text.TooLong, text.Unreadable) as wrong:
        form.add_error("note", str(wrong))
        return 0
    return len(files)


@require_safe
@with_paper
def opened(request: WorkerRequest, paper: Paper) -> HttpResponse:
    """The paper as a download, from here or from the address that serves papers alone."""
    if giving.is_apart():
        here = sessions.hashed(request.session.session_key or "")
        ticket = papers.give_ticket(paper, sign_in=here, by=request.user, at=now())
        return redirect(giving.address(ticket, by=request.user))
    return giving.download(paper, papers.read(paper, by=request.user, at=now()))


@require_http_methods(GET_OR_POST)
@with_paper
def remove(request: WorkerRequest, paper: Paper) -> HttpResponse:
    """Ask once more, and remove it."""
    person = paper.person
    if request.method != "POST":
        return page(request, "papers/remove.html", person=person, who=identity.read(person), paper=paper)
    try:
        papers.remove(paper, by=request.user, at=now())
        receipts.give(request, "The paper is removed.")
    except (MayNot, papers.AlreadyRemoved) as refused:
        receipts.give(request, str(refused))
    return redirect("papers:of_person", person.pk)
