"""Beginning a letter, choosing what it tells, reading it, making it once, and what was made."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from recourse.pages.look import errors, once, receipts
from recourse.pages.look.guards import WorkerRequest, fresh_when, with_person
from recourse.pages.look.page import page
from recourse.pages.refusals import told
from recourse.pages.refusals.agreeing import OVER, WRONG, show, while_open, with_refusal
from recourse.pages.refusals.forms import NAMED, Beginning, Making, Telling
from recourse.pages.sharing.told import called
from recourse.records.papers import setting
from recourse.records.people import fields as field_names
from recourse.records.people import identity
from recourse.records.people import queries as people
from recourse.records.refusals import actions as refusals
from recourse.records.refusals import composing, grounds, queries
from recourse.records.refusals.words import USUAL_DAYS, Kind

if TYPE_CHECKING:
    from recourse.records.people.models import Person
    from recourse.records.refusals.grounds import Ground
    from recourse.records.refusals.models import Refusal
    from recourse.records.refusals.sheet import Sheet


@require_safe
@with_person
def of_person(request: WorkerRequest, person: Person) -> HttpResponse:
    """The letters of one's own agency about a person: begun, and made."""
    return page(
        request,
        "refusals/of_person.html",
        person=person,
        who=(who := identity.read(person)),
        called=called(who),
        refusals=queries.of_person(person),
        may_write=people.sight_was_agreed(person, request.user),
    )


@with_person
def begin(request: WorkerRequest, person: Person) -> HttpResponse:
    """What was refused, and by whom; only where the rulebook says that they may have it."""
    if not people.sight_was_agreed(person, request.user):
        return errors.nothing_here(request)
    every = grounds.every(person, on=localdate())
    offered = [one for one in every if one.is_open]
    started = {"kind": request.GET.get("kind", ""), "refused_on": localdate(), "once": once.token()}
    form = Beginning(request.POST if request.method == "POST" else None, grounds=offered, initial=started)
    if form.is_valid():
        if led_to := once.done(request, form.cleaned_data["once"]):
            return redirect(led_to)
        if refusal := _begun(request, person, form):
            there = reverse("refusals:ask", args=[refusal.pk])
            once.remember(request, form.cleaned_data["once"], led_to=there)
            return redirect(there)
    who = identity.read(person)
    closed = [one for one in every if not one.is_open]
    return page(
        request,
        "refusals/begin.html",
        person=person,
        who=who,
        called=called(who),
        form=form,
        closed=closed,
        asked=request.GET.get("kind", ""),
    )


def _begun(request: WorkerRequest, person: Person, form: Beginning) -> Refusal | None:
    said = {name: value for name, value in form.cleaned_data.items() if name != "once"}
    try:
        return refusals.begin(person, by=request.user, at=now(), **said)
    except refusals.NotSupported as wrong:
        form.add_error("because", f"No letter for this. {wrong}")
    except WRONG as wrong:
        form.add_error("to_name", str(wrong))
    except refusals.AlreadyBegun as already:
        receipts.give(request, str(already))
        return already.refusal
    return None


@with_refusal
@while_open
def facts(request: WorkerRequest, refusal: Refusal) -> HttpResponse:
    """What the letter tells, fact by fact, of what was agreed to; nothing agreed, no letter."""
    today = localdate()
    if not queries.stands(refusal.consent, on=today):
        return redirect("refusals:ask", refusal.pk)
    fields = told.may_tell(refusal, by=request.user, on=today)
    sent = request.POST if request.method == "POST" else None
    form = Telling(sent, fields=fields, initial=_as_it_stands(refusal, today=today))
    if form.is_valid():
        rest = {name: form.cleaned_data[name] for name in ("answer_to", "answer_by")}
        try:
            refusals.write(refusal, told=form.chosen, **rest, by=request.user, at=now())
        except WRONG as wrong:
            form.add_error(None, str(wrong))
        except OVER as over:
            return show(request, refusal, "over", status=409, sentence=str(over))
        else:
            return redirect("refusals:check", refusal.pk)
    not_agreed = told.not_agreed(refusal, by=request.user, on=today)
    may_ask_status = "status" in not_agreed or "immigration status" in not_agreed
    return show(request, refusal, "facts", form=form, not_agreed=not_agreed, may_ask_status=may_ask_status)


