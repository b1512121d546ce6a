"""Setting up how one signs in, with an invitation in hand: a passkey, or a password and an app."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_POST

from recourse.pages.door import coming, devices, onetime, passkeys, who
from recourse.pages.door.forms import AppCoding, Invited, NewPassword
from recourse.pages.door.turns import in_turn
from recourse.pages.look.guards import View, open_to_all
from recourse.pages.look.page import page
from recourse.records.access import actions as access
from recourse.records.access.words import Proof

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

SECRET = "secret_of_new_app"
NOT_INVITED = "This code does not work. It works once and for three days: ask your manager for a new one."
NOT_MADE = "The passkey was not made. Press the button to try once more, or choose a password instead."


def for_newcomers(view: View) -> View:
    """A page for somebody who has begun and has no second factor yet; everybody else goes to the door."""

    @open_to_all
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        worker = who.newcomer(request)
        if worker is None:
            return redirect("door:enter")
        try:
            return view(request, worker, **kwargs)
        except access.ChangedMeanwhile as meanwhile:
            return page(request, "door/begin.html", newcomer=worker, wrong=str(meanwhile), status=409)

    guarded.guarded_by = "for_newcomers"  # type: ignore[attr-defined]
    return guarded


@open_to_all
@coming.not_in_the_demonstration
def invited(request: HttpRequest) -> HttpResponse:
    """Show the code of an invitation; only pressing the button uses it up."""
    form = Invited(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(request, "door/invited.html", form=form)
    worker = access.take_up(form.cleaned_data["code"], by=None, at=now())
    if worker is None:
        form.add_error("code", NOT_INVITED)
        return page(request, "door/invited.html", form=form)
    coming.let_in(request, worker, how=Proof.INVITATION, is_whole=False)
    return redirect("door:begin")


@for_newcomers
def begin(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Choose: a passkey, which is quickest and safest, or a password and an app."""
    return page(request, "door/begin.html", newcomer=worker)


@require_POST
@for_newcomers
def passkey_question(request: HttpRequest, worker: Worker) -> HttpResponse:
    """What the browser needs to make the first passkey."""
    return JsonResponse(passkeys.ask_for_new(request, worker))


@require_POST
@for_newcomers
@in_turn
def passkey(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Keep the first passkey, and come in."""
    try:
        credential = passkeys.made(request, request.POST.get("credential", ""))
    except passkeys.NotProved:
        return page(request, "door/begin.html", newcomer=worker, wrong=NOT_MADE)
    named = devices.words(request.META.get("HTTP_USER_AGENT", ""))
    access.add_passkey(name=named, credential=credential, by=worker, at=now())
    coming.become_whole(request)
    return redirect(coming.first_page(worker))


@for_newcomers
@in_turn
def password(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Choose a password."""
    form = NewPassword(request.POST if request.method == "POST" else None, worker=worker)
    if not form.is_valid():
        return page(request, "door/password.html", newcomer=worker, form=form)
    chosen = form.cleaned_data["password"]
    access.set_password(password=chosen, seen=worker.password, by=worker, at=now())
    coming.stay_signed_in(request, worker)
    return redirect("door:begin_app")


@for_newcomers
@in_turn
def app(request: HttpRequest, worker: Worker) -> HttpResponse:
    """Connect an app that shows codes; with its first code one is in."""
    if not worker.has_usable_password():
        return redirect("door:begin_password")
    sealed = secret_for(request, worker)
    form = AppCoding(request.POST if request.method == "POST" else None)
    step = checked_step(request, worker, form, sealed)
    if step is None:
        return page(request, "door/app.html", newcomer=worker, form=form, **shown(request, worker, sealed))
    access.add_app(secret=sealed, step=step, by=worker, at=now())
    del request.session[SECRET]
    coming.become_whole(request)
    codes = onetime.spelled(access.give_recovery_codes(by=worker, at=now()))
    return page(request, "door/recovery.html", newcomer=worker, codes=codes, onward=coming.first_page(worker))


def secret_for(request: HttpRequest, worker: Worker) -> str:
    """The secret an app is being connected with, the same until it is; kept sealed."""
    if SECRET not in request.session:
        request.session[SECRET] = onetime.new_secret(worker)
    return str(request.session[SECRET])


def checked_step(request: HttpRequest, worker: Worker, form: AppCoding, sealed: str) -> int | None:
    """The step at which the code that was typed is right; otherwise the form says that it is not."""
    if not form.is_valid():
        return None
    typed = "".join(letter for letter in form.cleaned_data["code"] if letter.isdecimal())
    step = onetime.step_of(typed, worker=worker, sealed=sealed, at=now())
    if step is None:
        form.add_error("code", "That is not the code of this moment. Type the one your app shows now.")
    return step


def shown(request: HttpRequest, worker: Worker, sealed: str) -> dict[str, Any]:
    """The secret as a square and as letters."""
    return {"square": onetime.square(request, worker, sealed), "secret": onetime.readable(sealed)}
