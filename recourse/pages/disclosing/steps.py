"""The steps before anything can be sent: what it may lead to, advice, the words, and agreeing to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now

from recourse.pages.disclosing import told
from recourse.pages.disclosing.forms import DECLINED, Advising, Agreeing, Asking, Declining, Reading, Writing
from recourse.pages.look import seen
from recourse.pages.look.guards import WorkerRequest, with_one
from recourse.pages.look.page import page
from recourse.pages.sharing.told import GIVES_BEDS
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures import queries
from recourse.records.people import actions as people
from recourse.records.people import identity
from recourse.records.people.text import TooLong, Unreadable

if TYPE_CHECKING:
    from recourse.pages.look.forms import Form
    from recourse.records.disclosures.models import Letter

with_letter = with_one("letter", queries.one_letter, whose=lambda letter: letter.person)
WRONG = (disclosures.NotYet, people.NotValid, people.NoSuchDays, TooLong, Unreadable)
OVER = (disclosures.NoLonger, disclosures.AlreadySent)
Done = Callable[["Letter", Any], None]


def show(
    request: WorkerRequest, letter: Letter, name: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    """One page of the way, with whom it is about and where one stands."""
    who = identity.read(letter.person)
    return page(
        request,
        f"disclosing/{name}.html",
        status=status,
        person=letter.person,
        who=who,
        called=who.name.split()[0] if who.name else who.nickname or "this person",
        letter=letter,
        place=told.place(name, letter),
        **context,
    )


def on_the_way(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let nobody ahead of a step that does not stand yet, and nobody change what was sent or taken back."""
    step = {"agree_alone": "status"}.get(view.__name__, view.__name__)

    @wraps(view)
    def walked(request: WorkerRequest, letter: Letter) -> HttpResponse:
        wanted = told.next_step(letter, today=localdate())
        if wanted == "sheet":
            return redirect("disclosing:sheet", letter.pk)
        is_needless = step == "status" and "status" not in letter.fields
        if is_needless or told.STEPS.index(step) > told.STEPS.index(wanted):
            return redirect(f"disclosing:{wanted}", letter.pk)
        return view(request, letter)

    return walked


def done(
    request: WorkerRequest, letter: Letter, name: str, form: Form, act: Callable[[], object], **context: Any
) -> HttpResponse:
    """Do the step and go on to the next; what is wrong is said on the page."""
    try:
        act()
    except WRONG as wrong:
        form.add_error(None, str(wrong))
        return show(request, letter, name, form=form, **context)
    except disclosures.ChangedMeanwhile as changed:
        seen.tell(form, str(changed), sign=queries.standing(letter))
        return show(request, letter, name, status=409, form=form, **context)
    except OVER as over:
        return show(request, letter, "over", status=409, sentence=str(over))
    now_stands = queries.one_letter(letter.pk)
    assert now_stands is not None
    return redirect(f"disclosing:{told.next_step(now_stands, today=localdate())}", letter.pk)


@with_letter
@on_the_way
def outcomes(request: WorkerRequest, letter: Letter) -> HttpResponse:
    """Everything it may lead to, read aloud."""
    form = Reading(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return show(request, letter, "outcomes", form=form, outcomes=told.OUTCOMES)
    return done(
        request,
        letter,
        "outcomes",
        form,
        lambda: disclosures.read_outcomes(letter, by=request.user, at=now()),
    )


@with_letter
@on_the_way
def advice(request: WorkerRequest, letter: Letter) -> HttpResponse:
    """Independent advice: had, or offered and declined; then only what is asked of that answer."""
    sent = request.POST if request.method == "POST" else None
    asking = Asking(sent)
    if not asking.is_valid() or request.POST.get("step") == "change":
        return show(request, letter, "advice", form=asking)
    had = asking.cleaned_data["had"]
    kind = Declining if had == DECLINED else Advising
    form = kind(sent if request.POST.get("step") == "said" else None, initial={"on_day": localdate()})
    seen.carry_mark(form, queries.standing(letter))
    if not form.is_valid():
        return show(request, letter, "advised", form=form, had=had)
    said = form.cleaned_data | {"had": had, "risk_explained": bool(form.cleaned_data.get("risk_explained"))}
    return done(
        request,
        letter,
        "advised",
        form,
        lambda: disclosures.advise(letter, by=request.user, at=now(), **said),
        had=had,
    )


@with_letter
@on_the_way
def words(request: WorkerRequest, letter: Letter) -> HttpResponse:
    """What would be told: as little as will do."""
    fields = told.can_be_told(letter.person, by=request.user)
    form = Writing(request.POST if request.method == "POST" else None, fields=fields)
    seen.carry_mark(form, queries.standing(letter))
    if not form.is_valid():
        return show(request, letter, "words", form=form)
    general, status = told.composed(fields, form.chosen, form.cleaned_data["message"])
    return done(
        request,
        letter,
        "words",
        form,
        lambda: disclosures.write(
            letter,
            fields=form.chosen,
            words=general,
            status_words=status,
            seen=form.cleaned_data[seen.KEPT_AS],
            by=request.user,
            at=now(),
        ),
    )


@with_letter
@on_the_way
def agree(request: WorkerRequest, letter: Letter) -> HttpResponse:
    """Every word read aloud, and agreed to."""
    return _agree(request, letter, "agree", alone=False)


@with_letter
@on_the_way
def agree_alone(request: WorkerRequest, letter: Letter) -> HttpResponse:
    """What it says of their status, by itself."""
    return _agree(request, letter, "status", alone=True)


def _agree(request: WorkerRequest, letter: Letter, name: str, *, alone: bool) -> HttpResponse:
    form = Agreeing(request.POST if request.method == "POST" else None)
    seen.carry_mark(form, queries.standing(letter))
    said = told.read_aloud(letter, alone=alone)
    doubtful = request.user.organisation.kind in GIVES_BEDS
    context: dict[str, Any] = {"words": said, "doubtful": doubtful}
    if not form.is_valid():
        return show(request, letter, name, form=form, **context)
    how = {key: form.cleaned_data[key] for key in ("how", "language", "checked", seen.KEPT_AS)}
    return done(
        request,
        letter,
        name,
        form,
        lambda: disclosures.agree(letter, alone=alone, words=said, by=request.user, at=now(), **how),
        **context,
    )