def _as_it_stands(refusal: Refusal, *, today: date) -> dict[str, object]:
    lines = {(field, question): words for field, question, words in refusal.lines}
    return {
        "told": [f"{field}/{question}" for field, question in lines] or [NAMED],
        "called": lines.get(("name", composing.NAME)) or identity.read(refusal.person).name,
        "answer_to": refusal.answer_to or refusal.agency.answer_to,
        "answer_by": refusal.answer_by or today + USUAL_DAYS,
    }


@with_refusal
@fresh_when(lambda request: request.method == "POST")
@while_open
def check(request: WorkerRequest, refusal: Refusal) -> HttpResponse:
    """The letter, word for word, before it is made; and making it."""
    today, by = localdate(), request.user
    step = told.next_step(refusal, on=today)
    if step == "check" and told.is_stale(refusal, by=by, on=today):
        receipts.give(request, "Something the letter tells is known otherwise by now. Choose again.")
        step = "facts"
    if step != "check":
        return redirect(f"refusals:{step}", refusal.pk)
    ground = grounds.one(refusal.person, kind=refusal.kind, because=refusal.because, on=today)
    if not ground.is_open:
        return show(request, refusal, "over", status=409, sentence=f"No letter for this. {ground.why_not}")
    sheet = composing.sheet(refusal, ground, by=by, on=today)
    sent = request.POST if request.method == "POST" else None
    started = {"seen": sheet.fingerprint}
    form = Making(sent, is_unverified=bool(ground.unverified), initial=started)
    if form.is_valid():
        return _made(request, refusal, form, ground, sheet)
    return _read(request, refusal, form, ground, sheet)


def _read(
    request: WorkerRequest, refusal: Refusal, form: Making, ground: Ground, sheet: Sheet
) -> HttpResponse:
    """The letter on the screen, and what cannot be printed of it, before anybody makes it."""
    try:
        setting.pdf(sheet, at=now())
        unprintable = None
    except setting.Unprintable as wrong:
        unprintable = wrong
    except setting.NotSet as wrong:
        form.add_error(None, str(wrong))
        unprintable = None
    return show(request, refusal, "check", form=form, ground=ground, sheet=sheet, unprintable=unprintable)


def _made(
    request: WorkerRequest, refusal: Refusal, form: Making, ground: Ground, sheet: Sheet
) -> HttpResponse:
    try:
        refusals.make(refusal, seen=form.cleaned_data["seen"], by=request.user, at=now())
    except (*WRONG, setting.NotSet) as wrong:
        form.add_error(None, str(wrong))
        return _read(request, refusal, form, ground, sheet)
    except OVER as over:
        return show(request, refusal, "over", status=409, sentence=str(over))
    receipts.give(request, "The letter is made and kept. Open it now to print it.")
    return redirect("refusals:one", refusal.pk)


@require_safe
@with_refusal
def one(request: WorkerRequest, refusal: Refusal) -> HttpResponse:
    """What was made: to whom, what it told, on which agreement, and the letter itself."""
    if refusal.is_open:
        return redirect(f"refusals:{told.next_step(refusal, on=localdate())}", refusal.pk)
    if not refusal.made_at:
        return show(request, refusal, "over", status=409, sentence=str(refusals.NoLonger()))
    ground = grounds.one(refusal.person, kind=refusal.kind, because=refusal.because, on=localdate())
    fields = field_names.in_words(refusal.fields)
    is_council = refusal.kind == Kind.ADVICE
    return show(request, refusal, "one", fields=fields, challenge=ground.challenge, is_council=is_council)


@with_refusal
@while_open
def stop(request: WorkerRequest, refusal: Refusal) -> HttpResponse:
    """Take it back before it is made."""
    if request.method != "POST":
        return show(request, refusal, "stop")
    try:
        refusals.take_back(refusal, by=request.user, at=now())
    except OVER as over:
        return show(request, refusal, "over", status=409, sentence=str(over))
    receipts.give(request, "Taken back. No letter was made.")
    return redirect("refusals:of_person", refusal.person_id)
