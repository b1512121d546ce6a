"""Beginning to tell an enforcement body something, sending it once, taking it back, and the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from recourse.pages.disclosing import told
from recourse.pages.disclosing.forms import Beginning, Sending
from recourse.pages.disclosing.steps import OVER, on_the_way, show, with_letter
from recourse.pages.look import errors, receipts
from recourse.pages.look.guards import WorkerRequest, fresh_when, with_person
from recourse.pages.look.page import page
from recourse.records.directory import queries as directory
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures import gate, queries
from recourse.records.disclosures.actions.sending import fingerprint
from recourse.records.disclosures.words import SHEET_STAYS
from recourse.records.people import identity
from recourse.records.people import queries as people

if TYPE_CHECKING:
    from recourse.records.disclosures.models import Disclosure, Letter
    from recourse.records.people.models import Person


@with_person
def begin(request: WorkerRequest, person: Person) -> HttpResponse:
    """Whom, and what for; and what stands between. Not by those who see somebody in an emergency alone."""
    if not people.sight_was_agreed(person, request.user):
        return errors.nothing_here(request)
    form = Beginning(request.POST if request.method == "POST" else None, authorities=directory.authorities())
    if form.is_valid():
        to, for_what = form.authorities[form.cleaned_data["to"]], form.cleaned_data["for_what"]
        try:
            letter = disclosures.begin(person, to=to, for_what=for_what, by=request.user, at=now())
        except disclosures.AlreadyBegun as already:
            form.add_error(None, str(already))
        else:
            return redirect("disclosing:outcomes", letter.pk)
    who = identity.read(person)
    called = who.name.split()[0] if who.name else who.nickname or "this person"
    context: dict[str, Any] = {"person": person, "who": who, "called": called, "form": form}
    return page(request, "disclosing/begin.html", letters=queries.open_letters(person), **context)


@with_letter
@fresh_when(lambda request: request.method == "POST")
@on_the_way
def check(request: WorkerRequest, letter: Letter) -> HttpResponse:
    """Everything that would leave, and the worker's own name typed before it does."""
    form = Sending(request.POST if request.method == "POST" else None, initial={"seen": fingerprint(letter)})
    if not form.is_valid():
        return _check(request, letter, form)
    try:
        disclosures.send(letter, by=request.user, at=now(), **form.cleaned_data)
    except (disclosures.NotYet, disclosures.NotYourName) as wrong:
        form.add_error("named", str(wrong))
        return _check(request, letter, form)
    except (disclosures.Changed, disclosures.Expired, *OVER) as over:
        return show(request, letter, "over", status=409, sentence=str(over))
    receipts.give(request, "Recorded as sent. Print the letter now.")
    return redirect("disclosing:sheet", letter.pk)


def _check(request: WorkerRequest, letter: Letter, form: Sending) -> HttpResponse:
    sheet = told.as_a_letter(letter, by=request.user.name, on=localdate())
    found = gate.ask(letter, organisation=request.user.organisation, on=localdate())
    fields = told.fields_in_words(letter)
    return show(request, letter, "check", form=form, fields=fields, sheet=sheet, gate=found)


@with_letter
def stop(request: WorkerRequest, letter: Letter) -> HttpResponse:
    """Take it back before it is sent."""
    if request.method != "POST":
        return show(request, letter, "stop") if letter.is_open else redirect("disclosing:sheet", letter.pk)
    try:
        disclosures.take_back(letter, by=request.user, at=now())
    except OVER as over:
        return show(request, letter, "over", status=409, sentence=str(over))
    receipts.give(request, "Taken back. Nothing was sent.")
    return redirect("sharing:all", letter.person_id)


@with_letter
def sheet(request: WorkerRequest, letter: Letter) -> HttpResponse:
    """That it was sent, by whom and on what; and for ten minutes the sheet itself."""
    disclosure = queries.of_letter(letter)
    if disclosure is None and letter.is_open:
        return redirect(f"disclosing:{told.next_step(letter, today=localdate())}", letter.pk)
    if disclosure is None:
        return show(request, letter, "over", status=409, sentence=str(disclosures.NoLonger()))
    if request.method == "POST":
        try:
            disclosures.open_sheet(disclosure, by=request.user, at=now())
        except disclosures.NotYet as shut:
            return show(request, letter, "over", status=409, sentence=str(shut))
        as_sent = told.as_a_letter(letter, by=disclosure.by.name, on=localdate(disclosure.at))
        return show(request, letter, "paper", sheet=as_sent, disclosure=disclosure)
    return show(
        request,
        letter,
        "sheet",
        disclosure=disclosure,
        fields=told.fields_in_words(letter),
        may_open=_may_open(request, disclosure),
    )


def _may_open(request: WorkerRequest, disclosure: Disclosure) -> bool:
    return disclosure.by_id == request.user.pk and now() <= disclosure.at + SHEET_STAYS
